"""The scorecard's page: weights with their history, the ranking they make, and how firmly it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import manner_of
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.figures.figure import Figure
from apps.figures.stacked import Part, Row, Stacked, render_stacked
from apps.methods.scorecard import SCALES, SHORTLIST_RULE, Criterion, Shortlist, check_weights
from apps.tenant.decisions import selectors
from apps.tenant.decisions.forms import WeightsForm
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import ScorecardWeights
from apps.tenant.decisions.pages import words
from apps.tenant.decisions.pages.opportunities import bubbles_words, quadrant_of

MOST_BARS = 12
SPREAD = "weights vary by up to a quarter, missing inputs lie anywhere on their scale"


@dataclass(frozen=True)
class Standing:
    """A row of the ranking. was: its place at the weights that count now, when they are not these."""

    place: int
    line: OpportunityLine
    total: str
    effort: str
    top_three: Decimal | None
    verdict: str
    is_shortlisted: bool
    url: str
    was: int | None = None

    @property
    def moved(self) -> int:
        return 0 if self.was is None else self.was - self.place


@dataclass(frozen=True)
class Scale:
    """One criterion with its unit and the two ends of its scale, in words."""

    label: str
    words: str


@dataclass(frozen=True)
class KeptWeights:
    row: ScorecardWeights
    values: list[int]
    is_current: bool

    @property
    def fields(self) -> list[tuple[str, int]]:
        return list(zip((criterion.value for criterion in Criterion), self.values, strict=True))


@dataclass(frozen=True)
class ScorecardPage:
    form: WeightsForm
    history: list[KeptWeights]
    scales: list[Scale]
    standings: list[Standing]
    figure: Figure
    quadrant: Figure
    flip_words: str
    draws: int
    may_edit: bool
    shortlist: list[str]
    # The figures are explained at the weights that count.
    is_saved: bool = True
    shortlist_rule: str = SHORTLIST_RULE
    spread: str = SPREAD

    @property
    def quadrant_note(self) -> str:
        return bubbles_words(len(self.standings))


@dataclass(frozen=True)
class Preview:
    """standings: the ranking at weights that nobody has saved; wrong: why there is none."""

    standings: list[Standing]
    flip_words: str = ""
    wrong: str = ""


def scorecard_page(request: Request, *, form: WeightsForm | None = None) -> ScorecardPage:
    lines = _by_total(selectors.ranked_opportunities(request.client))
    robustness, shortlist = selectors.robustness_of(lines), selectors.shortlist_of(lines)
    names = {str(line.id): line.name for line in lines}
    current = selectors.weights_of(selectors.current_weights())
    initial = {criterion.value: int(weight) for criterion, weight in current.items()}
    return ScorecardPage(
        form=form or WeightsForm(initial=initial),
        history=_history(),
        scales=[Scale(words.CRITERIA[one], _scale_words(one)) for one in Criterion],
        standings=_standings(request, lines, robustness, shortlist),
        figure=contributions_of(request, lines),
        quadrant=quadrant_of(request, lines, width=520),
        flip_words=words.flip_words(robustness.flip, names, robustness.leads),
        draws=robustness.draws,
        may_edit=allowed(request, Right.WORK_EDIT),
        shortlist=[names[key] for key in shortlist.picked],
    )


def preview_of(request: Request, weights: Mapping[Criterion, Decimal]) -> Preview:
    """The ranking that these weights would make, beside the places of today."""
    try:
        check_weights(weights)
    except ValueError as error:
        return Preview([], wrong=str(error))
    lines = _by_total(selectors.ranked_opportunities(request.client, weights))
    robustness, shortlist = selectors.robustness_of(lines), selectors.shortlist_of(lines)
    names = {str(line.id): line.name for line in lines}
    today = _by_total(selectors.ranked_opportunities(request.client))
    places = {line.id: place for place, line in enumerate(today, 1)}
    return Preview(
        _standings(request, lines, robustness, shortlist, was=places),
        words.flip_words(robustness.flip, names, robustness.leads),
    )


def contributions_of(request: Request, lines: Sequence[OpportunityLine], *, width: int = 820) -> Figure:
    """What each criterion contributes to the best totals; what is missing as a dashed part."""
    rows = tuple(
        Row(
            id=line.id,
            label=line.name,
            parts=tuple(
                Part(words.CRITERIA[row.criterion], row.low, row.high - row.low) for row in line.card.contributions
            ),
        )
        for line in lines[:MOST_BARS]
    )
    return render_stacked(Stacked(rows=rows, unit="of 100"), width=width, style=style_of(request.client))


def _by_total(lines: Sequence[OpportunityLine]) -> list[OpportunityLine]:
    """Those that may still be chosen, highest total first; equal ones in the order of the list."""
    return sorted((line for line in lines if line.is_candidate), key=lambda line: -line.card.middle)


def _standings(
    request: Request,
    lines: Sequence[OpportunityLine],
    robustness: selectors.Robustness,
    shortlist: Shortlist,
    *,
    was: Mapping[int, int] | None = None,
) -> list[Standing]:
    manner = manner_of(request.client)
    verdicts = {verdict.key: verdict for verdict in shortlist.verdicts}
    return [
        Standing(
            place=place,
            line=line,
            total=words.range_words(line.card.low, line.card.high, manner),
            effort=words.effort_words(line.opportunity.change_effort),
            top_three=robustness.shares[line.id] * 100,
            verdict=verdicts[str(line.id)].reason,
            is_shortlisted=verdicts[str(line.id)].is_picked,
            url=reverse("opportunity", args=[line.id]),
            was=was[line.id] if was else None,
        )
        for place, line in enumerate(lines, 1)
    ]


def _history() -> list[KeptWeights]:
    """Newest first; the ones at the start come last, so that they can be taken back too."""
    rows = [*selectors.weight_history(), ScorecardWeights(changed_at=None)]  # type: ignore[misc]
    values = [[int(weight) for weight in selectors.weights_of(row).values()] for row in rows]
    return [KeptWeights(row, found, place == 0) for place, (row, found) in enumerate(zip(rows, values, strict=True))]


def _scale_words(criterion: Criterion) -> str:
    scale = SCALES[criterion]
    return f"{scale.at_zero:f} scores 0, {scale.at_hundred:f} scores 100; {scale.unit}"
