"""From the numbers in an address to a report or a copy of it. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.reports.models import Recipient, Report, ReportStatus


def report_or_404(request: Request, report_id: int) -> Report:
    return get_object_or_404(Report.objects.select_related("requested_by"), pk=report_id)


def finished_report_or_404(request: Request, report_id: int) -> Report:
    return get_object_or_404(Report, pk=report_id, status=ReportStatus.READY)


def published_report_or_404(request: Request, report_id: int) -> Report:
    """For the client's people: drafts are not there."""
    return get_object_or_404(Report, pk=report_id, status=ReportStatus.READY, is_published=True)


def recipient_or_404(request: Request, recipient_id: int) -> Recipient:
    return get_object_or_404(Recipient.objects.select_related("delivery__report"), pk=recipient_id)
