"""What the consultants see: the links, one link, one person's answers, one proposal field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from apps.core.access import Right, allowed
from apps.core.http import Request, whole_number
from apps.core.listing import Column
from apps.figures.qr import render_qr
from apps.tenant.flows.models import Flow
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.intake import selectors
from apps.tenant.intake.forms import DecisionForm, LinkForm, SendForm
from apps.tenant.intake.links import address_of
from apps.tenant.intake.models import IntakeAnswer, IntakeLink, IntakeProposal, ProposalKind
from apps.tenant.intake.services.answering import STEPS
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.selectors import application_named, application_names

COLUMNS = [
    Column("Department", sticky=True),
    Column("State"),
    Column("Open until"),
    Column("Answered", num=True, title="People who sent their answers, of those who began"),
    Column("Waiting", num=True, title="Proposals that nobody has decided about"),
    Column("Made by"),
]
STEP_WORDS = {
    "tools": "at the tools",
    "by-hand": "at what is copied by hand",
    "pain": "at how much it hurts",
    "else": "at the last question",
    "check": "about to send",
}
NEW = "new"
PROPOSED_ROWS = 100


@dataclass(frozen=True)
class LinkRow:
    link: Any  # an IntakeLink with its counts

    @property
    def state(self) -> tuple[str, str]:
        """Its word and tone."""
        if self.link.revoked_at:
            return "Withdrawn", "none"
        return ("Open", "good") if self.link.is_open else ("Expired", "warn")


@dataclass(frozen=True)
class LinksPage:
    rows: list[LinkRow]
    columns: list[Column]
    waiting: list["ProposalRow"]
    waiting_count: int
    new: LinkForm
    has_departments: bool
    may_edit: bool


@dataclass(frozen=True)
class AnswerRow:
    answer: Any  # an IntakeAnswer with its counts

    @property
    def state(self) -> tuple[str, str]:
        return ("Sent", "good") if self.answer.sent_at else (STEP_WORDS[self.answer.step].capitalize(), "busy")

    @property
    def how_far(self) -> tuple[int, int]:
        """Questions answered, of all."""
        return (6, 6) if self.answer.sent_at else (STEPS.index(self.answer.step) + 1, 6)


@dataclass(frozen=True)
class LinkPage:
    row: LinkRow
    answers: list[AnswerRow]
    address: str
    qr: SafeString
    send: SendForm
    history: list[Activity]
    may_edit: bool

    @property
    def link(self) -> IntakeLink:
        return self.row.link


@dataclass(frozen=True)
class ProposalRow:
    """One proposal in a list, with its hours."""

    proposal: IntakeProposal
    hours: Decimal | None

    @property
    def tone(self) -> str:
        return {"open": "warn", "accepted": "good", "dismissed": "none"}[self.proposal.state]

    @property
    def is_tool(self) -> bool:
        return self.proposal.kind == ProposalKind.TOOL


@dataclass(frozen=True)
class AnswerPage:
    answer: IntakeAnswer
    rows: list[ProposalRow]
    total: Decimal
    has_hours: bool
    history: list[Activity]
    may_edit: bool

    @property
    def state(self) -> tuple[str, str]:
        return AnswerRow(self.answer).state


@dataclass(frozen=True)
class FieldRow:
    """One field: what was proposed (to be put right here), what is there, and whether to take it."""

    field: BoundField
    there: Any
    is_taken: bool


@dataclass(frozen=True)
class ProposalPage:
    row: ProposalRow
    form: DecisionForm
    fields: list[FieldRow]
    choices: Sequence[tuple[int, str]]
    into: Application | Flow | None
    missing: list[str]
    likely: Sequence[tuple[int, str]]
    words: str
    may_edit: bool

    @property
    def proposal(self) -> IntakeProposal:
        return self.row.proposal

    @property
    def wrong(self) -> list[tuple[BoundField, Any]]:
        return [(self.form[name], errors) for name, errors in self.form.errors.items() if name in self.form.fields]


def links_page(request: Request, *, new: LinkForm | None = None) -> LinksPage:
    departments = selectors.departments_without()
    rows = selectors.waiting()
    return LinksPage(
        rows=[LinkRow(link) for link in selectors.links()],
        columns=COLUMNS,
        waiting=[_row(one) for one in rows[:PROPOSED_ROWS]],
        waiting_count=selectors.waiting_count(),
        new=new or LinkForm(departments=departments),
        has_departments=bool(departments),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def link_page(request: Request, link: IntakeLink, *, send: SendForm | None = None) -> LinkPage:
    address = address_of(request.client, link)
    return LinkPage(
        row=LinkRow(link),
        answers=[AnswerRow(answer) for answer in selectors.answers_of(link)],
        address=address,
        qr=mark_safe(render_qr(address, title=f"QR code of the questions for {link.name}")),
        send=send or SendForm(),
        history=activities_of("intake link", link.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def answer_page(request: Request, answer: IntakeAnswer) -> AnswerPage:
    found = selectors.answers_with_proposals().get(pk=answer.pk)
    proposals = list(found.proposals.all())
    for one in proposals:
        one.answer = found
    return AnswerPage(
        answer=found,
        rows=[_row(one) for one in proposals],
        total=selectors.total_hours(proposals),
        has_hours=any(one.kind == ProposalKind.HAND_OFF for one in proposals),
        history=activities_of("intake answer", found.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def proposal_page(request: Request, proposal: IntakeProposal, *, form: DecisionForm | None = None) -> ProposalPage:
    """The fields beside what is there. `?into=` chooses where to: an id, or "new"; otherwise the likeliest."""
    is_tool = proposal.kind == ProposalKind.TOOL
    likely = _likely(proposal)
    into = _into(proposal, _wanted(request, form, likely))
    offered, there = _tool_values(proposal, into) if is_tool else _flow_values(proposal, into)
    preset = {name for name, value in offered.items() if value not in (None, "") and there.get(name) in (None, "", [])}
    bound = form or DecisionForm(
        kind=proposal.kind,
        initial=offered
        | {
            "version": proposal.version,
            "into": into.pk if into else None,
            "into_version": into.version if into else None,
        },
    )
    taken = set(bound["take"].value() or []) if form else preset
    return ProposalPage(
        row=_row(proposal),
        form=bound,
        fields=[FieldRow(bound[name], there.get(name), name in taken) for name in offered],
        choices=application_names() if is_tool else selectors.all_flows(),
        into=into,
        missing=[] if is_tool or into else _unknown(proposal),
        likely=likely,
        words=selectors.words_of(proposal),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _row(proposal: IntakeProposal) -> ProposalRow:
    return ProposalRow(proposal, selectors.hours_of(proposal))


def _likely(proposal: IntakeProposal) -> list[tuple[int, str]]:
    if proposal.kind == ProposalKind.HAND_OFF:
        return [(flow.pk, str(flow)) for flow in selectors.flows_like(proposal)]
    found = application_named(proposal.name)
    return [(found.pk, found.name)] if found else []


def _wanted(request: Request, form: DecisionForm | None, likely: Sequence[tuple[int, str]]) -> int | None:
    asked = str(form["into"].value() or NEW) if form else request.GET.get("into", "")
    if (number := whole_number(asked)) is not None:
        return number
    return None if asked == NEW or not likely else likely[0][0]


def _into(proposal: IntakeProposal, wanted: int | None) -> Application | Flow | None:
    if wanted is None:
        return None
    if proposal.kind == ProposalKind.TOOL:
        return Application.objects.in_use().prefetch_related("departments").filter(pk=wanted).first()
    rows = Flow.objects.in_use().select_related("source", "target", "data_object")
    return rows.filter(pk=wanted).first()


def _tool_values(proposal: IntakeProposal, into: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is offered, and what is there; a name only for a new application."""
    offered = selectors.offered(proposal) | {"is_shadow_it": "no"}
    if into is None:
        return offered, {"is_shadow_it": "no"}
    departments = [str(one) for one in into.departments.all()]
    is_there = offered["departments"].casefold() in {one.casefold() for one in departments}
    there = {"function": into.function, "is_shadow_it": "yes" if into.is_shadow_it else "no"}
    return _without(offered, "name"), there | {"departments": ", ".join(departments) if is_there else ""}


def _flow_values(proposal: IntakeProposal, into: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    offered = {name: _plain(value) for name, value in selectors.offered(proposal).items()}
    if into is None:
        return offered, {}
    there = {name: _plain(getattr(into, name)) for name in ("times", "minutes", "people", "notes")}
    there |= {"data_object": str(into.data_object), "per": into.get_per_display()}
    return _without(offered, "source", "target"), there


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _plain(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _unknown(proposal: IntakeProposal) -> list[str]:
    return [name for name in (proposal.source, proposal.target) if application_named(name) is None]
