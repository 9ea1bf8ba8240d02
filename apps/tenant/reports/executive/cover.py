"""The cover: both parties, the finding, and the hand-offs drawn to scale."""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.figure import Figure, Table
from apps.figures.numerals import plural
from apps.figures.svg import Svg
from apps.figures.text import fit_text, text_width
from apps.tenant.reports.executive.look import COLUMN, Look
from apps.tenant.reports.facts import HandOffFact, Snapshot

MOST_BARS = 9
NAMES = 150.0
STEP, THICK = 22.0, 11.0
FIGURES = 40.0
LONG, LONGEST = 40, 80  # letters of a name that two, three lines of its size hold


@dataclass(frozen=True, kw_only=True)
class Cover:
    firm: str
    client: str
    name_size: str
    line: str
    art: Figure | None
    art_note: str
    day: str
    week: str
    version: str
    replaces: str


def cover_of(facts: Snapshot, look: Look) -> Cover:
    about = facts.about
    return Cover(
        firm=about.firm,
        client=about.client,
        name_size=_name_size(about.client),
        line=finding(facts, look),
        art=bars(facts, look),
        art_note="Hours a week by hand at the start, drawn to scale, largest first.",
        day=look.day(about.today),
        week=f"Week {about.week} of the engagement" if about.week else "",
        version=f"Report {about.number}",
        replaces=f"Replaces the one of {look.day(about.previous_on)}" if about.previous_on else "The first one",
    )


def _name_size(name: str) -> str:
    """The class that sets a long name smaller, so that it stays clear of the bars below."""
    return "is-longest" if len(name) > LONGEST else "is-long" if len(name) > LONG else ""


def finding(facts: Snapshot, look: Look) -> str:
    """The one sentence that an executive remembers."""
    standing = facts.hand_offs.standing
    if not facts.hand_offs.rows:
        return "The first look: no data that moves by hand has been recorded yet."
    if not standing.found_hours:
        return f"{plural(len(facts.hand_offs.rows), 'hand-off')} found; how much time they take is not known yet."
    cost = f"{look.hours(standing.found_hours)} hours a week, {look.money(standing.found_per_year)} a year"
    if not standing.won_back_hours:
        return f"Copying data by hand costs {cost}."
    back = f"{look.hours(standing.won_back_hours)} hours are won back, {look.hours(standing.left_hours)} are left."
    return f"Copying data by hand cost {cost}. {back}"


def bars(facts: Snapshot, look: Look) -> Figure | None:
    """White bars on the firm's colour: hours a week of the largest hand-offs; what is won back is only outlined."""
    timed = [row for row in facts.hand_offs.rows if row.hours_per_week]
    if not timed:
        return None
    shown, others = timed[:MOST_BARS], timed[MOST_BARS:]
    svg = Svg(look.style)
    longest = max(row.hours_per_week or Decimal(0) for row in shown)
    scale = (COLUMN - NAMES - FIGURES) / float(longest)
    for at, row in enumerate(shown):
        _draw_bar(svg, row, 4 + at * STEP, scale, look)
    height = len(shown) * STEP
    if others:
        hours = sum((row.hours_per_week or Decimal(0) for row in others), Decimal(0))
        note = f"and {plural(len(others), 'other')}, {look.hours2(hours)} together"
        svg.text(NAMES, height + 8, note, cls="f-onaccent", size=7.6)
        height += STEP
    words = ", ".join(f"{row.source} to {row.target} {look.hours2(row.hours_per_week)}" for row in shown)
    words = f"Hours a week by hand, drawn to scale: {words}."
    picture = svg.render((COLUMN, height), width=COLUMN, words=words)
    return Figure(svg=picture, title="Hand-offs to scale", words=words, table=Table(head=(), rows=()))


def _draw_bar(svg: Svg, row: HandOffFact, y: float, scale: float, look: Look) -> None:
    hours = row.hours_per_week or Decimal(0)
    left = hours if row.left_per_week is None else row.left_per_week
    name = fit_text(f"{row.source} → {row.target}", 7.6, NAMES - 8)
    svg.text(0, y + 8.2, name, cls="f-onaccent", size=7.6)
    svg.rect(NAMES, y, max(float(left) * scale, 0.8), THICK, cls="f-onaccent")
    end = NAMES + float(hours) * scale
    if left < hours:
        start = NAMES + float(left) * scale
        svg.rect(start, y + 0.4, end - start, THICK - 0.8, cls="s-onaccent", stroke_width=0.75)
        note = f"{look.hours2(hours - left)} won back"
        if text_width(note, 7.4, 500) + 12 < end - start:
            svg.text(start + 6, y + 8.1, note, cls="f-onaccent", size=7.4, weight=500)
    svg.text(end + 6, y + 8.2, look.hours2(hours), cls="f-onaccent", size=7.6, weight=600)
