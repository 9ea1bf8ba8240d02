"""Why the figures of opportunities and consolidations are what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from apps.core.display import Manner, manner_of
from apps.methods import consolidation, handoffs, scorecard, tiers
from apps.methods.ranges import Case
from apps.methods.scorecard import Criterion
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.decisions import selectors
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Opportunity
from apps.tenant.decisions.pages.words import CRITERIA, points_words, range_words
from apps.tenant.flows.explain import FIELDS, FIGURE_WORDS, SUM_RULE, largest, score_workings, timing_of
from apps.tenant.history.explaining import Explained, Figure, Kind, Origin, Provenance, explained

CARD_FIELDS = {
    Criterion.ERROR_REDUCTION: "error_points",
    Criterion.REVENUE: "days_sooner",
    Criterion.RISK_REDUCTION: "risk_checks",
    Criterion.USER_EXPERIENCE: "user_pain",
}
SCORE_RULE = "frequency × error cost × time each, 1 to 3 each; the highest of its flows counts"
SHARE_RULE = (
    "share of draws among the first three, when each weight varies by up to a quarter and each missing "
    "input lies anywhere on its scale"
)
SAVED_RULE = "hours by hand × share expected to go"
TOOL_FIELDS = ("annual_cost", "capabilities")
CASE_FIELDS = {
    "saving in 12 months": ("saving_12_months",),
    "migration": ("migration_cost",),
    "migration, expected": ("migration_cost", "migration_low", "migration_high"),
    "retraining": ("retraining_cost",),
    "retraining, expected": ("retraining_cost", "retraining_low", "retraining_high"),
    "capability or wish to maintain several integrations": ("can_maintain",),
}


@dataclass(frozen=True)
class Ranked:
    """One opportunity among all of them."""

    line: OpportunityLine
    lines: Sequence[OpportunityLine]
    manner: Manner

    @property
    def path(self) -> str:
        return f"decide/opportunities/{self.line.id}/"


def hand_offs(figure: str, asked: Ranked) -> Explained:
    made, origins = largest(asked.line.flows, figure, SUM_RULE)
    made = made if asked.line.is_timed else Workings(None, made.unit, made.rule, made.inputs, made.source)
    return Explained(f"{FIGURE_WORDS[figure]} of {asked.line.name}", made, origins, asked.path)


def hours_saved(asked: Ranked) -> Explained:
    line = asked.line
    hours = line.hours_per_week if line.is_timed else None
    inputs = (
        Input("hours by hand", hours, "h/week"),
        Input("share expected to go", line.share_removed.expected * 100, "%", "typical range"),
    )
    made = Workings(line.hours_saved, "h/week", SAVED_RULE, inputs, "G typical range")
    timed = tuple(timing_of(flow) for flow in line.flows if flow.is_hand_off)
    return explained(f"Hours expected to go, {line.name}", made, asked.path, by_label={"hours by hand": timed})


def score(asked: Ranked) -> Explained:
    """Of the one flow, or of the highest of several."""
    line, name = asked.line, f"Priority score of {asked.line.name}"
    if len(line.flows) == 1:
        own = {label: (Origin("data flow", line.flows[0].id, fields),) for label, fields in FIELDS.items()}
        return explained(name, score_workings(line.flows[0]), asked.path, by_label=own)
    inputs = tuple(Input(flow.name, flow.score, "points", _missing(flow.priority_missing)) for flow in line.flows)
    value = line.score if line.priority else points_words(line.possible_score)
    origins = tuple((Origin("data flow", flow.id, ("times", "per", "minutes", "error_cost")),) for flow in line.flows)
    made = Workings(value if line.flows else None, "points", SCORE_RULE, inputs, "G step 3")
    return Explained(name, made, origins, asked.path)


def _missing(names: Sequence[str]) -> str:
    return f"missing: {', '.join(names)}" if names else ""


def total(asked: Ranked) -> Explained:
    """A range while an input is missing."""
    card = asked.line.card
    inputs, origins = [], []
    for row in card.contributions:
        scale = scorecard.SCALES[row.criterion].unit
        inputs.append(Input(f"{CRITERIA[row.criterion]}, weight {row.weight:f} %", row.value, scale))
        origins.append(_entered(row.criterion, asked.line))
    value = range_words(card.low, card.high, asked.manner) if card.missing else card.total
    made = Workings(value, "of 100", card.workings.rule, tuple(inputs), card.workings.source)
    return Explained(f"Weighted score of {asked.line.name}", made, tuple(origins), asked.path)


def criterion(one: Criterion, asked: Ranked) -> Explained:
    """What one criterion adds to the total."""
    row = next(row for row in asked.line.card.contributions if row.criterion is one)
    scale = scorecard.SCALES[one]
    inputs = (
        Input("input", row.value, scale.unit),
        Input(
            "score on its scale", row.score, "of 100", f"{scale.at_zero:f} scores 0, {scale.at_hundred:f} scores 100"
        ),
        Input("weight", row.weight, "%"),
    )
    value = None if row.score is None else row.low
    made = Workings(value, "of 100", "weight × score ÷ 100", inputs, scorecard.SOURCE)
    words = f"{CRITERIA[one]}, {asked.line.name}"
    return explained(words, made, asked.path, by_label={"input": _entered(one, asked.line)})


def _entered(one: Criterion, line: OpportunityLine) -> tuple[Origin, ...]:
    if one is Criterion.TIME_SAVED:
        return tuple(timing_of(flow) for flow in line.flows if flow.is_hand_off)
    return (Origin("opportunity", line.id, (CARD_FIELDS[one],)),)


def top_three(asked: Ranked) -> Explained:
    found = selectors.robustness_of(asked.lines)
    share = found.shares.get(asked.line.id)
    inputs = (
        Input("weighted score", range_words(asked.line.card.low, asked.line.card.high, asked.manner), "of 100"),
        Input("draws", found.draws),
        Input("missing inputs", len(asked.line.card.missing)),
    )
    made = Workings(None if share is None else share * 100, "%", SHARE_RULE, inputs, scorecard.SOURCE)
    return explained(f"{asked.line.name} in the top three", made, asked.path)


def advice(part: str, asked: Ranked) -> Explained:
    """Tier or pattern: the rule's, or a person's with the rule's beside it."""
    line, own = asked.line, asked.line.opportunity
    chosen, rule = (line.tier, line.rule_tier) if part == "tier" else (line.pattern, line.rule_pattern)
    found = line.advice
    because = () if found is None else found.tier_reasons if part == "tier" else found.pattern_reasons
    inputs = [Input("systems", len(line.systems), "", ", ".join(line.systems))]
    inputs += [Input("the rule says", str(rule.label) if rule else None, "", "; ".join(because))]
    origins: dict[str, tuple[Origin, ...]] = {}
    if getattr(own, f"{part}_override"):
        inputs.append(Input("a person's answer", str(chosen.label) if chosen else None, "", own.override_reason))
        origins["a person's answer"] = (Origin("opportunity", line.id, (f"{part}_override", "override_reason")),)
    made = Workings(
        str(chosen.label) if chosen else None, "", "the simplest that does the job", tuple(inputs), tiers.SOURCE
    )
    return explained(f"{part.capitalize()} of {line.name}", made, asked.path, by_label=origins)


# Consolidations


@dataclass(frozen=True)
class Weighed:
    line: ConsolidationLine

    @property
    def key(self) -> str:
        return f"consolidation-{self.line.id}"

    @property
    def path(self) -> str:
        return f"decide/consolidate/{self.line.id}/"


def _case(asked: Weighed, words: str, made: Workings) -> Explained:
    own: dict[str, tuple[Provenance, ...]] = {
        label: (Origin("consolidation", asked.line.id, fields),) for label, fields in CASE_FIELDS.items()
    }
    tools = {tool.name: (Origin("application", tool.id, TOOL_FIELDS),) for tool in asked.line.tools}
    own |= tools
    own["overlap"] = (*(one for some in tools.values() for one in some), Figure(asked.key, "overlap"))
    own["saving in 12 months"] = (*own["saving in 12 months"], Figure(asked.key, "saving"))
    return explained(f"{words}, {asked.line.name}", made, asked.path, by_label=own)


def overlap(asked: Weighed) -> Explained:
    line = asked.line
    inputs = tuple(Input(tool.name, len(tool.capabilities), "capabilities") for tool in line.tools)
    shared = Input("in common", len(line.shared.shared), "capabilities", ", ".join(line.shared.shared))
    rule = "capabilities in common ÷ those of the smaller one; of several pairs the closest"
    made = Workings(line.overlap_percent, "%", rule, (*inputs, shared), consolidation.SOURCE)
    return _case(asked, "Overlap", made)


def saving(asked: Weighed) -> Explained:
    """What a year saves: entered, else worked out."""
    line, own = asked.line, asked.line.consolidation.saving_12_months
    if own is not None:
        made = Workings(own, "", "as entered", (Input("saving in 12 months", own),), consolidation.SOURCE)
        return _case(asked, "Saving in 12 months", made)
    costs = tuple(Input(tool.name, tool.annual_cost, "a year") for tool in line.given_up)
    inputs = (
        *costs,
        Input("hand-offs between them", line.hours, "h/week"),
        Input("hourly rate", line.rate, "per hour"),
    )
    rule = "yearly cost of what is given up + hours between the tools × rate × 52"
    return _case(asked, "Saving in 12 months", Workings(line.saving, "", rule, inputs, consolidation.SOURCE))


def switching(asked: Weighed) -> Explained:
    line = asked.line
    inputs = (
        Input("migration", line.migration, "", "" if line.consolidation.migration_cost is not None else "estimated"),
        Input("retraining", line.consolidation.retraining_cost),
    )
    made = Workings(line.switching_cost, "", "migration + retraining", inputs, consolidation.SOURCE)
    return _case(asked, "Costs once", made)


def question(name: str, words: str, asked: Weighed) -> Explained:
    return _case(asked, words, getattr(asked.line.advice, name).workings)


def recommendation(asked: Weighed) -> Explained:
    found = asked.line.advice
    inputs = (
        Input("overlap of at least 70 %", found.overlap.answer),
        Input("a year's saving pays the move", found.saving.answer),
        Input("can and wants to maintain several", found.capability.answer),
    )
    origins: tuple[tuple[Provenance, ...], ...] = tuple(
        (Figure(asked.key, f"question-{name}"),) for name in ("overlap", "saving", "capability")
    )
    rule = "the first two both yes: consolidate; otherwise integrate"
    made = Workings(found.recommendation.value, "", rule, inputs, consolidation.SOURCE)
    return Explained(f"Recommendation, {asked.line.name}", made, origins, asked.path)


def net(case: Case, asked: Weighed) -> Explained:
    found = asked.line.economics
    if found is None:
        missing = tuple(Input(tool.name, tool.annual_cost, "a year") for tool in asked.line.given_up)
        inputs = (*missing, Input("retraining", asked.line.consolidation.retraining_cost))
        return _case(asked, "Net after twelve months", Workings(None, "", "needs every figure", inputs, "N"))
    made = found.workings
    value = found.net.of(case)
    words = "Net after twelve months" + ("" if case is Case.EXPECTED else f", {case.value}")
    return _case(asked, words, Workings(value, made.unit, made.rule, made.inputs, made.source))


def _ranked(client: Client, pk: int) -> Ranked:
    lines = selectors.ranked_opportunities(client)
    found = next((line for line in lines if line.id == pk), None)
    if found is None:
        raise Opportunity.DoesNotExist(pk)
    return Ranked(found, lines, manner_of(client))


def _weighed(client: Client, pk: int) -> Weighed:
    return Weighed(selectors.consolidation_line(pk, client))


KINDS = (
    Kind(
        "opportunity",
        _ranked,
        {
            **{figure: partial(hand_offs, figure) for figure in handoffs.FIGURES},
            "hours_saved": hours_saved,
            "score": score,
            "total": total,
            **{one.value: partial(criterion, one) for one in Criterion},
            "top_three": top_three,
            "tier": partial(advice, "tier"),
            "pattern": partial(advice, "pattern"),
        },
    ),
    Kind(
        "consolidation",
        _weighed,
        {
            "overlap": overlap,
            "saving": saving,
            "switching_cost": switching,
            "recommendation": recommendation,
            "question-overlap": partial(question, "overlap", "Is the overlap large"),
            "question-saving": partial(question, "saving", "Does it pay"),
            "question-capability": partial(question, "capability", "Can they be maintained"),
            "net": partial(net, Case.EXPECTED),
            "net-low": partial(net, Case.LOW),
            "net-high": partial(net, Case.HIGH),
        },
    ),
)
