"""Applications that do the same: the cases being weighed, and groups that nobody has looked at yet."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations

from django.db.models import QuerySet

from apps.methods.consolidation import alike
from apps.tenant.decisions.lines.consolidation import ConsolidationLine, Tool
from apps.tenant.decisions.models import Consolidation
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import Terms, flow_costs
from apps.tenant.inventory.models import Application


def list_consolidations() -> QuerySet[Consolidation]:
    return Consolidation.objects.select_related("decided_by", "keep", "opportunity").prefetch_related(
        "applications__capabilities"
    )


def consolidation_lines(client: Terms) -> list[ConsolidationLine]:
    """Every case with its answers, in the order in which they were opened. Constant queries."""
    flows = flow_costs(client).values()
    return [consolidation_line(one, client, flows) for one in list_consolidations()]


def consolidation_line(one: Consolidation, client: Terms, flows: Iterable[FlowLine]) -> ConsolidationLine:
    """One case, from `list_consolidations()` and the client's flows."""
    tools = tuple(_tool(application) for application in one.applications.all() if application.deleted_at is None)
    ids = {tool.id for tool in tools}
    between = (flow for flow in flows if flow.is_hand_off and {flow.source_id, flow.target_id} <= ids)
    hours = sum((flow.hours_per_week or Decimal(0) for flow in between), Decimal(0))
    ordered = tuple(sorted(tools, key=lambda tool: tool.name.lower()))
    return ConsolidationLine(consolidation=one, tools=ordered, hours=hours, rate=client.hourly_rate)


def overlapping_groups() -> list[tuple[Tool, ...]]:
    """Applications that do at least 70 % of the same and are no case yet. Three queries."""
    tools = {
        application.pk: _tool(application)
        for application in Application.objects.in_use().prefetch_related("capabilities")
    }
    weighed = {pair for ids in _case_members().values() for pair in combinations(sorted(ids), 2)}
    pairs = alike({pk: tool.capabilities for pk, tool in tools.items()})
    return [tuple(tools[pk] for pk in sorted(group)) for group in _joined(p for p in pairs if p not in weighed)]


def _case_members() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for case, application in Consolidation.applications.through.objects.values_list(
        "consolidation_id", "application_id"
    ):
        found[case].append(application)
    return found


def _joined(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Pairs that have a member in common become one group."""
    groups: dict[int, set[int]] = {}
    for a, b in pairs:
        if b not in groups.get(a, ()):
            joined = groups.get(a, {a}) | groups.get(b, {b})
            groups |= dict.fromkeys(joined, joined)
    return sorted({min(group): group for group in groups.values()}.values(), key=min)


def _tool(application: Application) -> Tool:
    return Tool(
        id=application.pk,
        name=application.name,
        users=application.users,
        annual_cost=application.annual_cost,
        capabilities=tuple(capability.name for capability in application.capabilities.all()),
    )
