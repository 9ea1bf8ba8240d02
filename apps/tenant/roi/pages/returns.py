"""The return: claimed and measured, per initiative and together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.display import Manner, manner_of, number
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.bars import render_bars
from apps.figures.before_after import render_before_after
from apps.figures.cash_flow import render_cash_flow
from apps.figures.figure import Figure
from apps.figures.numerals import listed, plural
from apps.methods.business_case import Figures
from apps.methods.cash_flow import CashFlow
from apps.methods.ranges import Case
from apps.tenant.roi import selectors
from apps.tenant.roi.lines import Measured, MetricLine, ReturnLine, ReturnOf
from apps.tenant.roi.models import BusinessCase
from apps.tenant.roi.pages.sources import SourceRow, source_rows
from apps.tenant.roi.pages.words import Word, never_of, saved_words, target_words, verdict_of

MOST_FIGURES = 6
DIFFERS = {
    Case.LOW: "building and training +{increase} %, upkeep at least {upkeep} h, lower ends of the intervals",
    Case.EXPECTED: "as measured and agreed",
    Case.HIGH: "upper ends of the shares and intervals",
}


@dataclass(frozen=True)
class Study:
    """One initiative's metrics: the figure of the first ones, and the verdict of each."""

    name: str
    figure: Figure | None
    note: str
    verdicts: list[tuple[MetricLine, Word]]


@dataclass(frozen=True)
class Row:
    """One initiative of the table, money a month unless said otherwise; flow: over the horizon, expected case."""

    line: ReturnLine
    flow: CashFlow
    monthly: Figures

    @property
    def errors(self) -> Decimal | None:
        """None where nothing is audited or nobody has put a figure on an error."""
        audit = self.line.measured.errors
        known = audit is not None and audit.comparison is not None and audit.metric.cost_per_error is not None
        return self.line.gains.errors if known else None


@dataclass(frozen=True)
class CaseRow:
    """suffix: of the field's name in explanations, empty for the expected case."""

    name: str
    suffix: str
    differs: str
    flow: CashFlow

    @property
    def is_expected(self) -> bool:
        return not self.suffix

    def _field(self, name: str) -> str:
        return f"{name}{self.suffix}"

    @property
    def benefit(self) -> str:
        return self._field("benefit")

    @property
    def cost(self) -> str:
        return self._field("cost")

    @property
    def net(self) -> str:
        return self._field("net")

    @property
    def npv(self) -> str:
        return self._field("npv")

    @property
    def roi(self) -> str:
        return self._field("roi")

    @property
    def payback(self) -> str:
        return self._field("payback")


@dataclass(frozen=True)
class ReturnPage:
    made: ReturnOf
    terms: BusinessCase
    measured: list[Measured]
    won: Decimal
    won_note: str
    first: ReturnLine | None
    first_net: Decimal | None
    figure: Figure | None
    studies: list[Study]
    bars: Figure | None
    rows: list[Row]
    cases: list[CaseRow]
    never: list[ReturnLine]
    sources: list[SourceRow]
    may_edit: bool
    currency: str
    today: date

    @property
    def drawn(self) -> list[Study]:
        return [study for study in self.studies if study.figure]

    @property
    def first_steps(self) -> list[Link]:
        return [Link("Open the roadmap", self.roadmap_url)]

    @property
    def paid_words(self) -> str:
        on = self.first.payback.on if self.first else None
        return "paid back" if on and on <= self.today else "pays back"

    @property
    def each_note(self) -> str:
        return (
            f"a month in the expected case, net and return over {self.horizon_words}, payback from the day it is live"
        )

    @property
    def roadmap_url(self) -> str:
        return reverse("roadmap")

    @property
    def costs_url(self) -> str:
        return reverse("costs")

    @property
    def case_url(self) -> str:
        return reverse("business-case")

    @property
    def measurements_url(self) -> str:
        return reverse("measurements")

    @property
    def horizon_words(self) -> str:
        return plural(self.made.horizon_months, "month")

    @property
    def cases_title(self) -> str:
        return f"Three cases over {self.horizon_words}"

    @property
    def figure_line(self) -> str:
        lines = len(self.made.own_counted)
        of = listed(
            [plural(count, word) for count, word in ((len(self.made.lines), "initiative"), (lines, "line")) if count]
        )
        realised = " Realised counts all costs, and benefits only where they are measured." if self.first else ""
        return f"Cumulative net benefit of {of}, {self.currency}. Steps down are building and training.{realised}"

    @property
    def bars_line(self) -> str:
        known = sum(one.is_measured for one in self.measured)
        return f"{known} of {plural(len(self.measured), 'initiative')} measured; the others have only a claim"

    @property
    def undated_words(self) -> str:
        return f"{listed([one.line.name for one in self.made.undated])}: not part of the return until it is known when."

    @property
    def expected(self) -> CaseRow | None:
        return next((row for row in self.cases if row.is_expected), None)

    @property
    def payback_label(self) -> str:
        count = len(self.made.lines)
        return f"Payback, all {count}" if count > 1 and not self.made.own_counted else "Payback"


def return_page(request: Request) -> ReturnPage:
    client, today = request.client, today_of(request.client)
    made, terms, manner = selectors.business_case_of(client), selectors.assumptions(), manner_of(client)
    measured = [*(line.measured for line in made.lines), *made.undated]
    first = next(iter(made.measured_lines), None)
    won = sum((one.won_hours or Decimal(0) for one in measured), Decimal(0))
    data = selectors.cash_flow_data(made, today=today, manner=manner)
    return ReturnPage(
        made=made,
        terms=terms,
        measured=measured,
        won=won,
        won_note=_won_note(measured, manner),
        first=first,
        first_net=first.net_to_date(today) if first else None,
        figure=render_cash_flow(data, style=style_of(client)) if data else None,
        studies=_studies(client, measured, manner),
        bars=render_bars(selectors.claimed_bars(measured), style=style_of(client)) if measured else None,
        rows=[Row(line, line.flow(), line.monthly()) for line in made.lines],
        cases=_cases(made, terms),
        never=never_of(made.lines),
        sources=source_rows(client, made, measured, manner),
        may_edit=allowed(request, Right.WORK_EDIT),
        currency=client.currency,
        today=today,
    )


def _won_note(measured: Sequence[Measured], manner: Manner) -> str:
    """ "3.1 to 3.9; claimed 3.0"."""
    known = [one for one in measured if one.is_measured]
    if not known:
        return "nothing live is measured yet"
    ends = [
        sum((won.in_cases.of(case) for one in known for won in one.won), Decimal(0)) for case in (Case.LOW, Case.HIGH)
    ]
    claimed = sum((one.line.claimed_hours for one in known), Decimal(0))
    low, high, plan = (number(value, manner, places=1) for value in (*ends, claimed))
    return f"{low} to {high}; claimed {plan}"


def _studies(client: object, measured: Sequence[Measured], manner: Manner) -> list[Study]:
    found: list[Study] = []
    for one in measured:
        shown = [line for line in one.metrics if line.before.interval]
        if shown:
            is_drawn = len(found) < MOST_FIGURES
            figure = _before_after(client, shown[:2]) if is_drawn else None
            found.append(
                Study(one.line.name, figure, _study_note(shown, manner), [(line, verdict_of(line)) for line in shown])
            )
    return found


def _before_after(client: object, shown: Sequence[MetricLine]) -> Figure:
    return render_before_after(selectors.before_after_data(shown), style=style_of(client))


def _study_note(shown: Sequence[MetricLine], manner: Manner) -> str:
    """What was saved each time with its interval, and whether "below 1 %" is proven."""
    return " ".join(part for line in shown for part in (saved_words(line, manner), target_words(line)) if part)


def _cases(made: ReturnOf, terms: BusinessCase) -> list[CaseRow]:
    if made.total is None:
        return []
    words = {
        "increase": f"{terms.low_cost_increase.normalize():f}",
        "upkeep": f"{terms.low_upkeep_hours.normalize():f}",
    }
    return [
        CaseRow(
            name=case.value.capitalize(),
            suffix="" if case is Case.EXPECTED else f"-{case.value}",
            differs=DIFFERS[case].format(**words),
            flow=made.total.of(case),
        )
        for case in Case
    ]
