"""What the opportunities' page may use: the ranked list, and one of them beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import manner_of
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.quadrant import Candidate, Quadrant, render_quadrant
from apps.methods.scorecard import SHORTLIST_RULE, Shortlist
from apps.tenant.decisions import selectors
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.pages import words
from apps.tenant.decisions.pages.detail import HISTORY, OpportunityDetail
from apps.tenant.decisions.pages.ranking import Ranking, matching, ranking_of, wanted_of
from apps.tenant.decisions.selectors.regroupings import regroupings_of
from apps.tenant.history.selectors import activities_of

MOST_BUBBLES = 60
BUBBLES = "Bubble size: hours a week by hand"


@dataclass(frozen=True)
class OpportunitiesPage:
    """count: all of them, also where the list shows fewer. figure: None where only the list is asked for."""

    ranking: Ranking
    count: int
    hours: Decimal
    detail: OpportunityDetail | None
    figure: Figure | None
    shortlist: list[str]
    flip_words: str
    proposals: int
    may_edit: bool
    weights_url: str
    shortlist_rule: str = SHORTLIST_RULE

    @property
    def figure_note(self) -> str:
        return bubbles_words(self.count)

    @property
    def first_steps(self) -> list[Link]:
        if self.proposals:
            return [Link("Propose from flows", reverse("opportunities-propose"))]
        return [Link("Add opportunity", reverse("opportunity-add"))]


def opportunities_page(request: Request, selected: int | None = None) -> OpportunitiesPage:
    """The list with one opportunity beside it: the selected one, else the first shown. LookupError for an unknown."""
    lines = selectors.ranked_opportunities(request.client)
    shown = matching(lines, wanted_of(request))
    chosen = _chosen(lines, shown, selected)
    robustness = selectors.robustness_of(lines)
    shortlist = selectors.shortlist_of(lines)
    names = {str(line.id): line.name for line in lines}
    return OpportunitiesPage(
        ranking=ranking_of(request, lines, shown, chosen.id if chosen else None),
        count=len(lines),
        hours=selectors.hours_of(shown).hours_per_week,
        detail=_detail(request, chosen, robustness, shortlist) if chosen else None,
        figure=quadrant_of(request, lines, chosen.id) if chosen else None,
        shortlist=[names[key] for key in shortlist.picked],
        flip_words=words.flip_words(robustness.flip, names, robustness.leads),
        proposals=selectors.count_proposals(),
        may_edit=allowed(request, Right.WORK_EDIT),
        weights_url=reverse("scorecard-weights"),
    )


def bubbles_words(count: int) -> str:
    """What the quadrant draws of so many opportunities."""
    return BUBBLES if count <= MOST_BUBBLES else f"{BUBBLES}; the {MOST_BUBBLES} with the highest weighted score"


def quadrant_of(
    request: Request, lines: Sequence[OpportunityLine], selected: int | None = None, *, width: int = 340
) -> Figure:
    """Value against change effort, of those whose effort is known: the highest scores and the selected one."""
    ranked = sorted((line for line in lines if line.is_candidate), key=lambda line: -line.card.middle)
    best = {line.id for line in ranked[:MOST_BUBBLES]}
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
        if line.opportunity.change_effort and (line.id in best or (line.id == selected and line.is_candidate))
    )
    return render_quadrant(Quadrant(candidates=candidates), width=width, height=340, style=style_of(request.client))


def _chosen(
    lines: Sequence[OpportunityLine], shown: Sequence[OpportunityLine], selected: int | None
) -> OpportunityLine | None:
    if selected is None:
        return shown[0] if shown else None
    found = next((line for line in lines if line.id == selected), None)
    if found is None:
        raise LookupError(selected)
    return found


def _detail(
    request: Request, line: OpportunityLine, robustness: selectors.Robustness, shortlist: Shortlist
) -> OpportunityDetail:
    state, tone = words.state_words(line)
    integration = getattr(line.opportunity, "integration", None)
    share = robustness.shares.get(line.id)
    verdict = next((one for one in shortlist.verdicts if one.key == str(line.id)), None)
    return OpportunityDetail(
        line=line,
        manner=manner_of(request.client),
        state=state,
        tone=tone,
        live_since=getattr(integration, "live_since", None),
        integration_id=getattr(integration, "pk", None),
        top_three=None if share is None else share * 100,
        is_shortlisted=bool(verdict and verdict.is_picked),
        verdict=verdict.reason if verdict else "",
        history=activities_of("opportunity", line.id, limit=HISTORY),
        suggested=selectors.suggested_requirement(line),
        regroupings=regroupings_of(line.id),
    )
