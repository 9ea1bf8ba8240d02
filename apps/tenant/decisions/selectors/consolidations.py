"""The cases of integrate or consolidate with everything that follows from their tools and flows."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import QuerySet

from apps.core.clock import today_of
from apps.tenant.decisions.lines.consolidation import ConsolidationLine, Tool
from apps.tenant.decisions.models import Consolidation, DecisionRecord
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow
from apps.tenant.flows.selectors import Terms, lines_of
from apps.tenant.inventory.models import Application


def list_consolidations() -> QuerySet[Consolidation]:
    """With what a line needs; the initiative is a later stage's, reached through its name alone."""
    return Consolidation.objects.select_related(
        "decided_by", "keep", "initiative", "opportunity__initiative"
    ).prefetch_related("applications__capabilities")


def consolidation_lines(client: Terms) -> list[ConsolidationLine]:
    """Every case with its answers, in the order in which they were opened. Constant queries."""
    return _lines(list(list_consolidations()), client)


def consolidation_line(pk: int, client: Terms) -> ConsolidationLine:
    """One case. Raises Consolidation.DoesNotExist."""
    return _lines([list_consolidations().get(pk=pk)], client)[0]


def records_of(case: Consolidation) -> list[DecisionRecord]:
    """Every decision on a case as it was taken, newest first."""
    return list(case.records.select_related("decided_by"))


def decision_records() -> QuerySet[DecisionRecord]:
    """Of all cases, superseded ones too."""
    return DecisionRecord.objects.select_related("consolidation", "decided_by")


def tool_of(application: Application, capabilities: Iterable[str]) -> Tool:
    return Tool(
        id=application.pk,
        name=application.name,
        users=application.users,
        annual_cost=application.annual_cost,
        capabilities=tuple(capabilities),
        licences=application.licences,
        renewal_date=application.renewal_date,
        notice_days=application.notice_days,
    )


def _lines(cases: Sequence[Consolidation], client: Terms) -> list[ConsolidationLine]:
    tools = {one.pk: _tools(one) for one in cases}
    ids = {tool.id for members in tools.values() for tool in members}
    between = lines_of(client, Flow.objects.hand_offs().filter(source__in=ids, target__in=ids)) if ids else []
    today = today_of(client)
    return [
        ConsolidationLine(
            consolidation=one,
            tools=tools[one.pk],
            hours=_hours(between, {tool.id for tool in tools[one.pk]}),
            rate=client.hourly_rate,
            today=today,
        )
        for one in cases
    ]


def _tools(case: Consolidation) -> tuple[Tool, ...]:
    found = [
        tool_of(one, (capability.name for capability in one.capabilities.all()))
        for one in case.applications.all()
        if one.deleted_at is None
    ]
    return tuple(sorted(found, key=lambda tool: tool.name.lower()))


def _hours(flows: Iterable[FlowLine], ids: set[int]) -> Decimal:
    inside = (flow for flow in flows if {flow.source_id, flow.target_id} <= ids)
    return sum((flow.hours_per_week or Decimal(0) for flow in inside), Decimal(0))
