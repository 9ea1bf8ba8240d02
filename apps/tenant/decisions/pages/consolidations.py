"""Integrate or consolidate: the overlaps found, the cases, and one case in full."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import Manner, manner_of, money
from apps.core.http import Request
from apps.methods.consolidation import OVERLAP_FROM, Question, Recommendation
from apps.tenant.decisions import selectors
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.models import Decision, DecisionRecord, DismissedOverlap
from apps.tenant.decisions.pages.parallel_runs import RunView, run_view
from apps.tenant.decisions.pages.words import DECISION_STATES
from apps.tenant.decisions.selectors import FoundOverlap, Unused
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of

ANSWERS = {True: ("Yes", "good"), False: ("No", ""), None: ("Not known yet", "warn")}
RECOMMENDED = {Recommendation.INTEGRATE: "Integrate", Recommendation.CONSOLIDATE: "Consolidate"}
SHOWN = 10
NAMED = 4
HISTORY = 8


@dataclass(frozen=True)
class QuestionView:
    """One of the three: its words, the answer that counts, the computed one, and whether a person overruled it."""

    name: str
    words: str
    question: Question

    @property
    def field(self) -> str:
        """The name of its explanation."""
        return f"question-{self.name}"

    @property
    def answer(self) -> str:
        return ANSWERS[self.question.answer][0]

    @property
    def tone(self) -> str:
        return ANSWERS[self.question.answer][1]

    @property
    def computed(self) -> str:
        return ANSWERS[self.question.computed][0].lower()

    @property
    def is_overruled(self) -> bool:
        return self.question.answer != self.question.computed


@dataclass(frozen=True)
class Side:
    name: str
    benefits: tuple[str, ...]
    trade_offs: tuple[str, ...]
    is_recommended: bool


@dataclass(frozen=True)
class CaseView:
    line: ConsolidationLine

    @property
    def url(self) -> str:
        return reverse("consolidation", args=[self.line.id])

    @property
    def tools(self) -> str:
        return ", ".join(tool.name for tool in self.line.tools)

    @property
    def state(self) -> tuple[str, str]:
        return DECISION_STATES[Decision(self.line.consolidation.decision)]

    @property
    def recommendation(self) -> str:
        return RECOMMENDED[self.line.advice.recommendation]

    @property
    def questions(self) -> list[QuestionView]:
        advice = self.line.advice
        return [
            QuestionView("overlap", f"Do they do at least {OVERLAP_FROM * 100:.0f} % of the same?", advice.overlap),
            QuestionView("saving", "Does switching save more in 12 months than it costs?", advice.saving),
            QuestionView("capability", "Can several integrations be maintained?", advice.capability),
        ]

    @property
    def sides(self) -> list[Side]:
        advice = self.line.advice
        return [
            Side(RECOMMENDED[kind], *lists, is_recommended=kind == advice.recommendation)
            for kind, lists in advice.sides.items()
        ]


@dataclass(frozen=True)
class FoundGroup:
    """A proposal with its evidence. url: the form that weighs them; dismiss_url: the one that puts it aside."""

    found: FoundOverlap

    @property
    def names(self) -> str:
        tools = self.found.tools
        if len(tools) <= NAMED:
            return self.found.names
        return f"{', '.join(tool.name for tool in tools[:NAMED])} and {len(tools) - NAMED} more"

    @property
    def share(self) -> Decimal | None:
        value = self.found.closest.value
        return None if value is None else value * 100

    @property
    def query(self) -> str:
        return urlencode([("application", pk) for pk in self.found.ids])

    @property
    def url(self) -> str:
        return f"{reverse('consolidation-add')}?{self.query}"

    @property
    def dismiss_url(self) -> str:
        return f"{reverse('overlap-dismiss')}?{self.query}"


@dataclass(frozen=True)
class ConsolidationsPage:
    cases: list[CaseView]
    found: list[FoundGroup]
    total: int
    unused: list[Unused]
    dismissed: list[DismissedOverlap]
    compared: int
    unknown: int
    may_edit: bool

    @property
    def none_words(self) -> str:
        """Why no overlap is proposed beside the cases."""
        if self.compared < 2:
            return "Fewer than two applications have their capabilities listed, so none can be compared."
        same = f"at least {OVERLAP_FROM * 100:.0f} % of the same"
        settled = "weighed or dismissed" if self.dismissed else "weighed"
        words = f"Among the {self.compared} applications with capabilities, no two do {same} but those {settled} here."
        if not self.unknown:
            return words
        others = f"{self.unknown} other{'s have' if self.unknown > 1 else ' has'}"
        return f"{words} {others} no capabilities listed and cannot be compared."

    @property
    def more(self) -> int:
        return self.total - len(self.found)

    @property
    def unused_cost(self) -> Decimal:
        return sum((one.seats.money_per_year or Decimal(0) for one in self.unused), Decimal(0))


def consolidations_page(request: Request) -> ConsolidationsPage:
    overlaps = selectors.found_overlaps(limit=SHOWN)
    known, unknown = selectors.compared()
    return ConsolidationsPage(
        cases=[CaseView(line) for line in selectors.consolidation_lines(request.client)],
        found=[FoundGroup(group) for group in overlaps.shown],
        total=overlaps.total,
        unused=selectors.unused_licences(),
        dismissed=selectors.dismissed_overlaps(),
        compared=known,
        unknown=unknown,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class RecordView:
    """A decision as it was taken, with the figures of that day in words."""

    record: DecisionRecord
    manner: Manner

    @property
    def rows(self) -> list[tuple[str, str]]:
        kept: dict[str, Any] = self.record.figures
        rows = [
            ("Compared", ", ".join(tool["name"] for tool in kept.get("applications", []))),
            ("Stays", kept.get("stays", "")),
            ("Overlap", self._percent(kept.get("overlap"))),
            ("Saving in 12 months", self._money(kept.get("saving_12_months"))),
            ("Migration", self._range(kept.get("migration"))),
            ("Retraining", self._range(kept.get("retraining"))),
            ("Net over twelve months", self._range(kept.get("net_12_months"))),
            ("The rule said", self._rule(kept)),
            ("Overruled because", kept.get("override_reason", "")),
        ]
        return [(label, words) for label, words in rows if words]

    def _rule(self, kept: dict[str, Any]) -> str:
        found = kept.get("recommendation")
        said = RECOMMENDED[Recommendation(found)] if found else ""
        return f"{said}, a close call" if said and kept.get("close_call") else said

    def _percent(self, value: str | None) -> str:
        return f"{Decimal(value) * 100:.0f} %" if value else ""

    def _money(self, value: str | None) -> str:
        return money(value, self.manner) if value else ""

    def _range(self, value: dict[str, str] | None) -> str:
        if not value:
            return ""
        low, high = self._money(value["low"]), self._money(value["high"])
        expected = self._money(value["expected"])
        return expected if low == high else f"{expected} ({low} to {high})"


@dataclass(frozen=True)
class CasePage:
    """One case: questions, twelve months, decisions as they were taken, and its parallel run."""

    case: CaseView
    manner: Manner
    records: list[RecordView]
    run: RunView | None
    history: list[Activity]
    may_edit: bool

    @property
    def line(self) -> ConsolidationLine:
        return self.case.line

    @property
    def pays_words(self) -> str:
        found = self.line.economics
        if found is None:
            return ""
        if found.paid_back is None:
            return "Not paid back within these twelve months"
        return f"Paid back in month {found.paid_back}"

    @property
    def firm_words(self) -> str:
        """Whether the answer to question 2 would survive dearer estimates."""
        holds, saving = self.line.holds_when_dear, self.line.advice.saving.computed
        if holds is None or saving is None:
            return ""
        if not saving:
            return "Switching costs more than it saves already at the expected figures."
        return "Holds at the high estimates too." if holds else "Holds at the expected figures, not at the high ones."

    @property
    def late_ends(self) -> list[Any]:
        return [end for end in self.line.economics.ends if end.is_late] if self.line.economics else []


def case_page(request: Request, case_id: int) -> CasePage:
    """Raises Consolidation.DoesNotExist."""
    line = selectors.consolidation_line(case_id, request.client)
    manner = manner_of(request.client)
    is_consolidated = line.consolidation.decision == Decision.CONSOLIDATE
    return CasePage(
        case=CaseView(line),
        manner=manner,
        records=[RecordView(one, manner) for one in selectors.records_of(line.consolidation)],
        run=run_view(line, manner) if is_consolidated else None,
        history=activities_of("consolidation", line.id, limit=HISTORY),
        may_edit=allowed(request, Right.WORK_EDIT),
    )
