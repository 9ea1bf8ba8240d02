"""What is put in order, as people know it and as whole numbers for the search; and the simple way of placing it.

Money is counted in cents and effort in hundredths of a day, so that everything adds up exactly; what is spread over
several months is split evenly, the earlier months taking what is left over.

>>> split(1000, 3)
(334, 333, 333)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from apps.methods.checks import not_negative

CENT = Decimal("0.01")
IN_FLIGHT, CAPACITY, BUDGET = "limit_in_flight", "capacity", "budget"
NONE = Decimal(0)


@dataclass(frozen=True)
class Effort:
    """months: how long it is planned to take. after: keys of what has to be finished before. score: priority, 1 to
    27; change_effort: 1 (least) to 5; None where nobody has said."""

    key: str
    name: str
    value_per_month: Decimal = NONE
    effort_days: Decimal = NONE
    months: int = 1
    cost: Decimal = NONE
    owner: str = ""
    after: tuple[str, ...] = ()
    score: int | None = None
    change_effort: int | None = None


@dataclass(frozen=True)
class Running:
    """What is being built already and goes on for the first `months`; days and cost are those that are left."""

    key: str
    name: str
    months: int
    effort_days: Decimal = NONE
    cost: Decimal = NONE
    owner: str = ""


@dataclass(frozen=True)
class Limits:
    """None is no limit. days_of: days a month by person. open_share: of each month's working days, 0 to 1, 1 where
    the list ends."""

    horizon: int
    in_flight: int = 3
    days_per_month: Decimal | None = None
    budget_per_month: Decimal | None = None
    days_of: Mapping[str, Decimal] = field(default_factory=dict)
    open_share: tuple[Decimal, ...] = ()

    def share(self, month: int) -> Decimal:
        return self.open_share[month - 1] if month <= len(self.open_share) else Decimal(1)

    def days_for(self, owner: str) -> Decimal | None:
        """The days a month at which an effort of this owner's can go forward at most."""
        known = [days for days in (self.days_per_month, self.days_of.get(owner)) if days is not None]
        return min(known, default=None)


@dataclass(frozen=True)
class Job:
    """An effort as the search sees it. value: cents a month; earliest: first month that is not ruled out by what runs;
    demand: resource → amount in each of its months."""

    effort: Effort
    length: int
    value: int
    earliest: int
    after: tuple[str, ...]
    demand: Mapping[str, tuple[int, ...]]

    @property
    def key(self) -> str:
        return self.effort.key


@dataclass(frozen=True)
class Problem:
    """room: resource → what is left of it in each month, after what runs already. open: whether anything can be built
    in a month. Jobs stand in the order of their keys."""

    horizon: int
    jobs: tuple[Job, ...]
    room: Mapping[str, tuple[int, ...]]
    open: tuple[bool, ...]

    def starts_of(self, job: Job) -> Iterator[int]:
        """Months in which it may begin: open throughout, and finished within the horizon."""
        for start in range(job.earliest, self.horizon - job.length + 2):
            if all(self.open[start - 1 : start - 1 + job.length]):
                yield start


def problem_of(efforts: Sequence[Effort], limits: Limits, running: Iterable[Running]) -> Problem:
    """ValueError for a negative amount, or fewer than one in flight or one month."""
    _check(efforts, limits)
    at_work = tuple(running)
    ends = {one.key: one.months for one in at_work}
    jobs = tuple(_job(one, limits, ends, {e.key for e in efforts}) for one in sorted(efforts, key=lambda e: e.key))
    months = range(1, limits.horizon + 1)
    return Problem(limits.horizon, jobs, _room(limits, at_work), tuple(limits.share(month) > 0 for month in months))


def length_of(effort: Effort, limits: Limits) -> int:
    """Months it takes. Longer than any horizon where somebody has no days for it at all."""
    days = limits.days_for(effort.owner)
    if days is None or not effort.effort_days:
        return max(effort.months, 1)
    if not days:
        return limits.horizon + 1
    needed = -(-_units(effort.effort_days) // max(_floor(days), 1))
    return max(effort.months, 1, needed)


def split(total: int, months: int) -> tuple[int, ...]:
    each, more = divmod(total, months)
    return tuple(each + (month < more) for month in range(months))


def value_of(problem: Problem, starts: Mapping[str, int]) -> int:
    """Cents over the horizon of the jobs that have a start."""
    return sum(earned(problem, job, starts[job.key]) for job in problem.jobs if job.key in starts)


def earned(problem: Problem, job: Job, start: int) -> int:
    """Cents over the horizon of one job that begins in a month."""
    return job.value * max(problem.horizon - start - job.length + 1, 0)


def is_too_much(problem: Problem) -> bool:
    """Whether all months together have less room than everything needs: then no order needs to be looked for."""
    return any(
        sum(sum(job.demand.get(name, ())) for job in problem.jobs)
        > sum(left for left, is_open in zip(room, problem.open, strict=True) if is_open)
        for name, room in problem.room.items()
    )


def place(problem: Problem, order: Sequence[str]) -> dict[str, int] | None:
    """Each effort in turn as early as it fits, the first in `order` whose predecessors are placed; None where one
    does not fit into the horizon any more."""
    jobs = {job.key: job for job in problem.jobs}
    room = {name: list(left) for name, left in problem.room.items()}
    starts: dict[str, int] = {}
    waiting = list(order)
    while waiting:
        key = next(key for key in waiting if all(before in starts for before in jobs[key].after))
        job = jobs[key]
        ready = max((starts[before] + jobs[before].length for before in job.after), default=1)
        start = next((at for at in problem.starts_of(job) if at >= ready and _fits(job, at, room)), None)
        if start is None:
            return None
        _take(job, start, room)
        starts[key] = start
        waiting.remove(key)
    return dict(sorted(starts.items()))


def _fits(job: Job, start: int, room: Mapping[str, Sequence[int]]) -> bool:
    return all(
        amount <= room[name][start - 1 + month]
        for name, amounts in job.demand.items()
        for month, amount in enumerate(amounts)
    )


def _take(job: Job, start: int, room: Mapping[str, list[int]]) -> None:
    for name, amounts in job.demand.items():
        for month, amount in enumerate(amounts):
            room[name][start - 1 + month] -= amount


def person(owner: str) -> str:
    """The name of somebody's own days among the resources."""
    return f"{CAPACITY}:{owner}"


def _job(effort: Effort, limits: Limits, ends: Mapping[str, int], known: set[str]) -> Job:
    length = length_of(effort, limits)
    days, cost = split(_units(effort.effort_days), length), split(_units(effort.cost), length)
    demand = {IN_FLIGHT: (1,) * length}
    if limits.days_per_month is not None:
        demand[CAPACITY] = days
    if effort.owner in limits.days_of:
        demand[person(effort.owner)] = days
    if limits.budget_per_month is not None:
        demand[BUDGET] = cost
    return Job(
        effort=effort,
        length=length,
        value=_units(effort.value_per_month),
        earliest=1 + max((ends.get(key, 0) for key in effort.after), default=0),
        after=tuple(sorted(key for key in effort.after if key in known)),
        demand=demand,
    )


def _room(limits: Limits, running: Sequence[Running]) -> dict[str, tuple[int, ...]]:
    """What runs already never makes a limit impossible by itself: it leaves nothing, at worst."""
    months = range(1, limits.horizon + 1)
    room = {IN_FLIGHT: [limits.in_flight for _ in months]}
    if limits.days_per_month is not None:
        room[CAPACITY] = [_floor(limits.days_per_month * limits.share(month)) for month in months]
    if limits.budget_per_month is not None:
        room[BUDGET] = [_floor(limits.budget_per_month) for _ in months]
    for owner, days in sorted(limits.days_of.items()):
        room[person(owner)] = [_floor(days * limits.share(month)) for month in months]
    for one in running:
        days_left, money = split(_units(one.effort_days), one.months), split(_units(one.cost), one.months)
        taken = {IN_FLIGHT: (1,) * one.months, CAPACITY: days_left, person(one.owner): days_left, BUDGET: money}
        for name in taken.keys() & room.keys():
            for month in range(min(one.months, limits.horizon)):
                room[name][month] = max(room[name][month] - taken[name][month], 0)
    return {name: tuple(left) for name, left in room.items()}


def _check(efforts: Sequence[Effort], limits: Limits) -> None:
    if limits.in_flight < 1:
        raise ValueError("At least one effort has to be allowed in flight.")
    for one in efforts:
        not_negative(f"Effort of {one.name}", one.effort_days)
        not_negative(f"Cost of {one.name}", one.cost)
    for what, amount in (("Days a month", limits.days_per_month), ("Budget a month", limits.budget_per_month)):
        if amount is not None:
            not_negative(what, amount)
    for owner, days in limits.days_of.items():
        not_negative(f"Days a month of {owner}", days)


def _units(amount: Decimal) -> int:
    return int((amount / CENT).to_integral_value(ROUND_HALF_UP))


def _floor(amount: Decimal) -> int:
    return int((amount / CENT).to_integral_value(ROUND_FLOOR))
