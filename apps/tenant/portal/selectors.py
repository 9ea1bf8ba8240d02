"""What was said, seen and published in the portal."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from apps.core.clock import today_of
from apps.methods.won_back import so_far
from apps.shared.clients.models import Client
from apps.tenant.portal.models import Comment, Reminder, Sighting
from apps.tenant.reports.models import Report, ReportStatus
from apps.tenant.roadmap.models import RoadmapVersion, State, VersionStatus
from apps.tenant.roadmap.selectors import snapshot_of
from apps.tenant.roadmap.snapshot import Bar, Snapshot
from apps.tenant.roi.lines import MetricLine
from apps.tenant.roi.models import Metric
from apps.tenant.roi.selectors import Progress, measured, metric_lines, progress_of


@dataclass(frozen=True)
class Thread:
    """A comment with its answers, oldest first. subject: the initiative's name, "" for the version as a whole."""

    comment: Comment
    answers: tuple[Comment, ...]
    subject: str

    @property
    def is_waiting(self) -> bool:
        """The client's people spoke last."""
        last = self.answers[-1] if self.answers else self.comment
        return not last.is_from_firm


def list_threads(version: RoadmapVersion | None = None) -> list[Thread]:
    """All conversations, newest first, or those about one version. Two queries."""
    comments = Comment.objects.select_related("version")
    found = list(comments.filter(version=version) if version else comments)
    answers: dict[int, list[Comment]] = defaultdict(list)
    for one in found:
        if one.answers_id:
            answers[one.answers_id].append(one)
    snapshots = {one.version_id: snapshot_of(one.version) for one in found}
    threads = [
        Thread(
            one,
            tuple(answers[one.pk]),
            snapshots[one.version_id].name_of(one.initiative_id) if one.initiative_id is not None else "",
        )
        for one in found
        if one.answers_id is None
    ]
    return threads[::-1]


def waiting_for_us() -> int:
    """Conversations in which the client's people spoke last."""
    return sum(thread.is_waiting for thread in list_threads())


def waiting_for_client() -> int:
    """Versions that wait for a decision: 0 or 1."""
    return RoadmapVersion.objects.filter(status=VersionStatus.PROPOSED).count()


def published_versions() -> QuerySet[RoadmapVersion]:
    """Every version was published; newest first."""
    return RoadmapVersion.objects.select_related("published_by", "decided_by")


def shown_version() -> RoadmapVersion | None:
    """The one that the portal leads with: the newest that was not withdrawn."""
    return published_versions().exclude(status=VersionStatus.WITHDRAWN).first()


def published_reports() -> QuerySet[Report]:
    """Reports that a consultant has released, and that are there to read."""
    return Report.objects.filter(is_published=True, status=ReportStatus.READY).defer("snapshot")


def sightings_by_version() -> dict[int, list[Sighting]]:
    """Version id → who of the client looked at it, in order of time. One query."""
    found: dict[int, list[Sighting]] = defaultdict(list)
    for one in Sighting.objects.all():
        found[one.version_id].append(one)
    return found


def last_reminder(version: RoadmapVersion) -> Reminder | None:
    return Reminder.objects.filter(version=version).select_related("sent_by").first()


@dataclass(frozen=True)
class WonBack:
    """What an initiative that is live has measurably brought: hours a week, and so far.

    is_at_risk: nobody has filed the look back after 30 days yet.
    """

    bar: Bar
    hours_per_week: Decimal
    so_far: Decimal
    is_at_risk: bool


def won_back(client: Client, snapshot: Snapshot) -> list[WonBack]:
    """Of what the version shows as live, as far as it was measured; nothing that was not published."""
    live = {bar.id: bar for bar in snapshot.committed if bar.state == State.LIVE and bar.live}
    if not live:
        return []
    today = today_of(client)
    return [
        WonBack(bar, one.won_hours, so_far(one.won_hours, bar.live, today), one.line.is_benefit_at_risk)
        for one in measured(client)
        if one.won_hours and (bar := live.get(one.line.id)) and bar.live
    ]


def progress(client: Client) -> Progress | None:
    """What each month brought: hours and errors of what the version shows as live; None while nothing is published."""
    version = shown_version()
    if version is None:
        return None
    live = {bar.id for bar in snapshot_of(version).committed if bar.state == State.LIVE}
    return progress_of(client, only=live)


def baselines(client: Client) -> list[MetricLine]:
    """What a sponsor was asked to sign, and what is signed; nothing else of the measurements."""
    lines = metric_lines(client)
    return [one for one in lines if one.metric.signing_asked_at or one.metric.baseline_signed_at]


def unsigned_baselines() -> int:
    """How many wait for a signature. One query."""
    return Metric.objects.filter(signing_asked_at__isnull=False, baseline_signed_at=None).count()
