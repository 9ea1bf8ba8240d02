"""What chosen months break, and why no order fits at all: which limits are in the way, and for which efforts.

Why nothing fits is found by lifting one limit at a time: each one that alone makes an order possible is named. Where
no single one is enough, a smallest set of those that are impossible together is named, and what is still in the way
without them. The efforts named are those that do not fit even alone, or else a set that does not fit together, as
small as a fixed amount of work can tell.

>>> dear, cheap = (Effort(key, key, cost=Decimal(cost)) for key, cost in (("dear", 900), ("cheap", 10)))
>>> limits = Limits(horizon=3, budget_per_month=Decimal(500))
>>> [(one.constraint, one.efforts) for one in reasons_of([dear, cheap], limits, ())]
[('budget', ('dear',))]
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from apps.methods.scheduling_model import is_possible
from apps.methods.scheduling_parts import (
    BUDGET,
    CAPACITY,
    CENT,
    IN_FLIGHT,
    Effort,
    Job,
    Limits,
    Problem,
    Running,
    person,
    place,
    problem_of,
)

DEPENDENCIES, BLACKOUTS, HORIZON = "dependencies", "blackouts", "horizon"
ONE_LOOK = 0.2  # CP-SAT's deterministic time for one question
ALL_LOOKS = 3.0
BUILDING = 1 / 10_000  # the same for putting a question: by efforts times months


class Status(StrEnum):
    """feasible: an order is found, and a better one not ruled out up to the bound."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Violated:
    """A limit that is in the way. efforts: keys. months: with the horizon lifted, how many would be enough."""

    constraint: str
    efforts: tuple[str, ...]
    person: str = ""
    months: int | None = None


@dataclass(frozen=True)
class Breach:
    """A limit that chosen months break, in one month. used and limit: efforts, days or money; 0 where it is no sum."""

    constraint: str
    month: int
    efforts: tuple[str, ...]
    used: Decimal = Decimal(0)
    limit: Decimal = Decimal(0)
    person: str = ""


def breaches_of(problem: Problem, starts: Mapping[str, int]) -> tuple[Breach, ...]:
    """In the order: dependencies, blackouts, horizon, then each limit by month."""
    found = [breach for job in problem.jobs for breach in _of_one(problem, job, starts)]
    return (*found, *(breach for name in problem.room for breach in _of_resource(problem, name, starts)))


def _of_one(problem: Problem, job: Job, starts: Mapping[str, int]) -> Iterable[Breach]:
    start, lengths = starts[job.key], {one.key: one.length for one in problem.jobs}
    early = [key for key in job.after if starts[key] + lengths[key] > start]
    if early or start < job.earliest:
        yield Breach(DEPENDENCIES, start, (job.key, *early))
    months = range(start, start + job.length)
    closed = [month for month in months if month <= problem.horizon and not problem.open[month - 1]]
    if closed:
        yield Breach(BLACKOUTS, closed[0], (job.key,))
    if months[-1] > problem.horizon:
        yield Breach(HORIZON, months[-1], (job.key,))


def _of_resource(problem: Problem, name: str, starts: Mapping[str, int]) -> Iterable[Breach]:
    scale = Decimal(1) if name == IN_FLIGHT else CENT
    for month, room in enumerate(problem.room[name], start=1):
        users = {
            job.key: job.demand[name][month - starts[job.key]]
            for job in problem.jobs
            if name in job.demand and starts[job.key] <= month < starts[job.key] + job.length
        }
        if sum(users.values()) > room:
            named = tuple(key for key, amount in users.items() if amount)
            group, _, owner = name.partition(":")
            yield Breach(group, month, named, sum(users.values()) * scale, room * scale, owner)


@dataclass(frozen=True)
class _Case:
    efforts: Sequence[Effort]
    limits: Limits
    running: tuple[Running, ...]


def reasons_of(efforts: Sequence[Effort], limits: Limits, running: Iterable[Running]) -> tuple[Violated, ...]:
    """The limits in the way of an order that is not possible, with the efforts that do not fit."""
    looks, case = _Looks(), _Case(efforts, limits, tuple(running))
    found = looks.in_the_way(case, _names(case))
    blocked = looks.too_much_alone(case) or looks.smallest([one.key for one in efforts], lambda kept: _only(case, kept))
    return tuple(_violated(case, name, tuple(blocked)) for name in found)


class _Looks:
    """Questions whether something is possible, within a fixed amount of work for all of them."""

    def __init__(self) -> None:
        self.left = ALL_LOOKS

    def possible(self, case: _Case) -> bool | None:
        """None where it was not found out."""
        problem = problem_of(case.efforts, case.limits, case.running)
        if _placed(problem):
            return True
        if self.left <= 0:
            return None
        answer, work = is_possible(problem, work=min(ONE_LOOK, self.left))
        self.left -= work + len(problem.jobs) * problem.horizon * BUILDING
        return answer

    def too_much_alone(self, case: _Case) -> list[str]:
        """Efforts that do not fit even with nothing beside them."""
        alone = {one.key: replace(case, efforts=[replace(one, after=())]) for one in case.efforts}
        return [key for key, only in alone.items() if not _placed(problem_of(only.efforts, only.limits, only.running))]

    def in_the_way(self, case: _Case, names: Sequence[str]) -> list[str]:
        """Each limit that alone is one too many; where none is, a set of them, and what is in the way beyond it."""
        alone = [name for name in names if self.possible(_without(case, name))]
        if alone or not names:
            return alone
        together = self.smallest(names, lambda kept: _lifted(case, [name for name in names if name not in kept]))
        case, rest = _lifted(case, together), [name for name in names if name not in together]
        return [*together, *([] if not together or self.possible(case) else self.in_the_way(case, rest))]

    def smallest(self, names: Sequence[str], kept: Callable[[Sequence[str]], _Case]) -> list[str]:
        """Leave out one part after the other as long as it stays impossible, ever smaller parts."""
        remaining, size = list(names), len(names)
        while size := size // 2:
            start = 0
            while start < len(remaining):
                fewer = remaining[:start] + remaining[start + size :]
                if fewer and self.possible(kept(fewer)) is False:
                    remaining = fewer
                else:
                    start += size
        return remaining


def _names(case: _Case) -> list[str]:
    room = problem_of(case.efforts, case.limits, case.running).room
    people = [person(owner) for owner in sorted(case.limits.days_of)]
    names = [IN_FLIGHT, *(name for name in (CAPACITY, *people, BUDGET) if name in room)]
    if any(share < 1 for share in case.limits.open_share):
        names.append(BLACKOUTS)
    if any(one.after for one in case.efforts):
        names.append(DEPENDENCIES)
    return [*names, HORIZON]


def _lifted(case: _Case, names: Iterable[str]) -> _Case:
    for name in names:
        case = _without(case, name)
    return case


def _without(case: _Case, name: str) -> _Case:
    limits = case.limits
    lifted: dict[str, Callable[[], Limits]] = {
        IN_FLIGHT: lambda: replace(limits, in_flight=len(case.efforts) + len(case.running) + 1),
        CAPACITY: lambda: replace(limits, days_per_month=None),
        BUDGET: lambda: replace(limits, budget_per_month=None),
        BLACKOUTS: lambda: replace(limits, open_share=()),
        HORIZON: lambda: replace(limits, horizon=_enough(case)),
    }
    if name == DEPENDENCIES:
        return replace(case, efforts=[replace(one, after=()) for one in case.efforts])
    if name in lifted:
        return replace(case, limits=lifted[name]())
    owner = name.partition(":")[2]
    return replace(case, limits=replace(limits, days_of={k: v for k, v in limits.days_of.items() if k != owner}))


def _enough(case: _Case) -> int:
    """Months in which everything fits one after the other, if it fits at all."""
    lengths = [job.length for job in problem_of(case.efforts, case.limits, case.running).jobs]
    return (
        case.limits.horizon
        + sum(lengths)
        + len(case.limits.open_share)
        + max((one.months for one in case.running), default=0)
    )


def _only(case: _Case, keys: Sequence[str]) -> _Case:
    return replace(case, efforts=[one for one in case.efforts if one.key in keys])


def _placed(problem: Problem) -> dict[str, int] | None:
    longest_first = sorted(problem.jobs, key=lambda job: (-job.length, job.key))
    return place(problem, [job.key for job in problem.jobs]) or place(problem, [job.key for job in longest_first])


def _violated(case: _Case, name: str, efforts: tuple[str, ...]) -> Violated:
    group, _, owner = name.partition(":")
    months = None
    if name == HORIZON:
        problem = problem_of(*_parts(_without(case, HORIZON)))
        starts = _placed(problem)
        months = max(starts[job.key] + job.length - 1 for job in problem.jobs) if starts else None
    return Violated(group, efforts, owner, months)


def _parts(case: _Case) -> tuple[Sequence[Effort], Limits, tuple[Running, ...]]:
    return case.efforts, case.limits, case.running
