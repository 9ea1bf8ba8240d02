"""Cumulative net benefit over the horizon: what is realised, what is expected, the range from low to high, the plan."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from apps.figures.axis import ticks
from apps.figures.bus_types import Box
from apps.figures.figure import DEFAULT_STYLE, Figure, Style, Table
from apps.figures.legend import Entry, draw_legend
from apps.figures.numerals import Numerals
from apps.figures.svg import Svg, empty_figure, number
from apps.figures.text import text_width

Curve = tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case: (month, cumulative net benefit) in order of months, a step as two points of one month."""

    curve: Curve
    payback: Decimal | None

    @property
    def total(self) -> Decimal:
        """Net benefit at the end."""
        return self.curve[-1][1]


@dataclass(frozen=True, kw_only=True)
class CashFlow:
    """Three cases over `horizon` months; `realised` ends at `today`, both absent before anything was measured.

    planned: what was claimed, beside an expected case in which measurements have taken its place (the forecast).
    """

    horizon: int
    expected: Case
    low: Case | None = None
    high: Case | None = None
    realised: Curve = ()
    today: Decimal | None = None
    payback_note: str = ""
    planned: Case | None = None


@dataclass(frozen=True)
class _Plot:
    box: Box
    low: Decimal
    high: Decimal
    horizon: int

    def at(self, point: tuple[Decimal, Decimal]) -> tuple[float, float]:
        month, net = point
        x = self.box.x + float(month) / self.horizon * self.box.width
        return x, self.box.bottom - float((net - self.low) / (self.high - self.low)) * self.box.height

    def path(self, curve: Curve) -> str:
        return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in map(self.at, curve))


def render_cash_flow(data: CashFlow, *, width: int = 1104, height: int = 320, style: Style = DEFAULT_STYLE) -> Figure:
    """The curves with payback and today marked, and the totals at their ends."""
    if not data.expected.curve:
        return empty_figure("No costs or benefits yet", width, style)
    size = 8.0 if style.is_compact(width) else 12.0
    numerals = style.numerals
    named = (("high", data.high), (_expected(data), data.expected), ("planned", data.planned), ("low", data.low))
    cases = [(name, case) for name, case in named if case and case.curve]
    points = [net for _, case in cases for _, net in case.curve] + [net for _, net in data.realised]
    marks = ticks(points)
    left = max(text_width(numerals.money(mark), size) for mark in marks) + size * 1.4
    right = max(text_width(_end_label(name, case, numerals), size, 600) for name, case in cases) + size * 1.4
    box = Box(left, size * 1.2, width - left - right, height - size * 6.2)
    plot = _Plot(box, marks[0], marks[-1], data.horizon)
    svg = Svg(style)
    if data.low and data.high:
        back = tuple(reversed(data.low.curve))
        svg.path(plot.path(data.high.curve + back) + "z", cls="f-good-soft")
    _draw_axes(svg, plot, marks, numerals, size)
    _draw_curves(svg, data, plot, size)
    _draw_ends(svg, cases, plot, numerals, size)
    taken = _draw_payback(svg, data, plot, numerals, size)
    _draw_today(svg, data, plot, numerals, size, taken)
    bottom = height - size * 2.2
    draw_legend(svg, _legend(data, size), left=2, top=bottom, width=width - 4, size=size)
    title, words = _title(data, numerals), _words(data, cases, numerals)
    table = _table(data, cases, numerals)
    return Figure(svg=svg.render((width, height), width=width, words=words), title=title, words=words, table=table)


def _draw_axes(svg: Svg, plot: _Plot, marks: list[Decimal], numerals: Numerals, size: float) -> None:
    box = plot.box
    for mark in marks:
        y = plot.at((Decimal(0), mark))[1]
        cls = "s-slate" if mark == 0 else "s-line"
        svg.line(box.x, y, box.right, y, cls=cls, stroke_width=size / 9 if mark == 0 else size / 12)
        svg.text(box.x - size * 0.6, y + size * 0.36, numerals.money(mark), cls="f-mut", size=size, anchor="end")
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120) if _step_fits(plot, s, size))
    for month in range(0, plot.horizon + 1, step):
        x = plot.at((Decimal(month), Decimal(0)))[0]
        label = "start" if month == 0 else str(month)
        svg.text(x, box.bottom + size * 1.6, label, cls="f-mut", size=size, anchor="middle")
    svg.text(box.right + size * 1.2, box.bottom + size * 1.6, "months", cls="f-mut", size=size)


def _step_fits(plot: _Plot, step: int, size: float) -> bool:
    """Whether month labels every `step` months leave each other room, with at most a dozen of them."""
    return plot.box.width / plot.horizon * step >= size * 3.4 and plot.horizon / step <= 12


def _draw_curves(svg: Svg, data: CashFlow, plot: _Plot, size: float) -> None:
    thin = size / 7
    for case in filter(None, (data.low, data.high)):
        svg.path(plot.path(case.curve), cls="s-good", stroke_width=thin * 0.55, stroke_opacity=0.6)
    if data.planned:
        strokes = f"{thin * 2:.1f} {thin * 2:.1f}"
        svg.path(plot.path(data.planned.curve), cls="s-slate", stroke_width=thin, stroke_dasharray=strokes)
    today = data.today if data.realised else None
    coming = tuple(p for p in data.expected.curve if today is None or p[0] >= today)
    if today is not None and data.realised:
        coming = (data.realised[-1], *coming)
    if len(coming) > 1:
        dash = f"{thin:.1f} {thin * 2:.1f}" if data.realised else None
        svg.path(plot.path(coming), cls="s-good", stroke_width=thin * 1.25, stroke_dasharray=dash)
    if len(data.realised) > 1:
        svg.path(plot.path(data.realised), cls="s-good", stroke_width=thin * 2, stroke_linejoin="round")


def _expected(data: CashFlow) -> str:
    """Beside the plan, what is expected now is a forecast."""
    return "forecast" if data.planned else "expected"


def _end_label(name: str, case: Case, numerals: Numerals) -> str:
    return f"{name} {numerals.money(case.total)}"


def _draw_ends(svg: Svg, cases: list[tuple[str, Case]], plot: _Plot, numerals: Numerals, size: float) -> None:
    """Totals at the curves' ends, from top to bottom, pushed apart where they would touch."""
    lowest = 0.0
    for name, case in sorted(cases, key=lambda pair: -pair[1].total):
        y = max(plot.at(case.curve[-1])[1], lowest)
        lowest = y + size * 1.35
        strong = name in ("expected", "forecast")
        cls = "f-good-ink" if strong else "f-mut"
        weight = 600 if strong else 400
        svg.text(
            plot.box.right + size * 0.7,
            y + size * 0.36,
            _end_label(name, case, numerals),
            cls=cls,
            size=size,
            weight=weight,
        )


def _draw_payback(svg: Svg, data: CashFlow, plot: _Plot, numerals: Numerals, size: float) -> Box | None:
    payback = data.expected.payback
    if not payback or payback > data.horizon:
        return None
    x, y = plot.at((payback, Decimal(0)))
    first = f"Paid back after {numerals.number(payback, 1)} months"
    wide = max(text_width(first, size, 600), text_width(data.payback_note, size * 0.95)) + size * 1.4
    tall = size * (3.2 if data.payback_note else 1.9)
    left = min(max(x - wide * 0.4, plot.box.x + 4), plot.box.right - wide)
    highest = (data.high or data.expected).curve
    peak = min((plot.at(p)[1] for p in _within(highest, plot, left, left + wide)), default=y)
    plate = Box(left, max(min(peak, y) - tall - size * 1.6, 2), wide, tall)
    svg.line(x, plate.bottom, x, y, cls="s-good", stroke_width=size / 9, stroke_dasharray="2 2")
    svg.rect(plate.x, plate.y, plate.width, plate.height, cls="f-surface s-good", rx=size / 3, stroke_width=size / 11)
    svg.text(plate.x + size * 0.7, plate.y + size * 1.3, first, cls="f-good-ink", size=size, weight=600)
    if data.payback_note:
        svg.text(plate.x + size * 0.7, plate.y + size * 2.55, data.payback_note, cls="f-ink2", size=size * 0.95)
    svg.circle(x, y, size * 0.42, cls="f-surface s-good", stroke_width=size / 5)
    return plate


def _within(curve: Curve, plot: _Plot, left: float, right: float) -> list[tuple[Decimal, Decimal]]:
    """Points of the curve in an x range, with its values at both borders."""
    span = plot.box.width / plot.horizon
    borders = [Decimal(str((edge - plot.box.x) / span)) for edge in (left, right)]
    inside = [p for p in curve if borders[0] <= p[0] <= borders[1]]
    return inside + [(month, value_at(curve, month)) for month in borders]


def value_at(curve: Curve, month: Decimal) -> Decimal:
    """The curve at a month, on a straight line between its points."""
    for (m1, v1), (m2, v2) in pairwise(curve):
        if m1 <= month <= m2 and m1 != m2:
            return v1 + (v2 - v1) * (month - m1) / (m2 - m1)
    return curve[0][1] if month < curve[0][0] else curve[-1][1]


def _draw_today(svg: Svg, data: CashFlow, plot: _Plot, numerals: Numerals, size: float, taken: Box | None) -> None:
    if data.today is None or not 0 <= data.today <= data.horizon:
        return
    net = data.realised[-1][1] if data.realised else value_at(data.expected.curve, data.today)
    x, y = plot.at((data.today, net))
    zero = plot.at((Decimal(0), Decimal(0)))[1]
    label = f"today: {numerals.money(net)}"
    wide = text_width(label, size, 600)
    left = min(max(x - wide / 2, plot.box.x + 2), plot.box.right - wide)
    baseline = min(y, zero) - size * 1.8
    if taken and Box(left, baseline - size, wide, size * 1.3).overlaps(taken, 4):
        left = max(min(left, taken.x - wide - 6), plot.box.x + 2)
    svg.line(x, baseline + size * 0.4, x, y, cls="s-ink", stroke_width=size / 10)
    svg.circle(x, y, size / 4.5, cls="f-ink2")
    svg.text(left, baseline, label, cls="f-ink", size=size, weight=600)


def _legend(data: CashFlow, size: float) -> list[Entry]:
    entries = [
        (len(data.realised) > 1, Entry("line", "s-good", "realised", size / 3.5)),
        (True, Entry("dots" if data.realised else "line", "s-good", _expected(data), size / 6)),
        (data.planned is not None, Entry("dots", "s-slate", "planned", size / 7)),
        (bool(data.low and data.high), Entry("box", "f-good-soft", "low to high")),
    ]
    return [entry for wanted, entry in entries if wanted]


def _title(data: CashFlow, numerals: Numerals) -> str:
    payback = data.expected.payback
    if payback is None or payback > data.horizon:
        return f"Never pays back within {data.horizon} months"
    if not payback:
        return "Nothing is spent, so there is nothing to pay back"
    return f"Pays for itself after {numerals.number(payback, 1)} months"


def _paid_words(payback: Decimal | None, numerals: Numerals) -> str:
    """0 is what nothing was spent for."""
    if payback is None:
        return "never paid back"
    return f"payback after {numerals.number(payback, 1)} months" if payback else "nothing to pay back"


def _words(data: CashFlow, cases: list[tuple[str, Case]], numerals: Numerals) -> str:
    parts = [
        f"{name}: {numerals.money(case.total)} after {data.horizon} months, " + _paid_words(case.payback, numerals)
        for name, case in cases
    ]
    realised = f" Realised so far: {numerals.money(data.realised[-1][1])}." if data.realised else ""
    return f"Cumulative net benefit. {'; '.join(parts)}.{realised}"


def _table(data: CashFlow, cases: list[tuple[str, Case]], numerals: Numerals) -> Table:
    """One row per quarter, and one for the end."""
    months = sorted({*range(0, data.horizon + 1, 3), data.horizon})
    rows = tuple(
        (str(month), *(numerals.money(value_at(case.curve, Decimal(month))) for _, case in cases)) for month in months
    )
    head = ("Month", *(name.capitalize() for name, _ in cases))
    return Table(head=head, rows=rows, numeric=frozenset(range(len(head))))
