"""What one person at the questions does. Nobody is signed in, so everything is bounded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.mail import queue_mail
from apps.shared.clients.models import Client
from apps.tenant.history.services import record
from apps.tenant.intake.letters import answered_letter
from apps.tenant.intake.models import IntakeAnswer, IntakeLink, IntakeProposal, ProposalKind
from apps.tenant.intake.selectors import draft_key

MOST_PEOPLE, MOST_TOOLS, MOST_HAND_OFFS = 200, 40, 30
LONGEST_DRAFT = 2_000
STEPS = ("tools", "by-hand", "pain", "else", "check")
DRAFTS = {
    "tool": ("name", "used_for"),
    "hand_off": ("source", "target", "data_object", "per", "times", "minutes", "people"),
}
HAND_OFF = DRAFTS["hand_off"]
DECIDED = "The consultants have used this answer already, so it stays. Add another one instead."


@transaction.atomic
def begin(link: IntakeLink, person: str, key: UUID) -> IntakeAnswer:
    """Somebody gives their name. The same page sent twice begins once, and can correct the name."""
    IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    found = IntakeAnswer.objects.filter(key=key).first()
    if found is not None:
        if found.link_id != link.pk:
            raise Refused("Open the link again and give your name once more.", field="person")
        found.person = person
        return _touched(found, "person")
    if link.answers.count() >= MOST_PEOPLE:
        raise Refused("This link has been answered very often. Ask whoever sent it to you for a new one.")
    return IntakeAnswer.objects.create(link=link, person=person, key=key)


@transaction.atomic
def keep_draft(answer: IntakeAnswer, kind: str, given: Mapping[str, Any], *, number: int | None = None) -> IntakeAnswer:
    """Keep what is being typed, sound or not, for a new entry or for the one with this number.

    Unknown fields are dropped, long ones cut, and no more drafts are kept than entries fit.
    """
    current = _locked(answer)
    draft = {name: str(given.get(name, ""))[:LONGEST_DRAFT] for name in DRAFTS[kind]}
    known = number is None or current.proposals.filter(kind=kind, number=number).exists()
    if known:
        current.drafts = current.drafts | {draft_key(kind, number): draft}
    return _touched(current, "drafts")


@transaction.atomic
def keep_tools(answer: IntakeAnswer, names: Sequence[str]) -> IntakeAnswer:
    """Which of the known tools this person uses."""
    current = _locked(answer)
    current.known_tools = [name[:120] for name in names][:MOST_TOOLS]
    return _touched(current, "known_tools")


@transaction.atomic
def add_tool(answer: IntakeAnswer, values: Mapping[str, Any], *, number: int | None = None) -> IntakeProposal:
    """One more tool, or another word on the one that has this number or this name already."""
    current = _locked(answer)
    tools = current.proposals.filter(kind=ProposalKind.TOOL)
    same = tools.filter(number=number) if number is not None else tools.filter(name__iexact=values["name"])
    return _kept(current, draft_key("tool", number), same.first(), values, most=MOST_TOOLS)


@transaction.atomic
def add_hand_off(answer: IntakeAnswer, values: Mapping[str, Any], *, number: int | None = None) -> IntakeProposal:
    """One more hand-off, or other words and numbers of the one that has this number; sent twice, it is there once."""
    current = _locked(answer)
    found = current.proposals.filter(kind=ProposalKind.HAND_OFF)
    same = found.filter(number=number) if number is not None else found.filter(**{n: values[n] for n in HAND_OFF})
    return _kept(current, draft_key("hand_off", number), same.first(), values, most=MOST_HAND_OFFS)


@transaction.atomic
def remove_entry(answer: IntakeAnswer, number: int) -> None:
    """Take back a tool or a hand-off that nobody has decided about."""
    found = IntakeProposal.objects.select_for_update(of=("self",)).filter(answer=answer, number=number).first()
    if found is not None:
        _refuse_decided(found)
        found.delete()


@transaction.atomic
def keep_pain(answer: IntakeAnswer, pains: Mapping[int | None, int | None]) -> None:
    """How much each hand-off hurts, 1 to 5, by its number. Other values, unknown and decided ones are passed over."""
    current = _locked(answer)
    for proposal in current.proposals.select_for_update().filter(kind=ProposalKind.HAND_OFF, state="open"):
        pain = pains.get(proposal.number)
        if pain in range(1, 6) and pain != proposal.pain:
            proposal.pain = pain
            proposal.version += 1
            proposal.save(update_fields=["pain", "version"])
    _touched(current)


@transaction.atomic
def keep_remark(answer: IntakeAnswer, remark: str) -> IntakeAnswer:
    current = _locked(answer)
    current.remark = remark[:LONGEST_DRAFT]
    return _touched(current, "remark")


@transaction.atomic
def reach(answer: IntakeAnswer, step: str) -> IntakeAnswer:
    """Remember how far the person has come, to go on there; going back forgets nothing."""
    current = _locked(answer)
    if STEPS.index(step) > STEPS.index(current.step):
        current.step = step
        _touched(current, "step")
    return current


@transaction.atomic
def send_answers(client: Client, answer: IntakeAnswer, *, at: datetime | None = None) -> IntakeAnswer:
    """Done. Whoever made the link gets an e-mail, once a day for the same person.

    at: when it happened, for a client that is filled with what was answered earlier; then nobody is written to.
    """
    current = _locked(answer)
    first = current.sent_at is None
    current.sent_at = at or timezone.now()
    _touched(current, "sent_at")
    if first:
        record("sent the answers of", current, by=None, label=str(current), path=f"assess/intake/answers/{current.pk}/")
    owner = current.link.created_by
    if at is None and owner.is_active:
        letter = answered_letter(client, current, proposals=current.proposals.count())
        key = f"intake-{client.pk}-{current.pk}-{today_of(client):%Y-%m-%d}"
        with public_scope():
            queue_mail(to=owner.email, letter=letter, key=key)
    return current


def _locked(answer: IntakeAnswer) -> IntakeAnswer:
    return IntakeAnswer.objects.select_for_update(of=("self",)).select_related("link__created_by").get(pk=answer.pk)


def _touched(answer: IntakeAnswer, *fields: str) -> IntakeAnswer:
    answer.changed_at = timezone.now()
    answer.save(update_fields=[*fields, "changed_at"])
    return answer


def _kept(
    answer: IntakeAnswer,
    draft: str,
    same: IntakeProposal | None,
    values: Mapping[str, Any],
    *,
    most: int,
) -> IntakeProposal:
    """Write the entry, and forget what was being typed."""
    kind = ProposalKind(draft.partition(":")[0])
    if same is None:
        if answer.proposals.filter(kind=kind).count() >= most:
            raise Refused(f"{most} are as many as fit here. Send these, and tell the consultants about the rest.")
        same = IntakeProposal(answer=answer, kind=kind, number=_next_number(answer))
    changes = {name: values[name] for name in DRAFTS[kind] if getattr(same, name) != values[name]}
    if same.pk is None or changes:
        if same.pk is not None:
            _refuse_decided(same)
            same.version += 1
        for name, value in changes.items():
            setattr(same, name, value)
        same.save()
    answer.drafts = {key: typed for key, typed in answer.drafts.items() if key != draft}
    _touched(answer, "drafts")
    return same


def _next_number(answer: IntakeAnswer) -> int:
    return (answer.proposals.aggregate(last=Max("number"))["last"] or 0) + 1


def _refuse_decided(proposal: IntakeProposal) -> None:
    if not proposal.is_open:
        raise Conflict(DECIDED)
