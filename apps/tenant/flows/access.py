"""From the numbers in an address to a flow or process of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.flows.models import Flow, Process


def flow_or_404(request: Request, flow_id: int) -> Flow:
    return get_object_or_404(Flow.objects.in_use().select_related("source", "target", "data_object"), pk=flow_id)


def trashed_flow_or_404(request: Request, flow_id: int) -> Flow:
    return get_object_or_404(Flow.objects.in_trash().select_related("source", "target", "data_object"), pk=flow_id)


def process_or_404(request: Request, process_id: int) -> Process:
    return get_object_or_404(Process.objects.in_use(), pk=process_id)


def trashed_process_or_404(request: Request, process_id: int) -> Process:
    return get_object_or_404(Process.objects.in_trash(), pk=process_id)
