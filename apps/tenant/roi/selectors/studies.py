"""What was measured, per metric and per initiative."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain

from django.db.models import QuerySet

from apps.shared.catalog.models import MetricKind
from apps.shared.clients.models import Client
from apps.tenant.decisions.models import Opportunity
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import flow_costs
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.selectors import list_initiatives
from apps.tenant.roi.lines import Measured, MetricLine, sample_of
from apps.tenant.roi.models import Metric, Observation, PhaseOfStudy

Row = tuple[Decimal | None, int | None, int | None]


def measured(client: Client, lines: Sequence[InitiativeLine] | None = None) -> list[Measured]:
    """Every committed initiative in the roadmap's order, with its metrics. lines: from `list_initiatives`."""
    found: dict[int | None, list[MetricLine]] = defaultdict(list)
    for one in metric_lines(client):
        found[one.metric.initiative_id].append(one)
    return [
        Measured(line=line, metrics=tuple(found[line.id]))
        for line in (list_initiatives(client) if lines is None else lines)
        if line.is_committed
    ]


def metric_lines(client: Client) -> list[MetricLine]:
    """All metrics in the order in which they were set up, also those of no initiative."""
    return _lines(client, Metric.objects.all())


def metric_line(client: Client, pk: int) -> MetricLine:
    """One of them. Raises Metric.DoesNotExist."""
    found = _lines(client, Metric.objects.filter(pk=pk))
    if not found:
        raise Metric.DoesNotExist(pk)
    return found[0]


def observations_of(metric: Metric) -> QuerySet[Observation]:
    """With who entered them, oldest first."""
    return metric.observations.select_related("entered_by")


def newest_observations(metrics: Iterable[int]) -> list[tuple[int, str, str, datetime]]:
    """(metric, phase, who entered it, when) of the newest observation of each metric and phase. One query."""
    ids = set(metrics)
    if not ids:
        return []
    found = Observation.objects.filter(metric__in=ids).select_related("entered_by")
    newest = found.order_by("metric_id", "phase", "-entered_at", "-id").distinct("metric_id", "phase")
    return [(one.metric_id, one.phase, str(one.entered_by or ""), one.entered_at) for one in newest]


def _lines(client: Client, metrics: QuerySet[Metric]) -> list[MetricLine]:
    found = list(metrics.select_related("initiative", "integration", "baseline_signed_by"))
    rows = _observed(metrics)
    members = _members({one.initiative.opportunity_id for one in found if one.initiative})
    named = (one.flow_id for one in found if one.flow_id)
    flows = flow_costs(client, chain(named, *members.values()))
    hand_offs = {pk: [flow for flow in of_it if flow in flows] for pk, of_it in members.items()}
    return [
        MetricLine(
            metric=one,
            flow=_flow_of(one, flows, hand_offs),
            before=sample_of(rows[one.pk, PhaseOfStudy.BEFORE]),
            after=sample_of(rows[one.pk, PhaseOfStudy.AFTER]),
        )
        for one in found
    ]


def _observed(metrics: QuerySet[Metric]) -> dict[tuple[int, str], list[Row]]:
    rows: dict[tuple[int, str], list[Row]] = defaultdict(list)
    found = Observation.objects.filter(metric__in=metrics.order_by().values("pk"))
    fields = ("metric_id", "phase", "value", "errors", "sample")
    for metric, phase, value, errors, size in found.values_list(*fields):
        rows[metric, phase].append((value, errors, size))
    return rows


def _flow_of(metric: Metric, flows: Mapping[int, FlowLine], hand_offs: Mapping[int, list[int]]) -> FlowLine | None:
    """The hand-off it names, else the only one of its initiative."""
    if metric.flow_id:
        return flows.get(metric.flow_id)
    if metric.kind not in (MetricKind.TIME, MetricKind.ERROR_RATE) or metric.initiative is None:
        return None
    members = hand_offs.get(metric.initiative.opportunity_id or 0, [])
    return flows[members[0]] if len(members) == 1 else None


def _members(opportunities: Collection[int | None]) -> dict[int, list[int]]:
    """Opportunity → its flows."""
    members: dict[int, list[int]] = defaultdict(list)
    rows = Opportunity.flows.through.objects.filter(opportunity__in=opportunities).order_by("id")
    for opportunity, flow in rows.values_list("opportunity_id", "flow_id"):
        members[opportunity].append(flow)
    return members
