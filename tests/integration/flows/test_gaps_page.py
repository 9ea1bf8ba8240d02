"""Gaps: groups, reasons, what is missing, hours by department."""

import re

from apps.tenant.flows.models import Flow
from tests.queries import assert_constant, queries_of


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_groups_in_order_of_precedence(flows, visit, to):
    page = visit("consultant").get(to("gaps")).context["page"]
    assert [(group.label, group.count) for group in page.groups] == [
        ("No integration", 9),
        ("Fragile", 1),
        ("One-way", 1),
        ("Batch", 1),
        ("No gap", 3),
    ]


def test_hours_by_department(flows, visit, to):
    page = visit("consultant").get(to("gaps")).context["page"]
    table = {name: cells[0] for name, cells in page.table}
    assert str(table["Sales"].hours) == "9.7500"
    assert (page.kinds[0], page.sums[0].count) == ("No integration", 9)
    assert page.sums[1].hours is None


def test_what_cannot_be_said_yet_names_the_field(flows, visit, to, scope):
    Flow.objects.filter(pk=flows["orders to ship"].pk).update(wanted_direction="")
    shown = text(visit("consultant").get(to("gaps")))
    assert "The rule needs more facts" in shown
    assert "Direction wanted" in shown


def test_without_flows(visit, to):
    assert "no gaps yet" in text(visit("consultant").get(to("gaps")))


def test_queries_do_not_grow(flows, visit, to, scope):
    browser = visit("consultant")
    queries_of(browser, to("gaps"))
    few = queries_of(browser, to("gaps"))
    Flow.objects.filter(pk=flows[1].pk).update(deleted_at="2026-01-01T00:00Z")
    assert_constant(browser, to("gaps"), few=few)
