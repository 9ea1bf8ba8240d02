"""Writes of the portal: comments, answers, what was seen, reminders. Deciding on a version is the roadmap's."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.mail import queue_mail
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import record
from apps.tenant.portal.letters import answer_letter
from apps.tenant.portal.models import Comment, Reminder, Sighting
from apps.tenant.roadmap.letters import reminder_letter
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import snapshot_of, sponsors_of
from apps.tenant.roadmap.services.versions import path_of

LONGEST = 2000
# The same words on the same thing within this time are a second click, not a second comment.
TWICE_WITHIN = timedelta(minutes=1)


@transaction.atomic
def add_comment(
    version: RoadmapVersion,
    body: str,
    *,
    by: User,
    initiative: int | None = None,
    is_from_firm: bool = False,
    at: datetime | None = None,
) -> Comment:
    """A comment on a version, or on one initiative in it. Refused without words or on what the version lacks."""
    text = _checked(body)
    if initiative is not None and snapshot_of(version).bar(initiative) is None:
        raise Refused("This version has no such initiative.")
    target = Comment.objects.filter(version=version, initiative_id=initiative, answers=None)
    return _said_before(target, text, by) or _say(
        Comment(version=version, initiative_id=initiative, is_from_firm=is_from_firm), text, by=by, at=at
    )


@transaction.atomic
def answer_comment(
    client: Client,
    comment: Comment,
    body: str,
    *,
    by: User,
    is_from_firm: bool = True,
    at: datetime | None = None,
) -> Comment:
    """Answer in a conversation. Whoever began it gets an e-mail when the consultants answer.

    at: when it happened, for a client that is filled with what was said earlier; then nobody is written to.
    """
    text = _checked(body)
    first = comment.answers or comment
    said = _said_before(first.replies.all(), text, by)
    if said:
        return said
    made = Comment(version=first.version, initiative_id=first.initiative_id, answers=first, is_from_firm=is_from_firm)
    answer = _say(made, text, by=by, at=at)
    if is_from_firm and not first.is_from_firm and at is None:
        to, letter = first.author.email, answer_letter(client, answer, first)
        with public_scope():
            queue_mail(to=to, letter=letter, key=f"answer-{client.pk}-{answer.pk}")
    return answer


@transaction.atomic
def see_version(version: RoadmapVersion, *, by: User, at: datetime | None = None) -> None:
    """Note the first time that somebody of the client looks at a version."""
    moment = at or timezone.now()
    names = {"person_name": str(by)[:160], "at": moment}
    _, is_first = Sighting.objects.get_or_create(version=version, person=by, defaults=names)
    if is_first:
        RoadmapVersion.objects.filter(pk=version.pk, first_seen_at=None).update(first_seen_at=moment)


@transaction.atomic
def remind_sponsors(client: Client, version: RoadmapVersion, *, by: User) -> list[User]:
    """E-mail everybody who may decide; at most once a day. Refused when nothing waits or nobody could decide."""
    current = RoadmapVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if current.status != VersionStatus.PROPOSED:
        raise Conflict(f"Version {current.number} no longer waits for a decision.")
    sponsors = sponsors_of(client)
    if not sponsors:
        raise Refused("Nobody is a sponsor here yet. Invite one first.")
    today = today_of(client)
    _, is_new = Reminder.objects.get_or_create(version=current, on=today, defaults={"sent_by": by})
    if not is_new:
        raise Conflict("A reminder went out today already. Try again tomorrow.")
    since = current.published_at.astimezone(ZoneInfo(client.time_zone)).date()
    letter = reminder_letter(client, current, by=by, since=since)
    for sponsor in sponsors:
        with public_scope():
            key = f"reminder-{client.pk}-v{current.number}-{today}-{sponsor.pk}"
            queue_mail(to=sponsor.email, letter=letter, key=key)
    record("sent a reminder of", current, by=by, path=path_of(current))
    return sponsors


def _checked(body: str) -> str:
    text = body.strip()
    if not text:
        raise Refused("Write a few words first.", field="body")
    if len(text) > LONGEST:
        raise Refused(f"At most {LONGEST} characters, please.", field="body")
    return text


def _said_before(target: QuerySet[Comment], text: str, by: User) -> Comment | None:
    recent = timezone.now() - TWICE_WITHIN
    return target.filter(author=by, body=text, at__gte=recent).first()


def _say(comment: Comment, text: str, *, by: User, at: datetime | None) -> Comment:
    comment.body, comment.author, comment.author_name = text, by, str(by)[:160]
    comment.at = at or timezone.now()
    comment.save()
    verb = "answered on" if comment.answers_id else "commented on"
    record(verb, comment, by=by, label=str(comment.version), path="share/portal/")
    return comment
