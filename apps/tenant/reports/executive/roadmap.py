"""Roadmap: what happens when, how much runs at once, and what differs from the version approved last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from apps.figures.gantt import render_gantt
from apps.figures.gantt_types import Gantt
from apps.figures.numerals import plural
from apps.figures.text import text_width
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words, number_words
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import InitiativeFact, RoadmapFacts, Snapshot

FEWEST_ROWS, MOST_ROWS, MOST_DRAWN = 3, 12, 14
DAYS = 7
# Points: a page below its opener; what stands around the drawing, in and around the table, and a line of a row.
ROOM, FRAME, TABLE, ROW, LINE = 600, 70, 90, 3, 10.5
OWNER, WHY, WHY_WITHOUT_BEFORE, SIZE = 56, 96, 170, 8


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    state: str
    tone: str
    owner: str
    start: str
    live: str
    was: str
    shift: str
    is_later: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class RoadmapPage:
    """before: "Version 1", the head of the column with its dates; empty when nothing was approved yet."""

    picture: Picture
    title: str
    rows: list[Row]
    others: str
    before: str
    note: str


def roadmap_section(facts: Snapshot, look: Look) -> Section | None:
    roadmap = facts.roadmap
    if roadmap is None:
        return None
    near = _near(roadmap)
    gantt = render_gantt(_of_these(roadmap.gantt, near), width=COLUMN, style=look.style)
    sub = f"{roadmap.gantt.weeks} weeks from {look.day(roadmap.gantt.start)}"
    if len(near) < len(roadmap.rows):
        sub += f"; the {len(near)} of {len(roadmap.rows)} changes that go live next"
    picture = Picture(figure=gantt, sub=sub, caption=_caption(roadmap, look))
    told = [row for row in roadmap.rows if row.id in near]
    shown = told[: _rows_that_fit(roadmap, told, ROOM - FRAME - picture.height)]
    others = len(roadmap.rows) - len(shown)
    finding = _finding(roadmap)
    return Section(
        key="roadmap",
        name="Roadmap",
        finding=finding,
        brief=finding,
        content=RoadmapPage(
            picture=picture,
            title=_title(roadmap),
            rows=[_row(row, look) for row in shown],
            others=f"and {plural(others, 'other')}" if others else "",
            before=f"Version {roadmap.approved.number}" if roadmap.approved else "",
            note=_note(roadmap, look),
        ),
    )


def _near(roadmap: RoadmapFacts) -> set[int]:
    """Ids of all changes while a page can show them, else of those that go live next, then of those live last."""
    if len(roadmap.rows) <= MOST_DRAWN:
        return {row.id for row in roadmap.rows}
    coming = sorted((row for row in roadmap.rows if row.tone != "good"), key=lambda row: (row.live or date.max, row.id))
    live = sorted((row for row in roadmap.rows if row.tone == "good"), key=lambda row: (row.live or date.min, row.id))
    return {row.id for row in [*coming, *reversed(live)][:MOST_DRAWN]}


def _of_these(gantt: Gantt, wanted: set[int]) -> Gantt:
    """Without the other rows; what runs at once still counts them all."""
    phases = (replace(one, rows=tuple(row for row in one.rows if row.id in wanted)) for one in gantt.phases)
    return replace(gantt, phases=tuple(one for one in phases if one.rows or one.start))


def _rows_that_fit(roadmap: RoadmapFacts, rows: Sequence[InitiativeFact], room: float) -> int:
    """Below the drawing; a few at least, on the next page if need be."""
    room -= TABLE
    why = WHY if roadmap.approved else WHY_WITHOUT_BEFORE
    for at, row in enumerate(rows[:MOST_ROWS]):
        lines = max(ceil(text_width(row.owner, SIZE) / OWNER), ceil(text_width(row.reason, SIZE) / why), 1)
        room -= ROW + LINE * lines
        if room < 0:
            return max(at, FEWEST_ROWS)
    return MOST_ROWS


def _finding(roadmap: RoadmapFacts) -> str:
    moved = [row for row in roadmap.rows if row.was_planned and row.was_live != row.live]
    count = count_words(len(roadmap.rows), "change")
    limit = f"at most {number_words(roadmap.most_in_flight)} at once"
    if roadmap.waiting and moved:
        dates = f"{count_words(len(moved), 'date')} {'moves' if len(moved) == 1 else 'move'}"
        return f"Version {roadmap.waiting.number} waits for approval: {dates}, {limit}"
    if roadmap.waiting:
        return f"Version {roadmap.waiting.number} waits for approval: {count}, {limit}"
    return f"{capital(count)} on the roadmap, {limit}"


def _title(roadmap: RoadmapFacts) -> str:
    differs = any(not row.was_planned or row.was_live != row.live for row in roadmap.rows)
    return "What differs from the version you approved" if roadmap.approved and differs else "Dates and owners"


def _caption(roadmap: RoadmapFacts, look: Look) -> str:
    approved, waiting = roadmap.approved, roadmap.waiting
    words = f"Limit: {roadmap.limit} changes at once. "
    if approved:
        words += f"Version {approved.number} was approved on {look.day(approved.decided_on)}. "
    return f"{words}Source: roadmap{f', version {waiting.number}' if waiting else ' as it stands'}."


def _row(row: InitiativeFact, look: Look) -> Row:
    shift, is_later = _shift(row)
    return Row(
        name=row.name,
        state=row.state,
        tone=row.tone,
        owner=row.owner or "–",
        start=look.short_day(row.start),
        live=look.short_day(row.live),
        was=look.short_day(row.was_live) if row.was_planned else "–",
        shift=shift,
        is_later=is_later,
        why=row.reason,
    )


def _shift(row: InitiativeFact) -> tuple[str, bool]:
    """How far the day of going live moved, in weeks where it is whole weeks."""
    if not row.was_planned:
        return "new", False
    days = _days(row.was_live, row.live)
    if not days:
        return "as planned", False
    count, unit = (abs(days) // DAYS, "week") if days % DAYS == 0 else (abs(days), "day")
    return f"{'+' if days > 0 else '−'}{plural(count, unit)}", days > 0


def _days(was: date | None, now: date | None) -> int:
    return (now - was).days if was and now else 0


def _note(roadmap: RoadmapFacts, look: Look) -> str:
    notes: Sequence[str] = [
        f"More than {roadmap.limit} changes run at once: {roadmap.limit_reason}"
        if roadmap.most_in_flight > roadmap.limit and roadmap.limit_reason
        else "",
        f"Approving version {roadmap.waiting.number} fixes these dates; it was published on "
        f"{look.day(roadmap.waiting.published_on)}."
        if roadmap.waiting
        else "",
    ]
    return " ".join(note for note in notes if note)
