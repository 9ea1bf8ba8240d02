"""Initiatives with their hours and value, and what could become one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from django.db.models import F, QuerySet, prefetch_related_objects

from apps.methods import business_case, handoffs
from apps.methods.capacity import Span
from apps.shared.clients.models import Client
from apps.tenant.decisions.models import Decision, Opportunity
from apps.tenant.decisions.selectors import consolidation_lines, list_consolidations, ranked_opportunities
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import flow_costs
from apps.tenant.roadmap.lines import UNCOMMITTED, InitiativeLine
from apps.tenant.roadmap.models import Initiative, Phase, State


def list_initiatives(client: Client, *, with_dropped: bool = False) -> list[InitiativeLine]:
    """In the order of phases, then of dates. Constant queries."""
    found = Initiative.objects.select_related("phase", "owner").order_by(
        F("phase__position").asc(nulls_last=True), F("start").asc(nulls_last=True), "pk"
    )
    return lines_of(client, found if with_dropped else found.exclude(state=State.DROPPED))


def initiative_line(client: Client, pk: int) -> InitiativeLine:
    """One of them, also a dropped one. Raises Initiative.DoesNotExist."""
    lines = lines_of(client, Initiative.objects.select_related("phase", "owner").filter(pk=pk))
    if not lines:
        raise Initiative.DoesNotExist(pk)
    return lines[0]


def lines_of(client: Client, initiatives: QuerySet[Initiative]) -> list[InitiativeLine]:
    """With hand-off hours from the opportunity's flows, or from those between the tools of a consolidation."""
    found = list(initiatives.select_related("retrospective").prefetch_related("milestones"))
    members, needs = _members({one.opportunity_id for one in found}), _needs()
    flows = flow_costs(client, chain.from_iterable(members.values()))
    between = _between_tools(client, found)
    return [
        InitiativeLine(
            initiative=one,
            depends_on=tuple(needs[one.pk]),
            begun=client.engagement_start,
            **_load(client, one, [flows[pk] for pk in members[one.opportunity_id] if pk in flows], between),
        )
        for one in found
    ]


def with_risks(lines: Sequence[InitiativeLine]) -> Sequence[InitiativeLine]:
    """The same lines with risks and their owners at hand. Two queries."""
    prefetch_related_objects([line.initiative for line in lines], "risks__owner")
    return lines


def flows_of(opportunity_id: int) -> list[int]:
    """The ids of an opportunity's flows. One query."""
    return _members({opportunity_id})[opportunity_id]


def list_phases() -> QuerySet[Phase]:
    return Phase.objects.all()


def roadmap_spans() -> tuple[Span, ...]:
    """From building to going live of everything committed that has both days; keys are ids. One query."""
    rows = Initiative.objects.exclude(state__in=UNCOMMITTED).values_list("pk", "start", "end")
    return tuple(Span(str(pk), start, end) for pk, start, end in rows if start and end)


def business_inputs(client: Client) -> list[business_case.Initiative]:
    """What the return is worked out from: committed initiatives with both days, hours as claimed."""
    return [
        made
        for line in list_initiatives(client)
        if line.is_committed and (made := business_input(line, client.hourly_rate))
    ]


def business_input(line: InitiativeLine, rate: Decimal) -> business_case.Initiative | None:
    """One initiative's inputs; None while a day is missing. rate: the client's, an hour, also of upkeep.

    Where its hand-offs have rates of their own, hours saved are weighted so that their money stays right.
    """
    own = line.initiative
    if own.start is None or own.end is None:
        return None
    hours = line.value.hours_per_week
    saved = hours if line.rate == rate or not rate else hours.times(line.rate / rate)
    return business_case.Initiative(
        key=str(own.pk),
        name=own.name,
        build_start=own.start,
        live=own.end,
        hourly_rate=rate,
        build_once=own.build_cost,
        training_once=own.training_cost,
        subscription_per_month=own.subscription_per_month,
        upkeep_hours_per_month=own.upkeep_hours_per_month,
        hours_saved_per_week=saved,
        other_saving_per_month=own.other_saving_per_month,
    )


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that could be taken onto the roadmap. kind: "opportunity" or "consolidation".

    merges: its tools become one. tier: 1 to 3 where the rule or a person can say.
    """

    kind: str
    id: int
    name: str
    hours: Decimal
    is_decided: bool
    decision: str
    score: int | None = None
    merges: bool = False
    tier: int | None = None


def not_yet_planned(client: Client) -> list[Choice]:
    """Opportunities, and consolidations without one, that are not on the roadmap; best first."""
    planned = set(Initiative.objects.values_list("opportunity_id", "consolidation_id"))
    opportunities, cases = {row[0] for row in planned}, {row[1] for row in planned}
    chosen = [
        Choice(
            kind="opportunity",
            id=line.id,
            name=line.name,
            hours=line.hours_per_week,
            is_decided=line.opportunity.is_decided,
            decision=str(line.opportunity.get_decision_display()),
            score=line.score,
            merges=line.opportunity.decision == Decision.CONSOLIDATE,
            tier=line.tier,
        )
        for line in ranked_opportunities(client)
        if line.is_candidate and line.id not in opportunities
    ]
    open_cases = [
        one
        for one in list_consolidations()
        if one.decision == Decision.CONSOLIDATE and one.opportunity_id is None and one.pk not in cases
    ]
    if open_cases:
        hours = {line.id: line.hours for line in consolidation_lines(client)}
        chosen += [
            Choice(
                kind="consolidation",
                id=one.pk,
                name=one.name,
                hours=hours.get(one.pk, Decimal(0)),
                is_decided=True,
                decision=str(one.get_decision_display()),
                merges=True,
            )
            for one in open_cases
        ]
    return sorted(chosen, key=lambda one: not one.is_decided)


def _load(
    client: Client, one: Initiative, flows: Sequence[FlowLine], between: Mapping[int, Decimal]
) -> dict[str, Decimal]:
    if one.opportunity_id is None and one.consolidation_id is not None:
        return {"hand_off_hours": between.get(one.consolidation_id, Decimal(0)), "rate": client.hourly_rate}
    by_hand = [flow for flow in flows if flow.is_hand_off and flow.cost]
    cost = handoffs.total(flow.cost for flow in by_hand if flow.cost)
    own_rates = any(flow.rate != client.hourly_rate for flow in by_hand)
    mixed = own_rates and cost.hours_per_week
    return {
        "hand_off_hours": cost.hours_per_week,
        "rate": cost.cost_per_week / cost.hours_per_week if mixed else client.hourly_rate,
    }


def _between_tools(client: Client, initiatives: Sequence[Initiative]) -> dict[int, Decimal]:
    if not any(one.consolidation_id and not one.opportunity_id for one in initiatives):
        return {}
    return {line.id: line.hours for line in consolidation_lines(client)}


def _members(opportunities: Collection[int | None]) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = defaultdict(list)
    rows = Opportunity.flows.through.objects.filter(opportunity__in=opportunities).order_by("id")
    for opportunity, flow in rows.values_list("opportunity_id", "flow_id"):
        found[opportunity].append(flow)
    return found


def _needs() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = Initiative.depends_on.through.objects.order_by("id").values_list("from_initiative_id", "to_initiative_id")
    for one, before in rows:
        found[one].append(before)
    return found
