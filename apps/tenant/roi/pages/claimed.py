"""Claimed against measured: what was planned, what is forecast now, and what is realised."""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from apps.core.clock import today_of
from apps.core.display import manner_of
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.figures.bars import render_bars
from apps.figures.cash_flow import render_cash_flow
from apps.figures.figure import Figure
from apps.methods.upkeep import beyond_plan
from apps.tenant.roi import selectors
from apps.tenant.roi.lines import Measured
from apps.tenant.roi.pages.words import Word
from apps.tenant.roi.selectors import UpkeepLine

BESIDE = 360  # pixels, of a figure in the narrow column


@dataclass(frozen=True)
class ClaimedRow:
    """One initiative, hours a week. upkeep: of its integration, None where none is registered or judged yet.

    rate: the client's, money an hour.
    """

    measured: Measured
    upkeep: UpkeepLine | None
    rate: Decimal

    @property
    def planned(self) -> Decimal:
        return self.measured.line.claimed_hours

    @property
    def forecast(self) -> Decimal:
        """The plan, with what was measured in its place."""
        return self.measured.forecast_hours

    @property
    def realised(self) -> Decimal | None:
        return self.measured.won_hours

    @property
    def upkeep_beyond(self) -> Decimal | None:
        """Money that booked upkeep costs beyond what the return counts; None while no whole month has a booking."""
        planned = self.measured.line.initiative.upkeep_hours_per_month
        return cast(Decimal | None, beyond_plan(self.upkeep.judged if self.upkeep else None, planned, self.rate).value)

    @property
    def upkeep_off(self) -> Decimal:
        """The same without its sign."""
        return abs(self.upkeep_beyond or Decimal(0))

    @property
    def standing(self) -> Word:
        """A benefit counts as realised only with a measurement."""
        if self.measured.is_measured:
            return Word("realised", "good")
        return Word("live, not measured", "warn") if self.measured.is_live else Word("claimed", "none")

    @property
    def is_at_risk(self) -> bool:
        """Live, and its retrospective is not filed."""
        return self.measured.is_live and self.measured.line.is_benefit_at_risk


@dataclass(frozen=True)
class ClaimedPage:
    rows: list[ClaimedRow]
    figure: Figure | None
    bars: Figure | None
    planned: Decimal
    forecast: Decimal
    realised: Decimal

    @property
    def measured_words(self) -> str:
        return f"{sum(row.measured.is_measured for row in self.rows)} of {len(self.rows)}"

    @property
    def has_upkeep(self) -> bool:
        return any(row.upkeep_beyond is not None for row in self.rows)

    @property
    def unmeasured(self) -> list[ClaimedRow]:
        """Live, and nobody has measured whether it brings what was claimed."""
        return [row for row in self.rows if row.measured.is_live and not row.measured.is_measured]


def claimed_page(request: Request) -> ClaimedPage:
    client = request.client
    made = selectors.business_case_of(client)
    data = selectors.cash_flow_data(made, today=today_of(client), manner=manner_of(client))
    upkeep = {line.integration.opportunity_id: line for line in selectors.upkeep_lines(client) if line.judged.months}
    rows = [
        ClaimedRow(one, upkeep.get(one.line.initiative.opportunity_id or 0), client.hourly_rate)
        for one in made.committed
    ]
    bars = selectors.claimed_bars(made.committed)
    return ClaimedPage(
        rows=rows,
        figure=render_cash_flow(data, style=style_of(client)) if data else None,
        bars=render_bars(bars, width=BESIDE, style=style_of(client)) if rows else None,
        planned=sum((row.planned for row in rows), Decimal(0)),
        forecast=sum((row.forecast for row in rows), Decimal(0)),
        realised=sum((row.realised or Decimal(0) for row in rows), Decimal(0)),
    )
