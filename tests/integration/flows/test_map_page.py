"""The map: the figure, its states and filters, what an application touches, the record beside it, and the files."""

import re
from xml.etree import ElementTree

from apps.tenant.decisions.models import Decision, Opportunity
from apps.tenant.inventory.models import Application
from tests.queries import assert_constant, queries_of

HTMX = {"HX-Request": "true"}
PNG = b"\x89PNG\r\n\x1a\n"


def page_of(visit, to, **query):
    answer = visit("consultant").get(to("flow-map"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def marks(page, kind="flow-hit"):
    return re.findall(rf'<g class="{kind}"[^>]*>', page)


def decide(name, decision, *flows):
    made = Opportunity.objects.create(name=name, decision=decision)
    made.flows.set(flows)
    return made


def test_every_flow_application_and_department_can_be_chosen(flows, visit, to):
    page = page_of(visit, to)
    assert len(marks(page)) == 15
    assert len(marks(page, "chip")) == 12
    assert len(marks(page, "lot")) == 7
    assert "People carry data between tools for 15.2 h a week" in page


def test_the_table_comes_when_it_is_asked_for(flows, visit, to):
    assert '<th scope="row"' not in page_of(visit, to)
    page = page_of(visit, to, table="1")
    assert len(re.findall(r'<th scope="row" class="stick"><a href="\?table=1&amp;flow=\d+"', page)) == 15
    assert "Zoho Invoice → QuickBooks Online" in page


def test_filters_in_the_address(flows, visit, to):
    page = page_of(visit, to, mechanism="script")
    assert len(marks(page)) == 1
    assert "map.svg?mechanism=script" in page
    between = page_of(visit, to, department="Sales", other="Finance")
    assert len(marks(between)) == 3
    assert "Only between Sales and Finance" in between
    assert len(marks(page_of(visit, to, gap="fragile"))) == 1
    assert len(marks(page_of(visit, to, only="by_hand"))) == 9
    assert "No data flow matches" in page_of(visit, to, q="nothing like it")


def test_every_filter_is_a_control_of_a_form(flows, visit, to):
    page = page_of(visit, to, group="capability", state="today")
    form = page[page.index("map-filters") :]
    form = form[: form.index("</form>")]
    for name in ("department", "process", "object", "mechanism", "gap", "touches"):
        assert f'name="{name}"' in form
    assert '<input type="hidden" name="group" value="capability">' in form
    assert '<input type="hidden" name="state" value="today">' in form
    assert "<noscript><button" in form


def test_boxes_may_be_capabilities(flows, visit, to):
    page = page_of(visit, to, group="capability")
    boxes = set(re.findall(r'<g class="lot"[^>]* data-department="([^"]+)"', page))
    assert "Sales" not in boxes
    assert len(marks(page, "chip")) == 12
    name = sorted(boxes)[0]
    assert f"Only what touches {name}" in page_of(visit, to, group="capability", box=name)


def test_what_an_application_touches(flows, visit, to):
    page = page_of(visit, to, touches="gusto")
    assert "<b>Gusto</b> touches 2 applications by 2 flows, 1 of them by hand" in page
    assert page.count('opacity="0.25"') == (12 - 3) + 2 * (15 - 2)
    further = page_of(visit, to, touches="Gusto", steps="2")
    assert further.count('opacity="0.25"') < page.count('opacity="0.25"')
    alone = page_of(visit, to, touches="Gusto", alone="on")
    assert len(marks(alone, "chip")) == 3
    assert "No application is called “Nothing”" in page_of(visit, to, touches="Nothing")


def test_the_record_of_a_line(flows, visit, to, scope):
    pk = flows[1].pk
    decide("Stock", Decision.INTEGRATE, pk)
    page = page_of(visit, to, flow=pk)
    assert "Hand-off 2 of 15" in page
    assert "Stock, integrate" in page
    assert to("flow", flow_id=pk) in page
    part = visit("consultant").get(to("flow-map"), {"flow": pk}, headers={**HTMX, "HX-Target": "aside#map-panel"})
    assert "Hand-off 2 of 15" in part.content.decode()
    assert "<svg xmlns" not in part.content.decode()
    first = page_of(visit, to, flow=flows[2].pk)
    assert "map-previous" not in first
    assert "map-next" in first
    assert "map-panel-head" not in page_of(visit, to, flow=999_999)


def test_as_found_today_and_to_be_stand_at_the_same_places(flows, visit, to, scope):
    decide("Built", Decision.INTEGRATE, flows[2].pk)
    decide("Merged", Decision.CONSOLIDATE, flows[9].pk)
    decide("Not yet", Decision.OPEN, flows[1].pk)
    found, to_be = page_of(visit, to), page_of(visit, to, state="to_be")
    rects = r'<g class="chip"[^>]*><title>[^<]*</title><rect class="[^"]*" x="([^"]+)" y="([^"]+)"'
    assert re.findall(rects, found) == re.findall(rects, to_be)
    assert "To be 7 hand-offs and 11.5 h a week (10.9 to 12.1), instead of 9 and 15.2" in to_be
    assert to_be.count('data-kind="connected"') == 4
    today = page_of(visit, to, state="today")
    assert "Today nothing is connected yet: 9 hand-offs and 15.2 h a week as found" in today
    assert page_of(visit, to, state="compare").count("<svg xmlns") == 2


def test_two_states_of_a_large_landscape_stand_below_each_other_at_full_width(flows, visit, to, scope):
    assert "map-drawn is-compared" in page_of(visit, to, state="compare")
    Application.objects.bulk_create(Application(name=f"Tool {n}") for n in range(30))
    large = page_of(visit, to, state="compare")
    assert large.count("<svg xmlns") == 2
    assert "is-compared" not in large
    widths = set(re.findall(r'<svg [^>]*viewBox="0 0 (\S+) ', large))
    assert widths == set(re.findall(r'<svg [^>]*viewBox="0 0 (\S+) ', page_of(visit, to)))


def test_strange_addresses_open_the_map(flows, visit, to):
    strange = {"group": "x", "state": "x", "steps": "9", "flow": "x", "touches": "9" * 40, "process": "x", "page": "x"}
    for name, value in strange.items():
        assert len(marks(page_of(visit, to, **{name: value}))) == 15, name


def test_the_number_of_queries_does_not_grow(flows, visit, to, scope):
    browser, url = visit("consultant"), to("flow-map")
    few = queries_of(browser, url, table="1", state="to_be")
    for number in (1, 2, 3):
        twin = flows[number]
        twin.pk = None
        twin.save()
    assert_constant(browser, url, few=few, table="1", state="to_be")


def test_nothing_to_draw(visit, to):
    assert "Nothing to draw yet" in page_of(visit, to)


def test_the_file_is_a_picture(flows, visit, to):
    answer = visit("consultant").get(to("flow-map-svg"), {"only": "by_hand"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert "harbor-data-flows.svg" in answer["Content-Disposition"]
    root = ElementTree.fromstring(answer.content)
    assert root.tag.endswith("svg")
    assert b"Product 1.3 h" in answer.content
    assert b"fragile" not in answer.content
    picture = visit("consultant").get(to("flow-map-png"), {"state": "compare"})
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(PNG)
