"""The rows with which a report shows how each kind of number is made, and the figure of each that can be explained."""

from collections.abc import Callable, Mapping

from apps.tenant.reports.facts import HandOffFact, MeasuredFact, OpportunityFact, ReturnFact, Snapshot


def hand_off(facts: Snapshot) -> HandOffFact | None:
    """The largest that is timed."""
    return next((row for row in facts.hand_offs.rows if row.cadence and row.hours_per_week), None)


def scored(facts: Snapshot) -> OpportunityFact | None:
    return next((row for row in facts.opportunities.rows if row.score), None)


def expected(facts: Snapshot) -> OpportunityFact | None:
    """The first whose saving is a share of its hours."""
    return next((row for row in facts.opportunities.rows if row.expected_hours and row.decision != "consolidate"), None)


def paid(facts: Snapshot) -> ReturnFact | None:
    return next((row for row in facts.returns.rows if row.once or row.running), None) if facts.returns else None


def measured(facts: Snapshot) -> MeasuredFact | None:
    """The first time study with both sides."""
    rows = facts.returns.measured if facts.returns else ()
    return next((row for row in rows if row.after and row.unit != "%"), None)


Example = HandOffFact | OpportunityFact | ReturnFact | MeasuredFact
# Line of the method page → its example, kind of object and field as `explain` knows them.
EXPLAINED: Mapping[str, tuple[Callable[[Snapshot], Example | None], str, str]] = {
    "hours": (hand_off, "flow", "hours_per_week"),
    "money": (hand_off, "flow", "cost_per_year"),
    "won_back": (measured, "metric", "won_back"),
    "priority": (scored, "opportunity", "score"),
    "expected": (expected, "opportunity", "hours_saved"),
    "cost": (paid, "initiative", "once"),
}
