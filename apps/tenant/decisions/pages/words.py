"""How decisions are put into words: criteria, bands, states."""

from collections.abc import Mapping
from decimal import Decimal

from apps.core.display import Manner, number
from apps.methods.priority import Band, ScoreRange
from apps.methods.robustness import Flip
from apps.methods.scorecard import EFFORTS, Contribution, Criterion
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Decision

CRITERIA = {
    Criterion.TIME_SAVED: "Time saved",
    Criterion.ERROR_REDUCTION: "Error reduction",
    Criterion.REVENUE: "Revenue and cash",
    Criterion.RISK_REDUCTION: "Risk reduction",
    Criterion.USER_EXPERIENCE: "User experience",
}
MISSING = {
    Criterion.TIME_SAVED: "Missing: not timed yet",
    Criterion.ERROR_REDUCTION: "Missing: no error audit yet",
    Criterion.REVENUE: "Missing: effect on cash not known",
    Criterion.RISK_REDUCTION: "Missing: risks not checked yet",
    Criterion.USER_EXPERIENCE: "Missing: no survey yet",
}
INPUTS = {
    Criterion.TIME_SAVED: "{} h a week, scale 0 to 5 h",
    Criterion.ERROR_REDUCTION: "{} points fewer wrong, scale 0 to 10",
    Criterion.REVENUE: "{} days sooner, scale 0 to 4",
    Criterion.RISK_REDUCTION: "{} of 5 risk checks better",
    Criterion.USER_EXPERIENCE: "survey {}, scale 1 to 5",
}
BANDS = {
    Band.PRIORITY: ("Priority", "score 18 and above"),
    Band.SECONDARY: ("Secondary", "8 to 17"),
    Band.LATER: ("Later", "below 8"),
    None: ("Not scored yet", "an input is missing"),
}
BAND_CLASSES = {Band.PRIORITY: "sp", Band.SECONDARY: "ss", Band.LATER: "sl", None: "sl"}
DECISION_STATES = {
    Decision.OPEN: ("Not decided", ""),
    Decision.INTEGRATE: ("Decided", "busy"),
    Decision.CONSOLIDATE: ("Decided", "busy"),
    Decision.DISMISSED: ("Not worth doing", "warn"),
}
STATES = {
    "open": "Not decided",
    "decided": "Decided",
    "building": "Being built",
    "parallel": "Parallel run",
    "live": "Live",
    "dismissed": "Not worth doing",
}
UNDER_WAY = {"building": ("Being built", "busy"), "parallel": ("Parallel run", "busy"), "live": ("Live", "good")}


def short(value: Decimal, manner: Manner) -> str:
    """As few decimals as it needs, at most two."""
    places = next((n for n in (0, 1) if value == round(value, n)), 2)
    return number(value, manner, places=places)


def input_words(row: Contribution, manner: Manner) -> str:
    if row.value is None:
        return MISSING[row.criterion]
    return INPUTS[row.criterion].format(short(row.value, manner))


def range_words(low: Decimal, high: Decimal, manner: Manner) -> str:
    """ "55.5", or "55.5 to 65.5" where something is missing."""
    first, last = number(low, manner, places=1), number(high, manner, places=1)
    return first if first == last else f"{first} to {last}"


def points_words(found: ScoreRange | None, *, between: str = " to ") -> str:
    """ "18", or "6 to 18" while an input is missing; a dash without a flow."""
    if found is None:
        return "–"
    return str(found.low) if found.low == found.high else f"{found.low}{between}{found.high}"


def effort_words(effort: int | None) -> str:
    """ "2 of 5, one team learns a step"."""
    return f"{effort} of 5, {EFFORTS[effort]}" if effort else "not known yet"


def state_key(line: OpportunityLine) -> str:
    """What has become of it: its integration or initiative under way, else the decision. A key of `STATES`."""
    for stage, field in (("integration", "status"), ("initiative", "state")):
        state = getattr(getattr(line.opportunity, stage, None), field, "")
        if state in UNDER_WAY:
            return str(state)
    decision = line.opportunity.decision
    return "decided" if decision in {Decision.INTEGRATE, Decision.CONSOLIDATE} else str(decision)


def state_words(line: OpportunityLine) -> tuple[str, str]:
    """The same as words and tone."""
    return UNDER_WAY.get(state_key(line)) or DECISION_STATES[Decision(line.opportunity.decision)]


def flip_words(flip: Flip | None, names: Mapping[str, str], leads: int | None) -> str:
    """The smallest change of one weight after which first and second change places; names by id as text."""
    if flip is None:
        return "No single weight can make first and second change places."
    first, second = names[flip.first], names[flip.second]
    label = CRITERIA[flip.criterion].lower()
    if flip.to_weight == flip.from_weight:
        return f"{first} and {second} are level: any change of {label} decides between them."
    change = f"{label} weighed {flip.beyond} % instead of {flip.from_weight:f} %"
    if str(leads) == flip.second:
        return f"If {change}, {second} would come first."
    ahead = names.get(str(leads), "another one")
    return f"If {change}, {second} would pass {first}, and {ahead} would come first."
