"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.decisions.models import (
    Consolidation,
    DismissedOverlap,
    Opportunity,
    PriceLine,
    ReconciliationMeasure,
    Regrouping,
)
from apps.tenant.flows.models import Flow


def opportunity_or_404(request: Request, opportunity_id: int) -> Opportunity:
    return get_object_or_404(Opportunity, pk=opportunity_id)


def consolidation_or_404(request: Request, consolidation_id: int) -> Consolidation:
    return get_object_or_404(Consolidation, pk=consolidation_id)


def measure_or_404(request: Request, measure_id: int) -> ReconciliationMeasure:
    return get_object_or_404(ReconciliationMeasure.objects.select_related("consolidation"), pk=measure_id)


def dismissed_overlap_or_404(request: Request, dismissed_id: int) -> DismissedOverlap:
    return get_object_or_404(DismissedOverlap.objects.select_related("first", "second"), pk=dismissed_id)


def price_line_or_404(request: Request, price_line_id: int) -> PriceLine:
    return get_object_or_404(PriceLine, pk=price_line_id)


def regrouping_or_404(request: Request, regrouping_id: int) -> Regrouping:
    return get_object_or_404(Regrouping, pk=regrouping_id)


def flow_or_404(request: Request, flow_id: int) -> Flow:
    """A flow in use, whose inputs an opportunity's score follows from."""
    return get_object_or_404(Flow.objects.in_use(), pk=flow_id)
