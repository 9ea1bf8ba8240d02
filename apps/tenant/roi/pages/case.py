"""The business case: its terms, lines and cases, and how it may come out."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.display import Manner, manner_of, number
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.histogram import render_histogram
from apps.figures.numerals import plural
from apps.figures.tornado import render_tornado
from apps.methods.case_lines import YearRow, years_of
from apps.methods.cash_flow import CashFlow
from apps.methods.finance import MONTHS_PER_YEAR, Kind
from apps.methods.monte_carlo import Simulation, simulate
from apps.methods.ranges import Case
from apps.tenant.roi import selectors
from apps.tenant.roi.case_forms import LineForm
from apps.tenant.roi.lines import ReturnOf
from apps.tenant.roi.models import CaseLine
from apps.tenant.roi.own_lines import OwnLine
from apps.tenant.roi.selectors.uncertainty import histogram_data, tornado_data, uncertainty_of

LOW_IS = "Low: each input at the worse end of its range, high at the better one, all at once."


@dataclass(frozen=True)
class CaseRow:
    """suffix: of the field's name in explanations, empty for the expected case."""

    name: str
    suffix: str
    flow: CashFlow

    @property
    def is_expected(self) -> bool:
        return not self.suffix

    @property
    def fields(self) -> dict[str, str]:
        """Column → name of the figure in explanations."""
        return {name: f"{name}{self.suffix}" for name in ("cost", "benefit", "net", "npv", "roi", "irr", "payback")}


@dataclass(frozen=True)
class Chances:
    """The draws, in words."""

    made: Simulation
    within: str
    losing: str
    payback: str
    histogram: Figure
    tornado: Figure


@dataclass(frozen=True)
class CasePage:
    made: ReturnOf
    cases: list[CaseRow]
    years: tuple[YearRow, ...]
    chances: Chances | None
    form: LineForm
    may_edit: bool
    currency: str

    @property
    def expected(self) -> CaseRow | None:
        return next((row for row in self.cases if row.is_expected), None)

    @property
    def is_discounted(self) -> bool:
        return bool(self.made.discount_rate)

    @property
    def benefits(self) -> list[OwnLine]:
        return [one for one in self.made.own if one.kind is Kind.BENEFIT]

    @property
    def costs(self) -> list[OwnLine]:
        return [one for one in self.made.own if one.kind is Kind.COST]

    @property
    def horizon_words(self) -> str:
        return plural(self.made.horizon_months, "month")

    @property
    def terms_words(self) -> str:
        rate = f"{self.made.discount_rate.normalize():f} % a year" if self.is_discounted else "no discount"
        return f"{self.horizon_words}, {rate}, in {self.currency}"

    @property
    def costs_url(self) -> str:
        return reverse("costs")

    @property
    def return_url(self) -> str:
        return reverse("return")

    @property
    def initiatives_words(self) -> str:
        """What follows from the roadmap by rule, beside the lines."""
        count = len(self.made.lines)
        return f"{plural(count, 'initiative')} of the roadmap, by rule" if count else ""

    @property
    def from_initiatives(self) -> list[tuple[str, Decimal]]:
        """Benefit and cost over the horizon, expected case."""
        flows = [line.flow() for line in self.made.lines]
        benefit, cost = (sum((getattr(flow, name) for flow in flows), Decimal(0)) for name in ("benefit", "cost"))
        return [("Benefits", benefit), ("Costs", cost)] if flows else []

    @property
    def first_steps(self) -> list[Link]:
        return [Link("Open the roadmap", reverse("roadmap"))]

    @property
    def cases_note(self) -> str:
        return LOW_IS


@dataclass(frozen=True)
class LinePage:
    line: CaseLine
    form: LineForm
    may_edit: bool


def case_page(request: Request, form: LineForm | None = None) -> CasePage:
    client = request.client
    made, manner = selectors.business_case_of(client), manner_of(client)
    expected = made.of(Case.EXPECTED)
    return CasePage(
        made=made,
        cases=_cases(made),
        years=years_of(expected) if expected else (),
        chances=_chances(made, client, manner) if expected else None,
        form=form or line_form(made=made),
        may_edit=allowed(request, Right.WORK_EDIT),
        currency=client.currency,
    )


def line_page(request: Request, line: CaseLine, form: LineForm | None = None) -> LinePage:
    return LinePage(line, form or line_form(line=line), allowed(request, Right.WORK_EDIT))


def line_form(data: object = None, *, line: CaseLine | None = None, made: ReturnOf | None = None) -> LineForm:
    """With a field for each year of the horizon."""
    horizon = (made or selectors.assumptions()).horizon_months
    years = -(-horizon // MONTHS_PER_YEAR)
    first = {"version": line.version} if line else {"is_counted": True}
    return LineForm(data, instance=line, initial=first, years=years)


def _cases(made: ReturnOf) -> list[CaseRow]:
    if made.total is None:
        return []
    suffixes = {Case.LOW: "-low", Case.EXPECTED: "", Case.HIGH: "-high"}
    return [CaseRow(case.value.capitalize(), suffixes[case], made.total.of(case)) for case in Case]


def _chances(made: ReturnOf, client: object, manner: Manner) -> Chances:
    found, style = uncertainty_of(made), style_of(client)
    drawn = simulate(found)
    return Chances(
        made=drawn,
        within=number(drawn.within_a_year, manner),
        losing=number(drawn.losing, manner),
        payback=_payback_words(drawn, manner),
        histogram=render_histogram(histogram_data(made, drawn, manner), style=style),
        tornado=render_tornado(tornado_data(made, found), style=style),
    )


def _payback_words(drawn: Simulation, manner: Manner) -> str:
    """ "half of them pay back by month 6.6, nine in ten by month 7.1"."""
    ends = (("half of them", drawn.payback.middle), ("nine in ten", drawn.payback.high))
    parts = [
        f"{who} never within the horizon" if end is None else f"{who} by month {number(end, manner, places=1)}"
        for who, end in ends
    ]
    return f"Paid back: {', '.join(parts)}."
