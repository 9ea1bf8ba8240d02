"""Platforms against an opportunity's requirement, what they cost at its volume, and the price sheets."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.display import Manner, manner_of, number
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.figures.cost_lines import CostLine, CostLines, render_cost_lines
from apps.figures.figure import Figure
from apps.methods.platform_cost import SPREAD_OVER_MONTHS, TierPrice
from apps.methods.platform_fit import Answer
from apps.methods.rounding import half_up
from apps.tenant.decisions import selectors
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.lines.platform import PlatformMatrix, PlatformRow, SheetLine
from apps.tenant.decisions.models import Billing, Counts, Tier
from apps.tenant.decisions.selectors.facts import Entered, trace_of

ANSWERS = {True: ("Met", "good"), False: ("Not met", "bad"), None: ("Unknown", "")}
SHOWN = 8
DRAWN = 5


@dataclass(frozen=True)
class AnswerView:
    need: str
    answer: Answer

    @property
    def word(self) -> str:
        return ANSWERS[self.answer.value][0]

    @property
    def tone(self) -> str:
        return ANSWERS[self.answer.value][1]


@dataclass(frozen=True)
class PlatformView:
    row: PlatformRow
    is_chosen: bool
    choose_url: str

    @property
    def needs(self) -> list[AnswerView]:
        return [AnswerView(need, answer) for need, answer in self.row.fit.needs.items()]

    @property
    def criteria(self) -> list[AnswerView]:
        return [AnswerView(name, answer) for name, answer in self.row.fit.criteria.items()]

    @property
    def not_ready(self) -> str:
        """ "Single sign-on: unknown; Webhooks: not met"."""
        return "; ".join(f"{one.need}: {one.word.lower()}" for one in self.criteria if not one.answer.value)

    @property
    def key(self) -> str:
        """For ids in the page."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.row.name.lower())


@dataclass(frozen=True)
class TurnRow:
    """From this many runs a month on, this plan is the cheapest."""

    runs: int
    name: str
    is_here: bool


@dataclass(frozen=True)
class TierView:
    found: TierPrice

    @property
    def label(self) -> str:
        return f"{Tier(self.found.tier.value).label}, {'high' if self.found.is_high else 'low'} end"


@dataclass(frozen=True)
class Choice:
    """An opportunity to look at."""

    id: int
    name: str
    is_current: bool


@dataclass(frozen=True)
class PlatformsPage:
    choices: list[Choice]
    matrix: PlatformMatrix | None
    manner: Manner
    figure: Figure | None
    entered: Entered | None
    today: date
    shows_all: bool
    may_edit: bool

    @property
    def is_locked(self) -> bool:
        return bool(self.matrix and self.matrix.opportunity.opportunity.unwritten)

    @property
    def needs(self) -> tuple[str, ...]:
        return self.matrix.needs if self.matrix else ()

    @cached_property
    def rows(self) -> list[PlatformView]:
        if self.matrix is None:
            return []
        own = self.matrix.opportunity.opportunity
        rows = self.matrix.rows if self.shows_all else self._first(self.matrix.rows, own.platform)
        url = reverse("opportunity-platform", args=[own.pk])
        return [
            PlatformView(row, row.name.casefold() == own.platform.casefold(), f"{url}?{_prefilled(row)}")
            for row in rows
        ]

    @property
    def hidden(self) -> int:
        return len(self.matrix.rows) - len(self.rows) if self.matrix else 0

    @property
    def turns(self) -> list[TurnRow]:
        """The volumes at which another plan becomes the cheapest."""
        if self.matrix is None:
            return []
        runs = self.matrix.volume.runs
        return [
            TurnRow(
                runs=leg.first_whole,
                name=f"{leg.plan.platform}, {leg.plan.name}" if leg.plan else "None of these plans",
                is_here=runs is not None and leg.covers(runs),
            )
            for leg in self.matrix.legs
        ]

    @property
    def tiers(self) -> list[TierView]:
        return [TierView(found) for found in self.matrix.tiers] if self.matrix else []

    @property
    def spread_over(self) -> int:
        return SPREAD_OVER_MONTHS

    @property
    def history_url(self) -> str:
        name = self.matrix.opportunity.name if self.matrix else ""
        return f"{reverse('activity')}?{urlencode({'q': name})}"

    @staticmethod
    def _first(rows: tuple[PlatformRow, ...], chosen: str) -> list[PlatformRow]:
        """The best ones, those with a price, and the chosen one."""
        return [
            row for at, row in enumerate(rows) if at < SHOWN or row.lines or row.name.casefold() == chosen.casefold()
        ]


def platforms_page(request: Request) -> PlatformsPage:
    """?opportunity=…: whose requirement; default the first that is not live yet. ?all=1: every platform known."""
    lines = selectors.ranked_opportunities(request.client)
    line = _wanted(lines, request.GET.get("opportunity", ""))
    matrix = selectors.platform_matrix(request.client, line) if line else None
    return PlatformsPage(
        choices=[Choice(one.id, one.name, one is line) for one in lines],
        matrix=matrix,
        manner=manner_of(request.client),
        figure=_figure(request, matrix) if matrix else None,
        entered=trace_of(line).of_flows(("times", "per")) if line else None,
        today=today_of(request.client),
        shows_all=request.GET.get("all") == "1",
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _wanted(lines: list[OpportunityLine], asked: str) -> OpportunityLine | None:
    named = next((line for line in lines if str(line.id) == asked), None)
    return named or next((line for line in lines if line.is_candidate and line.flows), next(iter(lines), None))


def _prefilled(row: PlatformRow) -> str:
    values: dict[str, Any] = {"platform": row.name}
    if row.cheapest and row.cost is not None:
        values["price"] = half_up(row.cost, 2)
    return urlencode(values)


def _figure(request: Request, matrix: PlatformMatrix) -> Figure:
    """The cheapest platforms at the client's volume."""
    runs = matrix.volume.runs
    lines = [CostLine(name=row.name, points=matrix.curve_of(row)) for row in matrix.comparable_rows[:DRAWN]]
    best = matrix.cheapest_rows[0] if matrix.cheapest_rows else None
    title = "What the platforms cost at each volume"
    if best and runs is not None:
        title = f"{best.name} is the cheapest at {number(runs, manner_of(request.client))} runs a month"
    data = CostLines(lines=tuple(lines), title=title, currency=matrix.currency, here=runs)
    return render_cost_lines(data, style=style_of(request.client))


@dataclass(frozen=True)
class SheetRow:
    line: SheetLine
    is_old: bool
    edit_url: str

    @property
    def counts(self) -> str:
        return str(Counts(self.line.plan.counts.value).label)

    @property
    def billing(self) -> str:
        return str(Billing(self.line.billing).label)


@dataclass(frozen=True)
class PlatformSheet:
    name: str
    rows: list[SheetRow]


@dataclass(frozen=True)
class PriceSheetsPage:
    sheets: list[PlatformSheet]
    may_edit: bool

    @property
    def own(self) -> int:
        return sum(row.line.own is not None for sheet in self.sheets for row in sheet.rows)

    @property
    def old(self) -> int:
        return sum(row.is_old for sheet in self.sheets for row in sheet.rows)


def price_sheets_page(request: Request) -> PriceSheetsPage:
    today = today_of(request.client)
    sheets: dict[str, list[SheetRow]] = {}
    for line in selectors.price_sheet():
        named = urlencode({"platform": line.plan.platform, "plan": line.plan.name})
        row = SheetRow(line, line.is_old(today), f"{reverse('price-change')}?{named}")
        sheets.setdefault(line.plan.platform, []).append(row)
    return PriceSheetsPage(
        [PlatformSheet(name, rows) for name, rows in sheets.items()], allowed(request, Right.WORK_EDIT)
    )
