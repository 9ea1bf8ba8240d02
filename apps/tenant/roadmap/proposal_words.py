"""Which limits are in the way, in words that say what to change."""

from collections.abc import Sequence
from decimal import Decimal

from apps.core.display import Manner, exact, money
from apps.figures.numerals import listed, plural
from apps.methods.scheduling import Breach, Violated
from apps.methods.scheduling_parts import BUDGET, CAPACITY, IN_FLIGHT
from apps.methods.scheduling_reasons import BLACKOUTS, DEPENDENCIES, HORIZON
from apps.tenant.roadmap.proposal_inputs import Inputs

# The names under which a limit is asked for, in the address and over the API.
FIELDS = {
    IN_FLIGHT: "limit_in_flight",
    CAPACITY: "capacity_days_per_month",
    BUDGET: "budget_per_month",
    BLACKOUTS: "blackouts",
    DEPENDENCIES: "depends_on",
    HORIZON: "horizon_months",
}
MOST_NAMES = 5


def violated_words(one: Violated, inputs: Inputs, manner: Manner) -> str:
    """ "The budget of $500 a month is too small for Stock sync." """
    limits, who = inputs.limits, _names(inputs.names(one.efforts))
    if one.constraint == HORIZON:
        enough = f" They would fit into {plural(one.months, 'month')}." if one.months else ""
        return f"{plural(limits.horizon, 'month')} {'is' if limits.horizon == 1 else 'are'} too few for {who}.{enough}"
    if one.constraint == CAPACITY and one.person:
        days = _days(limits.days_of.get(one.person, Decimal(0)), manner)
        return f"{one.person} has {days} a month, which is too little for {who}."
    words = {
        IN_FLIGHT: f"At most {limits.in_flight} at once is too few for {who}.",
        CAPACITY: f"With {_days(limits.days_per_month, manner)} of work a month there is no room for {who}.",
        BUDGET: f"The budget of {money(limits.budget_per_month, manner)} a month is too small for {who}.",
        BLACKOUTS: f"The blackouts leave no room for {who}.",
        DEPENDENCIES: f"What waits for what makes too long a chain: {who}.",
    }
    return words[one.constraint]


def breach_words(one: Breach, inputs: Inputs, manner: Manner) -> str:
    """ "Month 3: 4 at once, room for 3 (Stock sync, Lead sync, …)." """
    names = inputs.names(one.efforts)
    who = _names(names)
    used, limit = exact(one.used, manner), exact(one.limit, manner)
    beside = " beside what runs already" if inputs.running else ""
    whose = f"of {one.person}" if one.person else "of work"
    words = {
        IN_FLIGHT: f"Month {one.month}: {used} at once, room for {limit}{beside} ({who}).",
        CAPACITY: f"Month {one.month}: {_days(one.used, manner)} {whose}, {limit} free ({who}).",
        BUDGET: f"Month {one.month}: {money(one.used, manner)} where {money(one.limit, manner)} are left ({who}).",
        BLACKOUTS: f"{who} would be built in month {one.month}, a blackout.",
        HORIZON: f"{who} would be finished in month {one.month}, after the horizon of {inputs.limits.horizon}.",
    }
    if one.constraint == DEPENDENCIES:
        return f"{names[0]} would begin before {_names(names[1:]) or 'what it waits for'} is live."
    return words[one.constraint]


def _days(days: Decimal | None, manner: Manner) -> str:
    return f"{exact(days, manner)} day{'' if days == 1 else 's'}"


def _names(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES:
        return listed(list(names))
    return f"{', '.join(names[: MOST_NAMES - 1])} and {len(names) - MOST_NAMES + 1} more"
