"""Reads of the sittings. What follows from the entries is worked out by the methods, each time it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.core.clock import today_of
from apps.methods import handoffs, pilot, sitting
from apps.methods.handoffs import HandOff
from apps.shared.clients.models import Client
from apps.tenant.audit.models import AuditHandOff, AuditSitting, AuditTool, SittingState
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import BY_HAND, FlowFilter, flow_costs, list_flows

MOST = 5
MOST_KNOWN = 12
# Fields of an AuditHandOff → the fields of the costs that they are.
COSTS = {
    "build_cost": "build_once",
    "training_cost": "training_once",
    "subscription": "subscription_per_month",
    "upkeep_hours": "upkeep_hours_per_month",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One of the five. assumed: what would be assumed; costs: what counts; appraisal: None while it is not timed."""

    item: AuditHandOff
    flow: FlowLine
    assumed: pilot.Costs
    costs: pilot.Costs
    appraisal: pilot.Appraisal | None

    @property
    def effort(self) -> int:
        return self.item.effort or pilot.ASSUMED_EFFORT

    @property
    def assumptions(self) -> list[str]:
        """Names of the fields that nobody filled in."""
        return [name for name in ("effort", *COSTS) if getattr(self.item, name) is None]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the entries amount to. takes: within what the pilot stays one; of the nearest, where there is none."""

    lines: list[Line]
    cost: handoffs.Cost
    untimed: int
    choice: pilot.Choice
    takes: pilot.Takes | None

    def line_of(self, appraisal: pilot.Appraisal | None) -> Line | None:
        return next((line for line in self.lines if appraisal and line.appraisal is appraisal), None)

    @property
    def pilot(self) -> Line | None:
        return self.line_of(self.choice.pilot)

    @property
    def nearest(self) -> Line | None:
        return self.line_of(self.choice.nearest)


def list_sittings() -> QuerySet[AuditSitting]:
    """Newest first, with how much each was about. One query."""
    counted = AuditSitting.objects.annotate(tool_count=_count(AuditTool), hand_off_count=_count(AuditHandOff))
    return counted.select_related("started_by", "pilot", "report").defer("report__snapshot")


def _count(model: type[models.Model]) -> Coalesce:
    rows = model._default_manager.filter(sitting=OuterRef("pk")).order_by()
    return Coalesce(Subquery(rows.values("sitting").annotate(count=Count("pk")).values("count")), 0)


def open_sitting() -> AuditSitting | None:
    return AuditSitting.objects.filter(state=SittingState.OPEN).first()


def result_of(client: Client, of: AuditSitting) -> Result:
    """Four queries, whatever was entered."""
    return sum_up(lines_of(client, of))


def sum_up(lines: list[Line]) -> Result:
    choice = pilot.choose(line.appraisal for line in lines if line.appraisal)
    first = choice.pilot or choice.nearest
    return Result(
        lines=lines,
        cost=handoffs.total(line.flow.cost for line in lines if line.flow.cost),
        untimed=sum(line.appraisal is None for line in lines),
        choice=choice,
        takes=pilot.what_it_takes(first) if first else None,
    )


def lines_of(client: Client, of: AuditSitting) -> list[Line]:
    """The sitting's hand-offs that are still in use, in the order in which they were named."""
    items = list(of.hand_offs.all())
    flows = flow_costs(client, [item.flow_id for item in items])
    return [line_of(client, item, flows[item.flow_id]) for item in items if item.flow_id in flows]


def line_of(client: Client, item: AuditHandOff, flow: FlowLine) -> Line:
    effort = item.effort or pilot.ASSUMED_EFFORT
    assumed = pilot.assumed_costs(effort, flow.rate, Decimal(flow.people))
    costs = pilot.Costs(**{cost: _or(getattr(item, name), getattr(assumed, cost)) for name, cost in COSTS.items()})
    return Line(item=item, flow=flow, assumed=assumed, costs=costs, appraisal=_appraised(client, flow, costs))


def known_hand_offs(client: Client, of: AuditSitting) -> list[FlowLine]:
    """Hand-offs that were known before, those that take longest first, without the sitting's own."""
    taken = set(of.hand_offs.values_list("flow", flat=True))
    known = list_flows(client, FlowFilter(only=BY_HAND, sort="hours", descending=True))
    return [line for line in known if line.id not in taken][:MOST_KNOWN]


def spent(of: AuditSitting) -> timedelta:
    """Time worked so far, or altogether."""
    until = of.finished_at or of.paused_at or timezone.now()
    return sitting.spent(of.started_at, until, timedelta(seconds=of.paused_seconds))


def standing_of(of: AuditSitting, step: sitting.Step) -> sitting.Standing:
    return sitting.standing(sitting.minutes_of(spent(of)), step, plan_of(of))


def plan_of(of: AuditSitting) -> Mapping[sitting.Step, int]:
    return {sitting.Step(name): minutes for name, minutes in of.planned.items()}


def _or(given: Decimal | None, assumed: Decimal) -> Decimal:
    return assumed if given is None else given


def _appraised(client: Client, flow: FlowLine, costs: pilot.Costs) -> pilot.Appraisal | None:
    if flow.cadence is None or flow.minutes is None:
        return None
    hand_off = HandOff(flow.minutes, flow.cadence, Decimal(flow.people), flow.rate)
    return pilot.appraise(pilot.Candidate(f"{flow.id:09}", hand_off, costs), live=today_of(client))
