"""The roadmap's calendar by weeks, months and quarters; what it is measured against; the critical path; many rows."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from roadmap_sample import demo_gantt

from apps.figures.figure import Style
from apps.figures.gantt import BarState, Gantt, GanttPhase, GanttRow, Stretch, Zoom, render_gantt
from apps.figures.gantt_scale import MANY, WEEK_LEAST, scale_of

DAY = date(2028, 2, 21)


def many(count: int, *, weeks: int = 26, **options) -> Gantt:
    rows = tuple(
        GanttRow(
            id=at + 1,
            name=f"Connection {at}",
            note="integration",
            stretches=(Stretch(start=DAY, end=DAY + timedelta(30), state=BarState.APPROVED),),
        )
        for at in range(count)
    )
    return Gantt(start=DAY, weeks=weeks, today=None, phases=(GanttPhase(name="All", rows=rows),), **options)


def test_months_begin_on_their_first_day_and_lengths_follow_the_calendar():
    scale = scale_of(many(1, zoom=Zoom.MONTHS), 1142, is_compact=False)
    units = scale.units()
    assert units[0] == (DAY, date(2028, 3, 1)), "nine days of February, the 29th is one of them"
    assert units[1] == (date(2028, 3, 1), date(2028, 4, 1))
    assert [last for _, last in units][:-1] == [first for first, _ in units][1:]
    widths = [scale.x(last) - scale.x(first) for first, last in units]
    assert widths[1] / widths[0] == pytest.approx(31 / 9)


def test_quarters_and_years_cover_the_plot_without_gaps():
    scale = scale_of(many(1, weeks=104, zoom=Zoom.QUARTERS), 1142, is_compact=False)
    for units in (scale.units(), scale.years()):
        assert (units[0][0], units[-1][1]) == (scale.start, scale.end)
        assert [last for _, last in units][:-1] == [first for first, _ in units][1:]
    assert [first.month for first, _ in scale.quarters()][1:5] == [4, 7, 10, 1]


def test_weeks_that_would_not_fit_make_the_figure_wider_on_screen_only():
    long = many(1, weeks=104)
    width = int(re.search(r'<svg[^>]* width="(\d+)"', render_gantt(long).svg)[1])
    assert width > 104 * WEEK_LEAST
    for options in ({"width": 500}, {"style": Style(for_print=True)}):
        svg = render_gantt(long, **options).svg
        assert f' width="{options.get("width", 1142)}"' in svg
    assert ' width="1142"' in render_gantt(replace(long, zoom=Zoom.MONTHS)).svg


@pytest.mark.parametrize(("zoom", "shown"), [(Zoom.MONTHS, ">November<"), (Zoom.QUARTERS, ">Q4<")])
def test_zoomed_out_the_most_at_once_of_each_unit_is_shown(zoom, shown):
    svg = render_gantt(replace(demo_gantt(), zoom=zoom)).svg
    assert shown in svg
    cells = svg[svg.index("at once, limit 3") :]
    assert max(int(one) for one in re.findall(r">(\d)</text>", cells)) == 3


def test_the_plot_says_where_its_first_day_is_and_how_wide_a_week():
    svg = render_gantt(demo_gantt()).svg
    plot = re.search(r'class="plot" data-from="([\d-]+)" data-x="([\d.]+)" data-week="([\d.]+)"', svg)
    assert plot[1] == "2026-09-07"
    bar = re.search(r'data-initiative="1"><title>.*?<rect [^>]*\bx="([\d.]+)"', svg)
    assert float(bar[1]) == pytest.approx(float(plot[2]) + float(plot[3]), abs=1), "one week later"


def test_what_was_approved_and_what_is_critical_are_marked_and_explained():
    row = replace(many(1).phases[0].rows[0], was_start=DAY, was_live=DAY + timedelta(14), is_critical=True)
    data = replace(many(1), phases=(GanttPhase(name="All", rows=(row,)),), baseline="version 1")
    svg = render_gantt(data).svg
    assert ">as in version 1<" in svg
    assert ">critical path: a delay moves the end<" in svg
    assert 'aria-label="Connection 0, 21 Feb 2028 to 22 Mar 2028, integration, critical path"' in svg
    plain = render_gantt(many(1)).svg
    assert "critical path" not in plain
    assert "as in" not in plain


def test_what_was_taken_out_is_not_called_unscheduled():
    gone = GanttRow(id=9, name="Gone", was_start=DAY, was_live=DAY + timedelta(14))
    svg = render_gantt(replace(many(1), phases=(GanttPhase(name="Taken out", rows=(gone,)),))).svg
    assert "not scheduled" not in svg
    assert ">as in the version before<" in svg


def test_many_rows_are_drawn_closer():
    few, more = (render_gantt(many(count)).svg for count in (MANY, MANY + 1))
    height = [float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)[1]) for svg in (few, more)]
    assert height[1] < height[0]
    assert ">integration<" in few
    assert ">integration<" not in more
