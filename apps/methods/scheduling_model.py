"""The search for the best order, by OR-tools' CP-SAT.

Maximised is the money earned over the horizon and, among orders that earn the same, how early everything starts. The
seed, one worker and the amount of work are fixed, and the efforts stand in the order of their keys: the
same problem has the same answer on every machine. A wall clock ends only what a machine is far too slow for.

>>> from decimal import Decimal
>>> from apps.methods.scheduling_parts import Effort, Limits, problem_of
>>> first, second = (Effort(key, key, Decimal(value)) for key, value in (("a", 100), ("b", 300)))
>>> found = search(problem_of([first, second], Limits(horizon=3, in_flight=1), ()))
>>> found.starts, found.bound, found.is_proven
({'a': 2, 'b': 1}, 70000, True)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from apps.methods.scheduling_parts import Job, Problem, earned, is_too_much, value_of

SEED = 20_261
WORK = 1.5  # CP-SAT's deterministic time, one to four seconds each
SECONDS = 8.0

Begun = cp_model.IntVar | int


@dataclass(frozen=True)
class Outcome:
    """starts: None when there is no order. bound: cents that no order exceeds; is_proven: the best one is found, or
    it is proven that there is none. work: what the search took, in CP-SAT's deterministic time."""

    starts: dict[str, int] | None
    bound: int
    is_proven: bool
    work: float


class _Model:
    """The yes-or-nos and the rules between them.

    One for each effort and month: has it begun by then? Its start is where that changes. Written so, "after" is a rule
    between two of them, and the relaxation that the bound comes from is far tighter than with one for each start.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.begun = {job.key: self._begun(job) for job in problem.jobs}
        self.begins = {job.key: self._begins(job) for job in problem.jobs}
        lengths = {job.key: job.length for job in problem.jobs}
        for job in problem.jobs:
            for before in job.after:
                self._after(job.key, before, lengths[before])
        for name, room in problem.room.items():
            for month, left in enumerate(room, start=1):
                self._within(name, month, left)

    def _begun(self, job: Job) -> list[Begun]:
        """By month, from 0 (never) on. In its last possible month it has begun; without any, there is no order."""
        possible = set(self.problem.starts_of(job))
        if not possible:
            self.model.add_bool_or([])
        row: list[Begun] = [0]
        for month in range(1, self.problem.horizon + 1):
            row.append(self._begun_by(job, month, row[-1], max(possible, default=0)) if month in possible else row[-1])
        return row

    def _begun_by(self, job: Job, month: int, before: Begun, last: int) -> Begun:
        if month == last:
            return 1
        now = self.model.new_bool_var(f"{job.key} by {month}")
        if not isinstance(before, int):
            self.model.add_implication(before, now)
        return now

    def _after(self, key: str, before: str, length: int) -> None:
        """Begun only when what it waits for had begun `length` months earlier."""
        for month, now in enumerate(self.begun[key]):
            earlier = self.begun[before][month - length] if month >= length else 0
            self.model.add(now <= earlier)

    def _begins(self, job: Job) -> dict[int, Any]:
        """Each possible month with 1 where it begins then, 0 where not."""
        row = self.begun[job.key]
        return {month: row[month] - row[month - 1] for month in self.problem.starts_of(job)}

    def _within(self, name: str, month: int, left: int) -> None:
        used = [
            amount * self.begins[job.key][month - worked]
            for job in self.problem.jobs
            for worked, amount in enumerate(job.demand.get(name, ()))
            if amount and month - worked in self.begins[job.key]
        ]
        if used:
            self.model.add(sum(used) <= left)

    def maximise(self) -> int:
        """Set the goal; the weight of a cent against a month of starting earlier."""
        weight = len(self.problem.jobs) * self.problem.horizon + 1
        self.model.maximize(
            sum(
                (weight * earned(self.problem, job, start) - start) * begins
                for job in self.problem.jobs
                for start, begins in self.begins[job.key].items()
            )
        )
        return weight

    def hint(self, starts: Mapping[str, int]) -> None:
        for key, row in self.begun.items():
            for month, begun in enumerate(row):
                if not isinstance(begun, int) and begun is not row[month - 1]:
                    self.model.add_hint(begun, starts[key] <= month)

    def found(self, solver: cp_model.CpSolver) -> dict[str, int]:
        """The month in which each begins, in the order of the keys."""
        return {
            key: next(month for month, begun in enumerate(row) if solver.boolean_value(begun))
            for key, row in self.begun.items()
        }


def search(problem: Problem, *, hint: Mapping[str, int] | None = None, work: float = WORK) -> Outcome:
    """The best order that `work` finds, with its bound. Without any effort: nothing to do, proven."""
    if not problem.jobs:
        return Outcome({}, 0, is_proven=True, work=0)
    if is_too_much(problem):
        return Outcome(None, 0, is_proven=True, work=0)
    made = _Model(problem)
    weight = made.maximise()
    if hint is not None:
        made.hint(hint)
    solver = _solver(work)
    status = solver.solve(made.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _unfound(problem, None if status == cp_model.INFEASIBLE else hint, status, _worked(solver))
    # The weighted bound also counts the starts, which take less than one cent's weight together.
    bound = (int(solver.best_objective_bound) + weight - 1) // weight
    starts = made.found(solver)
    return Outcome(starts, max(bound, value_of(problem, starts)), status == cp_model.OPTIMAL, _worked(solver))


def is_possible(problem: Problem, *, work: float) -> tuple[bool | None, float]:
    """Whether there is any order at all, None where `work` does not tell; and the work it took."""
    if is_too_much(problem):
        return False, 0
    solver = _solver(work)
    status = solver.solve(_Model(problem).model)
    known = {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}
    return known.get(status), _worked(solver)


def _unfound(problem: Problem, hint: Mapping[str, int] | None, status: Any, work: float) -> Outcome:
    """Nothing came of the search: the simple order stands, where there is one."""
    if hint is None:
        return Outcome(None, 0, is_proven=status == cp_model.INFEASIBLE, work=work)
    return Outcome(dict(hint), _most(problem), is_proven=False, work=work)


def _most(problem: Problem) -> int:
    """What everything would earn if each began in its first possible month."""
    firsts = {job.key: next(problem.starts_of(job), None) for job in problem.jobs}
    return value_of(problem, {key: start for key, start in firsts.items() if start is not None})


def _solver(work: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = SEED
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = SECONDS
    return solver


def _worked(solver: cp_model.CpSolver) -> float:
    return float(solver.response_proto.deterministic_time)
