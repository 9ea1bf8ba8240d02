"""Value against change effort: which candidates promise most for the least change.

Bubbles get their label where it meets no other bubble, label or quadrant name, the chosen one first, then by size; one
without room, and all beyond the first twenty, has none: its name is in the tooltip and in the table. The names of the
quadrants stand in strips of their own above and below the plot's field, where no bubble can be.
"""

from dataclasses import dataclass
from decimal import Decimal

from apps.figures.bus_types import Box
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.numerals import Numerals, listed
from apps.figures.svg import Svg, empty_figure
from apps.figures.text import fit_text, text_width

QUICK, BETS, FILL_INS, LATER = "Quick wins", "Strategic bets", "Fill-ins", "Later"
_STRIP = 22.0
MOST_LABELS = 20
CROWDED = 60  # beyond that many bubbles a label is looked for nearby only
_GROUNDS = {QUICK: "f-good-soft", BETS: "f-accent-soft", FILL_INS: "f-sunken", LATER: "f-bad-soft"}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A bubble: `effort` and `value` on the axes, `size` as its area."""

    id: int
    name: str
    effort: Decimal
    value: Decimal
    size: Decimal
    note: str = ""
    tone: str = "slate"
    is_selected: bool = False


@dataclass(frozen=True, kw_only=True)
class Quadrant:
    """Candidates with the axes' ranges and names; the halves meet at `effort_split` and `value_split`."""

    candidates: tuple[Candidate, ...]
    effort_range: tuple[Decimal, Decimal] = (Decimal(1), Decimal(5))
    value_range: tuple[Decimal, Decimal] = (Decimal(0), Decimal(100))
    effort_split: Decimal = Decimal(3)
    value_split: Decimal = Decimal(50)
    value_name: str = "Weighted score"
    size_name: str = "Hours a week"

    def of(self, candidate: Candidate) -> str:
        """The candidate's quadrant; on the border it counts as more value and less effort."""
        is_valuable = candidate.value >= self.value_split
        is_easy = candidate.effort <= self.effort_split
        return (QUICK if is_easy else BETS) if is_valuable else (FILL_INS if is_easy else LATER)


def render_quadrant(data: Quadrant, *, width: int = 560, height: int = 340, style: Style = DEFAULT_STYLE) -> Figure:
    """The bubbles, largest behind; each carries `data-opportunity`."""
    if not data.candidates:
        return empty_figure("No opportunities yet", width, style)
    size = 7.2 if style.for_print else 11.0
    field = Box(34, 8 + _STRIP, width - 42, height - 8 - 2 * _STRIP - 26)
    svg = Svg(style)
    _draw_ground(svg, data, field, size)
    placed = _bubbles(data, field)
    labels = place_bubble_labels(placed, field, size)
    for candidate, bubble in placed:
        if candidate.id in labels:
            _draw_leader(svg, bubble, labels[candidate.id])
    for candidate, bubble in sorted(placed, key=lambda pair: (pair[0].is_selected, -pair[0].size, pair[0].id)):
        with svg.button("bubble", _sentence(candidate, data, style.numerals), data={"opportunity": candidate.id}):
            tone = "accent" if candidate.is_selected else candidate.tone
            svg.circle(
                bubble.centre,
                bubble.y + bubble.height / 2,
                bubble.width / 2,
                cls=f"f-{tone} s-surface",
                stroke_width=1.5,
            )
    for candidate, _ in placed:
        if candidate.id in labels:
            _draw_bubble_label(svg, candidate, labels[candidate.id], size)
    words = "Value against change effort. " + " ".join(f"{_sentence(c, data, style.numerals)}." for c, _ in placed)
    return Figure(
        svg=svg.render((width, height), width=width, words=words),
        title=_finding(data),
        words=words,
        table=_table(data, style.numerals),
    )


def label_text(candidate: Candidate) -> str:
    """Name and note as they stand beside the bubble."""
    return f"{candidate.name}  {candidate.note}" if candidate.note else candidate.name


def place_bubble_labels(placed: list[tuple[Candidate, Box]], field: Box, size: float) -> dict[int, Box]:
    """A place for each label that has room: right, left, above, below, then farther away until it is free."""
    taken = [bubble for _, bubble in placed]
    labels: dict[int, Box] = {}
    reach = 24 if len(placed) <= CROWDED else 5
    order = sorted(placed, key=lambda pair: (not pair[0].is_selected, -pair[0].size, pair[0].id))
    for candidate, bubble in order[:MOST_LABELS]:
        wide = min(text_width(label_text(candidate), size, 600) + 2, field.width * 0.6)
        own = [box for box in taken if box is not bubble]
        spots = _label_spots(bubble, Box(0, 0, wide, size * 1.3), field, reach)
        spot = next((s for s in spots if not any(s.overlaps(box, 1) for box in own)), None)
        if spot is not None:
            labels[candidate.id] = spot
            taken.append(spot)
    return labels


def _label_spots(bubble: Box, label: Box, field: Box, reach: int) -> list[Box]:
    wide, tall = label.width, label.height
    middle = bubble.y + bubble.height / 2 - tall / 2
    spots = []
    for away in range(reach):
        for sign in (1, -1) if away else (1,):
            y = middle + sign * away * tall * 0.5
            for aside in (4, 11, 18):
                spots += [Box(bubble.right + aside, y, wide, tall), Box(bubble.x - aside - wide, y, wide, tall)]
        spots += [
            Box(bubble.centre - wide / 2, bubble.y - tall - 1 - away * tall * 0.5, wide, tall),
            Box(bubble.centre - wide / 2, bubble.bottom + 1 + away * tall * 0.5, wide, tall),
        ]
    return [
        s for s in spots if field.x <= s.x and s.right <= field.right and field.y <= s.y and s.bottom <= field.bottom
    ]


def _bubbles(data: Quadrant, field: Box) -> list[tuple[Candidate, Box]]:
    """Each candidate with its bubble's bounds; the area is proportional to the size, the whole bubble in the field."""
    largest = max((float(c.size) for c in data.candidates), default=0) or 1
    placed = []
    for candidate in sorted(data.candidates, key=lambda c: c.id):
        radius = max(13 * (max(float(candidate.size), 0) / largest) ** 0.5, 4.5)
        x = _scaled(candidate.effort, data.effort_range, field.x + 20, field.right - 20)
        y = _scaled(candidate.value, data.value_range, field.bottom - 14, field.y + 14)
        placed.append((candidate, Box(x - radius, y - radius, 2 * radius, 2 * radius)))
    return placed


def _scaled(value: Decimal, span: tuple[Decimal, Decimal], start: float, stop: float) -> float:
    share = float((value - span[0]) / (span[1] - span[0])) if span[1] != span[0] else 0.5
    return start + min(max(share, 0), 1) * (stop - start)


def _draw_ground(svg: Svg, data: Quadrant, field: Box, size: float) -> None:
    x = _scaled(data.effort_split, data.effort_range, field.x + 20, field.right - 20)
    y = _scaled(data.value_split, data.value_range, field.bottom - 14, field.y + 14)
    top, bottom = field.y - _STRIP, field.bottom + _STRIP
    parts = {
        QUICK: (Box(field.x, top, x - field.x, y - top), top + 15),
        BETS: (Box(x, top, field.right - x, y - top), top + 15),
        FILL_INS: (Box(field.x, y, x - field.x, bottom - y), bottom - 8),
        LATER: (Box(x, y, field.right - x, bottom - y), bottom - 8),
    }
    for name, (part, baseline) in parts.items():
        svg.rect(part.x, part.y, part.width, part.height, cls=_GROUNDS[name])
        svg.text(
            part.x + 9,
            baseline,
            fit_text(name, size * 1.05, part.width - 12, 600),
            cls="f-ink2",
            size=size * 1.05,
            weight=600,
        )
    svg.line(x, top, x, bottom, cls="s-surface", stroke_width=1.5)
    svg.line(field.x, y, field.right, y, cls="s-surface", stroke_width=1.5)
    svg.text(field.x, bottom + 18, "Little change", cls="f-mut", size=size)
    svg.text(field.right, bottom + 18, "Much change", cls="f-mut", size=size, anchor="end")
    middle = (top + bottom) / 2
    svg.text(
        18, middle, data.value_name, cls="f-mut", size=size, anchor="middle", transform=f"rotate(-90 18 {middle:.1f})"
    )


def _draw_bubble_label(svg: Svg, candidate: Candidate, box: Box, size: float) -> None:
    y = box.y + size * 1.02
    text = fit_text(label_text(candidate), size, box.width, 600)
    weight = 600 if candidate.is_selected else 500
    svg.text(box.x, y, text, cls="f-ink" if candidate.is_selected else "f-ink2", size=size, weight=weight)


def _draw_leader(svg: Svg, bubble: Box, label: Box) -> None:
    """A thin line to a label that found no place right beside its bubble."""
    x = min(max(bubble.centre, label.x), label.right)
    middle = bubble.y + bubble.height / 2
    y = min(max(middle, label.y + 2), label.bottom - 2)
    if max(abs(x - bubble.centre), abs(y - middle)) > bubble.width / 2 + 8:
        svg.line(bubble.centre, middle, x, y, cls="s-slate", stroke_width=0.8)


def _sentence(candidate: Candidate, data: Quadrant, numerals: Numerals) -> str:
    facts = (
        f"{data.value_name.lower()} {numerals.plain(candidate.value)}",
        f"change effort {numerals.plain(candidate.effort)}",
        f"{data.size_name.lower()} {numerals.hours(candidate.size)}",
        data.of(candidate).lower(),
    )
    return f"{candidate.name}: {', '.join(facts)}"


def _finding(data: Quadrant) -> str:
    quick = sorted((c for c in data.candidates if data.of(c) == QUICK), key=lambda c: (-c.value, c.effort, c.id))
    if not quick:
        return "Nothing promises much for little change"
    names = [c.name for c in quick]
    if len(names) > 3:
        return f"{len(names)} of {len(data.candidates)} promise much for little change, {names[0]} first"
    return f"High value for little change: {listed(names)}"


def _table(data: Quadrant, numerals: Numerals) -> Table:
    ranked = sorted(data.candidates, key=lambda c: (-c.value, c.effort, c.id))
    rows = tuple(
        (c.name, numerals.plain(c.value), numerals.plain(c.effort), numerals.number(c.size, 2), data.of(c))
        for c in ranked
    )
    head = ("Opportunity", data.value_name, "Change effort", data.size_name, "Where")
    return Table(head=head, rows=rows, numeric=frozenset({1, 2, 3}))
