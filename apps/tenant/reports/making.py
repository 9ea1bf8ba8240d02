"""Making a report: collect figures, draw them, lay out pages, check, store. Once, whatever happens to the worker.

The snapshot is written first, by itself; then one transaction holds the row's lock from drawing to the stored file, so
a second copy of the task finds the row taken or done and leaves. A worker that dies gives the lock back, the task is
handed out again, and goes on from the snapshot. Progress is told over the cache, where others see it at once.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from apps.core.pdf import Pdf
from apps.shared.clients.models import Client
from apps.tenant.reports.models import Report, ReportKind, ReportStatus
from apps.tenant.reports.papers import Paper, paper_of
from apps.tenant.reports.plain import digest
from apps.tenant.reports.progress import PROGRESS_SECONDS, STEPS, Step, progress_key
from apps.tenant.reports.snapshot import collect
from apps.tenant.reports.storage import save_pdf

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 3
BROKE = "Something went wrong while it was made. The figures are safe; try again, and tell us if it happens again."
KILLED = "Making it was broken off three times. The figures are safe; try again, and tell us if it happens again."


class NotAsExpected(Exception):
    """A finished document fails its own check."""


def make(client: Client, report_id: int) -> None:
    """Make the report unless it is made, or being made, already."""
    try:
        if _begin(client, report_id):
            _finish(report_id)
    except Exception:
        logger.exception("Report %s of %s could not be made", report_id, client.slug)
        _unfinished(report_id).update(status=ReportStatus.FAILED, error=BROKE, finished_at=timezone.now())


def render(plain: dict[str, Any]) -> Pdf:
    """The PDF of an executive summary's snapshot: the same bytes for the same snapshot."""
    return paper_of(ReportKind.EXECUTIVE, plain).lay_out().write()


def _begin(client: Client, report_id: int) -> bool:
    with transaction.atomic():
        report = _locked(report_id)
        if report is None:
            return False
        report.attempts += 1
        if report.attempts > MAX_ATTEMPTS:
            report.status, report.error, report.finished_at = ReportStatus.FAILED, KILLED, timezone.now()
            report.save(update_fields=["attempts", "status", "error", "finished_at"])
            return False
        _show(report, Step.COLLECT)
        if report.snapshot is None:
            report.snapshot = collect(client, report)
            report.snapshot_sha256 = digest(report.snapshot)
        report.status = ReportStatus.RUNNING
        report.save(update_fields=["attempts", "snapshot", "snapshot_sha256", "status"])
    return True


def _finish(report_id: int) -> None:
    with transaction.atomic():
        report = _locked(report_id)
        if report is None or report.snapshot is None:
            return
        _show(report, Step.DRAW)
        paper = paper_of(report.kind, report.snapshot)
        paper.draw()
        _show(report, Step.LAY_OUT)
        laid_out = paper.lay_out()
        _show(report, Step.CHECK)
        pdf = laid_out.write()
        _check(report, paper, pdf)
        _show(report, Step.STORE)
        _store(report, pdf)


def _check(report: Report, paper: Paper, pdf: Pdf) -> None:
    """The snapshot is still the one collected, and the file is as its kind should be. Raises NotAsExpected."""
    if digest(report.snapshot) != report.snapshot_sha256:
        raise NotAsExpected("the snapshot changed after it was collected")
    fault = paper.fault(pdf) or ("" if pdf.content.startswith(b"%PDF-") else "not a PDF")
    if fault:
        raise NotAsExpected(fault)


def _store(report: Report, pdf: Pdf) -> None:
    report.file.name = save_pdf(report, pdf.content)
    report.sha256, report.pages, report.size = pdf.sha256, pdf.pages, pdf.size
    report.status, report.finished_at, report.error = ReportStatus.READY, timezone.now(), ""
    report.progress, report.step = 100, ""
    report.save()


def _locked(report_id: int) -> Report | None:
    """The row, locked; None when somebody else has it or it is finished."""
    return _unfinished(report_id).select_for_update(skip_locked=True, of=("self",)).first()


def _unfinished(report_id: int) -> Any:
    return Report.objects.filter(pk=report_id, status__in=[ReportStatus.WAITING, ReportStatus.RUNNING])


def _show(report: Report, step: Step) -> None:
    cache.set(progress_key(report), step.value, PROGRESS_SECONDS)


@dataclass(frozen=True)
class Again:
    """A report made again from its snapshot: the same bytes or not."""

    pdf: Pdf
    is_same: bool


def make_again(report: Report) -> Again:
    pdf = paper_of(report.kind, report.snapshot or {}).lay_out().write()
    return Again(pdf, pdf.sha256 == report.sha256)


__all__ = ["STEPS", "Again", "NotAsExpected", "make", "make_again", "render"]
