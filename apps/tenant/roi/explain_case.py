"""Why the figures of the business case's lines are what they are, and how its chances were drawn."""

from dataclasses import dataclass

from apps.methods.case_lines import by_month
from apps.methods.drivers import Driver
from apps.methods.monte_carlo import simulate
from apps.methods.ranges import Case
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.history.explaining import Explained, Kind, Origin, Provenance, explained
from apps.tenant.roadmap.explain import in_case, in_cases
from apps.tenant.roi import selectors
from apps.tenant.roi.explain import SOURCE
from apps.tenant.roi.explain_client import NONE_DATED, OWN, RETURN, SHOWN
from apps.tenant.roi.lines import ReturnOf
from apps.tenant.roi.models import CaseLine
from apps.tenant.roi.own_lines import OwnLine
from apps.tenant.roi.selectors.cases import own_lines
from apps.tenant.roi.selectors.uncertainty import uncertainty_of

PATH = "prove/business-case/"
TOTAL_RULE = "first day + yearly amounts within {} months, less while it ramps up, × risk × case"
PRESENT_RULE = "first day + each year’s amount ÷ (1 + discount rate) ^ years, to the end of its year"
ENTERED = {
    "first day": ("initial",),
    "yearly amounts": ("yearly",),
    "ramp-up": ("ramp_months",),
    "risk adjustment": ("risk_percent",),
    "low": ("low_percent",),
    "high": ("high_percent",),
}


def total(case: Case, line: OwnLine) -> Explained:
    made = Workings(line.total(case), "", TOTAL_RULE.format(line.horizon_months), _inputs(line, case), SOURCE)
    return _explained(f"{line.name}{in_case(case)}", made, line)


def present(line: OwnLine) -> Explained:
    rate = Input("discount rate", line.discount_rate, "% a year")
    made = Workings(line.present, "", PRESENT_RULE, (*_inputs(line, Case.EXPECTED), rate), SOURCE)
    return _explained(f"Present value of {line.name}", made, line)


def _explained(words: str, made: Workings, line: OwnLine) -> Explained:
    own: dict[str, tuple[Provenance, ...]] = {
        label: (Origin(OWN, line.id, fields),) for label, fields in ENTERED.items()
    }
    return explained(words, made, f"{PATH}lines/{line.id}/", by_label=own)


def _inputs(line: OwnLine, case: Case) -> tuple[Input, ...]:
    row = line.row
    yearly = sum(by_month(line.made, Case.EXPECTED, horizon_months=line.horizon_months)[1:])
    years = ", ".join(f"{amount:,.0f}" for amount in row.yearly) or "none"
    parts = [
        Input("first day", row.initial, "", row.source),
        Input("yearly amounts", years, "", row.source),
        Input("within the horizon", yearly, "", "after ramp-up and risk"),
        Input("risk adjustment", row.risk_percent, "%"),
    ]
    if row.ramp_months:
        parts.append(Input("ramp-up", row.ramp_months, "months"))
    if case is not Case.EXPECTED:
        parts.append(Input(case.value, row.low_percent if case is Case.LOW else row.high_percent, "%"))
    return tuple(parts)


@dataclass(frozen=True)
class Drawn:
    made: ReturnOf


def within_a_year(asked: Drawn) -> Explained:
    """The inputs that move the result most, each with its range."""
    words = "Chance of payback within 12 months"
    if asked.made.total is None:
        return explained(words, Workings(None, "%", NONE_DATED, (), SOURCE), PATH)
    found = uncertainty_of(asked.made)
    made = simulate(found).workings
    heavy = sorted(found.uncertain, key=lambda one: (-one.swing, one.key))[:SHOWN]
    by_name = {one.label: one for one in made.inputs}
    inputs = tuple(by_name[one.name] for one in heavy)
    more = len(made.inputs) - len(inputs)
    inputs += (Input("inputs with less weight", more),) if more > 0 else ()
    shown = Workings(made.value, made.unit, made.rule, inputs, made.source)
    return explained(words, shown, PATH, by_label={one.name: _origins(one) for one in heavy})


def _origins(one: Driver) -> tuple[Provenance, ...]:
    """A line's key is "line-3", that of an initiative's input "12: upkeep"."""
    kind, _, number = one.key.partition("-")
    if kind == "line" and number.isdigit():
        return (Origin(OWN, int(number)),)
    owner = one.key.partition(":")[0]
    return (Origin("initiative", int(owner)),) if owner.isdigit() else ()


def irr(case: Case, asked: Drawn) -> Explained:
    words, flow = f"Internal rate of return{in_case(case)}", asked.made.of(case)
    if flow is None:
        return explained(words, Workings(None, "%", NONE_DATED, (), SOURCE), RETURN)
    inputs = tuple(
        Input("first day" if due.month == 0 else f"month {due.month}", due.net) for due in flow.dues if due.net
    )
    some, others = inputs[:SHOWN], inputs[SHOWN:]
    if others:
        some += (Input(f"{len(others)} later months", sum(one.value for one in others)),)  # type: ignore[misc]
    rule = "the rate a year at which the present value of all amounts is zero"
    made = Workings(flow.irr_percent, "% a year", f"{rule}; {flow.irr_words}" if flow.irr_words else rule, some, SOURCE)
    return explained(words, made, PATH)


def _line(client: Client, pk: int) -> OwnLine:
    found = next((one for one in own_lines(selectors.assumptions()) if one.id == pk), None)
    if found is None:
        raise CaseLine.DoesNotExist(pk)
    return found


def _drawn(client: Client, pk: int) -> Drawn:
    return Drawn(selectors.business_case_of(client))


KINDS = (
    Kind("line", _line, {**in_cases("total", total), "present": present}),
    Kind("client", _drawn, {"within_a_year": within_a_year, **in_cases("irr", irr)}),
)
