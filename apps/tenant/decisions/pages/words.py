"""How decisions are put into words: criteria, bands, states."""

from decimal import Decimal

from apps.core.display import Manner, number
from apps.methods.priority import Band
from apps.methods.scorecard import SCALES, Contribution, Criterion
from apps.methods.workings import Input, Workings
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


def state_words(line: OpportunityLine) -> tuple[str, str]:
    """What has become of it, as words and tone: its integration or initiative under way, else the decision."""
    for stage, field in (("integration", "status"), ("initiative", "state")):
        state = UNDER_WAY.get(getattr(getattr(line.opportunity, stage, None), field, ""))
        if state:
            return state
    return DECISION_STATES[Decision(line.opportunity.decision)]


def card_workings(line: OpportunityLine, manner: Manner) -> Workings:
    """The scorecard's workings with its criteria in words; the value as shown, because it may be a range."""
    card = line.card
    made_of = tuple(
        Input(f"{CRITERIA[row.criterion]}, weight {row.weight:f} %", row.value, SCALES[row.criterion].unit)
        for row in card.contributions
    )
    return Workings(range_words(card.low, card.high, manner), "", card.workings.rule, made_of, card.workings.source)
