"""The charts' findings, tables and edges."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal as D  # noqa: N817
from itertools import combinations, pairwise

import pytest
from chart_samples import (
    demo_bars,
    demo_before_after,
    demo_cash_flow,
    demo_quadrant,
    demo_segments,
    demo_sparkline,
    ranked_bars,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from roadmap_sample import demo_gantt

from apps.figures.axis import ticks
from apps.figures.bars import Bar, Bars, render_bars
from apps.figures.before_after import BeforeAfter, render_before_after
from apps.figures.bus_types import Box
from apps.figures.cash_flow import render_cash_flow, value_at
from apps.figures.figure import Style
from apps.figures.gantt import Gantt, GanttPhase, render_gantt
from apps.figures.numerals import Numerals
from apps.figures.quadrant import Candidate, Quadrant, place_bubble_labels, render_quadrant
from apps.figures.segments import Segment, Segments, render_segments
from apps.figures.sparkline import Sparkline, render_sparkline

EVIL = '<script>alert("1")</script>'
decimals = st.decimals(min_value=-100_000, max_value=100_000, places=2)


def test_quadrant_names_its_quick_wins_and_where_each_stands():
    figure = render_quadrant(demo_quadrant())
    assert figure.title == "High value for little change: Deal to invoice and Zoho into QuickBooks"
    assert figure.table.rows[0] == ("Stock sync", "70", "4", "4.25", "Strategic bets")
    assert figure.svg.count("data-opportunity=") == 8


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 100), st.integers(0, 20)), min_size=1, max_size=16))
def test_bubble_labels_stay_in_the_field_and_off_each_other(points):
    field = Box(34, 30, 620, 400)
    placed = []
    for at, (effort, value, size) in enumerate(points):
        candidate = Candidate(id=at, name=f"Candidate {at}", effort=D(effort), value=D(value), size=D(size))
        x, y = field.x + 20 + effort * 110, field.bottom - 14 - value * 3.7
        placed.append((candidate, Box(x - 8, y - 8, 16, 16)))
    labels = place_bubble_labels(placed, field, 11)
    assert set(labels) == set(range(len(points)))
    for label in labels.values():
        assert field.x <= label.x
        assert label.right <= field.right
        assert field.y <= label.y
        assert label.bottom <= field.bottom
    assert not any(a.overlaps(b) for a, b in combinations(labels.values(), 2))


def test_without_quick_wins_the_quadrant_says_so():
    candidate = Candidate(id=1, name="Hard", effort=D(5), value=D(10), size=D(1))
    assert render_quadrant(Quadrant(candidates=(candidate,))).title == "Nothing promises much for little change"


def test_roadmap_says_when_the_limit_is_reached():
    assert render_gantt(demo_gantt()).title == (
        "3 efforts run side by side in weeks 13 and 14, as many as the limit allows"
    )
    over = replace(demo_gantt(), in_flight=(1, 4, 4, 4, 2, 4))
    assert render_gantt(over).title == "4 efforts at once in weeks 2 to 4 and 6, above the limit of 3"
    calm = replace(demo_gantt(), in_flight=(1, 1))
    assert render_gantt(calm).title == "At most 1 effort at once, within the limit of 3"


@pytest.mark.parametrize("width", [1142, 500])
def test_roadmap_shows_each_initiative_month_and_the_present_week(width):
    svg = render_gantt(demo_gantt(), width=width).svg
    assert re.findall(r'data-initiative="(\d+)"', svg) == [str(one) for one in range(1, 9)]
    # A month of a few days is left without its name where there is no room for it.
    for month in ("Sep", "Oct", "Nov", "Dec", "Jan", "Feb", *(["Mar"] if width > 700 else [])):
        assert f">{month}" in svg
    assert re.search(r'class="f-surface"[^>]*>11<', svg)


def test_bars_lie_at_their_dates():
    svg = render_gantt(demo_gantt()).svg
    bar = re.search(r'data-initiative="1"><title>.*?<rect [^>]*\bx="([\d.]+)"[^>]*width="([\d.]+)"', svg)
    second = re.search(r'data-initiative="4"><title>.*?<rect [^>]*\bx="([\d.]+)"', svg)
    week = float(bar[2]) / ((date(2026, 10, 1) - date(2026, 9, 14)).days / 7)
    weeks_between = (date(2026, 11, 30) - date(2026, 9, 14)).days / 7
    assert float(second[1]) - float(bar[1]) == pytest.approx(weeks_between * week, rel=0.02)


def test_a_roadmap_that_starts_later_and_nothing_planned():
    assert render_gantt(replace(demo_gantt(), today=date(2030, 1, 1))).title
    empty = Gantt(start=date(2026, 9, 7), weeks=4, today=None, phases=(GanttPhase(name="Quick wins"),))
    assert render_gantt(empty).title == "Nothing is planned yet"
    with pytest.raises(ValueError, match="week"):
        replace(empty, weeks=0)


def test_cash_flow_says_when_it_pays_back_or_that_it_never_does():
    data = demo_cash_flow()
    figure = render_cash_flow(data)
    assert figure.title == "Pays for itself after 6.6 months"
    assert figure.table.head == ("Month", "High", "Expected", "Low")
    assert figure.table.rows[-1] == ("24", "$21,065", "$17,123", "$11,485")
    never = replace(data, expected=replace(data.expected, payback=None))
    assert render_cash_flow(never).title == "Never pays back within 24 months"
    assert "Paid back" not in render_cash_flow(never).svg
    free = render_cash_flow(replace(data, expected=replace(data.expected, payback=D(0))))
    assert free.title == "Nothing is spent, so there is nothing to pay back"
    assert "Paid back" not in free.svg


def test_cash_flow_in_the_clients_way_of_writing_money():
    euros = Style(numerals=Numerals(currency="€", currency_after=True, decimal=",", group="."))
    assert "17.123\u00a0€" in render_cash_flow(demo_cash_flow(), style=euros).svg


def test_a_curve_is_read_between_its_points_and_after_a_step():
    curve = ((D(0), D(0)), (D(2), D(-100)), (D(2), D(-300)), (D(4), D(100)))
    assert value_at(curve, D(1)) == D(-50)
    assert value_at(curve, D(3)) == D(-100)
    assert value_at(curve, D(9)) == D(100)


def test_bars_compare_only_what_has_both_values():
    figure = render_bars(demo_bars())
    assert figure.title == "Measured is 0.5 h/week above claimed"
    assert figure.table.rows[1] == ("Stock sync", "–", "3.19", "not measured yet, from January")
    assert render_bars(ranked_bars()).title == "Stock sync comes first: 4.3 of 15.2 h/week"
    assert render_bars(ranked_bars()).table.rows[0][0] == "Stock sync"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), decimals), min_size=1, max_size=8))
def test_any_values_can_be_bars(values):
    rows = tuple(Bar(id=at, label=f"Row {at}", value=value) for at, value in enumerate(values))
    figure = render_bars(Bars(rows=rows, unit="h"))
    widths = [float(w) for w in re.findall(r'<rect[^>]* width="([^"]+)"', figure.svg)]
    assert len(widths) == len(values)
    assert all(0 <= width <= 540 for width in widths)


def test_before_and_after_says_what_the_samples_carry():
    data = demo_before_after()
    assert render_before_after(data).title == "Time for one invoice: 1.5 minutes, not 12.0, 87.5 % less"
    first = data.comparisons[0]
    unsure = BeforeAfter(comparisons=(replace(first, is_conclusive=False),))
    assert render_before_after(unsure).title.endswith("the samples cannot tell before from after")
    assert "inconclusive" in render_before_after(unsure).words
    waiting = BeforeAfter(comparisons=(replace(first, after=None),))
    assert "not measured yet" in render_before_after(waiting).svg
    assert len(render_before_after(waiting).table.rows) == 1


def test_sparkline_flags_and_gaps():
    figure = render_sparkline(demo_sparkline())
    assert figure.title == "1 day of 20 fell outside: day 13"
    assert figure.svg.count('class="f-bad"') == 1
    holes = render_sparkline(Sparkline(values=(D(3), None, D(0))))
    assert holes.svg.count("<rect") == 2
    assert [row[1] for row in holes.table.rows] == ["3", "–", "0"]
    assert render_sparkline(Sparkline(values=())).title == "Records a day: nothing yet"


def test_segments_share_the_width_by_value():
    figure = render_segments(demo_segments())
    widths = [float(w) for w in re.findall(r'<rect[^>]* width="([\d.]+)"[^>]* height="28"', figure.svg)]
    assert sum(widths) + 2 * 3 == pytest.approx(1104, abs=0.1)
    assert widths[0] / widths[1] == pytest.approx(3.5 / 3.9375, rel=0.001)
    assert figure.table.rows[-1] == ("Total", "15.21", "100 %")
    with pytest.raises(ValueError, match="negative"):
        Segments(unit="h", parts=(Segment(label="a", value=D(-1), tone="good"),))


def test_names_are_text_not_markup():
    gantt = demo_gantt()
    rows = tuple(replace(row, name=EVIL, note=EVIL, owner=EVIL) for row in gantt.phases[0].rows)
    figures = [
        render_quadrant(
            Quadrant(candidates=tuple(replace(c, name=EVIL, note=EVIL) for c in demo_quadrant().candidates[:1]))
        ),
        render_gantt(replace(gantt, phases=(GanttPhase(name=EVIL, note=EVIL, rows=rows),))),
        render_bars(Bars(rows=(Bar(id=1, label=EVIL, value=D(1), note=EVIL),), unit=EVIL)),
        render_before_after(BeforeAfter(comparisons=(replace(demo_before_after().comparisons[0], name=EVIL),))),
        render_sparkline(replace(demo_sparkline(), name=EVIL)),
        render_segments(Segments(unit=EVIL, parts=(Segment(label=EVIL, value=D(1), tone="good"),))),
        render_cash_flow(replace(demo_cash_flow(), payback_note=EVIL)),
    ]
    for figure in figures:
        assert "<script" not in figure.svg
    assert sum("&lt;script&gt;" in figure.svg for figure in figures) == len(figures)


@given(st.lists(decimals, min_size=1, max_size=6))
def test_ticks_hold_all_values_and_zero_in_equal_steps(values):
    marks = ticks(values)
    assert marks[0] <= min(values)
    assert marks[-1] >= max(values)
    assert any(mark == 0 for mark in marks)
    assert len({b - a for a, b in pairwise(marks)}) == 1
    assert 2 <= len(marks) <= 8
