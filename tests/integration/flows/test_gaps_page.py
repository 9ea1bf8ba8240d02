"""Gaps: the heat-map in hours and money, groups, reasons, and what is missing said right there."""

import re

from apps.tenant.flows import services
from apps.tenant.flows.models import Flow
from tests.queries import assert_constant, queries_of

HTMX = {"HX-Request": "true"}


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page_of(browser, url, **params):
    return browser.get(url, params).context["page"]


def test_groups_in_order_of_precedence(flows, visit, to):
    page = page_of(visit("consultant"), to("gaps"))
    assert [(group.label, group.count) for group in page.groups] == [
        ("No integration", 9),
        ("Fragile", 1),
        ("One-way", 1),
        ("Batch", 1),
        ("No gap", 3),
    ]


def test_hours_by_department(flows, visit, to):
    page = page_of(visit("consultant"), to("gaps"))
    table = {name: cells[0] for name, cells in page.table}
    assert str(table["Sales"].cell.hours_per_week) == "9.7500"
    assert (page.kinds[0], page.sums[0].cell.count) == ("No integration", 9)
    assert page.sums[1].cell.hours_per_week is None
    assert page.figure.title == "Largest gap: Sales, no integration, 9.8 h a week"


def test_money_by_the_address(flows, visit, to):
    page = page_of(visit("consultant"), to("gaps"), show="money")
    assert [link.is_current for link in page.shows] == [False, True]
    assert page.figure.title == "Largest gap: Sales, no integration, $19,266 a year"


def test_a_cell_leads_to_its_flows(flows, visit, to):
    browser = visit("consultant")
    page = page_of(browser, to("gaps"))
    for name, cells in page.table:
        for link in filter(None, cells):
            query = link.url.split("?")[1]
            listed = browser.get(f"{to('flows')}?{query}").context["page"]
            assert listed.total == link.cell.count, name
    assert "Only data flows from" in text(browser.get(f"{to('flows')}?{query}"))


def test_the_rules_answer_stays_beside_the_overruled_one(flows, visit, to, scope, consultant):
    services.overrule_gap(flows[1], "fragile", "A macro does it, half of the time", by=consultant)
    shown = text(visit("consultant").get(to("gaps")))
    assert "Overruled: A macro does it, half of the time (the rule says: no integration)" in shown


def test_the_clients_own_symptom_beside_the_typical_effect(flows, visit, to, scope, consultant):
    services.change_flow(flows[2], {"symptom": "Customers get two invoices"}, by=consultant)
    shown = text(visit("consultant").get(to("gaps")))
    assert "Customers get two invoices" in shown
    assert "typically 10 to 20 hours a week per team" in shown


def test_what_cannot_be_said_yet_is_asked_for_right_there(flows, visit, to, scope):
    flow = flows["orders to ship"]
    Flow.objects.filter(pk=flow.pk).update(wanted_direction="")
    browser, url = visit("consultant"), to("flow-missing", flow_id=flow.pk)
    shown = text(browser.get(to("gaps")))
    assert "The rule needs more facts" in shown
    assert "Direction wanted" in shown
    wrong = browser.post(url, {"wanted_direction": "sideways"}, headers=HTMX)
    assert (wrong.status_code, "sideways" in text(wrong)) == (422, True)
    unsaid = browser.post(url, {"wanted_direction": ""}, headers=HTMX)
    assert "Direction wanted" in text(unsaid)
    known = browser.post(url, {"wanted_direction": "two_way"}, headers=HTMX)
    assert "One-way" in text(known)
    assert "<html" not in known.content.decode()
    flow.refresh_from_db()
    assert flow.wanted_direction == "two_way"


def test_somebody_elses_change_is_seen_first(flows, visit, to, scope):
    flow = flows["orders to ship"]
    Flow.objects.filter(pk=flow.pk).update(wanted_direction="", version=5)
    given = {"wanted_direction": "two_way", "version": "4"}
    late = visit("consultant").post(to("flow-missing", flow_id=flow.pk), given, headers=HTMX)
    assert (late.status_code, "Somebody else changed" in text(late)) == (422, True)
    plain = visit("consultant").post(to("flow-missing", flow_id=flow.pk), given | {"version": "5"})
    assert plain.status_code == 302


def test_without_flows(visit, to):
    assert "no gaps yet" in text(visit("consultant").get(to("gaps")))


def test_queries_do_not_grow(flows, visit, to, scope):
    Flow.objects.filter(pk=flows["orders to ship"].pk).update(wanted_direction="")
    browser = visit("consultant")
    queries_of(browser, to("gaps"))
    many = queries_of(browser, to("gaps"))
    Flow.objects.filter(pk=flows[1].pk).update(deleted_at="2026-01-01T00:00Z")
    assert_constant(browser, to("gaps"), few=many)
