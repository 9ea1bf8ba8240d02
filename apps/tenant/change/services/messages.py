"""What people are told, the why first."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.days import refuse_far_days
from apps.core.errors import Conflict, Refused
from apps.methods.messages import Purpose, may_send
from apps.shared.accounts.models import User
from apps.tenant.change.models import Message
from apps.tenant.change.services.saving import fill, note_changes, path_of, person_named, state_of
from apps.tenant.history.services import record
from apps.tenant.roadmap.models import Initiative

PLAIN = ("purpose", "text", "audience", "channel", "on")


@transaction.atomic
def add_message(initiative: Initiative, values: Mapping[str, Any], *, by: User, is_sent: bool = False) -> Message:
    """Beside the plain fields (`PLAIN`): sender, a person's name. is_sent: it went out already."""
    message = Message(initiative=initiative)
    _apply(message, {"purpose": "", "text": "", "audience": "", "channel": "", "on": None, **values})
    record("planned", message, by=by, path=path_of(initiative))
    return send_message(message, by=by) if is_sent else message


@transaction.atomic
def change_message(message: Message, values: Mapping[str, Any], *, by: User, is_sent: bool | None = None) -> Message:
    """Refused once it was sent: what people were told stays. is_sent: None leaves that."""
    current = _locked(message)
    if values and current.sent_at:
        raise Conflict("This message was sent, so it stays as it is. Plan another one.")
    before = state_of(current, values)
    _apply(current, values)
    note_changes(current, before, by=by, path=path_of(current.initiative))
    if is_sent is not None:
        (send_message if is_sent else unsend_message)(current, by=by)
    return current


@transaction.atomic
def remove_message(message: Message, *, by: User) -> None:
    current = _locked(message)
    if current.sent_at:
        raise Conflict("This message was sent, so it stays.")
    record("removed", current, by=by, path=path_of(current.initiative))
    current.delete()


@transaction.atomic
def send_message(message: Message, *, by: User, at: Any = None) -> Message:
    """Note that it went out. Refused before the why did. at: the moment, for what happened earlier."""
    current = _locked(message)
    if current.sent_at:
        return current
    Initiative.objects.select_for_update().get(pk=current.initiative_id)
    sent = current.initiative.change_messages.exclude(sent_at=None).values_list("purpose", flat=True)
    if not may_send(Purpose(current.purpose), sent=list(sent)):
        raise Refused("People hear the why first. Send the message that gives it, then this one.")
    current.sent_at, current.sent_by = at or timezone.now(), by
    current.save(update_fields=["sent_at", "sent_by"])
    record("sent", current, by=by, path=path_of(current.initiative))
    return current


@transaction.atomic
def unsend_message(message: Message, *, by: User) -> None:
    """It did not go out after all. Refused for the only why while others rest on it."""
    current = _locked(message)
    if not current.sent_at:
        return
    others = current.initiative.change_messages.exclude(sent_at=None).exclude(pk=current.pk)
    if current.purpose == Purpose.WHY and others.exists() and not others.filter(purpose=Purpose.WHY).exists():
        raise Refused("Others were sent after it and rest on this why. Take those back first.")
    current.sent_at, current.sent_by = None, None
    current.save(update_fields=["sent_at", "sent_by"])
    record("took back", current, by=by, path=path_of(current.initiative))


def _locked(message: Message) -> Message:
    return Message.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=message.pk)


def _apply(message: Message, values: Mapping[str, Any]) -> None:
    fill(message, values, PLAIN)
    refuse_far_days(on=message.on)
    if "sender" in values:
        message.sender = person_named(values["sender"])
    message.save()
