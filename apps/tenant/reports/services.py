"""Asking for a report, publishing it, and writing to people about it. Nothing is made or sent here: it is promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone

from apps.core.display import day, manner_of
from apps.core.errors import Conflict, Refused
from apps.core.outbox import enqueue
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import record
from apps.tenant.reports.audit.facts import FORMAT, AuditContent, AuditFacts
from apps.tenant.reports.models import Delivery, Recipient, RecipientState, Report, ReportKind, ReportStatus
from apps.tenant.reports.plain import digest, to_plain
from apps.tenant.reports.snapshot import collect_about

MAKE = "apps.tenant.reports.tasks.make_report"
SEND = "apps.tenant.reports.tasks.send_copy"
MOST_RECIPIENTS = 50
TURN = 7201  # any number of our own among the database's advisory locks
# A copy that is "being sent" for longer was cut off half-way: a person has to decide.
STUCK_AFTER = timedelta(minutes=2)
UNDER_WAY = (ReportStatus.WAITING, ReportStatus.RUNNING)


@transaction.atomic
def request_report(client: Client, *, kind: str, by: User, at: datetime | None = None) -> Report:
    """Promise a report. While one of this kind is being made that one is returned, so a double click makes one.

    at: its moment, by default now; it says what is known today, with the days counted from then.
    """
    if kind not in ReportKind.values:
        raise Refused("There is no such kind of report.", field="kind")
    if kind == ReportKind.AUDIT:
        raise Refused("The page of an audit is made when the audit is finished.", field="kind")
    _take_turns(client)
    running = Report.objects.filter(kind=kind, status__in=UNDER_WAY).first()
    if running:
        return running
    report = _new_report(client, kind, by=by, at=at)
    enqueue(MAKE, client=client, report_id=report.pk)
    return report


@transaction.atomic
def request_audit_page(client: Client, content: AuditContent, *, by: User) -> Report:
    """Promise the page of a sitting that is being finished, from what was entered until now."""
    report = _new_report(client, ReportKind.AUDIT, by=by)
    report.snapshot = to_plain(AuditFacts(format=FORMAT, about=collect_about(client, report), content=content))
    report.snapshot_sha256 = digest(report.snapshot)
    report.save(update_fields=["snapshot", "snapshot_sha256"])
    enqueue(MAKE, client=client, report_id=report.pk)
    return report


def _new_report(client: Client, kind: str, *, by: User, at: datetime | None = None) -> Report:
    moment = at or timezone.now()
    title = f"{ReportKind(kind).label}, {day(moment, manner_of(client))}"
    report = Report.objects.create(kind=kind, title=title, requested_by=by, requested_at=moment)
    report.refresh_from_db()
    record("asked for", report, by=by, path=f"reports/{report.pk}/")
    return report


def _take_turns(client: Client) -> None:
    """Two requests for the same client wait for each other; neither waits for the worker, which holds the row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURN, client.pk])


@transaction.atomic
def retry_report(client: Client, report: Report, *, by: User) -> None:
    """Begin again after a failure, from the figures as they are now; a finished audit's are those of its end."""
    afresh: dict[str, Any] = {} if report.kind == ReportKind.AUDIT else {"snapshot": None, "snapshot_sha256": ""}
    changed = Report.objects.filter(pk=report.pk, status=ReportStatus.FAILED).update(
        status=ReportStatus.WAITING, error="", attempts=0, finished_at=None, **afresh
    )
    if not changed:
        raise Conflict("Only a report that failed can be tried again.")
    enqueue(MAKE, client=client, report_id=report.pk)
    record("tried again", report, by=by, path=f"reports/{report.pk}/")


@transaction.atomic
def publish_report(report: Report, *, published: bool, by: User) -> None:
    """Show it to the client's people in the portal, or take it out of there."""
    if not report.is_ready:
        raise Conflict("Only a finished report can be published.")
    if report.is_published != published:
        report.is_published = published
        report.save(update_fields=["is_published"])
        record("published" if published else "unpublished", report, by=by, path=f"reports/{report.pk}/")


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What is sent to whom. key: made when the form was shown; recipients: addresses with names, "" for unknown."""

    key: UUID
    subject: str
    message: str
    recipients: tuple[tuple[str, str], ...]


@transaction.atomic
def deliver_report(client: Client, report: Report, parcel: Parcel, *, by: User) -> Delivery:
    """Promise the e-mails. The same key a second time returns the first delivery and sends nothing.

    Refused without a valid recipient or a subject, Conflict for a report that is not finished.
    """
    if not report.is_ready:
        raise Conflict("Only a finished report can be sent.")
    people = _checked(parcel.recipients)
    subject = " ".join(parcel.subject.split())
    if not subject:
        raise Refused("Write a subject.", field="subject")
    delivery, is_new = Delivery.objects.get_or_create(
        key=parcel.key,
        defaults={"report": report, "subject": subject[:200], "message": parcel.message.strip(), "sent_by": by},
    )
    if delivery.report_id != report.pk:
        raise Conflict("This form belongs to another report. Open the report again and send it from there.")
    if is_new:
        copies = [Recipient(delivery=delivery, email=email, name=name[:120]) for email, name in people.items()]
        for recipient in Recipient.objects.bulk_create(copies):
            enqueue(SEND, client=client, recipient_id=recipient.pk)
        record("sent", report, by=by, label=f"{report.title}, to {_people(people)}", path=f"reports/{report.pk}/")
    return delivery


@transaction.atomic
def resend_copy(client: Client, recipient: Recipient, *, by: User) -> None:
    """Send again what the mail server refused, or what a person has found not to have arrived."""
    found = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    if found.state != RecipientState.FAILED and not is_stuck(found):
        raise Conflict("Only a copy that failed or got stuck can be sent again.")
    found.state, found.error, found.attempt = RecipientState.PENDING, "", found.attempt + 1
    found.changed_at = timezone.now()
    found.save(update_fields=["state", "error", "attempt", "changed_at"])
    enqueue(SEND, client=client, recipient_id=found.pk)
    report = found.delivery.report
    record("sent again", report, by=by, label=f"{report.title}, to {found.email}", path=f"reports/{report.pk}/")


@transaction.atomic
def mark_arrived(recipient: Recipient, *, by: User) -> None:
    """A person knows that a copy which got stuck did arrive."""
    found = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    if not is_stuck(found):
        raise Conflict("Only a copy that got stuck can be marked as arrived.")
    found.state, found.changed_at = RecipientState.SENT, timezone.now()
    found.save(update_fields=["state", "changed_at"])
    report = found.delivery.report
    record("marked as arrived", report, by=by, label=f"{report.title}, to {found.email}", path=f"reports/{report.pk}/")


@transaction.atomic
def revoke_link(recipient: Recipient, *, by: User) -> None:
    """The link in this person's copy opens nothing from now on."""
    if not recipient.by_link:
        raise Conflict("This copy has the PDF attached; there is no link to withdraw.")
    if Recipient.objects.filter(pk=recipient.pk, revoked_at=None).update(revoked_at=timezone.now()):
        report = recipient.delivery.report
        label = f"{report.title}, link for {recipient.email}"
        record("withdrew", report, by=by, label=label, path=f"reports/{report.pk}/")


def is_stuck(recipient: Recipient) -> bool:
    """Cut off while the mail server had it: it may have arrived."""
    return recipient.state == RecipientState.SENDING and timezone.now() - recipient.changed_at > STUCK_AFTER


def _checked(recipients: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Address → name, each address once. Refused with the address that is wrong."""
    people: dict[str, str] = {}
    for address, name in recipients:
        email = address.strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise Refused(f"{address} is not an e-mail address.", field="recipients") from error
        people.setdefault(email, name)
    if not people:
        raise Refused("Choose somebody to send it to.", field="recipients")
    if len(people) > MOST_RECIPIENTS:
        raise Refused(f"At most {MOST_RECIPIENTS} people at a time.", field="recipients")
    return people


def _people(people: dict[str, str]) -> str:
    first = next(iter(people))
    return first if len(people) == 1 else f"{first} and {len(people) - 1} more"
