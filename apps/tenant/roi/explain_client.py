"""Why the client's figures are what they are: won back and left, and the return of the whole roadmap."""

from dataclasses import dataclass
from decimal import Decimal

from apps.methods.cash_flow import CashFlow
from apps.methods.ranges import Case
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.history.explaining import Explained, Figure, Kind, Origin, Provenance, explained
from apps.tenant.roadmap.explain import SHARES, in_case, in_cases
from apps.tenant.roi import selectors
from apps.tenant.roi.explain import (
    MONEY_FIELDS,
    SOURCE,
    WON_RULE,
    entered_in,
    net_workings,
    roi_workings,
    studied,
    timings,
)
from apps.tenant.roi.lines import MetricLine, ReturnLine, ReturnOf
from apps.tenant.roi.models import BusinessCase

SHOWN = 10
OWN = "line of the business case"
RETURN, MEASUREMENTS = "prove/return/", "prove/measurements/"
NONE_DATED = "needs an initiative that has both days on the roadmap, or a line of the business case"
PAYBACK_RULE = "first moment at which cumulative net benefit is back at zero, counted from the start"
TERMS = ("discount_rate", "horizon_months", "low_cost_increase", "low_upkeep_hours")


@dataclass(frozen=True)
class Together:
    made: ReturnOf
    client: Client
    terms: BusinessCase


def hours_won(asked: Together) -> Explained:
    return _won("Hours a week won back", "h/week", asked)


def money_won(asked: Together) -> Explained:
    return _won("Money a year won back", "a year", asked)


def _won(words: str, unit: str, asked: Together) -> Explained:
    found = selectors.standing(asked.client, asked.made)
    studies = [line for one in asked.made.committed for line in one.timed]
    inputs = tuple(Input(line.name, _part(line, unit), unit, timings(line)) for line in studies)
    entered = entered_in([line.id for line in studies])
    origins = tuple(studied(entered, line.id) for line in studies)
    value, rule = (
        (found.won_back_hours, WON_RULE) if unit == "h/week" else (found.won_back_per_year, f"{WON_RULE} × rate × 52")
    )
    return Explained(words, Workings(value, unit, rule, inputs, SOURCE), origins, MEASUREMENTS)


def _part(line: MetricLine, unit: str) -> Decimal | None:
    found = line.won_back
    return None if found is None else (found.hours_per_week if unit == "h/week" else found.per_year).value


def hours_left(asked: Together) -> Explained:
    found = selectors.standing(asked.client, asked.made)
    inputs = (
        Input("found", found.found_hours, "h/week"),
        Input("won back", found.won_back_hours, "h/week", "measured"),
    )
    made = Workings(found.left_hours, "h/week", "found − won back", inputs, SOURCE)
    own = {"found": _is("hours_found"), "won back": _is("hours_won_back")}
    return explained("Hours lost per week, left", made, "assess/flows/", by_label=own)


def money_left(asked: Together) -> Explained:
    found = selectors.standing(asked.client, asked.made)
    inputs = (
        Input("found", found.found_per_year, "a year"),
        Input("won back", found.won_back_per_year, "a year", "measured"),
    )
    made = Workings(found.left_per_year, "a year", "found − won back", inputs, SOURCE)
    own = {"found": _is("money_found"), "won back": _is("money_won_back")}
    return explained("Money lost per year, left", made, "assess/flows/", by_label=own)


def _is(field: str) -> tuple[Provenance, ...]:
    return (Figure("client", field),)


def cost(case: Case, asked: Together) -> Explained:
    return _total("Cost", "cost", case, asked)


def benefit(case: Case, asked: Together) -> Explained:
    return _total("Benefit", "benefit", case, asked)


def _total(words: str, side: str, case: Case, asked: Together) -> Explained:
    """The ten initiatives and lines that weigh most, and all others as one."""
    flow = asked.made.of(case)
    words = f"{words}{in_case(case)}"
    if flow is None:
        return explained(words, Workings(None, "", NONE_DATED, (), SOURCE), RETURN)
    parts = sorted(_parts(side, case, asked.made), key=lambda part: -part[0])
    inputs = [Input(name, value) for value, name, _ in parts[:SHOWN]]
    origins = [origin for _, _, origin in parts[:SHOWN]]
    if others := parts[SHOWN:]:
        inputs.append(Input(f"{len(others)} more, each smaller", sum((value for value, _, _ in others), Decimal(0))))
        origins.append(())
    rule = f"everything from its own week to the end of {flow.horizon_months} months, over all initiatives and lines"
    return Explained(words, Workings(getattr(flow, side), "", rule, tuple(inputs), SOURCE), tuple(origins), RETURN)


def _parts(side: str, case: Case, made: ReturnOf) -> list[tuple[Decimal, str, tuple[Provenance, ...]]]:
    """What each initiative, and each line of its own, adds to one side."""
    suffix = "" if case is Case.EXPECTED else f"-{case.value}"
    found: list[tuple[Decimal, str, tuple[Provenance, ...]]] = [
        (
            getattr(line.flow(case), side),
            line.name,
            (*_entered(line), Figure(f"initiative-{line.id}", f"{side}{suffix}")),
        )
        for line in made.lines
    ]
    own = [one for one in made.own if one.is_counted and one.kind.value == side]
    return found + [
        (one.total(case), one.name, (Origin(OWN, one.id), Figure(f"line-{one.id}", f"total{suffix}"))) for one in own
    ]


def _entered(line: ReturnLine) -> tuple[Provenance, ...]:
    fields = (*SHARES, *(name for names in MONEY_FIELDS.values() for name in names))
    return (Origin("initiative", line.id, fields),)


def _flow(words: str, case: Case, asked: Together, flow: CashFlow | None, made: Workings | None) -> Explained:
    words = f"{words}{in_case(case)}"
    if flow is None or made is None:
        return explained(words, Workings(None, "", NONE_DATED, (), SOURCE), RETURN)
    terms: tuple[Provenance, ...] = (Origin("business case", asked.terms.pk, TERMS),) if asked.terms.pk else ()
    own = dict.fromkeys(("discount rate", "horizon"), terms)
    suffix = "" if case is Case.EXPECTED else f"-{case.value}"
    own |= {side: _is(f"{side}{suffix}") for side in ("benefit", "cost")}
    return explained(words, made, RETURN, by_label=own)


def net(case: Case, asked: Together) -> Explained:
    flow = asked.made.of(case)
    return _flow("Net", case, asked, flow, net_workings(flow) if flow else None)


def roi(case: Case, asked: Together) -> Explained:
    flow = asked.made.of(case)
    return _flow("Return", case, asked, flow, roi_workings(flow) if flow else None)


def present_value(case: Case, asked: Together) -> Explained:
    flow, rate = asked.made.of(case), asked.made.discount_rate
    return _flow("Present value", case, asked, flow, _present(flow, rate) if flow else None)


def _present(flow: CashFlow, rate: Decimal) -> Workings:
    inputs = (
        Input("present value of benefit", flow.pv_benefit),
        Input("present value of cost", flow.pv_cost),
        Input("discount rate", rate, "% a year"),
        Input("horizon", flow.horizon_months, "months"),
    )
    return Workings(flow.npv, "", "each month's net ÷ (1 + discount rate) ^ (month ÷ 12)", inputs, SOURCE)


def payback(case: Case, asked: Together) -> Explained:
    """What each initiative brings a month from the day it is live, and what is paid once for all of them."""
    flow, words = asked.made.of(case), f"Payback{in_case(case)}"
    if flow is None:
        return explained(words, Workings(None, "months", NONE_DATED, (), SOURCE), RETURN)
    suffix = "" if case is Case.EXPECTED else f"-{case.value}"
    monthly = {line.id: line.monthly(case) for line in asked.made.lines}
    lines = sorted(asked.made.lines, key=lambda line: -abs(monthly[line.id].net_per_month))
    inputs = [
        Input("start", f"{flow.start:%-d %b %Y}"),
        Input("paid once, all initiatives", sum((one.once for one in monthly.values()), Decimal(0))),
    ]
    origins: list[tuple[Provenance, ...]] = [(), ()]
    for line in lines[:SHOWN]:
        inputs.append(_net_of(line, case))
        origins.append((*_entered(line), Figure(f"initiative-{line.id}", "payback")))
    if others := lines[SHOWN:]:
        rest = sum((monthly[line.id].net_per_month for line in others), Decimal(0))
        inputs.append(Input(f"{len(others)} more, each smaller", rest, "a month, net"))
        origins.append(())
    for own in [one for one in asked.made.own if one.is_counted][:SHOWN]:
        inputs.append(Input(f"{own.kind.value}: {own.name}", own.total(case), "over the horizon"))
        origins.append((Origin(OWN, own.id), Figure(f"line-{own.id}", f"total{suffix}")))
    made = Workings(flow.payback.months, "months", PAYBACK_RULE, tuple(inputs), SOURCE)
    return Explained(words, made, tuple(origins), RETURN)


def _net_of(line: ReturnLine, case: Case) -> Input:
    source = f"from {line.counted.live:%-d %b %Y}{', measured' if line.is_measured else ''}"
    return Input(line.name, line.monthly(case).net_per_month, "a month, net", source)


def _together(client: Client, pk: int) -> Together:
    return Together(selectors.business_case_of(client), client, selectors.assumptions())


KINDS = (
    Kind(
        "client",
        _together,
        {
            "hours_won_back": hours_won,
            "money_won_back": money_won,
            "hours_left": hours_left,
            "money_left": money_left,
            **in_cases("cost", cost),
            **in_cases("benefit", benefit),
            **in_cases("net", net),
            **in_cases("roi", roi),
            **in_cases("npv", present_value),
            **in_cases("payback", payback),
        },
    ),
)
