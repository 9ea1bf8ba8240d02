"""What the consultants' page about the portal may use."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.core.access import ROLE_LABELS, WORKSPACE_ROLES, Right, Role, allowed
from apps.core.clock import today_of
from apps.core.http import Request
from apps.shared.accounts.models import User
from apps.shared.clients.roster import roster_of_client
from apps.tenant.portal import selectors
from apps.tenant.portal.forms import CommentForm
from apps.tenant.portal.models import Reminder, Sighting
from apps.tenant.portal.selectors import Thread
from apps.tenant.reports.models import Report
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import list_versions

TONES = {VersionStatus.PROPOSED: "warn", VersionStatus.APPROVED: "good", VersionStatus.CHANGES_REQUESTED: "bad"}


@dataclass(frozen=True)
class Shown:
    """A published version, and who of the client has looked at it."""

    version: RoadmapVersion
    tone: str
    seen: Sequence[Sighting]

    @property
    def is_waiting(self) -> bool:
        return self.version.status == VersionStatus.PROPOSED


@dataclass(frozen=True)
class Reader:
    """Somebody of the client. role: in words."""

    person: User
    role: str


@dataclass(frozen=True, kw_only=True)
class ManagePage:
    versions: Sequence[Shown]
    reports: Sequence[Report]
    threads: Sequence[Thread]
    readers: Sequence[Reader]
    invited: int
    reminder: Reminder | None
    reminded_today: bool
    answer: CommentForm
    may_edit: bool
    may_invite: bool

    @property
    def waiting(self) -> Shown | None:
        return next((one for one in self.versions if one.is_waiting), None)


def manage_page(request: Request, *, answer: CommentForm | None = None) -> ManagePage:
    versions, roster = list_versions(), roster_of_client(request.client)
    seen = selectors.sightings_by_version()
    waiting = next((one for one in versions if one.status == VersionStatus.PROPOSED), None)
    reminder = selectors.last_reminder(waiting) if waiting else None
    return ManagePage(
        versions=[Shown(one, TONES.get(VersionStatus(one.status), ""), seen.get(one.pk, ())) for one in versions],
        reports=list(selectors.published_reports()),
        threads=selectors.list_threads(),
        readers=[
            Reader(member.user, ROLE_LABELS[Role(member.role)])
            for member in roster.members
            if member.role not in WORKSPACE_ROLES
        ],
        invited=len(roster.invitations),
        reminder=reminder,
        reminded_today=reminder is not None and reminder.on == today_of(request.client),
        answer=answer or CommentForm(),
        may_edit=allowed(request, Right.WORK_EDIT),
        may_invite=allowed(request, Right.CLIENT_LEAD),
    )
