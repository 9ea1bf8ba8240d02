"""What the opportunities' templates may use."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import Manner, manner_of, number
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.quadrant import Candidate, Quadrant, render_quadrant
from apps.methods.priority import Band, Factor
from apps.methods.robustness import Flip
from apps.methods.scorecard import SHORTLIST_RULE, Contribution
from apps.methods.workings import Workings
from apps.tenant.decisions import selectors
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.pages import words
from apps.tenant.flows.lines import FlowLine
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of

BAR = Decimal(60)
MAX_POINTS = 3


@dataclass(frozen=True)
class RankedRow:
    line: OpportunityLine
    state: str
    tone: str
    is_selected: bool
    is_shortlisted: bool

    @property
    def score_class(self) -> str:
        return words.BAND_CLASSES[self.line.band]


@dataclass(frozen=True)
class BandRows:
    name: str
    note: str
    rows: list[RankedRow]


@dataclass(frozen=True)
class FactorView:
    name: str
    points: int
    marks: list[bool]
    fact: str
    why: str


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
    name: str
    text: str
    is_derived: bool = False


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
    history: list[Activity]

    @property
    def score_range(self) -> str:
        return words.range_words(self.line.card.low, self.line.card.high, self.manner)

    @property
    def card_workings(self) -> Workings:
        return words.card_workings(self.line, self.manner)

    @property
    def factors(self) -> list[FactorView]:
        flow, found = self.line.leading_flow, self.line.priority
        if flow is None or found is None:
            return []
        best = found.best
        return [
            _factor("Frequency", best.frequency, self._how_often(flow)),
            FactorView("Error cost", best.error_cost.points, _marks(best.error_cost), *self._error_words(flow)),
            _factor("Time each", best.time_cost, f"{words.short(flow.minutes or Decimal(0), self.manner)} minutes"),
        ]

    @property
    def missing_words(self) -> str:
        missing = dict.fromkeys(name for flow in self.line.flows for name in flow.priority_missing)
        return ", ".join(missing) or "a flow"

    @property
    def criteria(self) -> list[CriterionRow]:
        widest = max((row.weight for row in self.line.card.contributions), default=Decimal(1)) or Decimal(1)
        return [_criterion(row, BAR / widest, self.manner) for row in self.line.card.contributions]

    @property
    def requirement(self) -> list[RequirementPart]:
        own = self.line.opportunity
        return [
            RequirementPart("Systems", self.line.route, is_derived=True),
            RequirementPart("Objects", ", ".join(self.line.objects), is_derived=True),
            RequirementPart("Direction", "Two-way" if self.line.is_two_way else "One-way", is_derived=True),
            RequirementPart("Conflict resolution", own.conflict_resolution),
            RequirementPart("Volume", own.volume),
            RequirementPart("Latency", own.latency),
            RequirementPart("Security", own.security),
        ]

    @property
    def runs_words(self) -> str:
        runs = self.line.runs_per_month
        return f"about {number(runs, self.manner)} runs a month" if runs is not None else "number of runs not known"

    def _how_often(self, flow: FlowLine) -> str:
        return f"{words.short(flow.times or Decimal(0), self.manner)} {flow.per_words}"

    def _error_words(self, flow: FlowLine) -> tuple[str, str]:
        """What an error costs, and how many there are where somebody counted."""
        counted = "" if flow.error_rate is None else f"{words.short(flow.error_rate, self.manner)} % wrong"
        return flow.error_cost_words.lower(), counted


@dataclass(frozen=True)
class OpportunitiesPage:
    bands: list[BandRows]
    hours: Decimal
    detail: OpportunityDetail | None
    figure: Figure
    shortlist: list[str]
    flip: Flip | None
    proposals: int
    may_edit: bool
    weights_url: str
    shortlist_rule: str = SHORTLIST_RULE

    @property
    def count(self) -> int:
        return sum(len(band.rows) for band in self.bands)

    @property
    def flip_words(self) -> str:
        """The smallest change of one weight after which first and second change places."""
        if self.flip is None:
            return "No single weight can make first and second change places."
        label = words.CRITERIA[self.flip.criterion].lower()
        change = f"{round(self.flip.to_weight, 1):f} % instead of {self.flip.from_weight:f} %"
        return f"{self.flip.first} leads {self.flip.second} until {label} weighs {change}."

    @property
    def first_steps(self) -> list[Link]:
        if self.proposals:
            return [Link("Propose from flows", reverse("opportunities-propose"))]
        return [Link("Add opportunity", reverse("opportunity-add"))]


def opportunities_page(request: Request, selected: int | None = None) -> OpportunitiesPage:
    """The list with one opportunity beside it: the selected one, else the first. LookupError for an unknown one."""
    lines = selectors.ranked_opportunities(request.client)
    chosen = _chosen(lines, selected)
    robustness = selectors.robustness_of(lines)
    picked = {int(pk) for pk in selectors.shortlist_of(lines).picked}
    manner = manner_of(request.client)
    return OpportunitiesPage(
        bands=_bands(lines, chosen, picked),
        hours=selectors.hours_of(lines).hours_per_week,
        detail=_detail(chosen, manner, robustness, picked) if chosen else None,
        figure=quadrant_of(lines, chosen.id if chosen else None),
        shortlist=[line.name for line in lines if line.id in picked],
        flip=_named(robustness.flip, lines),
        proposals=len(selectors.proposed_opportunities(request.client)),
        may_edit=allowed(request, Right.WORK_EDIT),
        weights_url=reverse("scorecard-weights"),
    )


def quadrant_of(lines: list[OpportunityLine], selected: int | None = None, *, width: int = 340) -> Figure:
    """Value against change effort, of those whose effort is known."""
    candidates = tuple(
        Candidate(
            id=line.id,
            name=line.name,
            effort=Decimal(line.opportunity.change_effort),
            value=line.card.middle,
            size=line.hours_per_week,
            is_selected=line.id == selected,
        )
        for line in lines
        if line.opportunity.change_effort and line.is_candidate
    )
    return render_quadrant(Quadrant(candidates=candidates), width=width, height=340)


def _chosen(lines: list[OpportunityLine], selected: int | None) -> OpportunityLine | None:
    if selected is None:
        return lines[0] if lines else None
    found = next((line for line in lines if line.id == selected), None)
    if found is None:
        raise LookupError(selected)
    return found


def _bands(lines: list[OpportunityLine], chosen: OpportunityLine | None, picked: set[int]) -> list[BandRows]:
    order: list[Band | None] = [*Band, None]
    found = []
    for band in order:
        rows = [
            RankedRow(one, *words.state_words(one), one is chosen, one.id in picked)
            for one in lines
            if one.band == band
        ]
        if rows:
            found.append(BandRows(*words.BANDS[band], rows))
    return found


def _detail(
    line: OpportunityLine, manner: Manner, robustness: selectors.Robustness, picked: set[int]
) -> OpportunityDetail:
    state, tone = words.state_words(line)
    integration = getattr(line.opportunity, "integration", None)
    share = robustness.shares.get(line.id)
    return OpportunityDetail(
        line=line,
        manner=manner,
        state=state,
        tone=tone,
        live_since=getattr(integration, "live_since", None),
        integration_id=getattr(integration, "pk", None),
        top_three=None if share is None else share * 100,
        is_shortlisted=line.id in picked,
        history=activities_of("opportunity", line.id, limit=6),
    )


def _named(flip: Flip | None, lines: list[OpportunityLine]) -> Flip | None:
    names = {str(line.id): line.name for line in lines}
    return flip and Flip(flip.criterion, flip.from_weight, flip.to_weight, names[flip.first], names[flip.second])


def _factor(name: str, factor: Factor, fact: str) -> FactorView:
    return FactorView(name, factor.points, _marks(factor), fact, factor.why)


def _marks(factor: Factor) -> list[bool]:
    return [n < factor.points for n in range(MAX_POINTS)]


def _criterion(row: Contribution, scale: Decimal, manner: Manner) -> CriterionRow:
    return CriterionRow(
        label=words.CRITERIA[row.criterion],
        words=words.input_words(row, manner),
        contribution=row,
        shown=words.range_words(row.low, row.high, manner),
        track=round(row.weight * scale, 1),
        fill=round(row.low * scale, 1),
    )
