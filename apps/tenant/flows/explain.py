"""Why the figures of data flows, of processes and of everything found by hand are what they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from apps.methods import gaps, handoffs, priority
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.flows import process_selectors, selectors
from apps.tenant.flows.lines import MISSING_WORDS, FlowLine
from apps.tenant.flows.models import Process
from apps.tenant.flows.process_selectors import Trace
from apps.tenant.history.explaining import Explained, Kind, Origin, explained

SHOWN = 10
TIMES = ("times", "per")
FIELDS = {
    "minutes per occurrence": ("minutes",),
    "occurrences a week": TIMES,
    "people": ("people",),
    "frequency": TIMES,
    "error cost": ("error_cost",),
    "time each": ("minutes",),
}
TIMED = (*TIMES, "minutes", "people", "hourly_rate")
FIGURE_WORDS = {
    "hours_per_week": "Hours a week",
    "hours_per_month": "Hours a month",
    "hours_per_year": "Hours a year",
    "cost_per_week": "Cost a week",
    "cost_per_month": "Cost a month",
    "cost_per_year": "Cost a year",
}
SUM_RULE = "sum over its hand-offs, each data flow once, unrounded"
GAP_RULE = (
    "the first that applies of: no integration, fragile, one-way, batch; an automated flow with none of them is fine"
)
GAP_FACTS = ("mechanism", "direction", "wanted_direction", "latency_hours", "wanted_latency_hours", "has_owner")


def path_of(line: FlowLine) -> str:
    return f"assess/flows/{line.id}/"


def timing_of(line: FlowLine) -> Origin:
    """Where its minutes, its cadence, its people and its rate are entered."""
    return Origin("data flow", line.id, TIMED)


def flow_figure(figure: str, line: FlowLine) -> Explained:
    """Hours or cost of one flow; an input that nobody gave yet is shown as missing."""
    if line.cost:
        made = handoffs.workings_of(line.cost, figure)
    else:
        made = handoffs.missing_workings(
            figure, minutes=line.minutes, cadence=line.cadence, people=Decimal(line.people), hourly_rate=line.rate
        )
    inputs = tuple(replace(one, source=line.rate_words) if one.label == "hourly rate" else one for one in made.inputs)
    own: dict[str, tuple[Origin, ...]] = {
        label: (Origin("data flow", line.id, fields),) for label, fields in FIELDS.items()
    }
    own["hourly rate"] = () if line.hourly_rate is None else (Origin("data flow", line.id, ("hourly_rate",)),)
    return explained(
        f"{FIGURE_WORDS[figure]} of {line.name}", replace(made, inputs=inputs), path_of(line), by_label=own
    )


def flow_score(line: FlowLine) -> Explained:
    own = {label: (Origin("data flow", line.id, fields),) for label, fields in FIELDS.items()}
    return explained(f"Priority of {line.name}", score_workings(line), path_of(line), by_label=own)


def score_workings(line: FlowLine) -> Workings:
    """Of one flow, each factor as far as it is known."""
    if line.priority:
        return line.priority.workings
    cost = priority.ErrorCost(line.error_cost) if line.error_cost else None
    return priority.partial_workings(priority.Partial(cadence=line.cadence, minutes=line.minutes, error_cost=cost))


def flow_gap(line: FlowLine) -> Explained:
    own, shown = {}, []
    for name in GAP_FACTS:
        label = MISSING_WORDS[name]
        shown.append(Input(label, _fact(line, name), "h" if name.endswith("latency_hours") else ""))
        own[label] = (Origin("data flow", line.id, (name, "owner") if name == "has_owner" else (name,)),)
    if line.gap_override:
        shown.append(Input("a person's answer", line.gap_words, "", line.gap_override_reason))
        own["a person's answer"] = (Origin("data flow", line.id, ("gap_override", "gap_override_reason")),)
    made = Workings(line.gap_words, "", GAP_RULE, tuple(shown), gaps.SOURCE)
    return explained(f"Gap of {line.name}", made, path_of(line), by_label=own)


def _fact(line: FlowLine, name: str) -> Decimal | str | bool | None:
    if name == "mechanism":
        return line.mechanism_words
    if name == "has_owner":
        return True if line.owner else line.has_owner
    value: Decimal | str | None = getattr(line, name)
    return value.replace("_", "-") if isinstance(value, str) else value


def largest(lines: Iterable[FlowLine], figure: str, rule: str) -> tuple[Workings, tuple[tuple[Origin, ...], ...]]:
    """The sum over hand-offs as its ten largest parts and all others as one, with where each was entered."""
    timed = [line for line in lines if line.is_hand_off and line.cost]
    timed.sort(key=lambda line: (-getattr(line.cost, figure), line.id))
    unit, total = handoffs.FIGURES[figure][0], handoffs.total(line.cost for line in timed if line.cost)
    inputs = [Input(line.name, getattr(line.cost, figure), unit) for line in timed[:SHOWN]]
    origins: list[tuple[Origin, ...]] = [(timing_of(line),) for line in timed[:SHOWN]]
    if others := timed[SHOWN:]:
        rest = handoffs.total(line.cost for line in others if line.cost)
        inputs.append(Input(f"{len(others)} more, each smaller", getattr(rest, figure), unit))
        origins.append(())
    return Workings(getattr(total, figure), unit, rule, tuple(inputs), handoffs.SOURCE), tuple(origins)


@dataclass(frozen=True)
class Everything:
    """All flows of a client."""

    lines: Sequence[FlowLine]


def found_figure(figure: str, words: str, everything: Everything) -> Explained:
    unit_rule = handoffs.FIGURES[figure][1]
    each = f"{handoffs.RULE}{f', then {unit_rule}' if unit_rule else ''}"
    made, origins = largest(everything.lines, figure, f"sum over the hand-offs at their baseline, each {each}")
    return Explained(words, made, origins, "assess/flows/")


def process_figure(figure: str, trace: Trace) -> Explained:
    lines = {step.line.id: step.line for step in trace.steps}
    made, origins = largest(lines.values(), figure, SUM_RULE)
    words = f"{FIGURE_WORDS[figure]} of {trace.process}"
    return Explained(words, made, origins, f"assess/processes/{trace.process.pk}/")


def _trace(client: Client, pk: int) -> Trace:
    return process_selectors.trace_of(client, Process.objects.get(pk=pk, deleted_at=None))


def _everything(client: Client, pk: int) -> Everything:
    return Everything(selectors.list_flows(client, selectors.FlowFilter(only=selectors.BY_HAND)))


def _each(how: Callable[..., Explained]) -> dict[str, Callable[..., Explained]]:
    return {figure: partial(how, figure) for figure in handoffs.FIGURES}


KINDS = (
    Kind("flow", selectors.flow_line, {**_each(flow_figure), "score": flow_score, "gap": flow_gap}),
    Kind("process", _trace, _each(process_figure)),
    Kind(
        "client",
        _everything,
        {
            "hours_found": partial(found_figure, "hours_per_week", "Hours a week found"),
            "money_found": partial(found_figure, "cost_per_year", "Money a year found"),
            "money_found_per_week": partial(found_figure, "cost_per_week", "Money a week found"),
            "money_found_per_month": partial(found_figure, "cost_per_month", "Money a month found"),
        },
    ),
)
