"""Platforms against one requirement and the client's own volume; worked out by the methods when asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from apps.methods import platform_cost, platform_fit
from apps.methods.platform_cost import Leg, Plan, TierPrice, Usage
from apps.methods.platform_fit import Fit
from apps.methods.workings import Workings
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import PriceLine
from apps.tenant.decisions.supplied import Supplied

OLD_AFTER = timedelta(days=365)
QUOTE = "quote"
NEAR = 10


@dataclass(frozen=True)
class SheetLine:
    """One plan as it counts: the client's own line where there is one, else the supplied one."""

    plan: Plan
    billing: str
    source: str
    sourced_on: date
    own: PriceLine | None
    supplied: Supplied | None

    @property
    def is_left_out(self) -> bool:
        return self.own is not None and self.own.is_left_out

    @property
    def is_from(self) -> bool:
        """Whether the price is only where a quote begins."""
        return self.billing == QUOTE

    @property
    def version(self) -> int:
        """Of the own line; 0 without one."""
        return self.own.version if self.own else 0

    def is_old(self, today: date) -> bool:
        return today - self.sourced_on > OLD_AFTER


@dataclass(frozen=True)
class SourcePrice:
    """What a source says a platform costs, as it gives it. per: "month" or "year"."""

    source: str
    low: Decimal | None
    high: Decimal | None
    currency: str
    per: str
    sourced_on: date


@dataclass(frozen=True)
class Volume:
    """How much runs in a month. runs None: not known. source: words; is_measured: from signals, not from cadence."""

    runs: Decimal | None
    actions: int
    source: str
    is_measured: bool
    is_counted: bool

    @property
    def usage(self) -> Usage | None:
        return None if self.runs is None else Usage(self.runs, self.actions)


@dataclass(frozen=True)
class PlatformRow:
    """One platform: how it meets the requirement, its cheapest plan at the volume, what the sources say."""

    name: str
    fit: Fit
    lines: tuple[SheetLine, ...]
    volume: Volume
    best_use: str
    ranges: tuple[SourcePrice, ...]

    @cached_property
    def cheapest(self) -> SheetLine | None:
        """Of the plans in the currency of its first; None: no price known, no volume known, or none carries it."""
        usage = self.volume.usage
        if usage is None or not self.lines:
            return None
        same = [line for line in self.lines if line.plan.currency == self.lines[0].plan.currency]
        plan = platform_cost.cheapest_plan([line.plan for line in same], usage)
        return next((line for line in same if line.plan == plan), None)

    @property
    def cost(self) -> Decimal | None:
        usage, line = self.volume.usage, self.cheapest
        return None if usage is None or line is None else platform_cost.monthly_cost(line.plan, usage)

    @property
    def workings(self) -> Workings | None:
        usage, line = self.volume.usage, self.cheapest
        return None if usage is None or line is None else platform_cost.workings_of(line.plan, usage)

    @property
    def currency(self) -> str:
        return self.lines[0].plan.currency if self.lines else ""


@dataclass(frozen=True)
class PlatformMatrix:
    """All platforms for one opportunity, best first. needs: labels, in order. currency: the one compared in."""

    opportunity: OpportunityLine
    volume: Volume
    needs: tuple[str, ...]
    rows: tuple[PlatformRow, ...]
    currency: str

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Those that can be compared: of the common currency."""
        lines = [line for row in self.rows for line in row.lines]
        return tuple(line.plan for line in lines if line.plan.currency == self.currency)

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The cheapest plan at each volume."""
        return platform_cost.cheapest(self.plans, actions=self.volume.actions) if self.plans else ()

    @cached_property
    def cheapest_rows(self) -> list[PlatformRow]:
        """Platforms with a cost in the common currency, the cheapest at the volume first."""
        known = [
            (row.cost, row.name, row) for row in self.rows if row.cost is not None and row.currency == self.currency
        ]
        return [row for _, _, row in sorted(known, key=lambda entry: entry[:2])]

    @property
    def comparable_rows(self) -> list[PlatformRow]:
        """The cheapest two, and those that cost at most ten times the cheapest: dearer ones would flatten a picture."""
        rows = self.cheapest_rows
        limit = NEAR * (rows[0].cost or Decimal(0)) if rows else Decimal(0)
        return [row for at, row in enumerate(rows) if at < 2 or (row.cost or Decimal(0)) <= limit]

    def curve_of(self, row: PlatformRow) -> tuple[tuple[Decimal, Decimal], ...]:
        """What a platform costs over the runs, for a picture."""
        plans = [line.plan for line in row.lines if line.plan.currency == self.currency]
        actions = self.volume.actions
        most = platform_cost.worth_showing(self.plans, actions=actions, runs=self.volume.runs)
        return platform_cost.curve(plans, actions=actions, most=most)

    @cached_property
    def tiers(self) -> tuple[TierPrice, ...]:
        """G's ranges against these plans; none where prices are not in US dollars, as G's are."""
        is_dollars = self.currency == "USD" and self.plans
        return platform_cost.tier_prices(self.plans, actions=self.volume.actions) if is_dollars else ()


def in_order(rows: Sequence[PlatformRow], *, currency: str) -> tuple[PlatformRow, ...]:
    """Best first; costs in another currency do not decide."""
    costs: Mapping[str, Decimal | None] = {row.name: row.cost if row.currency == currency else None for row in rows}
    by_name = {row.name: row for row in rows}
    return tuple(by_name[fit.platform] for fit in platform_fit.in_order([row.fit for row in rows], costs))
