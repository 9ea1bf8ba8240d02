"""The questions as somebody of the department sees them: one a page, on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.urls import reverse

from apps.figures.palette import AccentShades, accent_shades
from apps.methods.handoffs import PERIODS_PER_YEAR, WEEKS_PER_YEAR, Per
from apps.shared.clients.models import Client
from apps.tenant.intake.forms import HOW_OFTEN, PAIN, HandOffForm, ToolForm
from apps.tenant.intake.models import IntakeAnswer, IntakeLink, IntakeProposal, ProposalKind
from apps.tenant.intake.selectors import draft_key, hours_a_week, hours_of, tools_of, total_hours

# The steps in order: their address, and about how many minutes are left there.
QUESTIONS = {
    "intake-start": 5,
    "intake-tools": 4,
    "intake-by-hand": 3,
    "intake-pain": 2,
    "intake-else": 1,
    "intake-check": 1,
}
PLACES = {
    "tools": "intake-tools",
    "by-hand": "intake-by-hand",
    "pain": "intake-pain",
    "else": "intake-else",
    "check": "intake-check",
}
TIMES_LABELS = {Per.DAY: "Times a day", Per.WEEK: "Times a week", Per.MONTH: "Times a month", Per.YEAR: "Times a year"}


@dataclass(frozen=True)
class Sitting:
    """Who is at the questions: the client and link that the address names, and the person once they gave a name."""

    client: Client
    link: IntakeLink
    token: str
    answer: IntakeAnswer | None = None

    def url(self, name: str) -> str:
        return reverse(name, kwargs={"intake_token": self.token})

    @property
    def person(self) -> IntakeAnswer:
        if self.answer is None:
            raise LookupError("Nobody has given a name yet.")
        return self.answer


@dataclass(frozen=True)
class Entry:
    """One hand-off as its card shows it."""

    proposal: IntakeProposal
    hours: Decimal | None
    pains: Sequence[tuple[int, str]] = ()

    @property
    def often(self) -> str:
        return TIMES_LABELS[Per(self.proposal.per)].removeprefix("Times ")


@dataclass(frozen=True)
class AskPage:
    """What every question shows around it."""

    sitting: Sitting
    at: str
    form: Form | None = None
    entries: Sequence[Entry] = ()
    tools: Sequence[IntakeProposal] = ()
    known: Sequence[tuple[str, bool]] = ()
    changing: int | None = None
    hours: Decimal | None = None
    total: Decimal | None = None
    problem: str = ""
    own_address: str = ""

    @property
    def client(self) -> Client:
        return self.sitting.client

    @property
    def accent(self) -> AccentShades:
        return accent_shades(self.client.firm.accent)

    @property
    def number(self) -> int:
        return list(QUESTIONS).index(self.at) + 1

    @property
    def marks(self) -> list[str]:
        """Of each question: done, now, or nothing yet."""
        return ["d" if no < self.number else "n" if no == self.number else "" for no in range(1, len(QUESTIONS) + 1)]

    @property
    def minutes_left(self) -> int:
        return QUESTIONS[self.at]

    @property
    def back_url(self) -> str:
        return self.sitting.url(list(QUESTIONS)[max(0, self.number - 2)])

    @property
    def names(self) -> list[str]:
        """Tools to choose from while typing."""
        return [name for name, _ in self.known] + [tool.name for tool in self.tools]

    @property
    def cadences(self) -> list[tuple[str, str, str, str]]:
        """Value, label, times a week that one stands for, and the words beside the number: for the script."""
        return [
            (per, label, f"{PERIODS_PER_YEAR[Per(per)] / WEEKS_PER_YEAR:.6f}", TIMES_LABELS[Per(per)])
            for per, label in HOW_OFTEN
        ]

    @property
    def problems(self) -> list[str]:
        """What is wrong with the answer as a whole."""
        whole = [str(words) for words in self.form.non_field_errors()] if self.form and self.form.is_bound else []
        return [self.problem, *whole] if self.problem else whole

    @property
    def wrong_fields(self) -> list[tuple[Any, Any]]:
        form = self.form
        return [(form[name], errors) for name, errors in form.errors.items() if name in form.fields] if form else []

    @property
    def times_label(self) -> str:
        per = self.form["per"].value() if self.form else Per.DAY
        return TIMES_LABELS.get(per, TIMES_LABELS[Per.DAY])


def tools_page(
    sitting: Sitting, *, form: Form | None = None, changing: int | None = None, problem: str = ""
) -> AskPage:
    answer = sitting.person
    tools = list(answer.proposals.filter(kind=ProposalKind.TOOL))
    return AskPage(
        sitting=sitting,
        at="intake-tools",
        form=form or _typed(ToolForm, answer, tools, "tool", changing),
        tools=tools,
        known=_known(sitting),
        changing=changing,
        problem=problem,
    )


def by_hand_page(
    sitting: Sitting, *, form: Form | None = None, changing: int | None = None, problem: str = ""
) -> AskPage:
    answer = sitting.person
    everything = list(answer.proposals.all())
    hand_offs = [one for one in everything if one.kind == ProposalKind.HAND_OFF]
    shown = form or _typed(HandOffForm, answer, hand_offs, "hand_off", changing)
    return AskPage(
        sitting=sitting,
        at="intake-by-hand",
        form=shown,
        entries=[Entry(one, hours_of(one)) for one in hand_offs if one.number != changing],
        tools=[one for one in everything if one.kind == ProposalKind.TOOL],
        known=_known(sitting),
        changing=changing,
        hours=hours_a_week(*(shown[name].value() for name in ("times", "per", "minutes", "people"))),
        problem=problem,
    )


def pain_page(sitting: Sitting) -> AskPage:
    found = sitting.person.proposals.filter(kind=ProposalKind.HAND_OFF)
    entries = [Entry(one, hours_of(one), PAIN) for one in found]
    return AskPage(sitting=sitting, at="intake-pain", entries=entries)


def check_page(sitting: Sitting, *, problem: str = "") -> AskPage:
    everything = list(sitting.person.proposals.all())
    hand_offs = [one for one in everything if one.kind == ProposalKind.HAND_OFF]
    return AskPage(
        sitting=sitting,
        at="intake-check",
        entries=[Entry(one, hours_of(one)) for one in hand_offs],
        tools=[one for one in everything if one.kind == ProposalKind.TOOL],
        known=_known(sitting),
        total=total_hours(hand_offs) if hand_offs else None,
        problem=problem,
    )


def _known(sitting: Sitting) -> list[tuple[str, bool]]:
    ticked = set(sitting.person.known_tools)
    return [(name, name in ticked) for name in tools_of(sitting.link)]


def _typed(
    kind: type[Form], answer: IntakeAnswer, entries: Sequence[IntakeProposal], name: str, changing: int | None
) -> Form:
    """The form as it was left: the draft, else the entry that is being changed, else empty."""
    draft = answer.drafts.get(draft_key(name, changing))
    entry = next((one for one in entries if one.number == changing), None)
    if draft is None and entry is not None:
        draft = {field: _shown(getattr(entry, field)) for field in kind.base_fields}
    return kind(initial={field: value for field, value in (draft or {}).items() if value != ""})


def _shown(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
