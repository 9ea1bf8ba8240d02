"""How far the making of a report is, for the page, the list and the API."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.cache import cache

from apps.tenant.reports.models import Report, ReportStatus

PROGRESS_SECONDS = 3600


class Step(StrEnum):
    COLLECT = "collect"
    DRAW = "draw"
    LAY_OUT = "lay_out"
    CHECK = "check"
    STORE = "store"


# What each step is called, and how much is done when it begins.
STEPS: dict[Step, tuple[str, int]] = {
    Step.COLLECT: ("Collecting figures", 5),
    Step.DRAW: ("Drawing figures", 25),
    Step.LAY_OUT: ("Laying out pages", 45),
    Step.CHECK: ("Checking", 85),
    Step.STORE: ("Storing", 95),
}
WAITING = "Waiting to begin"


@dataclass(frozen=True)
class Progress:
    """percent: 0 to 100; step: None before the first one and when it is finished."""

    percent: int
    words: str
    step: Step | None


def progress_key(report: Report) -> str:
    return f"report-progress:{report.pk}"


def progress_of(report: Report) -> Progress:
    """From the worker that makes it, while one does."""
    if report.status == ReportStatus.READY:
        return Progress(100, "Ready", None)
    if report.status == ReportStatus.FAILED:
        return Progress(0, report.error, None)
    told = cache.get(progress_key(report))
    if told is None:
        return Progress(0, WAITING, None)
    words, percent = STEPS[Step(told)]
    return Progress(percent, words, Step(told))
