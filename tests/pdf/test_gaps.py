"""Where the gaps are, in the executive summary: the figures are those of the pages, whatever a client's size."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from apps.core.figure_style import style_of
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.figures.heat_map import HeatCell, HeatMap, render_heat_map
from apps.figures.swim_lane import render_swim_lane
from apps.tenant.flows.gap_selectors import gap_matrix, heat_map
from apps.tenant.flows.process_selectors import traces, worst
from apps.tenant.flows.selectors import list_flows
from apps.tenant.flows.services import add_flow
from apps.tenant.inventory.services import add_application
from apps.tenant.reports import snapshot
from apps.tenant.reports.executive.gaps import gaps_section
from apps.tenant.reports.executive.look import Look
from apps.tenant.reports.making import render
from apps.tenant.reports.plain import to_plain
from tests.pdf.conftest import Read, plain_of

NAME = "Where the gaps are"


def place(read):
    """The page of the section, counted from 0; None without one."""
    return next((page for title, page in read.bookmarks.items() if title.endswith(NAME)), None)


def page_of(facts):
    return gaps_section(facts, Look.of(facts.about)).content


def test_the_figures_are_those_of_the_pages(plain, told, visit):
    found = snapshot.read(plain).hand_offs
    with client_scope(told):
        lines, longest = list_flows(told), worst(traces(told))
        hours, money = (heat_map(gap_matrix(lines), is_money=is_money) for is_money in (False, True))
        style = style_of(told)
    pages = {url: visit("consultant").get(client_url(told, url)) for url in ("gaps", "processes")}
    assert found.heat == replace(hours, beside=money)
    assert found.lane == longest.swim_lane()
    drawn = {"gaps": render_heat_map(replace(found.heat, beside=None), style=style)}
    drawn["processes"] = render_swim_lane(found.lane, style=style)
    for url, figure in drawn.items():
        assert figure.svg in pages[url].content.decode()


def test_the_page_says_what_is_largest_and_how_one_process_runs(summary):
    page = summary.pages[place(summary)]
    for words in (
        "64% of the hours by hand began in Sales; Deal to invoice alone took 6.8 a week",
        "Largest gap: Sales, no integration, 9.8 h a week, $19,266 a year",
        "9.8 h · $19,266 (4)",
        "Deal to invoice: 3 of 4 steps by hand, 6.8 h a week",
        "2. Invoice 12 min by hand",
    ):
        assert words in page, words


def test_both_drawings_are_read_out_in_words(summary):
    alts = list(alternatives(summary.reader.trailer["/Root"]["/StructTreeRoot"]))
    assert any("Support, no integration: 1.5 h a week, $2,964 a year, 1 data flow." in alt for alt in alts)
    assert any("Step 4: Order from Shopify to QuickBooks Online, by hand, 24 minutes each time" in alt for alt in alts)


def alternatives(element):
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object() if hasattr(child, "get_object") else child
        if hasattr(found, "get") and "/S" in found:
            if "/Alt" in found:
                yield found["/Alt"]
            yield from alternatives(found)


def test_a_heat_map_comes_back_whole_from_a_snapshot(facts):
    assert snapshot.read(to_plain(facts)).hand_offs.heat == facts.hand_offs.heat
    old = to_plain(facts)
    for name in ("heat", "lane"):
        old["hand_offs"].pop(name)
    assert place(Read(render(old))) is None


def test_a_client_with_one_flow_has_no_such_page(lumen, lead):
    with client_scope(lumen):
        for name in ("Shop", "Books"):
            add_application({"name": name}, by=lead)
        ends = {"source": "Shop", "target": "Books", "data_object": "Order", "wanted_direction": "one_way"}
        often = {"times": Decimal(5), "per": "week", "minutes": Decimal(12), "people": 1}
        add_flow({**ends, **often, "mechanism": "manual"}, by=lead)
    read = Read(render(plain_of(lumen, lead)))
    assert place(read) is None
    assert "Copying data by hand costs 1.0 hours a week" in read.text


@pytest.mark.parametrize("departments", [12, 40])
def test_many_departments_and_a_long_process_stay_on_one_page_and_count_the_others(facts, departments):
    steps = facts.hand_offs.lane.steps
    trace = tuple(replace(steps[at % 4], number=at + 1, flow=at + 1) for at in range(30))
    lane = replace(facts.hand_offs.lane, steps=trace)
    large = replace(facts, hand_offs=replace(facts.hand_offs, heat=many(departments), lane=lane))
    page = page_of(large)
    assert (page.departments, page.steps) == ([], [])
    assert ("28 more departments: 406.0 h a week" in page.heat.caption) == (departments == 40)
    read = Read(render(to_plain(large)))
    first = place(read)
    assert f"Department {departments}" in read.pages[first]
    assert re.search(r"and \d+ more steps", read.pages[first])
    assert read.bookmarks[f"{first + 2}\u2002What to connect first"] == first + 1


def test_where_there_is_room_the_numbers_stand_below(facts):
    found = facts.hand_offs
    two = replace(found.lane, steps=found.lane.steps[1:])
    page = page_of(replace(facts, hand_offs=replace(found, lane=two)))
    assert [row.how for row in page.steps] == ["by hand"] * 3
    alone = page_of(replace(facts, hand_offs=replace(found, lane=None)))
    sales = next(row for row in alone.departments if row.name == "Sales")
    assert (sales.flows, sales.hours, sales.money) == ("6", "9.75", "19,266")
    assert alone.lane is None


def test_too_little_to_draw_is_left_out(facts):
    found, look = facts.hand_offs, Look.of(facts.about)
    short = replace(found.lane, steps=found.lane.steps[:2])
    small = found.heat.largest(2)
    assert gaps_section(replace(facts, hand_offs=replace(found, heat=small, lane=short)), look) is None
    unknown = replace(many(5), cells={("Department 1", "Batch"): HeatCell(value=None, count=3)})
    assert gaps_section(replace(facts, hand_offs=replace(found, heat=unknown, lane=None)), look) is None


def many(departments):
    rows = tuple(f"Department {at}" for at in range(1, departments + 1))
    columns = ("No integration", "Fragile", "One-way", "Batch", "Not known yet")
    cells = {(row, columns[0]): HeatCell(value=Decimal(at), count=1) for at, row in enumerate(rows, 1)}
    money = {key: HeatCell(value=cell.value * 1976, count=1) for key, cell in cells.items()}
    hours = HeatMap(rows=rows, columns=columns, cells=cells, is_money=False, per="a week")
    return replace(hours, beside=replace(hours, cells=money, is_money=True, per="a year"))
