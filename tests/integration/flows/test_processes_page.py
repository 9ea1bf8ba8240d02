"""Processes: their traces and totals, adding, ordering steps."""

import re

import pytest

from apps.tenant.flows.models import Flow, Process
from apps.tenant.flows.process_services import add_process, add_step, steps_of
from tests.queries import assert_constant, queries_of

HTMX = {"HX-Request": "true"}


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def delivery(flows, scope):
    return Process.objects.get(name="Order to delivery")


def test_totals_and_coverage(flows, visit, to):
    shown = text(visit("consultant").get(to("processes")))
    assert "5 of the top 20 processes traced" in shown
    assert "5 processes; their hand-offs take 15.2 h a week, $30,052 a year." in shown
    assert "15 of the top 20 not named yet." in shown
    assert "1 data flow belongs to none yet." in shown
    assert "4 steps, 3 by hand" in shown
    assert "$905.67" in shown
    assert "Deal to invoice: 3 of 4 steps by hand, 6.8 h a week" in shown


def test_flows_of_no_process_are_one_click_away(flows, visit, to):
    browser = visit("consultant")
    assert f'href="{to("flows")}?only=outside"' in browser.get(to("processes")).content.decode()
    page = browser.get(to("flows"), {"only": "outside"}).context["page"]
    assert [row.line.id for row in page.rows] == [flows["tasks told"].pk]


def test_a_flow_of_two_processes_counts_once(flows, visit, to, scope, delivery, consultant):
    add_step(delivery, flows[2].pk, by=consultant)
    add_step(delivery, flows[1].pk, by=consultant)
    page = visit("consultant").get(to("processes")).context["page"]
    assert f"{page.sums.cost.hours_per_week:.2f}" == "15.21"
    trace = next(trace for trace in page.traces if trace.process == delivery)
    assert (trace.totals.steps, trace.totals.hand_offs) == (6, 5)
    assert f"{trace.totals.cost.hours_per_week:.2f}" == "9.50"


def test_a_break_in_the_trace_is_said(flows, visit, to, scope, delivery):
    shown = text(visit("consultant").get(to("process", process_id=delivery.pk)))
    assert "Begins in Shopify, the step before ended in ShipStation" in shown
    assert "Order to delivery: 3 of 4 steps by hand, 5.5 h a week" in shown


def test_lanes_by_application(flows, visit, to, scope, delivery):
    page = visit("consultant").get(to("process", process_id=delivery.pk), {"lanes": "applications"}).context["page"]
    assert [lane.is_current for lane in page.lanes] == [False, True]
    assert "Inventory sheet" in page.figure.svg


def test_a_next_step_is_proposed_searched_and_added(flows, visit, to, scope, delivery):
    browser = visit("consultant")
    page = browser.get(to("process", process_id=delivery.pk)).context["page"]
    assert [line.source for line in page.candidates[:2]] == ["Zendesk", "Zendesk"]
    found = browser.get(to("process-candidates", process_id=delivery.pk), {"q": "gusto time"}, headers=HTMX)
    assert "Asana → Gusto, Timesheet" in text(found)
    assert found.content.decode().count("<li>") == 1
    assert "<html" not in found.content.decode()
    nothing = browser.get(to("process-candidates", process_id=delivery.pk), {"q": "gusto nowhere"}, headers=HTMX)
    assert "No data flow matches" in text(nothing)


def test_a_new_flow_becomes_the_last_step(flows, visit, to, scope, delivery):
    browser, url = visit("consultant"), to("process-new-step", process_id=delivery.pk)
    given = {"source": "Zendesk", "target": "Shopify", "data_object": "Order", "mechanism": "manual", "per": "week"}
    given |= {"people": "1", "direction": "one_way"}
    assert browser.post(url, given | {"source": "Nothing"}).status_code == 422
    assert len(steps_of(delivery)) == 4
    assert browser.post(url, given).status_code == 302
    assert str(Flow.objects.get(pk=steps_of(delivery)[-1])) == "Zendesk → Shopify, Order"


def test_none_yet(visit, to):
    assert "No processes yet" in text(visit("consultant").get(to("processes")))


def test_adding_then_choosing_steps(flows, visit, to, scope):
    browser = visit("consultant")
    response = browser.post(to("processes"), {"name": "Tell the team", "description": ""}, follow=True)
    assert "Now choose its steps" in text(response)
    process = Process.objects.get(name="Tell the team")
    steps = to("process-steps", process_id=process.pk)
    browser.post(steps, {"flow": flows["tasks told"].pk})
    assert steps_of(process) == [flows["tasks told"].pk]
    assert "Choose a data flow first" in text(browser.post(steps, {"flow": ""}, follow=True))


def test_a_taken_name_stays_in_the_form(flows, visit, to):
    response = visit("consultant").post(to("processes"), {"name": "Deal to invoice"})
    assert response.status_code == 422
    assert "There already is a process called Deal to invoice" in text(response)


def test_steps_move_and_leave(flows, visit, to, scope, delivery):
    browser, url = visit("consultant"), to("process-steps", process_id=delivery.pk)
    first, second, *rest = delivery.steps.values_list("pk", flat=True)

    def steps():
        return list(delivery.steps.values_list("pk", flat=True))

    browser.post(url, {"step": first, "move": "1"})
    assert steps() == [second, first, *rest]
    browser.post(url, {"step": second, "move": "-1"})
    assert steps() == [second, first, *rest]
    moved = browser.post(url, {"order": ",".join(map(str, [*rest, first, second]))}, headers=HTMX)
    assert (moved.status_code, steps()) == (200, [*rest, first, second])
    assert 'id="trace"' in moved.content.decode()
    browser.post(url, {"step": second, "move": "out"})
    assert steps() == [*rest, first]
    assert (
        "not in this process any more" in browser.post(url, {"step": second, "move": "1"}, headers=HTMX)["HX-Trigger"]
    )
    for wrong in ({"order": "1;2"}, {"step": "x", "move": "1"}, {"step": first, "move": "sideways"}):
        assert "Choose a data flow first" in text(browser.post(url, wrong, follow=True))


def test_renaming_sees_somebody_elses_change(flows, visit, to, scope, delivery):
    browser, page = visit("consultant"), to("process", process_id=delivery.pk)
    given = {"name": "Order to door", "description": "", "version": delivery.version}
    assert browser.post(page, given).status_code == 302
    assert browser.post(page, given | {"name": "Order to delivery"}).status_code == 422


def test_moving_and_removing(flows, visit, to, scope, delivery):
    browser = visit("consultant")
    browser.post(to("process-move", process_id=delivery.pk), {"move": "1"})
    assert [str(process) for process in Process.objects.in_use()][:2] == ["Deal to invoice", "Order to delivery"]
    browser.post(to("process-remove", process_id=delivery.pk))
    assert browser.get(to("process", process_id=delivery.pk)).status_code == 404
    browser.post(to("process-restore", process_id=delivery.pk))
    assert len(steps_of(delivery)) == 4


def test_queries_do_not_grow(flows, visit, to, scope, consultant):
    browser = visit("consultant")
    queries_of(browser, to("processes"))
    few = queries_of(browser, to("processes"))
    add_process({"name": "Another", "steps": [flows["tasks told"].pk]}, by=consultant)
    assert_constant(browser, to("processes"), few=few)
