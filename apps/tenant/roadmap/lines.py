"""One initiative with what follows from its dates and hand-offs, by the methods; worked out when asked for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import cast

from apps.methods import claims, support
from apps.methods.capacity import Span
from apps.methods.engagement import week_of
from apps.methods.monthly_value import value_per_month
from apps.methods.ranges import Range
from apps.tenant.roadmap.models import Initiative, State

PERCENT = Decimal(100)
UNCOMMITTED = frozenset({State.CANDIDATE, State.DROPPED})


@dataclass(frozen=True, kw_only=True)
class InitiativeLine:
    """An initiative as table, figure, API and business case take it.

    hand_off_hours: by hand today, a week, at their baseline. rate: money an hour over those hand-offs. begun: first
    day of the engagement. depends_on: ids.
    """

    initiative: Initiative
    hand_off_hours: Decimal
    rate: Decimal
    depends_on: tuple[int, ...]
    begun: date | None

    @property
    def id(self) -> int:
        return self.initiative.pk

    @property
    def name(self) -> str:
        return self.initiative.name

    @property
    def is_committed(self) -> bool:
        """Counts as a promise: neither a mere candidate nor dropped."""
        return self.initiative.state not in UNCOMMITTED

    @property
    def is_benefit_at_risk(self) -> bool:
        """Promised, and nobody has filed the look back after 30 days yet: said wherever the benefit is shown."""
        # Kept by change management, a later stage, so it is asked for by name.
        looked_back = getattr(getattr(self.initiative, "retrospective", None), "filed_at", None)
        return support.is_at_risk(is_committed=self.is_committed, is_looked_back=looked_back is not None)

    @property
    def span(self) -> Span | None:
        """From the first day of building to the day of going live; None while one of them is open."""
        own = self.initiative
        return Span(str(own.pk), own.start, own.end) if own.start and own.end else None

    @property
    def first_week(self) -> int | None:
        return week_of(self.begun, self.initiative.start) if self.initiative.start else None

    @property
    def live_week(self) -> int | None:
        return week_of(self.begun, self.initiative.end) if self.initiative.end else None

    @property
    def share(self) -> Range:
        """The share of the hand-off hours expected to go, 0 to 1."""
        own = self.initiative
        return Range(own.share_low / PERCENT, own.share_expected / PERCENT, own.share_high / PERCENT)

    @cached_property
    def value(self) -> claims.ClaimedValue:
        """Claimed hours a week and money a year, low, expected, high."""
        return claims.value_of([claims.Claim(self.name, self.hand_off_hours, self.share)], self.rate)

    @property
    def claimed_hours(self) -> Decimal:
        return self.value.hours_per_week.expected

    @property
    def value_per_year(self) -> Decimal:
        return self.value.per_year.expected

    @property
    def value_per_month(self) -> Decimal:
        """Once it is live: as claimed, and what it saves beside."""
        return cast(Decimal, value_per_month(self.value_per_year, self.initiative.other_saving_per_month).value)

    @property
    def cost(self) -> Decimal:
        """Once: building and training."""
        return self.initiative.build_cost + self.initiative.training_cost
