"""The proposed order beside the roadmap as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import manner_of
from apps.core.figure_style import style_of
from apps.core.forms import tried
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.gantt import Zoom
from apps.methods.scheduling import Proposal, Status
from apps.shared.clients.models import Client
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.proposal_forms import ProposalForm
from apps.tenant.roadmap.proposal_inputs import Inputs, Wanted, inputs_of
from apps.tenant.roadmap.proposal_services import proposed
from apps.tenant.roadmap.proposal_words import breach_words, violated_words
from apps.tenant.roadmap.selectors.state import MOST_WEEKS

MOST_IN_WEEKS = 40
STATUS_WORDS = {
    Status.OPTIMAL: ("Best order, proven", "good"),
    Status.FEASIBLE: ("Best order found", "warn"),
    Status.INFEASIBLE: ("No order fits", "bad"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One initiative: where it stands now, and in the order. month: chosen, 1 the first; proposed: by the search."""

    line: InitiativeLine
    month: int
    length: int
    proposed: int | None
    start: date
    end: date

    @property
    def key(self) -> str:
        return str(self.line.id)

    @property
    def is_moved(self) -> bool:
        own = self.line.initiative
        return (own.start, own.end) != (self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Result:
    """value: of the months chosen; found: what the search says."""

    found: Proposal
    status: tuple[str, str]
    rows: list[Row]
    value: Decimal
    breaches: list[str]
    reasons: list[str]
    figure: Figure | None
    horizon: int
    is_adjusted: bool

    @property
    def gap_percent(self) -> Decimal:
        return self.found.gap * 100


@dataclass(frozen=True, kw_only=True)
class ProposalPage:
    """result: None until an order was asked for, and while there is nothing to put in order."""

    form: ProposalForm
    result: Result | None
    first: date
    has_initiatives: bool
    may_edit: bool

    @property
    def first_steps(self) -> list[Link]:
        return [Link("Add initiative", reverse("initiative-add")), Link("Go to the roadmap", reverse("roadmap"))]


def proposal_page(request: Request, form: ProposalForm, chosen: Mapping[str, int]) -> ProposalPage:
    """chosen: months by initiative where somebody adjusted the order; they stay when taking them over was refused."""
    is_asked = form.is_bound and not form.errors.keys() - {NON_FIELD_ERRORS}
    inputs = inputs_of(request.client, form.wanted() if is_asked else Wanted())
    return ProposalPage(
        form=form,
        result=tried(form, lambda: _result(request.client, inputs, chosen)) if is_asked and inputs.efforts else None,
        first=inputs.first,
        has_initiatives=bool(inputs.efforts),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _result(client: Client, inputs: Inputs, chosen: Mapping[str, int]) -> Result:
    found, manner = proposed(inputs), manner_of(client)
    known = {key: month for key, month in chosen.items() if key in inputs.lines and 1 <= month <= inputs.limits.horizon}
    starts = {**found.starts, **known}
    is_adjusted = any(found.starts.get(key) != month for key, month in known.items())
    checked = inputs.check(starts)
    rows = sorted(
        (_row(inputs, found, key, month, checked.lengths[key]) for key, month in starts.items()),
        key=lambda row: (row.month, row.line.id),
    )
    return Result(
        found=found,
        status=STATUS_WORDS[found.status],
        rows=rows,
        value=checked.value,
        breaches=[breach_words(one, inputs, manner) for one in checked.breaches],
        reasons=[violated_words(one, inputs, manner) for one in found.violated],
        figure=_figure(client, rows) if rows else None,
        horizon=inputs.limits.horizon,
        is_adjusted=is_adjusted,
    )


def _row(inputs: Inputs, found: Proposal, key: str, month: int, length: int) -> Row:
    start, end = inputs.days(key, month, length)
    return Row(line=inputs.lines[key], month=month, length=length, proposed=found.starts.get(key), start=start, end=end)


def _figure(client: Client, rows: list[Row]) -> Figure:
    """The roadmap in this order; marks show where each goes live as the roadmap stands."""
    draft = selectors.current_snapshot(client)
    days = {row.line.id: (row.start, row.end) for row in rows}
    bars = tuple(
        replace(bar, start=days[bar.id][0], live=days[bar.id][1]) if bar.id in days else bar for bar in draft.bars
    )
    last = max((bar.live for bar in bars if bar.live), default=draft.start)
    weeks = min(max(draft.weeks, (last - draft.start).days // 7 + 1), MOST_WEEKS)
    return selectors.gantt_figure(
        client,
        snapshot=replace(draft, bars=bars, weeks=weeks),
        before=draft,
        style=style_of(client),
        with_support=False,
        before_name="the roadmap as it stands",
        zoom=Zoom.WEEKS if weeks <= MOST_IN_WEEKS else Zoom.MONTHS,
    )
