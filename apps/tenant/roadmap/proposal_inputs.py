"""What the order of the roadmap is proposed from: the initiatives that have not begun, and the limits asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from apps.core.clock import today_of
from apps.methods import scheduling_months as months
from apps.methods.scheduling import Check, Effort, Limits, Proposal, Running, check, propose
from apps.shared.clients.models import Client
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.selectors import ranked_opportunities
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.selectors import list_initiatives

MOVABLE = frozenset({State.CANDIDATE, State.PLANNED})
AT_WORK = frozenset({State.BUILDING, State.PARALLEL})


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """None is no limit. days_per_person: of everybody who owns an initiative; days_of: of some by name, instead.

    blackouts: first and last day of each. candidates: whether those not decided yet take part.
    """

    limit_in_flight: int = 3
    capacity_days_per_month: Decimal | None = None
    budget_per_month: Decimal | None = None
    horizon_months: int = 12
    blackouts: tuple[months.Period, ...] = ()
    days_per_person: Decimal | None = None
    days_of: Mapping[str, Decimal] = field(default_factory=dict)
    candidates: bool = True


@dataclass(frozen=True)
class Inputs:
    """lines: those that are put in order, by key. first: the first day of month 1."""

    first: date
    efforts: tuple[Effort, ...]
    limits: Limits
    running: tuple[Running, ...]
    lines: Mapping[str, InitiativeLine]

    def propose(self) -> Proposal:
        return propose(self.efforts, self.limits, self.running)

    def check(self, starts: Mapping[str, int]) -> Check:
        return check(self.efforts, self.limits, dict(starts), self.running)

    def days(self, key: str, start: int, length: int) -> tuple[date, date]:
        """First day of building and day of going live in those months."""
        span = self.lines[key].span
        return months.days_in(self.first, start, length, (span.live - span.start).days if span else None)

    def names(self, keys: Sequence[str]) -> list[str]:
        return [self.lines[key].name for key in keys if key in self.lines]


def inputs_of(client: Client, wanted: Wanted) -> Inputs:
    """Constant queries. What is being built stays where it is; what is live or dropped takes no part."""
    first = months.first_month(today_of(client))
    lines = list_initiatives(client)
    movable = [line for line in lines if _is_movable(line, wanted)]
    ranks = {line.id: line for line in ranked_opportunities(client)}
    owners = {_owner(line) for line in lines} - {""}
    everybody = {} if wanted.days_per_person is None else dict.fromkeys(sorted(owners), wanted.days_per_person)
    return Inputs(
        first=first,
        efforts=tuple(_effort(line, ranks.get(line.initiative.opportunity_id or 0)) for line in movable),
        limits=Limits(
            horizon=wanted.horizon_months,
            in_flight=wanted.limit_in_flight,
            days_per_month=wanted.capacity_days_per_month,
            budget_per_month=wanted.budget_per_month,
            days_of={**everybody, **wanted.days_of},
            open_share=months.open_shares(first, wanted.horizon_months, wanted.blackouts),
        ),
        running=tuple(one for line in lines if line.initiative.state in AT_WORK and (one := _running(line, first))),
        lines={str(line.id): line for line in movable},
    )


def _is_movable(line: InitiativeLine, wanted: Wanted) -> bool:
    state = line.initiative.state
    return state in MOVABLE and (wanted.candidates or state != State.CANDIDATE)


def _effort(line: InitiativeLine, rank: OpportunityLine | None) -> Effort:
    own, span = line.initiative, line.span
    return Effort(
        key=str(line.id),
        name=line.name,
        value_per_month=line.value_per_month,
        effort_days=own.effort_days or Decimal(0),
        months=months.months_between(span.start, span.live)
        if span
        else months.months_of(own.effort_days or Decimal(0)),
        cost=line.cost,
        owner=_owner(line),
        after=tuple(map(str, line.depends_on)),
        score=rank.score if rank else None,
        change_effort=rank.opportunity.change_effort if rank else None,
    )


def _running(line: InitiativeLine, first: date) -> Running | None:
    """None once it is live before month 1, and where nobody has said when it will be."""
    own, span = line.initiative, line.span
    left = months.months_left(first, span.live) if span else 0
    if span is None or not left:
        return None
    ahead = (span.start, span.live, first)
    days, cost = (months.left_of(amount, *ahead) for amount in (own.effort_days or Decimal(0), line.cost))
    return Running(str(line.id), line.name, left, days, cost, _owner(line))


def _owner(line: InitiativeLine) -> str:
    return line.initiative.owner.name if line.initiative.owner else ""
