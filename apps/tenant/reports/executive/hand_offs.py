"""Where data moves by hand: the map, the hand-offs behind it, and what is automatic but leaves a gap."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from apps.figures.bus_map import render_bus_map
from apps.figures.department_map import render_department_map
from apps.figures.figure import Figure
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words, number_words
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import GapFact, HandOffFact, Snapshot

T = TypeVar("T")
MOST_ROWS, SHOWN_OF_MANY = 10, 8
MOST_GAPS, GAPS_OF_MANY = 6, 5
ROWS_BESIDE_GAPS = 6
# An application is named in the headline when at least a fifth of the hours pass through it.
STANDS_OUT = 5
# Chips of more applications than this can't be read in a printed column; departments still can.
MOST_ON_MAP = 40
# Drawn in more units than the column has points, so that twelve departments fit beside each other.
DEPARTMENT_UNITS = 880


@dataclass(frozen=True, kw_only=True)
class Row:
    mark: str
    ends: str
    data_object: str
    often: str
    minutes: str
    hours: str
    today: str
    is_better: bool
    money: str


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A line below the rows: "and 12 others", "All nine"."""

    name: str
    hours: str
    today: str
    money: str


@dataclass(frozen=True, kw_only=True)
class HandOffPage:
    """gaps_more: how many automatic flows with a gap are left out. gaps_words: the others in a sentence where the
    table of hand-offs leaves no room for a second one."""

    picture: Picture
    title: str
    rows: list[Row]
    others: Sum | None
    total: Sum
    sign: str
    gaps: list[GapFact]
    gaps_title: str
    gaps_more: int
    gaps_words: str
    untimed: int
    conflicts: str


def top(rows: Sequence[T], *, most: int, of_many: int) -> tuple[Sequence[T], Sequence[T]]:
    """All rows while there are few; otherwise the first ones, and the others."""
    return (rows, ()) if len(rows) <= most else (rows[:of_many], rows[of_many:])


def hand_offs_section(facts: Snapshot, look: Look) -> Section:
    found = facts.hand_offs
    shown, others = top(found.rows, most=MOST_ROWS, of_many=SHOWN_OF_MANY)
    gaps, more = top(found.gaps, most=MOST_GAPS, of_many=GAPS_OF_MANY)
    finding = _finding(facts, look)
    return Section(
        key="hand_offs",
        name="Where data moves by hand",
        finding=finding,
        brief=finding,
        content=HandOffPage(
            picture=Picture(figure=_map(facts, look), sub=_map_words(facts, look), title=_map_title(facts)),
            title=_title(len(found.rows), len(others), look),
            rows=[_row(row, look) for row in shown],
            others=_others(others, look) if others else None,
            total=_total(facts, look),
            sign=look.sign,
            gaps=list(gaps),
            gaps_title=f"{capital(count_words(len(found.gaps), 'automatic flow'))} with a gap",
            gaps_more=len(more),
            gaps_words=_gaps_words(gaps) if len(shown) > ROWS_BESIDE_GAPS else "",
            untimed=found.untimed,
            conflicts=_conflicts(facts, look),
        ),
    )


def _map(facts: Snapshot, look: Look) -> Figure:
    data = facts.hand_offs.map
    if len(data.applications) <= MOST_ON_MAP:
        return render_bus_map(data, width=COLUMN, style=look.style)
    return render_department_map(data, width=DEPARTMENT_UNITS, style=look.style)


def _finding(facts: Snapshot, look: Look) -> str:
    """The application that most of the hours pass through, of what is left today."""
    passing: dict[str, Decimal] = defaultdict(Decimal)
    total = Decimal(0)
    for row in facts.hand_offs.rows:
        hours = row.left_per_week or Decimal(0)
        total += hours
        for end in {row.source, row.target}:
            passing[end] += hours
    if not total:
        return f"{capital(count_words(len(facts.hand_offs.rows), 'hand-off'))} found; none is timed yet"
    name = min(passing, key=lambda end: (-passing[end], end))
    if passing[name] * STANDS_OUT < total:
        between = count_words(facts.inventory.applications, "application")
        return f"{capital(count_words(len(facts.hand_offs.rows), 'hand-off'))} between {between}; none stands out"
    left = "of what is left passes" if facts.hand_offs.standing.won_back_hours else "of the hours by hand pass"
    return f"{look.percent(passing[name] / total * 100)} {left} through {name}"


def _map_words(facts: Snapshot, look: Look) -> str:
    inventory = facts.inventory
    words = "Hours a week at the start"
    if inventory.found and inventory.more_than_listed is not None:
        more = look.percent(inventory.more_than_listed)
        words += f". {inventory.listed} applications were listed, discovery found {inventory.found} more, +{more}"
    return words


def _map_title(facts: Snapshot) -> str:
    applications = capital(count_words(facts.inventory.applications, "application"))
    return f"{applications} by department, {count_words(len(facts.hand_offs.rows), 'hand-off')}"


def _title(count: int, others: int, look: Look) -> str:
    if count == 1:
        return "The hand-off behind the map"
    if not others:
        return f"The {count} hand-offs, largest first"
    return f"The {count - others} largest of {look.number(count)} hand-offs"


def _row(row: HandOffFact, look: Look) -> Row:
    left = row.left_per_week
    return Row(
        mark=row.mark,
        ends=f"{row.source} → {row.target}",
        data_object=row.data_object,
        often=f"{look.plain(row.cadence.times)} {row.per_words}" if row.cadence else "not known",
        minutes=look.plain(row.minutes),
        hours=look.hours2(row.hours_per_week),
        today=look.hours2(left),
        is_better=left is not None and row.hours_per_week is not None and left < row.hours_per_week,
        money=look.number(row.cost_per_year),
    )


def _others(rows: Sequence[HandOffFact], look: Look) -> Sum:
    def over(values: list[Decimal | None]) -> Decimal:
        return sum((value for value in values if value is not None), Decimal(0))

    return Sum(
        name=f"{look.number(len(rows))} {'other' if len(rows) == 1 else 'others'}",
        hours=look.hours2(over([row.hours_per_week for row in rows])),
        today=look.hours2(over([row.left_per_week for row in rows])),
        money=look.number(over([row.cost_per_year for row in rows])),
    )


def _total(facts: Snapshot, look: Look) -> Sum:
    standing = facts.hand_offs.standing
    return Sum(
        name=f"All {number_words(len(facts.hand_offs.rows))}",
        hours=look.hours2(standing.found_hours),
        today=look.hours2(standing.left_hours),
        money=look.number(standing.found_per_year),
    )


def _gaps_words(gaps: Sequence[GapFact]) -> str:
    return "; ".join(f"{gap.source} → {gap.target} ({gap.mechanism.lower()}): {gap.gap.lower()}" for gap in gaps)


def _conflicts(facts: Snapshot, look: Look) -> str:
    parts = []
    for one in facts.inventory.conflicts[:3]:
        names = " and ".join(one.applications)
        sizes = f": {look.number(one.differing)} of {look.number(one.total)} differ" if one.differing else ""
        parts.append(f"{one.data_object} in {names}{sizes}")
    return "; ".join(parts)
