"""What the reports' templates may use."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Column
from apps.tenant.reports.forms import DeliveryForm
from apps.tenant.reports.links import OPEN_FOR
from apps.tenant.reports.models import Delivery, Recipient, RecipientState, Report, ReportKind, ReportStatus
from apps.tenant.reports.progress import STEPS, Progress, progress_of
from apps.tenant.reports.selectors import addressees, deliveries_of, list_reports
from apps.tenant.reports.services import is_stuck

ROWS_PER_PAGE = 50
COLUMNS = [
    Column("Report", sticky=True),
    Column("State"),
    Column("When"),
    Column("By"),
    Column("Pages", num=True),
    Column("Size", num=True),
    Column("Sent to", num=True),
    Column("SHA-256", title="Fingerprint of the file: the same file has the same one"),
]
MESSAGES = {
    ReportKind.EXECUTIVE: "Here is the executive summary.\n\nPage 2 says what we need from you.",
    ReportKind.AUDIT: "Here is our audit on one page.\n\nIt says what we found together and what we would try first.",
}
TONES = {
    ReportStatus.WAITING: "",
    ReportStatus.RUNNING: "busy",
    ReportStatus.READY: "good",
    ReportStatus.FAILED: "bad",
}
COPY_TONES = {
    RecipientState.PENDING: "",
    RecipientState.SENDING: "busy",
    RecipientState.SENT: "good",
    RecipientState.FAILED: "bad",
}


@dataclass(frozen=True)
class ReportRow:
    report: Report
    state: str
    tone: str

    @classmethod
    def of(cls, report: Report) -> "ReportRow":
        words = str(report.get_status_display())
        if report.is_under_way:
            words = f"{words}, {progress_of(report).percent} %"
        return cls(report, words, TONES[ReportStatus(report.status)])


@dataclass(frozen=True)
class ReportsPage:
    """poll_url: asked again while something is being made."""

    rows: list[ReportRow]
    page: Page[Report]
    columns: list[Column]
    may_edit: bool
    poll_url: str


def reports_page(request: Request) -> ReportsPage:
    page = Paginator(list_reports(), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = [ReportRow.of(report) for report in page.object_list]
    is_busy = any(row.report.is_under_way for row in rows)
    return ReportsPage(
        rows=rows,
        page=page,
        columns=COLUMNS,
        may_edit=allowed(request, Right.WORK_EDIT),
        poll_url=request.get_full_path() if is_busy else "",
    )


@dataclass(frozen=True)
class Step:
    word: str
    tone: str


@dataclass(frozen=True)
class Job:
    """The making of a report, for components/progress.html. poll_url: empty when it is over."""

    report: Report
    progress: Progress
    steps: list[Step]
    poll_url: str
    may_edit: bool

    @property
    def words(self) -> str:
        return f"{self.progress.percent} %"


def job_of(request: Request, report: Report) -> Job:
    progress = progress_of(report)
    return Job(
        report=report,
        progress=progress,
        steps=_steps(progress, is_done=report.is_ready),
        poll_url=reverse("report-progress", args=[report.pk]) if report.is_under_way else "",
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _steps(progress: Progress, *, is_done: bool) -> list[Step]:
    order = list(STEPS)
    at = len(order) if is_done else order.index(progress.step) if progress.step else -1
    tones = ["good" if no < at else "busy" if no == at else "" for no in range(len(order))]
    return [Step(STEPS[step][0], tone) for step, tone in zip(order, tones, strict=True)]


@dataclass(frozen=True)
class CopyRow:
    """One recipient's copy. link_until: when its link ends, None without a link."""

    recipient: Recipient
    state: str
    tone: str
    is_stuck: bool
    may_resend: bool
    link_until: datetime | None

    @classmethod
    def of(cls, recipient: Recipient) -> "CopyRow":
        stuck = is_stuck(recipient)
        is_open_link = recipient.by_link and recipient.state == RecipientState.SENT and recipient.revoked_at is None
        return cls(
            recipient=recipient,
            state="May not have arrived" if stuck else str(recipient.get_state_display()),
            tone="warn" if stuck else COPY_TONES[RecipientState(recipient.state)],
            is_stuck=stuck,
            may_resend=stuck or recipient.state == RecipientState.FAILED,
            link_until=recipient.changed_at + OPEN_FOR if is_open_link else None,
        )


@dataclass(frozen=True)
class DeliveryCard:
    delivery: Delivery
    copies: list[CopyRow]


@dataclass(frozen=True)
class ReportPage:
    """form: None while there is nothing to send. poll_url: asked again while e-mails are on their way."""

    report: Report
    job: Job
    deliveries: list[DeliveryCard]
    form: DeliveryForm | None
    may_edit: bool
    deliveries_poll_url: str


def report_page(request: Request, report: Report, *, form: DeliveryForm | None = None) -> ReportPage:
    cards = [DeliveryCard(one, [CopyRow.of(copy) for copy in one.recipients.all()]) for one in deliveries_of(report)]
    waiting = {RecipientState.PENDING, RecipientState.SENDING}
    moving = any(copy.recipient.state in waiting and not copy.is_stuck for card in cards for copy in card.copies)
    may_edit = allowed(request, Right.WORK_EDIT)
    return ReportPage(
        report=report,
        job=job_of(request, report),
        deliveries=cards,
        form=form or (delivery_form(request, report) if report.is_ready and may_edit else None),
        may_edit=may_edit,
        deliveries_poll_url=reverse("report-deliveries", args=[report.pk]) if moving else "",
    )


def delivery_form(request: Request, report: Report) -> DeliveryForm:
    """A fresh form with its own key, or the one that was posted."""
    initial = {
        "subject": f"{report.title}: {request.client.name}"[:200],
        "message": MESSAGES[ReportKind(report.kind)],
    }
    data = request.POST if request.method == "POST" else None
    return DeliveryForm(data, addressees=addressees(request.client), initial=initial)


@dataclass(frozen=True)
class SharedPage:
    """For whoever follows a link: nothing but what the link is for. until: when it ends."""

    state: str
    title: str = ""
    firm: str = ""
    client: str = ""
    token: str = ""
    days: int = OPEN_FOR // timedelta(days=1)
