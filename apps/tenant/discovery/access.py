"""From the numbers in an address to a file or a proposal of the client. Whatever is not there answers 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.tenant.discovery.models import Discovery, Finding


def discovery_or_404(request: HttpRequest, discovery_id: int) -> Discovery:
    files = Discovery.objects.select_related("created_by", "same_as").defer("content", "same_as__content")
    return get_object_or_404(files, pk=discovery_id)


def finding_or_404(request: HttpRequest, finding_id: int) -> Finding:
    findings = Finding.objects.select_related("discovery", "application", "decided_by").defer("discovery__content")
    return get_object_or_404(findings, pk=finding_id)
