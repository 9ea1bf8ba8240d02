"""Why the figures of one initiative's return, of its measurements and of what is won back are what they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial, wraps
from typing import Any

from apps.core.clock import today_of
from apps.methods.business_case import lines as lines_of_initiative
from apps.methods.cash_flow import CashFlow, Line
from apps.methods.finance import Kind as Side
from apps.methods.ranges import Case
from apps.methods.workings import Input, Workings, day_words
from apps.shared.clients.models import Client
from apps.tenant.flows.explain import TIMED
from apps.tenant.history.explaining import Entered, Explained, Figure, Kind, Origin, Provenance, explained
from apps.tenant.roadmap.explain import SHARES, in_case, in_cases
from apps.tenant.roadmap.selectors import initiative_line
from apps.tenant.roi import selectors
from apps.tenant.roi.lines import MetricLine, ReturnLine
from apps.tenant.roi.models import PhaseOfStudy

SOURCE = "G measuring ROI; DOMAIN 5"
STUDY_SOURCE = "G and R before/after; DOMAIN 5"
ONCE_RULE = "build + training"
MONTHLY_RULE = "subscription + upkeep hours × rate"
NET_RULE = "benefit − cost over {} months of 52/12 weeks"
ROI_RULE = "(benefit − cost) ÷ cost over the horizon"
HOURS_RULE = "hours saved a week × rate × 52 ÷ 12"
ERRORS_RULE = "occurrences a month × share of errors that went away × what one error costs"
UNDATED_RULE = "counts once it is committed and has both days"
WON_RULE = "(minutes before − after) × occurrences a week × people ÷ 60, over its hand-offs that are timed"
INTERVAL_RULES = {True: "errors ÷ sample, interval by Wilson", False: "mean of what was observed, interval by t"}
MONEY_FIELDS = {
    "build": ("build_cost",),
    "training": ("training_cost",),
    "subscription": ("subscription_per_month",),
    "upkeep": ("upkeep_hours_per_month",),
    "other saving": ("other_saving_per_month", "other_saving_note"),
    "live on": ("end",),
    "starts on": ("start",),
}


@dataclass(frozen=True)
class Asked:
    """One initiative in the business case. line None: a day of it is missing, and so is every figure."""

    pk: int
    name: str
    start: date | None
    live: date | None
    line: ReturnLine | None
    today: date
    client_id: int

    @property
    def key(self) -> str:
        return f"initiative-{self.pk}"

    @property
    def path(self) -> str:
        return f"plan/roadmap/initiatives/{self.pk}/"

    def answer(self, words: str, made: Workings) -> Explained:
        """With who entered what it costs and when it goes live; the rest goes back to the shares or the studies."""
        own: dict[str, tuple[Provenance, ...]] = {
            label: (Origin("initiative", self.pk, fields),) for label, fields in MONEY_FIELDS.items()
        }
        spent = tuple(Origin("initiative", self.pk, MONEY_FIELDS[name]) for name in ("build", "training"))
        monthly = tuple(Origin("initiative", self.pk, MONEY_FIELDS[name]) for name in ("subscription", "upkeep"))
        saved = self._saved(made)
        own["hourly rate"] = (Origin("client", self.client_id, ("hourly_rate",)),)
        own["cost"] = (*spent, *monthly)
        own |= dict.fromkeys(("hours saved", "benefit", "net benefit", "errors avoided"), saved)
        own["paid once"] = (*spent, Figure(self.key, "once"))
        own["running cost"] = (*monthly, Figure(self.key, "running"))
        return explained(f"{words}, {self.name}", made, self.path, by_label=own)

    def _saved(self, made: Workings) -> tuple[Provenance, ...]:
        if self.line is None or not self.line.is_measured:
            return (Origin("initiative", self.pk, SHARES),)
        wanted = {"hours saved", "benefit", "net benefit", "errors avoided"}
        if not wanted & {one.label for one in made.inputs}:
            return ()
        return tuple(entered_in([one.id for one in self.line.measured.metrics]).values())


def dated(how: Callable[..., tuple[str, Workings]]) -> Callable[..., Explained]:
    """Explains what needs both days; while one is missing, says which. Arguments: the case, if any, then who asks."""

    @wraps(how)
    def answer(*args: Any) -> Explained:
        *case, asked = args
        if asked.line is not None:
            return asked.answer(*how(*case, asked.line, asked.today))
        inputs = (Input("starts on", day_words(asked.start)), Input("live on", day_words(asked.live)))
        made = Workings(None, "", UNDATED_RULE, inputs, SOURCE)
        return asked.answer("Not worked out yet", made)

    return answer


@dated
def once(line: ReturnLine, today: date) -> tuple[str, Workings]:
    own, value = line.counted, line.monthly().once
    inputs = (Input("build", own.build_once), Input("training", own.training_once))
    return "Paid once", Workings(value, "", ONCE_RULE, inputs, SOURCE)


@dated
def running(line: ReturnLine, today: date) -> tuple[str, Workings]:
    """Also what a measurement found to have become worse."""
    costs = [part for part in lines_of_initiative(line.counted, Case.EXPECTED) if part.kind is Side.COST]
    inputs = tuple(input_of(part, prefix=f"{line.name}: ") for part in costs if part.per_month)
    return "Running cost a month", Workings(line.monthly().running_per_month, "a month", MONTHLY_RULE, inputs, SOURCE)


@dated
def hours_saved(line: ReturnLine, today: date) -> tuple[str, Workings]:
    own = line.counted
    source = "measured" if line.is_measured else "hand-off hours × share expected to go"
    inputs = (
        Input("hours saved", own.hours_saved_per_week.expected, "h/week", source),
        Input("hourly rate", own.hourly_rate, "per hour", "the client's default rate"),
    )
    return "Hours saved, money a month", Workings(line.gains.hours, "a month", HOURS_RULE, inputs, SOURCE)


@dated
def errors_avoided(line: ReturnLine, today: date) -> tuple[str, Workings]:
    words, audit = "Errors avoided, money a month", line.measured.errors
    if audit is None or audit.comparison is None:
        return words, Workings(None, "", "Nothing is audited before and after yet.", (), SOURCE)
    found, price = audit.comparison, audit.metric.cost_per_error
    inputs = (
        Input("errors before", found.before.value * 100, "%", f"sample of {found.before.n}"),
        Input("errors after", found.after.value * 100, "%", f"sample of {found.after.n}"),
        Input("what one error costs", price, "", "" if price is not None else "nobody has put a figure on it"),
    )
    value = None if price is None else line.gains.errors
    return words, Workings(value, "a month", ERRORS_RULE, inputs, SOURCE)


@dated
def other_saving(line: ReturnLine, today: date) -> tuple[str, Workings]:
    note, value = line.measured.line.initiative.other_saving_note, line.gains.other
    inputs = (Input("other saving", value, "a month", note),)
    return "Other saving", Workings(value, "a month", "as entered", inputs, SOURCE)


@dated
def benefit(case: Case, line: ReturnLine, today: date) -> tuple[str, Workings]:
    return _total(case, line, Side.BENEFIT)


@dated
def cost(case: Case, line: ReturnLine, today: date) -> tuple[str, Workings]:
    return _total(case, line, Side.COST)


def _total(case: Case, line: ReturnLine, side: Side) -> tuple[str, Workings]:
    flow = line.flow(case)
    parts = [part for part in lines_of_initiative(line.counted, case) if part.kind is side]
    inputs = tuple(input_of(part, prefix=f"{line.name}: ") for part in parts)
    value = flow.cost if side is Side.COST else flow.benefit
    rule = f"everything from its own week to the end of {flow.horizon_months} months"
    return f"{side.value.capitalize()}{in_case(case)}", Workings(value, "", rule, inputs, SOURCE)


@dated
def net(case: Case, line: ReturnLine, today: date) -> tuple[str, Workings]:
    return f"Net{in_case(case)}", net_workings(line.flow(case))


@dated
def roi(case: Case, line: ReturnLine, today: date) -> tuple[str, Workings]:
    return f"Return{in_case(case)}", roi_workings(line.flow(case))


def net_workings(flow: CashFlow) -> Workings:
    inputs = (Input("benefit", flow.benefit), Input("cost", flow.cost))
    return Workings(flow.net, "", NET_RULE.format(flow.horizon_months), inputs, SOURCE)


def roi_workings(flow: CashFlow) -> Workings:
    """Of present values where there is a discount rate."""
    if flow.npv == flow.net:
        inputs = (Input("benefit", flow.benefit), Input("cost", flow.cost))
        return Workings(flow.roi_percent, "%", ROI_RULE, inputs, SOURCE)
    inputs = (Input("present value of benefit", flow.pv_benefit), Input("present value of cost", flow.pv_cost))
    return Workings(flow.roi_percent, "%", f"{ROI_RULE}, of present values", inputs, SOURCE)


@dated
def payback(line: ReturnLine, today: date) -> tuple[str, Workings]:
    return "Payback", selectors.payback_workings(line)


@dated
def net_to_date(line: ReturnLine, today: date) -> tuple[str, Workings]:
    monthly, value = line.monthly(), line.net_to_date(today)
    inputs = (
        Input("net benefit", monthly.net_per_month, "a month", "measured" if line.is_measured else "as claimed"),
        Input("live on", day_words(line.counted.live)),
        Input("paid once", monthly.once),
    )
    return "Net so far", Workings(value, "", "net benefit a month × months live − paid once", inputs, SOURCE)


def won_back(asked: Asked) -> Explained:
    """Measured; nothing while no study can tell before from after."""
    name, timed = f"Hours a week won back, {asked.name}", asked.line.measured.timed if asked.line else ()
    inputs = tuple(
        Input(one.name, one.won_back.hours_per_week.value, "h/week", timings(one)) for one in timed if one.won_back
    )
    value = asked.line.measured.won_hours if asked.line else None
    entered = entered_in([one.id for one in timed])
    origins = tuple(studied(entered, one.id) for one in timed)
    return Explained(name, Workings(value, "h/week", WON_RULE, inputs, SOURCE), origins, asked.path)


def won_hours(line: MetricLine) -> Decimal | None:
    return line.won_back.hours_per_week.value if line.won_back else None


def timings(line: MetricLine) -> str:
    return f"{line.before.n} timings before, {line.after.n} after"


def input_of(line: Line, *, prefix: str = "") -> Input:
    day = line.once_on if line.once else line.from_on
    when = f"on {day_words(day)}" if line.once and day else f"from {day_words(day)}" if day else ""
    value, unit = (line.once, "once") if line.once else (line.per_month, "a month")
    return Input(line.label.removeprefix(prefix), value, unit, when)


# Metrics


def sample(phase: str, line: MetricLine) -> Explained:
    """Mean or share of one phase (a share in percent)."""
    observed = line.after if phase == PhaseOfStudy.AFTER else line.before
    found, name = observed.interval, f"{line.name}, {phase}"
    rule = INTERVAL_RULES[line.is_share]
    if found is None:
        made = Workings(None, line.metric.unit, rule, (Input("observations", 0),), STUDY_SOURCE)
        return explained(name, made, _path(line))
    factor, unit = (100, "%") if line.is_share else (1, line.metric.unit)
    basis = [Input("errors", observed.errors), Input("sample", observed.size)] if line.is_share else []
    ends = [
        Input(word, None if end is None else end * factor, unit)
        for word, end in (("95 % from", found.low), ("95 % to", found.high))
    ]
    made = Workings(found.value * factor, unit, rule, (*basis, Input("observations", found.n), *ends), STUDY_SOURCE)
    entered = studied(entered_in([line.id]), line.id, phase)
    return explained(name, made, _path(line), by_label=dict.fromkeys(("errors", "sample", "observations"), entered))


def change(line: MetricLine) -> Explained:
    """In percent of before, with the test that says whether it is one."""
    found, name = line.comparison, f"Change of {line.name}"
    if found is None:
        inputs = (Input("observations before", line.before.n), Input("observations after", line.after.n))
        return explained(
            name, Workings(None, "%", "needs observations of both phases", inputs, STUDY_SOURCE), _path(line)
        )
    made, entered = found.workings, entered_in([line.id])
    verdict = Input("verdict", str(made.value))
    made = Workings(found.change_percent, "%", made.rule, (*made.inputs, verdict), made.source)
    own = {phase: studied(entered, line.id, phase) for phase in PhaseOfStudy.values}
    return explained(name, made, _path(line), by_label=own)


def metric_won(line: MetricLine) -> Explained:
    name = f"Hours a week won back, {line.name}"
    if line.won_back is None:
        inputs = (Input("timings before", line.before.n), Input("timings after", line.after.n))
        return explained(name, Workings(None, "h/week", WON_RULE, inputs, STUDY_SOURCE), _path(line))
    entered = entered_in([line.id])
    own: dict[str, tuple[Provenance, ...]] = {
        f"minutes {phase}": studied(entered, line.id, phase) for phase in PhaseOfStudy.values
    }
    flow = (Origin("data flow", line.flow.id, TIMED),) if line.flow else ()
    own |= dict.fromkeys(("times", "people", "hourly rate"), flow)
    return explained(name, line.won_back.workings, _path(line), by_label=own)


def _path(line: MetricLine) -> str:
    return f"prove/measurements/{line.id}/"


def entered_in(metrics: Iterable[int]) -> dict[tuple[int, str], Entered]:
    """Who entered the newest observation of each metric and phase. One query, none without a metric."""
    return {
        (metric, phase): Entered(person or "Throughline", moment, f"prove/measurements/{metric}/")
        for metric, phase, person, moment in selectors.newest_observations(metrics)
    }


def studied(entered: dict[tuple[int, str], Entered], metric: int, phase: str = "") -> tuple[Entered, ...]:
    return tuple(one for key, one in entered.items() if key[0] == metric and phase in (key[1], ""))


def _asked(client: Client, pk: int) -> Asked:
    own = initiative_line(client, pk).initiative
    found = next((line for line in selectors.business_case_of(client).lines if line.id == pk), None)
    return Asked(pk, own.name, own.start, own.end, found, today_of(client), client.pk)


KINDS = (
    Kind(
        "initiative",
        _asked,
        {
            "once": once,
            "running": running,
            "hours_saved": hours_saved,
            "errors_avoided": errors_avoided,
            "other_saving": other_saving,
            **in_cases("benefit", benefit),
            **in_cases("cost", cost),
            **in_cases("net", net),
            **in_cases("roi", roi),
            "payback": payback,
            "net_to_date": net_to_date,
            "hours_won_back": won_back,
        },
    ),
    Kind(
        "metric",
        selectors.metric_line,
        {
            "before": partial(sample, "before"),
            "after": partial(sample, "after"),
            "change": change,
            "won_back": metric_won,
        },
    ),
)
