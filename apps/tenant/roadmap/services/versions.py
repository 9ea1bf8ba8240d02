"""Publishing the roadmap, and what the sponsor decides on it. Both happen once, however often they are clicked."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.mail import queue_mail
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import record
from apps.tenant.roadmap.letters import proposal_letter
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import (
    capacity_of,
    changes_between,
    current_snapshot,
    latest_version,
    snapshot_of,
    sponsors_of,
    version_before,
)
from apps.tenant.roadmap.snapshot import Snapshot, published, to_json, without_dates

DECISIONS = {VersionStatus.APPROVED: "approved", VersionStatus.CHANGES_REQUESTED: "asked for changes to"}


@transaction.atomic
def publish_version(client: Client, *, by: User, note: str = "", at: datetime | None = None) -> RoadmapVersion:
    """Show the roadmap as it stands in the portal, and ask the sponsors for a decision by e-mail.

    at: when it happened, for a client that is filled with what was done earlier; then nobody is written to.
    An earlier version that still waits is withdrawn. Refused when nothing is planned or dated, when more than three
    run at once without a reason, and when nothing has changed since the version before.
    """
    latest = RoadmapVersion.objects.select_for_update().order_by("-number").first()
    content = to_json(_publishable(client, latest))
    if latest and latest.status == VersionStatus.PROPOSED:
        latest.status = VersionStatus.WITHDRAWN
        latest.save(update_fields=["status"])
    version, new = RoadmapVersion.objects.get_or_create(
        number=latest.number + 1 if latest else 1,
        defaults={
            "content": content,
            "note": note.strip()[:300],
            "published_by": by,
            "published_at": at or timezone.now(),
        },
    )
    if not new:
        raise Conflict("Somebody else has just published the roadmap. Look at their version first.")
    record("published", version, by=by, path=path_of(version))
    if at is None:
        _tell_sponsors(client, version, by=by)
    return version


@transaction.atomic
def decide_version(
    version: RoadmapVersion, status: VersionStatus, *, by: User, note: str = "", at: datetime | None = None
) -> RoadmapVersion:
    """Approve a version or ask for changes, which needs words. The same decision by the same person again: no change.

    Conflict when somebody decided otherwise meanwhile, or when a newer version has taken its place.
    """
    current = RoadmapVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if current.status == status and current.decided_by_id == by.pk:
        return current
    if current.status != VersionStatus.PROPOSED:
        raise Conflict(_too_late(current))
    if status == VersionStatus.CHANGES_REQUESTED and not note.strip():
        raise Refused("Say what should change, so that the next version fits.", field="note")
    current.status, current.decision_note = status, note.strip()
    current.decided_by, current.decided_at = by, at or timezone.now()
    current.save()
    record(DECISIONS[status], current, by=by, path=path_of(current))
    return current


def path_of(version: RoadmapVersion) -> str:
    return f"plan/roadmap/versions/{version.number}/"


def _publishable(client: Client, latest: RoadmapVersion | None) -> Snapshot:
    draft = published(current_snapshot(client))
    if not draft.bars:
        raise Refused("Nothing is planned yet. Add an initiative first; candidates are not published.")
    undated = without_dates(draft.bars)
    if undated:
        raise Refused(f"Give {', '.join(undated)} a start and a go-live day first.")
    over = capacity_of(draft).unexplained
    if over:
        raise Refused(f"{over[0].period.count} efforts run at once without a reason. Write it down first.")
    if latest and latest.status != VersionStatus.WITHDRAWN and to_json(draft) == latest.content:
        raise Refused(f"Nothing has changed since v{latest.number}.")
    return draft


def _too_late(version: RoadmapVersion) -> str:
    if version.status == VersionStatus.WITHDRAWN:
        newest = latest_version()
        return f"Version {version.number} was replaced by v{newest.number if newest else '?'}. Decide on that one."
    who = version.decided_by or "Somebody"
    what = "approved" if version.status == VersionStatus.APPROVED else "asked for changes to"
    return f"{who} {what} version {version.number} already. Nothing was changed."


def _tell_sponsors(client: Client, version: RoadmapVersion, *, by: User) -> None:
    before = version_before(version)
    changes = changes_between(snapshot_of(before) if before else None, snapshot_of(version))
    letter = proposal_letter(client, version, changes, by=by)
    for sponsor in sponsors_of(client):
        with public_scope():
            queue_mail(to=sponsor.email, letter=letter, key=f"roadmap-{client.pk}-v{version.number}-{sponsor.pk}")
