"""The figures that the overview, the reports and the portal lead with."""

from dataclasses import dataclass
from decimal import Decimal

from apps.methods import measurement
from apps.methods.business_case import Figures
from apps.methods.measurement import Standing
from apps.methods.ranges import Case
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.flows.selectors import Found, found
from apps.tenant.roi.lines import ReturnLine, ReturnOf
from apps.tenant.roi.selectors.cases import business_case_of
from apps.tenant.roi.selectors.studies import measured

ONE_RULE = "build and training ÷ net benefit a month, from the day it went live"
TOTAL_RULE = "the first moment at which cumulative net benefit is back at zero, from the first day of the engagement"
SOURCE = "DOMAIN 5, payback"


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The payback to lead with. name: of the initiative, "" for the whole roadmap; months None: see `word`.

    plan_months: what the plan said, None for the whole roadmap or where it was never. initiative: its id, "" for the
    whole roadmap.
    """

    months: Decimal | None
    plan_months: Decimal | None
    name: str
    is_measured: bool
    word: str
    workings: Workings
    initiative: int | str = ""

    @property
    def of(self) -> str:
        """The kind of object whose payback it is."""
        return "initiative" if self.initiative else "client"


def standing(client: Client, made: ReturnOf | None = None, baseline: Found | None = None) -> Standing:
    """Hours a week and money a year: found by hand, won back by what is live and measured, left.

    made: from `business_case_of`, baseline: from `found` or `sum_of`, where they are there already.
    """
    cost = (found(client) if baseline is None else baseline).cost
    won = [part for one in (measured(client) if made is None else made.committed) for part in one.won]
    return measurement.standing(cost.hours_per_week, cost.cost_per_year, won)


def payback_headline(client: Client, made: ReturnOf | None = None) -> Headline | None:
    """Of the measured initiative that was live first, else of the whole roadmap; None while there is neither."""
    case = business_case_of(client) if made is None else made
    if case.measured_lines:
        return _of_one(case.measured_lines[0])
    if case.total is None:
        return None
    payback = case.total.expected.payback
    inputs = tuple(Input(one.name, one.monthly().net_per_month, "a month, net") for one in case.lines)
    return Headline(
        months=payback.months,
        plan_months=None,
        name="",
        is_measured=False,
        word=payback.word,
        workings=Workings(payback.months, "months", TOTAL_RULE, inputs, SOURCE),
    )


def _of_one(line: ReturnLine) -> Headline:
    payback = line.payback
    return Headline(
        months=payback.months,
        plan_months=line.plan_payback.months,
        name=line.name,
        is_measured=True,
        word=payback.word,
        workings=payback_workings(line),
        initiative=line.id,
    )


def payback_workings(line: ReturnLine) -> Workings:
    monthly: Figures = line.monthly(Case.EXPECTED)
    inputs = (
        Input("paid once", monthly.once),
        Input("benefit", monthly.benefit_per_month, "a month", "measured" if line.is_measured else "as claimed"),
        Input("running cost", monthly.running_per_month, "a month"),
        Input("net benefit", monthly.net_per_month, "a month"),
        Input("live on", f"{line.counted.live:%-d %b %Y}"),
    )
    return Workings(line.payback.months, "months", ONE_RULE, inputs, SOURCE)
