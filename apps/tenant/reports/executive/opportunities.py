"""What to connect first: the ranking with its three factors, the scorecard, and value against change effort."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.figures.quadrant import Candidate, Quadrant, render_quadrant
from apps.figures.text import fit_text
from apps.tenant.reports.executive.hand_offs import top
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words, number_words, plural
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import OpportunityFact, Snapshot

MOST_ROWS, SHOWN_OF_MANY = 10, 8
MOST_NOTES = 2
MOST_BUBBLES = 14
HALF = 2
ROUTE_SIZE, ROUTE_ROOM = 7, 146


@dataclass(frozen=True, kw_only=True)
class Row:
    """card: weighted score, or its range while an input is missing."""

    no: int
    name: str
    route: str
    factors: str
    score: str
    band: str
    hours: str
    money: str
    card: str
    effort: str
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Sums:
    others: str
    others_hours: str
    others_money: str
    name: str
    hours: str
    money: str


@dataclass(frozen=True, kw_only=True)
class OpportunityPage:
    rows: list[Row]
    sums: Sums
    sign: str
    weights: str
    picture: Picture | None
    notes: list[str]
    proposals: int


def opportunities_section(facts: Snapshot, look: Look) -> Section:
    found = facts.opportunities
    shown, others = top(found.rows, most=MOST_ROWS, of_many=SHOWN_OF_MANY)
    finding = _finding(facts, look)
    return Section(
        key="opportunities",
        name="What to connect first",
        finding=finding,
        brief=finding,
        content=OpportunityPage(
            rows=[_row(at, row, look) for at, row in enumerate(shown, 1)],
            sums=_sums(facts, others, look),
            sign=look.sign,
            weights=", ".join(f"{name} {look.percent(weight)}" for name, weight in found.weights),
            picture=_quadrant(found.rows, look),
            notes=_notes(found.rows, look)[:MOST_NOTES],
            proposals=found.proposals,
        ),
    )


def _finding(facts: Snapshot, look: Look) -> str:
    """The fewest opportunities that hold half of their hours."""
    rows = sorted(facts.opportunities.rows, key=lambda row: (-row.hours_per_week, row.id))
    total = facts.opportunities.hours_per_week
    if not total:
        return f"{capital(count_words(len(rows), 'opportunity', 'opportunities'))} found; their hours are not known yet"
    held, count = Decimal(0), 0
    while held * HALF < total and count < len(rows):
        held += rows[count].hours_per_week
        count += 1
    share = look.percent(min(held, total) / total * 100)
    if count == len(rows):
        return f"{capital(count_words(count, 'opportunity', 'opportunities'))} {_hold(count)} all of the hours"
    of = count_words(len(rows), "opportunity", "opportunities")
    return f"{capital(number_words(count))} of {of} {_hold(count)} {share} of the hours"


def _hold(count: int) -> str:
    return "holds" if count == 1 else "hold"


def _row(at: int, row: OpportunityFact, look: Look) -> Row:
    return Row(
        no=at,
        name=row.name,
        route=fit_text(row.route, ROUTE_SIZE, ROUTE_ROOM),
        factors=" × ".join(map(str, row.factors)) or "–",
        score=str(row.score) if row.score else "–",
        band=row.band or "not scored yet",
        hours=look.hours2(row.hours_per_week),
        money=look.number(row.cost_per_year),
        card=look.number(row.card_total) if row.card_total is not None else _range(row, look),
        effort=str(row.effort) if row.effort else "–",
        state=row.state,
        tone=row.tone,
    )


def _range(row: OpportunityFact, look: Look) -> str:
    return f"{look.number(row.card_low)}–{look.number(row.card_high)}"


def _sums(facts: Snapshot, others: Sequence[OpportunityFact], look: Look) -> Sums:
    found = facts.opportunities
    return Sums(
        others=plural(len(others), "other") if others else "",
        others_hours=look.hours2(sum((row.hours_per_week for row in others), Decimal(0))),
        others_money=look.number(sum((row.cost_per_year for row in others), Decimal(0))),
        name=f"All {number_words(len(found.rows))}",
        hours=look.hours2(found.hours_per_week),
        money=look.number(found.cost_per_year),
    )


def _quadrant(rows: Sequence[OpportunityFact], look: Look) -> Picture | None:
    placed = [row for row in rows if row.effort and row.decision != "dismissed"][:MOST_BUBBLES]
    if not placed:
        return None
    tones = {"good": "good", "half": "accent"}
    candidates = tuple(
        Candidate(
            id=row.id,
            name=row.name,
            effort=Decimal(row.effort or 0),
            value=(row.card_low + row.card_high) / 2,
            size=row.hours_per_week,
            note=f"{look.hours(row.hours_per_week)} h",
            tone=tones.get(row.tone, "slate"),
        )
        for row in placed
    )
    figure = render_quadrant(Quadrant(candidates=candidates), width=COLUMN, height=174, style=look.style)
    sub = "Weighted score, 0 to 100, against change effort, 1 to 5; the size of a dot is its hours a week"
    return Picture(figure=figure, sub=sub, caption="Source: scorecard and change effort as agreed.")


def _notes(rows: Sequence[OpportunityFact], look: Look) -> list[str]:
    """Where a person overruled a rule, and why; where two applications do the same."""
    notes = [
        f"{row.name}: the rule proposes tier {row.rule_tier}; overruled in favour of {row.tier}. {row.override_reason}"
        for row in rows
        if row.override_reason and row.rule_tier and row.tier != row.rule_tier
    ]
    notes += [
        f"{row.name}: consolidate {row.overlap_words}; it shares {look.percent(row.overlap_percent)} "
        f"of what the smaller one does. {row.reason}".strip()
        for row in rows
        if row.overlap_percent is not None and row.decision == "consolidate"
    ]
    return notes
