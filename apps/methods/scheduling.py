"""The order of initiatives that earns the most over a horizon, under the limits of people, money and time.

Time is counted in calendar months, 1 being the first. An effort is built over `length` months in a row and earns its
value every month after them, up to the horizon's last: value × (horizon − start − length + 1). Its days and its cost
are spread evenly over its months. In every month: at most `in_flight` efforts (DOMAIN 3: 2 to 3), no more days than
the people have, no more money than the budget, nothing at all in a month without a working day (blackouts take their
share of a month's days). Nothing starts before everything it waits for is finished. Everything has to be finished
within the horizon; where that cannot be, the answer says which limits are in the way (`scheduling_reasons`).

An effort takes as many months as planned, or more where the days a month would not do: length = max(months planned,
effort ÷ days a month, rounded up). What runs already (`Running`) is not moved; it takes its part of every limit.

The search is OR-tools' CP-SAT (`scheduling_model`): it also proves a bound, a value that no order can exceed. Of
orders that earn the same the one with the earlier starts is taken. Same input, same answer, in whatever order it is
given: the seed and the amount of work are fixed, never the clock.

Two simple orders stand beside it, placed under the same limits, each as early as possible: by priority score (G step
3), and by ease. Units: money a month, working days.

Worked example: two efforts of one month, one at a time, over three months. A earns 100 a month, B 300. By score A
comes first: 2 × 100 + 1 × 300 = 500. The best order builds B first: 2 × 300 + 1 × 100 = 700.

>>> a = Effort("a", "A", value_per_month=Decimal(100), effort_days=Decimal(5), score=18)
>>> b = Effort("b", "B", value_per_month=Decimal(300), effort_days=Decimal(5), score=6)
>>> made = propose([a, b], Limits(horizon=3, in_flight=1))
>>> made.status.value, made.starts, made.value, made.bound, made.gain_over_score
('optimal', {'a': 2, 'b': 1}, Decimal('700'), Decimal('700'), Decimal('200'))
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from apps.methods.capacity import check_order
from apps.methods.scheduling_model import WORK, Outcome, search
from apps.methods.scheduling_parts import CENT, Effort, Limits, Problem, Running, place, problem_of, value_of
from apps.methods.scheduling_reasons import Breach, Status, Violated, breaches_of, reasons_of
from apps.methods.workings import Input, Workings

__all__ = ["Breach", "Check", "Effort", "Limits", "Proposal", "Running", "Status", "Violated", "check", "propose"]
LONGEST, MOST = 60, 300
SOURCE = "DOMAIN 3; OR-tools CP-SAT"
RULE = "sum of value a month × months from going live to the end of the horizon"


@dataclass(frozen=True)
class Proposal:
    """starts: the month each effort begins in, by key; empty when infeasible. lengths: months each takes.

    value, bound: money over the horizon; by_score, by_ease: what the simple orders earn, None where placing in that
    order does not fit into the horizon. is_proven: that no order is better, or that there is none; infeasible without
    it means that none was found.
    """

    status: Status
    is_proven: bool
    starts: dict[str, int]
    lengths: dict[str, int]
    value: Decimal
    bound: Decimal
    by_score: Decimal | None
    by_ease: Decimal | None
    violated: tuple[Violated, ...]
    workings: Workings

    @property
    def gain_over_score(self) -> Decimal | None:
        return None if self.by_score is None else self.value - self.by_score

    @property
    def gain_over_ease(self) -> Decimal | None:
        return None if self.by_ease is None else self.value - self.by_ease

    @property
    def gap(self) -> Decimal:
        """How far the bound lies above the value, as a share of the bound: 0 when the best order is proven."""
        return (self.bound - self.value) / self.bound if self.bound else Decimal(0)


@dataclass(frozen=True)
class Check:
    """Somebody's own months against the limits: what they earn, and what they break."""

    value: Decimal
    lengths: dict[str, int]
    breaches: tuple[Breach, ...]


def propose(
    efforts: Sequence[Effort], limits: Limits, running: Sequence[Running] = (), *, work: float = WORK
) -> Proposal:
    """work: how long to search, in CP-SAT's own deterministic unit (about a second each), not in seconds.

    ValueError for a circle of dependencies, a negative amount, a horizon outside 1 to 60, or more than 300 efforts.
    """
    efforts = sorted(efforts, key=lambda one: one.key)
    problem = _problem(efforts, limits, running)
    simple = {name: _simple(problem, order) for name, order in (("score", by_score), ("ease", by_ease))}
    start = _best(problem, [*simple.values(), _simple(problem, _by_density)])
    found = search(problem, hint=start, work=work)
    violated = () if found.starts is not None else reasons_of(efforts, limits, running)
    return _proposal(problem, found, simple, violated)


def check(efforts: Sequence[Effort], limits: Limits, starts: dict[str, int], running: Iterable[Running] = ()) -> Check:
    """What some chosen months earn and break. Efforts that are not among `starts` are left out. Raises as `propose`."""
    chosen = [one for one in efforts if one.key in starts]
    problem = _problem(chosen, limits, running)
    lengths = {job.key: job.length for job in problem.jobs}
    return Check(_money(value_of(problem, starts)), lengths, breaches_of(problem, starts))


def by_score(effort: Effort) -> tuple[Any, ...]:
    """Highest priority score first, what has none last; of equal ones the higher value."""
    return (-(effort.score or 0), -effort.value_per_month, effort.key)


def by_ease(effort: Effort) -> tuple[Any, ...]:
    """Least change required first, then fewest days."""
    return (effort.change_effort or 3, effort.effort_days, effort.key)


def _by_density(effort: Effort) -> tuple[Any, ...]:
    """Most value for each month of building first: a good order to start the search from."""
    return (-effort.value_per_month / max(effort.months, 1), effort.key)


def _problem(efforts: Sequence[Effort], limits: Limits, running: Iterable[Running]) -> Problem:
    if not 1 <= limits.horizon <= LONGEST:
        raise ValueError(f"The horizon must be 1 to {LONGEST} months.")
    if len(efforts) > MOST:
        raise ValueError(f"At most {MOST} initiatives can be put in order at once.")
    names = {one.key: one.name for one in efforts}
    check_order({names[one.key]: [names[key] for key in one.after if key in names] for one in efforts})
    return problem_of(efforts, limits, running)


def _simple(problem: Problem, order: Callable[[Effort], tuple[Any, ...]]) -> dict[str, int] | None:
    keys = [effort.key for effort in sorted((job.effort for job in problem.jobs), key=order)]
    return place(problem, keys)


def _best(problem: Problem, found: Iterable[dict[str, int] | None]) -> dict[str, int] | None:
    return max((one for one in found if one is not None), key=lambda one: value_of(problem, one), default=None)


def _proposal(
    problem: Problem, found: Outcome, simple: dict[str, dict[str, int] | None], violated: tuple[Violated, ...]
) -> Proposal:
    starts = found.starts or {}
    status = Status.INFEASIBLE if found.starts is None else Status.OPTIMAL if found.is_proven else Status.FEASIBLE
    value = _money(value_of(problem, starts))
    inputs = tuple(
        Input(job.effort.name, job.effort.value_per_month, f"a month, built from month {starts[job.key]}")
        for job in problem.jobs
        if job.key in starts
    )
    earned = {name: None if one is None else _money(value_of(problem, one)) for name, one in simple.items()}
    return Proposal(
        status=status,
        is_proven=found.is_proven,
        starts=starts,
        lengths={job.key: job.length for job in problem.jobs},
        value=value,
        bound=_money(found.bound) if starts else Decimal(0),
        by_score=earned["score"],
        by_ease=earned["ease"],
        violated=violated,
        workings=Workings(value, "money", RULE, inputs, SOURCE),
    )


def _money(cents: int) -> Decimal:
    whole = Decimal(cents) * CENT
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole
