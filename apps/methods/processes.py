"""What a business process takes from end to end (DOMAIN "Processes and flows"; G step 2, N "map the flow").

A process is an ordered trace of steps, each one pass of a data flow. Hours and money are those of its flows at their
baseline, each flow once: a flow's cadence already counts all of its passes. Passes count where something happens again:
hand-offs, and the time that data wait (latency), which adds up along the trace. Error exposure is the wrong entries to
be expected in a year: occurrences × error rate. What is not known is counted and said, never taken as nought. Ours:
where a step does not begin where the one before it ended, the trace breaks; that is said, not refused.

Worked example: two steps, the second of which begins somewhere else.

>>> from apps.methods.handoffs import HandOff, Per, cost_of
>>> cost = cost_of(HandOff(Decimal(12), Cadence(Decimal(20), Per.WEEK), Decimal(1), Decimal(38)))
>>> steps = (Step(1, "HubSpot", "QuickBooks", True, cost), Step(2, "Zoho", "QuickBooks", True))
>>> taken = totals(steps)
>>> taken.cost.hours_per_week, taken.hand_offs, taken.untimed, breaks(steps)
(Decimal('4'), 2, 1, (1,))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.checks import within
from apps.methods.handoffs import Cadence, Cost, occurrences_per_year, total
from apps.methods.workings import Input, Workings

SOURCE = "G step 2; N map the flow"
TOP = 20
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One pass of a flow. flow: which; source, target: the applications at its ends.

    cost: of a hand-off at its baseline, None while it is not timed or no person performs it. latency_hours: how old
    the data are on arrival. error_rate: percent of occurrences that go wrong. None: not known.
    """

    flow: int
    source: str
    target: str
    is_hand_off: bool
    cost: Cost | None = None
    cadence: Cadence | None = None
    latency_hours: Decimal | None = None
    error_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """A process from end to end.

    cost: hours and money of its hand-offs, each flow once; hand_offs: passes that a person performs; untimed: hand-off
    flows without a time; latency_hours: waited on the way at least, without the latency_unknown passes;
    errors_per_year: wrong entries to be expected, without the errors_unknown hand-off flows.
    """

    cost: Cost
    steps: int
    hand_offs: int
    untimed: int
    latency_hours: Decimal
    latency_unknown: int
    errors_per_year: Decimal
    errors_unknown: int
    workings: Workings


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the client's processes are traced. outside: flows that are a step of none."""

    processes: int
    traced: int
    outside: int

    @property
    def missing(self) -> int:
        """Named processes that have no trace yet."""
        return self.processes - self.traced

    @property
    def unnamed(self) -> int:
        """Of the top twenty, those that nobody has named yet."""
        return max(TOP - self.processes, 0)


def totals(steps: Sequence[Step]) -> Totals:
    """Add up a trace. Its flows in any order give the same. ValueError for an error rate outside 0 to 100."""
    once = {step.flow: step for step in steps}
    by_hand = [step for step in once.values() if step.is_hand_off]
    cost = total(step.cost for step in by_hand if step.cost)
    errors = [found for step in by_hand if (found := _errors(step)) is not None]
    waits = sorted(step.latency_hours for step in steps if step.latency_hours is not None)
    return Totals(
        cost=cost,
        steps=len(steps),
        hand_offs=sum(step.is_hand_off for step in steps),
        untimed=sum(step.cost is None for step in by_hand),
        latency_hours=sum(waits, Decimal(0)),
        latency_unknown=len(steps) - len(waits),
        errors_per_year=sum(sorted(errors), Decimal(0)),
        errors_unknown=len(by_hand) - len(errors),
        workings=_workings(cost, by_hand),
    )


def breaks(steps: Sequence[Step]) -> tuple[int, ...]:
    """The places (counted from 0) of steps that do not begin where the one before them ended."""
    return tuple(at for at in range(1, len(steps)) if steps[at].source != steps[at - 1].target)


def coverage(traces: Sequence[int], *, outside: int) -> Coverage:
    """How many processes have a trace. traces: the number of steps of each process."""
    return Coverage(len(traces), sum(steps > 0 for steps in traces), outside)


def _errors(step: Step) -> Decimal | None:
    if step.cadence is None or step.error_rate is None:
        return None
    return occurrences_per_year(step.cadence) * within("Error rate", step.error_rate, 0, PERCENT) / PERCENT


def _workings(cost: Cost, by_hand: Sequence[Step]) -> Workings:
    inputs = tuple(
        Input(f"{step.source} → {step.target}", step.cost.hours_per_week if step.cost else None, "h/week")
        for step in sorted(by_hand, key=lambda step: (step.source, step.target, step.flow))
    )
    rule = "sum over the hand-offs of the process, each data flow once, unrounded"
    return Workings(cost.hours_per_week, "h/week", rule, inputs, SOURCE)
