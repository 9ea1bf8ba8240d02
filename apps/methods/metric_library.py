"""The metrics of DOMAIN 5, to be chosen instead of described: unit, direction, target and the change that is typical.

kind: how it is measured (a key of the product's kinds). goal_limit: the target as a value in the unit (shares in
percent). goal_change_percent: the target as a change for the better, in percent of before. typical: the range of
changes for the better that a source reports, in percent; a benchmark, never a target. None: the sources name none.

>>> errors = LIBRARY["entry_errors"]
>>> errors.goal_limit, errors.typical, errors.better.value
(Decimal('1'), (Decimal('40'), Decimal('75')), 'lower')
"""

from dataclasses import dataclass
from decimal import Decimal

from apps.methods.measurement import Better


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One metric of the library. how: what to do, in one sentence."""

    key: str
    name: str
    kind: str
    unit: str
    how: str
    source: str
    better: Better = Better.LOWER
    goal_limit: Decimal | None = None
    goal_change_percent: Decimal | None = None
    typical: tuple[Decimal, Decimal] | None = None


def _range(low: int, high: int) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


_ALL = (
    Standard(
        key="processing_time",
        name="Manual processing time",
        kind="time",
        unit="minutes",
        how="Time the hand-off each time somebody does it the usual way; twenty timings before, twenty after.",
        goal_change_percent=Decimal(50),
        typical=_range(60, 90),
        source="G typical; R target",
    ),
    Standard(
        key="entry_errors",
        name="Entry errors",
        kind="error_rate",
        unit="%",
        how="Check a sample of entries against their source and count the wrong ones.",
        goal_limit=Decimal(1),
        typical=_range(40, 75),
        source="G typical; R target",
    ),
    Standard(
        key="data_latency",
        name="Data latency",
        kind="count",
        unit="hours",
        how="Note how old the newest record is when somebody needs it; from the systems' own times if they keep them.",
        source="G; R",
    ),
    Standard(
        key="satisfaction",
        name="Employee satisfaction",
        kind="survey",
        unit="of 5",
        how="Ask by survey link before and after; five answers at least.",
        better=Better.HIGHER,
        source="G; R",
    ),
    Standard(
        key="decision_speed",
        name="Time to a decision",
        kind="count",
        unit="days",
        how="Count the days from the question to the decision, for decisions of the same sort.",
        typical=_range(50, 80),
        source="G typical",
    ),
    Standard(
        key="report_time",
        name="Report generation time",
        kind="time",
        unit="minutes",
        how="Time the making of the same report from collecting to sending.",
        goal_change_percent=Decimal(75),
        source="R target",
    ),
    Standard(
        key="productivity",
        name="Productivity",
        kind="count",
        unit="finished a person and week",
        how="Count what one person finishes in a week: orders, tickets, invoices.",
        better=Better.HIGHER,
        goal_change_percent=Decimal(10),
        typical=_range(10, 20),
        source="R target and typical",
    ),
    Standard(
        key="downtime",
        name="Integration downtime",
        kind="count",
        unit="hours a month",
        how="Add up the hours of a month in which the integration did not run, from its incidents.",
        goal_limit=Decimal(2),
        source="R target",
    ),
)
LIBRARY = {one.key: one for one in _ALL}
