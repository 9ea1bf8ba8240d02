"""Reads of reports and their deliveries."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.shared.clients.models import Client
from apps.shared.clients.roster import roster_of_client
from apps.tenant.inventory.models import Person
from apps.tenant.reports.models import Delivery, Recipient, RecipientState, Report, ReportStatus


def list_reports() -> QuerySet[Report]:
    """Newest first, with who asked for them and to how many people they went. One query."""
    sent = Recipient.objects.filter(delivery__report=OuterRef("pk"), state=RecipientState.SENT).order_by()
    count = sent.values("delivery__report").annotate(count=Count("pk")).values("count")
    reports = Report.objects.select_related("requested_by").defer("snapshot")
    return reports.annotate(sent_to=Coalesce(Subquery(count), 0))


def published_reports() -> QuerySet[Report]:
    """What the client's people see in the portal, newest first."""
    return Report.objects.filter(status=ReportStatus.READY, is_published=True).defer("snapshot")


def report_before(client: Client, report: Report) -> Report | None:
    """The one that this report replaces: finished, of an earlier day, and the latest that the client's people got.

    Where they got none (nothing sent has arrived, nothing is in the portal), the latest that was finished.
    """
    zone = ZoneInfo(client.time_zone)
    midnight = datetime.combine(report.requested_at.astimezone(zone).date(), time.min, zone)
    earlier = Report.objects.filter(status=ReportStatus.READY, kind=report.kind, requested_at__lt=midnight)
    earlier = earlier.filter(pk__lt=report.pk)
    arrived = Recipient.objects.filter(delivery__report=OuterRef("pk"), state=RecipientState.SENT)
    return earlier.filter(Q(is_published=True) | Exists(arrived)).first() or earlier.first()


def deliveries_of(report: Report) -> QuerySet[Delivery]:
    return report.deliveries.select_related("sent_by").prefetch_related("recipients")


@dataclass(frozen=True, order=True)
class Addressee:
    """Somebody a report can be sent to. what: who they are to the client."""

    name: str
    email: str
    what: str


def addressees(client: Client) -> list[Addressee]:
    """The client's people with an address, and everybody who has a role on the client; each address once."""
    found: dict[str, Addressee] = {}
    for person in Person.objects.exclude(email="").select_related("department"):
        what = person.title or (person.department.name if person.department else "of the client")
        found.setdefault(person.email.lower(), Addressee(person.name, person.email.lower(), what))
    roster = roster_of_client(client)
    for member in roster.members:
        user, role = member.user, member.get_role_display()
        found.setdefault(user.email.lower(), Addressee(str(user), user.email.lower(), str(role)))
    for owner in roster.owners:
        found.setdefault(owner.email.lower(), Addressee(str(owner), owner.email.lower(), "Firm owner"))
    return sorted(found.values(), key=lambda one: (one.name.lower(), one.email))
