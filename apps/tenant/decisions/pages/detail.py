"""One opportunity in full: its figures with where they come from, its requirement, its decision, its history."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from apps.core.display import Manner, number
from apps.methods.priority import LEAST, MOST, Factor, factors_of, possible
from apps.methods.requirement import Suggestion
from apps.methods.scorecard import EFFORTS, Contribution
from apps.tenant.decisions.lines.opportunity import OpportunityLine, partial_of
from apps.tenant.decisions.models import Regrouping
from apps.tenant.decisions.pages import words
from apps.tenant.flows.lines import FlowLine
from apps.tenant.history.models import Activity

BAR = Decimal(60)
HISTORY = 6
PARTS = {
    "conflict_resolution": "Conflict resolution",
    "volume": "Volume",
    "latency": "Latency",
    "security": "Security",
}


@dataclass(frozen=True)
class FactorView:
    """points: "3", or "1 to 3" while it is missing. key: which input it follows from; url: the form to enter it."""

    key: str
    name: str
    points: str
    marks: list[bool]
    fact: str
    why: str
    url: str

    @property
    def is_missing(self) -> bool:
        return not any(self.marks)


@dataclass(frozen=True)
class CriterionRow:
    """One line of the scorecard; widths in units of the bar."""

    label: str
    words: str
    contribution: Contribution
    shown: str
    track: Decimal
    fill: Decimal

    @property
    def is_missing(self) -> bool:
        return self.contribution.score is None


@dataclass(frozen=True)
class RequirementPart:
    """suggestion: a text with its evidence that a person may take over, where nobody wrote one yet."""

    name: str
    text: str
    is_derived: bool = False
    key: str = ""
    suggestion: Suggestion | None = None


@dataclass(frozen=True)
class FlowRow:
    line: FlowLine
    product: str
    points: str
    url: str
    is_leading: bool


@dataclass(frozen=True)
class OpportunityDetail:
    line: OpportunityLine
    manner: Manner
    state: str
    tone: str
    live_since: date | None
    integration_id: int | None
    top_three: Decimal | None
    is_shortlisted: bool
    verdict: str
    history: list[Activity]
    suggested: tuple[Suggestion, ...]
    regroupings: list[Regrouping]

    # Priority

    @property
    def points(self) -> str:
        return words.points_words(self.line.possible_score)

    @property
    def factors(self) -> list[FactorView]:
        """Of the flow whose score counts; while none is scored, of the first one."""
        flow = self.line.leading_flow
        if flow is None:
            return []
        found = factors_of(partial_of(flow))
        wrong = "" if flow.error_rate is None else f"{words.short(flow.error_rate, self.manner)} % wrong"
        return [
            self._factor("times", "Frequency", flow, found.frequency, self._how_often(flow)),
            self._factor("error_cost", "Error cost", flow, found.error_cost, flow.error_cost_words.lower(), wrong),
            self._factor("minutes", "Time each", flow, found.time_cost, self._how_long(flow)),
        ]

    @property
    def missing_words(self) -> str:
        missing = dict.fromkeys(name for flow in self.line.flows for name in flow.priority_missing)
        return ", ".join(missing)

    @property
    def flows(self) -> list[FlowRow]:
        leading = self.line.leading_flow
        return [self._flow_row(flow, is_leading=flow is leading) for flow in self.line.flows]

    # Scorecard

    @property
    def score_range(self) -> str:
        return words.range_words(self.line.card.low, self.line.card.high, self.manner)

    @property
    def effort_words(self) -> str:
        return words.effort_words(self.line.opportunity.change_effort)

    @property
    def effort_step(self) -> str:
        effort = self.line.opportunity.change_effort
        return EFFORTS[effort] if effort else ""

    @property
    def criteria(self) -> list[CriterionRow]:
        widest = max((row.weight for row in self.line.card.contributions), default=Decimal(1)) or Decimal(1)
        return [_criterion(row, BAR / widest, self.manner) for row in self.line.card.contributions]

    # Requirement

    @property
    def requirement(self) -> list[RequirementPart]:
        own = self.line.opportunity
        suggested = {one.part: one for one in self.suggested}
        return [
            RequirementPart("Systems", self.line.route, is_derived=True),
            RequirementPart("Objects", ", ".join(self.line.objects), is_derived=True),
            RequirementPart("Direction", "Two-way" if self.line.is_two_way else "One-way", is_derived=True),
            *(
                RequirementPart(name, getattr(own, key), key=key, suggestion=suggested.get(key))
                for key, name in PARTS.items()
            ),
        ]

    @property
    def runs_words(self) -> str:
        runs = self.line.runs_per_month
        return f"about {number(runs, self.manner)} runs a month" if runs is not None else "number of runs not known"

    def _factor(
        self, key: str, name: str, flow: FlowLine, factor: Factor | None, fact: str, why: str = ""
    ) -> FactorView:
        points = factor.points if factor else 0
        marks = [n < points for n in range(MOST)]
        why = why or (factor.why if factor and key != "error_cost" else "")
        shown = str(points) if factor else f"{LEAST} to {MOST}"
        return FactorView(key, name, shown, marks, fact or "not known yet", why, self._url(flow, key))

    def _flow_row(self, flow: FlowLine, *, is_leading: bool) -> FlowRow:
        found = factors_of(partial_of(flow))
        parts = (found.frequency, found.error_cost, found.time_cost)
        product = " × ".join(str(part.points) if part else f"{LEAST}–{MOST}" for part in parts)
        points = words.points_words(possible(partial_of(flow)), between="–")
        return FlowRow(flow, product, points, reverse("flow", args=[flow.id]), is_leading)

    def _url(self, flow: FlowLine, key: str) -> str:
        return f"{reverse('opportunity-factor', args=[self.line.id, flow.id])}?of={key}"

    def _how_often(self, flow: FlowLine) -> str:
        return "" if flow.times is None else f"{words.short(flow.times, self.manner)} {flow.per_words}"

    def _how_long(self, flow: FlowLine) -> str:
        return "" if flow.minutes is None else f"{words.short(flow.minutes, self.manner)} minutes"


def _criterion(row: Contribution, scale: Decimal, manner: Manner) -> CriterionRow:
    return CriterionRow(
        label=words.CRITERIA[row.criterion],
        words=words.input_words(row, manner),
        contribution=row,
        shown=words.range_words(row.low, row.high, manner),
        track=round(row.weight * scale, 1),
        fill=round(row.low * scale, 1),
    )
