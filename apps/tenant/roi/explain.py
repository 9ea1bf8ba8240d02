"""How the figures of the return were made, for the popovers: rule, inputs, source."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.business_case import lines as lines_of_initiative
from apps.methods.cash_flow import CashFlow, Line
from apps.methods.finance import Kind
from apps.methods.ranges import Case
from apps.methods.workings import Input, Workings
from apps.tenant.roi.lines import MetricLine, ReturnLine

SOURCE = "G measuring ROI; DOMAIN 5"
ONCE_RULE = "build + training"
MONTHLY_RULE = "subscription + upkeep hours × rate"
ROI_RULE = "(benefit − cost) ÷ cost over the horizon"
HOURS_RULE = "hours saved a week × rate × 52 ÷ 12"
ERRORS_RULE = "occurrences a month × share of errors that went away × what one error costs"
INTERVAL_RULES = {True: "errors ÷ sample, interval by Wilson", False: "mean of what was observed, interval by t"}


@dataclass(frozen=True)
class Why:
    """A figure with the popover that explains it. value None: missing, shown as a dash."""

    value: Decimal | None
    workings: Workings


def cost(flow: CashFlow, made_of: Iterable[Line]) -> Why:
    return _total(flow, flow.cost, made_of, Kind.COST)


def benefit(flow: CashFlow, made_of: Iterable[Line]) -> Why:
    return _total(flow, flow.benefit, made_of, Kind.BENEFIT)


def net(flow: CashFlow) -> Why:
    inputs = (Input("benefit", flow.benefit), Input("cost", flow.cost))
    rule = f"benefit − cost over {flow.horizon_months} months of 52/12 weeks"
    return Why(flow.net, Workings(flow.net, "", rule, inputs, SOURCE))


def roi(flow: CashFlow) -> Why:
    inputs = (Input("benefit", flow.benefit), Input("cost", flow.cost))
    return Why(flow.roi_percent, Workings(flow.roi_percent, "%", ROI_RULE, inputs, SOURCE))


def present_value(flow: CashFlow, discount_rate: Decimal) -> Why:
    inputs = (Input("present value of benefit", flow.pv_benefit), Input("present value of cost", flow.pv_cost))
    rule = f"each month's net ÷ (1 + {discount_rate.normalize():f} %) ^ (month ÷ 12)"
    return Why(flow.npv, Workings(flow.npv, "", rule, inputs, SOURCE))


def payback(flow: CashFlow, made_of: Iterable[Line]) -> Why:
    rule = "first moment at which cumulative net benefit is back at zero, counted from the start"
    inputs = (Input("start", f"{flow.start:%-d %b %Y}"), *(_input(line) for line in made_of))
    return Why(flow.payback.months, Workings(flow.payback.months, "months", rule, inputs, SOURCE))


def once(line: ReturnLine) -> Why:
    own, value = line.counted, line.monthly().once
    inputs = (Input("build", own.build_once), Input("training", own.training_once))
    return Why(value, Workings(value, "", ONCE_RULE, inputs, SOURCE))


def running(line: ReturnLine) -> Why:
    """Also what a measurement found to have become worse."""
    costs = [part for part in lines_of_initiative(line.counted, Case.EXPECTED) if part.kind is Kind.COST]
    inputs = tuple(_input(part, prefix=f"{line.name}: ") for part in costs if part.per_month)
    value = line.monthly().running_per_month
    return Why(value, Workings(value, "a month", MONTHLY_RULE, inputs, SOURCE))


def hours_saved(line: ReturnLine) -> Why:
    own = line.counted
    source = "measured" if line.is_measured else "hand-off hours × share expected to go"
    inputs = (
        Input("hours saved", own.hours_saved_per_week.expected, "h/week", source),
        Input("hourly rate", own.hourly_rate, "per hour", "the client's default rate"),
    )
    value = line.gains.hours
    return Why(value, Workings(value, "a month", HOURS_RULE, inputs, SOURCE))


def errors_avoided(line: ReturnLine) -> Why:
    audit = line.measured.errors
    if audit is None or audit.comparison is None:
        return Why(None, Workings(None, "", "Nothing is audited before and after yet.", (), SOURCE))
    found, price = audit.comparison, audit.metric.cost_per_error
    inputs = (
        Input("errors before", found.before.value * 100, "%", f"sample of {found.before.n}"),
        Input("errors after", found.after.value * 100, "%", f"sample of {found.after.n}"),
        Input("what one error costs", price, "", "" if price is not None else "nobody has put a figure on it"),
    )
    value = None if price is None else line.gains.errors
    return Why(value, Workings(value, "a month", ERRORS_RULE, inputs, SOURCE))


def other_saving(line: ReturnLine) -> Why:
    note = line.measured.line.initiative.other_saving_note
    value = line.gains.other
    return Why(value, Workings(value, "a month", "as entered", (Input(note or "other saving", value),), SOURCE))


def sample(line: MetricLine, *, after: bool) -> Why | None:
    """Mean or share of one phase (a share in percent)."""
    observed = line.after if after else line.before
    found = observed.interval
    if found is None:
        return None
    factor, unit = (100, "%") if line.is_share else (1, line.metric.unit)
    basis = [Input("errors", observed.errors), Input("sample", observed.size)] if line.is_share else []
    ends = [
        Input(word, None if end is None else end * factor, unit)
        for word, end in (("95 % from", found.low), ("95 % to", found.high))
    ]
    inputs = (*basis, Input("observations", found.n), *ends)
    value = found.value * factor
    return Why(value, Workings(value, unit, INTERVAL_RULES[line.is_share], inputs, "G and R before/after; DOMAIN 5"))


def _total(flow: CashFlow, value: Decimal, made_of: Iterable[Line], kind: Kind) -> Why:
    inputs = tuple(_input(line) for line in made_of if line.kind is kind)
    rule = f"everything from its own day to the end of {flow.horizon_months} months"
    return Why(value, Workings(value, "", rule, inputs, SOURCE))


def _input(line: Line, *, prefix: str = "") -> Input:
    day = line.once_on if line.once else line.from_on
    when = f"on {day:%-d %b %Y}" if line.once and day else f"from {day:%-d %b %Y}" if day else ""
    value, unit = (line.once, "once") if line.once else (line.per_month, "a month")
    return Input(line.label.removeprefix(prefix), value, unit, when)
