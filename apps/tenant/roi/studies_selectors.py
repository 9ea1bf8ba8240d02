"""What the stopwatch and the sample check show: the study so far, and what it offers to the flow."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.studies import MILLISECONDS, Study, SuggestedMinutes, sample_check, suggest_minutes, time_study
from apps.shared.catalog.models import MetricKind
from apps.shared.clients.models import Client
from apps.tenant.roi.lines import MetricLine
from apps.tenant.roi.models import Metric, Observation, PhaseOfStudy
from apps.tenant.roi.selectors import metric_line, metric_lines

LATEST = 12
STUDIES = (MetricKind.TIME, MetricKind.ERROR_RATE)


@dataclass(frozen=True)
class SoFar:
    """One phase of one metric: what was observed last, and what it says together."""

    study: Study | None
    n: int
    errors: int
    kinds: tuple[tuple[str, int], ...]
    latest: tuple[Observation, ...]


@dataclass(frozen=True)
class Offer:
    """Measured minutes for a flow, to be accepted or dismissed."""

    metric: Metric
    flow_id: int
    flow_version: int
    suggested: SuggestedMinutes


def so_far(metric: Metric, phase: str) -> SoFar:
    """Newest first. Two queries."""
    rows = list(metric.observations.filter(phase=phase).values_list("value", "errors", "sample", "note"))
    latest = tuple(metric.observations.filter(phase=phase).order_by("-id")[:LATEST])
    if metric.kind == MetricKind.ERROR_RATE:
        errors, checked = sum(row[1] or 0 for row in rows), sum(row[2] or 0 for row in rows)
        kinds = Counter(note for _, wrong, _, note in rows if wrong and note)
        study = sample_check(errors, checked) if checked else None
        return SoFar(study, checked, errors, tuple(kinds.most_common()), latest)
    values = [value for value, *_ in rows if value is not None]
    return SoFar(time_study(values) if values else None, len(values), 0, (), latest)


def studies_of(client: Client, flow_id: int) -> list[MetricLine]:
    """Time studies and error audits of one flow."""
    lines = metric_lines(client)
    return [line for line in lines if line.flow and line.flow.id == flow_id and line.metric.kind in STUDIES]


def offer_of(client: Client, metric: Metric) -> Offer | None:
    """What the timings before offer to their flow; None when they agree with it, or somebody dismissed them."""
    if metric.kind != MetricKind.TIME or metric.unit not in MILLISECONDS:
        return None
    line = metric_line(client, metric.pk)
    return _offer(metric, line)


def offers_for(client: Client, flow_id: int) -> list[Offer]:
    """The same for everything that is timed at one flow."""
    timed = [line for line in studies_of(client, flow_id) if line.metric.kind == MetricKind.TIME]
    return [offer for line in timed if (offer := _offer(line.metric, line)) is not None]


def _offer(metric: Metric, line: MetricLine) -> Offer | None:
    flow = line.flow
    if flow is None or metric.unit not in MILLISECONDS:
        return None
    rows = metric.observations.filter(phase=PhaseOfStudy.BEFORE, value__isnull=False)
    factor = Decimal(MILLISECONDS[metric.unit]) / MILLISECONDS["minutes"]
    values = [value * factor for value in rows.values_list("value", flat=True) if value is not None]
    if metric.dismissed_at_n is not None and len(values) <= metric.dismissed_at_n:
        return None
    suggested = suggest_minutes(values, flow.minutes)
    return Offer(metric, flow.id, flow.version, suggested) if suggested else None


def is_frozen(metric: Metric, phase: str) -> bool:
    return phase == PhaseOfStudy.BEFORE and metric.baseline_signed_at is not None
