"""What the portal's templates may use: nothing but what was published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.display import manner_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.methods.capacity import LIMIT
from apps.shared.accounts.models import User
from apps.tenant.change.models import Win
from apps.tenant.change.selectors import shared_wins
from apps.tenant.portal import selectors, words
from apps.tenant.portal.forms import CommentForm
from apps.tenant.portal.selectors import Thread, WonBack
from apps.tenant.reports.models import Report
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import (
    AtLimit,
    Change,
    Changes,
    at_limit_of,
    capacity_of,
    changes_between,
    snapshot_of,
    sponsors_of,
    version_before,
    with_milestones,
)
from apps.tenant.roadmap.snapshot import Bar, Point, Snapshot

SHOWN_AT_HOME = 5
SHOWN_WINS = 3
STATUS = {
    VersionStatus.PROPOSED: ("Waits for a decision", "warn"),
    VersionStatus.APPROVED: ("Approved", "good"),
    VersionStatus.CHANGES_REQUESTED: ("Changes asked for", "bad"),
    VersionStatus.WITHDRAWN: ("Replaced", ""),
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """An initiative in a list. is_new: the version adds it and still waits for a decision."""

    bar: Bar
    word: str
    tone: str
    phase: str = ""
    comments: int = 0
    is_new: bool = False


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A milestone in a list, and whether it was reached."""

    bar: Bar
    point: Point
    word: str
    tone: str


@dataclass(frozen=True)
class ReportLink:
    report: Report
    url: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A version with what is decided about it. may_decide: the reader is asked."""

    version: RoadmapVersion
    before: RoadmapVersion | None
    snapshot: Snapshot
    changes: Changes
    status: str
    tone: str
    may_decide: bool
    sponsors: Sequence[User] = ()

    @property
    def is_waiting(self) -> bool:
        return self.version.status == VersionStatus.PROPOSED

    @property
    def is_decided(self) -> bool:
        return self.version.decided_at is not None

    @property
    def first_move(self) -> Change | None:
        return next(iter(self.changes.moved), None)


@dataclass(frozen=True, kw_only=True)
class HomePage:
    greeting: str
    name: str
    decision: Decision | None
    won_back: Sequence[WonBack]
    wins: Sequence[Win]
    items: Sequence[Item]
    reports: Sequence[ReportLink]
    threads: Sequence[Thread]
    unsigned: int  # baselines that wait for the sponsor's signature
    may_sign: bool


@dataclass(frozen=True, kw_only=True)
class VersionPage:
    decision: Decision
    items: Sequence[Item]
    milestones: Sequence[Reached]
    at_limit: Sequence[AtLimit]
    threads: Sequence[Thread]
    comment: CommentForm
    may_comment: bool
    versions: Sequence[RoadmapVersion]
    limit: int = LIMIT


@dataclass(frozen=True, kw_only=True)
class InitiativePage:
    version: RoadmapVersion
    item: Item
    milestones: Sequence[Reached]
    waits_for: Sequence[Bar]
    threads: Sequence[Thread]
    comment: CommentForm
    may_comment: bool


def navigation(request: Request) -> list[Link]:
    """The bar at the bottom of the phone."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    places = [
        ("Home", "portal", "icon-home", ("portal",)),
        ("Roadmap", "portal-roadmap", "icon-route", ("portal-roadmap", "portal-version", "portal-initiative")),
        ("Results", "portal-results", "icon-circle-check", ("portal-results", "portal-baselines")),
        ("Reports", "portal-reports", "icon-file-text", ("portal-reports",)),
        ("Comments", "portal-comments", "icon-message", ("portal-comments",)),
    ]
    return [Link(label, reverse(name), here in names, icon=icon) for label, name, icon, names in places]


def home_page(request: Request) -> HomePage:
    version = selectors.shown_version()
    decision = decision_on(request, version) if version else None
    return HomePage(
        greeting=words.greeting(timezone.now(), request.client.time_zone),
        name=words.first_name(str(request.user)),
        decision=decision,
        won_back=selectors.won_back(request.client, decision.snapshot) if decision else (),
        wins=list(shared_wins()[:SHOWN_WINS]),
        items=items_of(decision, today_of(request.client)) if decision else (),
        reports=report_links()[:3],
        threads=[thread for thread in selectors.list_threads() if thread.answers][:2],
        unsigned=selectors.unsigned_baselines(),
        may_sign=allowed(request, Right.PORTAL_APPROVE),
    )


def version_page(request: Request, version: RoadmapVersion, *, comment: CommentForm | None = None) -> VersionPage:
    decision, threads = decision_on(request, version), selectors.list_threads(version)
    today = today_of(request.client)
    return VersionPage(
        decision=decision,
        items=items_of(decision, today, threads),
        milestones=milestones_of(decision.snapshot.committed, today),
        at_limit=at_limit_of(decision.snapshot, capacity_of(decision.snapshot), today),
        threads=threads,
        comment=comment or CommentForm(),
        may_comment=allowed(request, Right.PORTAL_COMMENT),
        versions=[one for one in selectors.published_versions() if one.pk != version.pk],
    )


def initiative_page(
    request: Request, version: RoadmapVersion, bar: Bar, *, comment: CommentForm | None = None
) -> InitiativePage:
    threads = [one for one in selectors.list_threads(version) if one.comment.initiative_id == bar.id]
    snapshot = snapshot_of(version)
    today = today_of(request.client)
    word, tone = words.progress(bar, today)
    return InitiativePage(
        version=version,
        item=Item(bar=bar, word=word, tone=tone, phase=snapshot.phase_of(bar)),
        milestones=milestones_of([bar], today),
        waits_for=[found for pk in bar.depends_on if (found := snapshot.bar(pk))],
        threads=threads,
        comment=comment or CommentForm(initial={"initiative": bar.id}),
        may_comment=allowed(request, Right.PORTAL_COMMENT),
    )


def decision_on(request: Request, version: RoadmapVersion) -> Decision:
    before = version_before(version)
    snapshot = snapshot_of(version)
    status, tone = STATUS[VersionStatus(version.status)]
    is_waiting = version.status == VersionStatus.PROPOSED
    may_decide = is_waiting and allowed(request, Right.PORTAL_APPROVE)
    manner = manner_of(request.client)
    return Decision(
        version=version,
        before=before,
        snapshot=snapshot,
        changes=with_milestones(changes_between(snapshot_of(before) if before else None, snapshot), manner),
        status=status,
        tone=tone,
        may_decide=may_decide,
        sponsors=sponsors_of(request.client) if is_waiting and not may_decide else (),
    )


def items_of(decision: Decision, today: date, threads: Sequence[Thread] = ()) -> list[Item]:
    new = {change.bar.id for change in decision.changes.added} if decision.before else set()
    made = []
    for bar in decision.snapshot.committed:
        word, tone = words.progress(bar, today)
        if bar.id in new and decision.may_decide:
            word, tone = "Needs you", "warn"
        said = [one for one in threads if one.comment.initiative_id == bar.id]
        made.append(
            Item(
                bar=bar,
                word=word,
                tone=tone,
                phase=decision.snapshot.phase_of(bar),
                comments=sum(1 + len(one.answers) for one in said),
                is_new=bar.id in new and decision.is_waiting,
            )
        )
    return made


def milestones_of(bars: Iterable[Bar], today: date) -> list[Reached]:
    """Earliest first."""
    found = sorted(((point.on, bar.id, bar, point) for bar in bars for point in bar.milestones), key=itemgetter(0, 1))
    made = [(bar, point, words.reached(point, today)) for _, _, bar, point in found]
    return [Reached(bar=bar, point=point, word=word, tone=tone) for bar, point, (word, tone) in made]


def report_links() -> list[ReportLink]:
    return [
        ReportLink(report, reverse("portal-report", kwargs={"report_id": report.pk}))
        for report in selectors.published_reports()
    ]


def shown(request: Request, page: Any, **more: Any) -> dict[str, Any]:
    """The context of every portal page."""
    return {"page": page, "portal_nav": navigation(request), **more}
