"""Everything that one application touches, over all stages, before somebody changes it (G maintenance)."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from apps.methods import landscape
from apps.shared.clients.models import Client
from apps.tenant.change.models import ChangeState, ToolChange
from apps.tenant.change.selectors import touched_contracts, touched_integrations
from apps.tenant.contracts.models import Contract
from apps.tenant.decisions.models import Consolidation, Opportunity
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow
from apps.tenant.flows.selectors import FlowFilter, list_flows
from apps.tenant.inventory.models import Application, Person
from apps.tenant.registry.models import Integration
from apps.tenant.reports.models import Report, ReportStatus
from apps.tenant.roadmap.models import Initiative, State

STEPS = 2


@dataclass(frozen=True)
class Concerned:
    """A person, and as what they are concerned."""

    person: Person
    parts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Impact:
    """steps: applications one and two steps away on the map, by name. changes: of the application, newest first."""

    application: Application
    flows: Sequence[FlowLine]
    contracts: Sequence[Contract]
    integrations: Sequence[Integration]
    initiatives: Sequence[Initiative]
    reports: Sequence[Report]
    people: Sequence[Concerned]
    steps: Sequence[tuple[int, Sequence[Application]]]
    changes: Sequence[ToolChange]

    @property
    def open_change(self) -> ToolChange | None:
        return next((one for one in self.changes if one.state == ChangeState.OPEN), None)

    @property
    def is_nothing(self) -> bool:
        return not (self.flows or self.contracts or self.integrations or self.initiatives)


def impact_of(client: Client, application: Application) -> Impact:
    """Constant queries."""
    flows = list_flows(client, FlowFilter(application=application.pk))
    contracts, integrations = (
        list(touched_contracts([application.pk])),
        list(touched_integrations([application.pk]).select_related("runbook_call")),
    )
    initiatives = list(_initiatives(application))
    return Impact(
        application=application,
        flows=flows,
        contracts=contracts,
        integrations=integrations,
        initiatives=initiatives,
        reports=list(_reports(application)),
        people=_people(application, contracts, integrations, initiatives),
        steps=_steps(application),
        changes=list(application.tool_changes.select_related("application", "successor")),
    )


def _initiatives(application: Application) -> Sequence[Initiative]:
    """What connects it or makes it one with another, and was not dropped."""
    at_it = Flow.objects.in_use().filter(Q(source=application) | Q(target=application))
    # Looked up one after the other: joined, the rows of both kinds multiply.
    connecting = Opportunity.objects.filter(flows__in=at_it).values("pk")
    made_one = Consolidation.objects.filter(applications=application).values("pk")
    found = Initiative.objects.filter(
        Q(opportunity__in=connecting) | Q(consolidation__in=made_one) | Q(opportunity__consolidation__in=made_one)
    ).exclude(state=State.DROPPED)
    return list(found.select_related("owner").order_by(F("start").asc(nulls_last=True), "pk"))


def _reports(application: Application) -> Sequence[Report]:
    """Finished ones that name it, newest first; without the snapshot that they are made of."""
    name = json.dumps(application.name, ensure_ascii=False)[1:-1]
    found = Report.objects.filter(status=ReportStatus.READY).alias(text=Cast("snapshot", TextField()))
    return list(found.filter(text__contains=name).defer("snapshot"))


def _people(
    application: Application,
    contracts: Sequence[Contract],
    integrations: Sequence[Integration],
    initiatives: Sequence[Initiative],
) -> list[Concerned]:
    parts: dict[Person, list[str]] = defaultdict(list)
    named: list[tuple[Person | None, str]] = [
        (application.business_owner, "business owner"),
        (application.technical_owner, "technical owner"),
        *((one.owner, f"owns the integration {one}") for one in integrations),
        *((one.runbook_call, f"is called when {one} breaks") for one in integrations),
        *((one.owner, f"owns the data contract {one}") for one in contracts),
        *((one.owner, f"owns the initiative {one}") for one in initiatives),
    ]
    at_it = Flow.objects.in_use().filter(Q(source=application) | Q(target=application)).exclude(owner=None)
    named += [(flow.owner, f"owns the data flow {flow}") for flow in at_it.select_related("owner", *FLOW_NAMES)]
    for person, part in named:
        if person is not None and part not in parts[person]:
            parts[person].append(part)
    return [Concerned(person, tuple(of)) for person, of in sorted(parts.items(), key=lambda row: row[0].name.lower())]


FLOW_NAMES = ("source", "target", "data_object")


def _steps(application: Application) -> list[tuple[int, Sequence[Application]]]:
    """The applications at one and at two steps on the map. Two queries."""
    hops = [landscape.Hop(*row) for row in Flow.objects.in_use().values_list("pk", "source", "target")]
    reach = landscape.reach_of(hops, application.pk, steps=STEPS).applications
    known = Application.objects.in_use().in_bulk([one for one in reach if isinstance(one, int)])
    at: dict[int, list[Application]] = defaultdict(list)
    for pk, step in reach.items():
        if step and isinstance(pk, int) and pk in known:
            at[step].append(known[pk])
    return [(step, sorted(at[step], key=lambda one: one.name.lower())) for step in sorted(at)]
