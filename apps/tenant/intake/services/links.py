"""Making, renewing, withdrawing and sending the links."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.mail import queue_mail
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import record
from apps.tenant.intake.letters import link_letter
from apps.tenant.intake.links import address_of
from apps.tenant.intake.models import IntakeLink
from apps.tenant.inventory.models import Department

OPEN_FOR = timedelta(days=14)


@transaction.atomic
def make_link(department_id: int, *, by: User) -> IntakeLink:
    """A link for the department, open for fourteen days. Conflict while it has one that was not withdrawn."""
    department = Department.objects.filter(pk=department_id).first()
    if department is None:
        raise Refused("Choose a department that is there.", field="department")
    try:
        with transaction.atomic():
            link = IntakeLink.objects.create(
                department=department, name=department.name, created_by=by, expires_at=timezone.now() + OPEN_FOR
            )
    except IntegrityError as twin:
        raise Conflict(f"{department} has a link already. Renew that one, or withdraw it first.") from twin
    record("made", link, by=by, label=_named(link), path=path_of(link))
    return link


@transaction.atomic
def renew_link(link: IntakeLink, *, by: User) -> IntakeLink:
    """Fourteen more days from now, at the same address. Conflict when it was withdrawn: that is for good."""
    current = IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if current.revoked_at is not None:
        raise Conflict("This link was withdrawn and stays closed. Make a new one for the department.")
    current.expires_at = timezone.now() + OPEN_FOR
    current.save(update_fields=["expires_at"])
    record("renewed", current, by=by, label=_named(current), path=path_of(current))
    return current


@transaction.atomic
def withdraw_link(link: IntakeLink, *, by: User) -> IntakeLink:
    """Close it for good, at once. What was answered stays. Doing it twice is doing it once."""
    current = IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if current.revoked_at is None:
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        record("withdrew", current, by=by, label=_named(current), path=path_of(current))
    return current


@transaction.atomic
def send_link(client: Client, link: IntakeLink, email: str, words: str, *, by: User) -> None:
    """Send it by e-mail. Refused once it is closed."""
    if not link.is_open:
        raise Refused("This link is closed. Renew it, or make a new one, before you send it.")
    letter = link_letter(client, link, url=address_of(client, link), words=words, by=by)
    with public_scope():
        queue_mail(to=email, letter=letter)
    record("sent", link, by=by, label=f"{_named(link)} to {email}", path=path_of(link))


def path_of(link: IntakeLink) -> str:
    return f"assess/intake/{link.pk}/"


def _named(link: IntakeLink) -> str:
    """After "intake link", as the history writes it."""
    return f"for {link.name}"
