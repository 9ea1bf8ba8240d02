"""The weights, the cases of integrate or consolidate, and the decisions taken."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.methods.consolidation import OVERLAP_FROM, Question, Recommendation
from apps.tenant.decisions import selectors
from apps.tenant.decisions.forms import WeightsForm
from apps.tenant.decisions.lines.consolidation import ConsolidationLine, Tool
from apps.tenant.decisions.models import Decided, Decision, ScorecardWeights
from apps.tenant.decisions.pages.words import DECISION_STATES

ANSWERS = {True: ("Yes", "good"), False: ("No", ""), None: ("Not known yet", "warn")}
RECOMMENDED = {Recommendation.INTEGRATE: "Integrate", Recommendation.CONSOLIDATE: "Consolidate"}


@dataclass(frozen=True)
class WeightsPage:
    form: WeightsForm
    current: ScorecardWeights
    history: list[ScorecardWeights]
    may_edit: bool


def weights_page(request: Request, *, form: WeightsForm | None = None) -> WeightsPage:
    history = selectors.weight_history()
    current = selectors.current_weights()
    initial = {criterion.value: int(weight) for criterion, weight in selectors.weights_of(current).items()}
    return WeightsPage(form or WeightsForm(initial=initial), current, history, allowed(request, Right.WORK_EDIT))


@dataclass(frozen=True)
class QuestionView:
    """One of the three: its words, the answer that counts, the computed one, and whether a person overruled it."""

    name: str
    words: str
    question: Question

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
    """Applications that overlap and are no case yet; url: the form that weighs them."""

    tools: tuple[Tool, ...]

    @property
    def names(self) -> str:
        return " and ".join(tool.name for tool in self.tools)

    @property
    def url(self) -> str:
        chosen = urlencode([("application", tool.id) for tool in self.tools])
        return f"{reverse('consolidation-add')}?{chosen}"


@dataclass(frozen=True)
class ConsolidationsPage:
    cases: list[CaseView]
    found: list[FoundGroup]
    may_edit: bool


def consolidations_page(request: Request) -> ConsolidationsPage:
    return ConsolidationsPage(
        cases=[CaseView(line) for line in selectors.consolidation_lines(request.client)],
        found=[FoundGroup(tools) for tools in selectors.overlapping_groups()],
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class DecisionRow:
    name: str
    url: str
    kind: str
    record: Decided


def decision_rows() -> list[DecisionRow]:
    """Everything decided on, latest first; a case with an opportunity stands there once. Constant queries."""
    taken = [
        DecisionRow(one.name, reverse("opportunity", args=[one.pk]), "Opportunity", one)
        for one in selectors.list_opportunities().select_related("decided_by")
        if one.is_decided
    ]
    cases = [
        DecisionRow(one.name, f"{reverse('consolidations')}#case-{one.pk}", "Integrate or consolidate", one)
        for one in selectors.list_consolidations()
        if one.is_decided and one.opportunity is None
    ]
    return sorted(taken + cases, key=lambda row: (row.record.decided_on or date.min, row.name), reverse=True)
