"""Processes: their traces and totals, adding, ordering steps."""

import re

import pytest

from apps.tenant.flows.models import Process
from apps.tenant.flows.process_services import add_process, steps_of
from tests.queries import assert_constant, queries_of


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def delivery(flows, scope):
    return Process.objects.get(name="Order to delivery")


def test_traces_with_totals(flows, visit, to):
    shown = text(visit("consultant").get(to("processes")))
    assert "5 processes; their hand-offs take 15.2 h a week, $30,052 a year. 1 data flow belongs to none yet." in shown
    assert "4 steps, 3 by hand" in shown
    assert "$905.67" in shown


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
    browser, steps = visit("consultant"), to("process-steps", process_id=delivery.pk)
    first, second, *rest = steps_of(delivery)
    browser.post(steps, {"flow": first, "move": "1"})
    assert steps_of(delivery) == [second, first, *rest]
    browser.post(steps, {"flow": second, "move": "-1"})
    assert steps_of(delivery) == [second, first, *rest]
    browser.post(steps, {"flow": second, "move": "out"})
    assert steps_of(delivery) == [first, *rest]


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
