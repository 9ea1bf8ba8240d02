"""Applications that overlap, with the three questions answered by the method; figures that nobody gave are computed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from apps.methods.consolidation import (
    Advice,
    Answers,
    MigrationEffort,
    Overlap,
    migration_estimate,
    overlap,
    recommend,
    saving_in_12_months,
)
from apps.methods.overlaps import Seats, seats
from apps.methods.ranges import Range
from apps.methods.reconciliation import earliest_cut_over, start_before
from apps.methods.switching import Economics, Licence, Switch, retraining_estimate, spread, twelve_months
from apps.tenant.decisions.models import Consolidation


@dataclass(frozen=True, kw_only=True)
class Tool:
    """An application of the group. `annual_cost` None: not known."""

    id: int
    name: str
    users: int | None
    annual_cost: Decimal | None
    capabilities: tuple[str, ...]
    licences: int | None = None
    renewal_date: date | None = None
    notice_days: int | None = None

    @property
    def seats(self) -> Seats | None:
        """Licences paid against users; None while one of the counts is not known."""
        return seats(self.licences, self.users, self.annual_cost)


@dataclass(frozen=True)
class RunDates:
    """When old and new run side by side. initiative: its name where the roadmap sets the cut-over, else empty."""

    start: date
    cut_over: date
    initiative: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsolidationLine:
    """The case and its tools; hours: hand-offs a week between those tools; rate: the client's, per hour.

    today: by the client's clock.
    """

    consolidation: Consolidation
    tools: tuple[Tool, ...]
    hours: Decimal
    rate: Decimal
    today: date

    @property
    def id(self) -> int:
        return self.consolidation.pk

    @property
    def name(self) -> str:
        return self.consolidation.name

    @property
    def kept(self) -> Tool | None:
        """The tool that stays: the chosen one; until then the one with most users, then the dearest."""
        chosen = next((tool for tool in self.tools if tool.id == self.consolidation.keep_id), None)
        return chosen or max(self.tools, key=_weight, default=None)

    @property
    def given_up(self) -> tuple[Tool, ...]:
        return tuple(tool for tool in self.tools if tool != self.kept)

    @cached_property
    def shared(self) -> Overlap:
        return overlap({tool.name: tool.capabilities for tool in self.tools})

    @property
    def overlap_percent(self) -> Decimal | None:
        return None if self.shared.value is None else self.shared.value * 100

    @property
    def licences(self) -> Decimal | None:
        """Yearly cost of the tools given up; None while one of them is not known."""
        costs = [tool.annual_cost for tool in self.given_up]
        known = [cost for cost in costs if cost is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(costs) else None

    @property
    def computed_saving(self) -> Decimal | None:
        return None if self.licences is None else saving_in_12_months(self.licences, self.hours, self.rate)

    @property
    def computed_migration(self) -> Decimal | None:
        if self.licences is None:
            return None
        return migration_estimate(self.licences, self.rate, MigrationEffort())

    @property
    def saving(self) -> Decimal | None:
        own = self.consolidation.saving_12_months
        return self.computed_saving if own is None else own

    @property
    def migration(self) -> Decimal | None:
        own = self.consolidation.migration_cost
        return self.computed_migration if own is None else own

    @property
    def switching_cost(self) -> Decimal | None:
        """Migration and retraining; None while one of them is not known."""
        retraining = self.consolidation.retraining_cost
        return None if self.migration is None or retraining is None else self.migration + retraining

    # What it brings over twelve months

    @property
    def migration_range(self) -> Range | None:
        own = self.consolidation
        return None if self.migration is None else spread(self.migration, own.migration_low, own.migration_high)

    @property
    def retraining_range(self) -> Range | None:
        own = self.consolidation
        if own.retraining_cost is None:
            return None
        return spread(own.retraining_cost, own.retraining_low, own.retraining_high)

    @property
    def suggested_retraining(self) -> Range | None:
        """From the users of what is given up; None while one of their numbers is not known."""
        users = [tool.users for tool in self.given_up]
        known = [count for count in users if count is not None]
        return retraining_estimate(sum(known), self.rate) if known and len(known) == len(users) else None

    @property
    def holds_when_dear(self) -> bool | None:
        """Whether switching also pays at the high costs; None while a figure is missing."""
        if self.saving is None or self.migration_range is None or self.retraining_range is None:
            return None
        return self.saving > self.migration_range.plus(self.retraining_range).high

    @property
    def initiative(self) -> Any:
        """Its bar on the roadmap, its own or its opportunity's; a later stage, so nothing but its plain fields."""
        own = self.consolidation
        return getattr(own, "initiative", None) or getattr(own.opportunity, "initiative", None)

    @property
    def dates(self) -> RunDates | None:
        """The roadmap's cut-over counts; without one what was entered. None: nobody has planned it."""
        own, bar = self.consolidation, self.initiative
        if bar is not None and bar.end is not None:
            return RunDates(own.parallel_start or start_before(bar.end), bar.end, bar.name)
        if own.parallel_start is not None:
            return RunDates(own.parallel_start, own.cut_over_on or earliest_cut_over(own.parallel_start))
        return None if own.cut_over_on is None else RunDates(start_before(own.cut_over_on), own.cut_over_on)

    @cached_property
    def economics(self) -> Economics | None:
        """Month by month, from the first day of the parallel run (today while none is planned); None: figures miss."""
        migration, retraining = self.migration_range, self.retraining_range
        if self.licences is None or migration is None or retraining is None:
            return None
        dates = self.dates or RunDates(self.today, earliest_cut_over(self.today))
        start = min(dates.start, dates.cut_over)
        given_up = [
            Licence(tool.name, tool.annual_cost or Decimal(0), tool.renewal_date, tool.notice_days)
            for tool in self.given_up
        ]
        switch = Switch(start, dates.cut_over, self.hours, self.rate)
        return twelve_months(switch, given_up, migration, retraining, today=self.today)

    @cached_property
    def advice(self) -> Advice:
        own = self.consolidation
        return recommend(
            Answers(
                overlap=self.shared.value,
                saving_12_months=self.saving,
                migration_cost=self.migration,
                retraining_cost=own.retraining_cost,
                can_maintain=own.can_maintain,
                overlap_overruled=own.overlap_override,
                saving_overruled=own.saving_override,
            )
        )


def _weight(tool: Tool) -> tuple[int, Decimal, int]:
    return tool.users or 0, tool.annual_cost or Decimal(0), -tool.id
