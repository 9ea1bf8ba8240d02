"""Rules of writing: what is refused, what is made, what history keeps."""

import pytest

from apps.core.errors import Conflict, Refused
from apps.tenant.flows import process_services, selectors, services
from apps.tenant.flows.models import Flow, Process
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application, DataObject
from apps.tenant.inventory.services import remove_application


@pytest.fixture
def by(consultant):
    return consultant


def test_an_unknown_application_is_refused_with_the_nearest_name(flows, scope, by):
    with pytest.raises(Refused, match=r"no application called Quickboks.*Did you mean QuickBooks Online") as refusal:
        services.add_flow({"source": "Quickboks", "target": "Slack", "data_object": "Order"}, by=by)
    assert refusal.value.field == "source"
    assert not Application.objects.filter(name="Quickboks").exists()


def test_an_unknown_object_is_made(flows, scope, by):
    flow = services.add_flow({"source": "shopify", "target": "Slack", "data_object": "Refund"}, by=by)
    assert flow.data_object == DataObject.objects.get(name="Refund")
    assert flow.source.name == "Shopify"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"target": "Slack", "data_object": "Order"}, "source"),
        ({"source": "Slack", "data_object": "Order"}, "target"),
        ({"source": "Slack", "target": "Shopify"}, "data_object"),
        ({"source": "Slack", "target": "slack", "data_object": "Order"}, "target"),
        ({"source": "Slack", "target": "Shopify", "data_object": "Order", "process": "Nothing"}, "process"),
    ],
)
def test_what_a_flow_needs(flows, scope, by, values, field):
    with pytest.raises(Refused) as refusal:
        services.add_flow(values, by=by)
    assert refusal.value.field == field
    assert Flow.objects.count() == 15


def test_somebody_elses_change_is_kept(flows, scope, by):
    services.change_flow(flows[1], {"minutes": 20}, by=by, version=1)
    with pytest.raises(Conflict):
        services.change_flow(flows[1], {"minutes": 30}, by=by, version=1)
    assert Flow.objects.get(pk=flows[1].pk).minutes == 20


def test_history_says_what_changed_in_words(flows, scope, by):
    services.change_flow(flows[1], {"mechanism": "api", "owner": ""}, by=by)
    changes = {entry["field"]: (entry["before"], entry["after"]) for entry in Activity.objects.first().changes}
    assert changes == {"mechanism": ("Spreadsheet export and import", "API"), "owner": ("Lena Brandt", "–")}


def test_saving_the_same_again_is_no_change(flows, scope, by):
    before = Activity.objects.count()
    assert services.change_flow(flows[1], {"mechanism": "spreadsheet"}, by=by).version == 1
    assert Activity.objects.count() == before


def test_overruling_needs_a_reason(flows, scope, by):
    with pytest.raises(Refused, match="Say why"):
        services.overrule_gap(flows[1], "none", " ", by=by)


def test_trash_takes_a_flow_out_of_every_sum_and_back(flows, scope, by):
    services.remove_flow(flows[2], by=by)
    assert selectors.found(scope).hand_offs == 8
    services.restore_flow(Flow.objects.get(pk=flows[2].pk), by=by)
    assert selectors.found(scope).hand_offs == 9


def test_a_removed_application_takes_its_flows_along(flows, scope, by):
    services.remove_flow(flows[2], by=by)
    remove_application(Application.objects.get(name="QuickBooks Online"), by=by)
    assert selectors.found(scope).hand_offs == 6
    with pytest.raises(Refused, match="QuickBooks Online is in the trash too"):
        services.restore_flow(Flow.objects.get(pk=flows[2].pk), by=by)


def test_steps_keep_their_order(flows, scope, by):
    process = Process.objects.get(name="Order to delivery")
    ids = process_services.steps_of(process)
    turned = process_services.change_process(process, {"steps": ids[::-1]}, by=by)
    assert process_services.steps_of(turned) == ids[::-1]
    assert Activity.objects.first().changes[0]["label"] == "Steps"


def test_a_flow_is_a_step_of_several_processes_and_twice_of_one(flows, scope, by):
    process = Process.objects.get(name="Order to delivery")
    steps = [flows[2].pk, flows[1].pk, flows[2].pk]
    process_services.change_process(process, {"steps": steps}, by=by)
    assert process_services.steps_of(process) == steps
    assert selectors.flow_line(scope, flows[2].pk).processes == {
        process.pk: "Order to delivery",
        Process.objects.get(name="Deal to invoice").pk: "Deal to invoice",
    }


def test_saving_a_flow_keeps_its_other_processes_and_its_place(flows, scope, by):
    process, other = Process.objects.get(name="Order to delivery"), Process.objects.get(name="Deal to invoice")
    before = process_services.steps_of(other)
    services.change_flow(flows[2], {"processes": [other.pk, process.pk]}, by=by)
    assert process_services.steps_of(other) == before
    assert process_services.steps_of(process)[-1] == flows[2].pk
    services.change_flow(flows[2], {"process": "Order to delivery"}, by=by)
    assert flows[2].pk not in process_services.steps_of(other)
    services.change_flow(flows[2], {"process": None}, by=by)
    assert selectors.flow_line(scope, flows[2].pk).processes == {}


def test_a_flow_out_of_the_trash_is_a_step_again_where_it_was(flows, scope, by):
    process = Process.objects.get(name="Order to delivery")
    steps = process_services.steps_of(process)
    services.remove_flow(Flow.objects.get(pk=steps[0]), by=by)
    assert process_services.steps_of(process) == steps[1:]
    process_services.add_step(process, flows["tasks told"].pk, by=by)
    services.restore_flow(Flow.objects.get(pk=steps[0]), by=by)
    assert process_services.steps_of(process) == [*steps, flows["tasks told"].pk]


def test_an_order_of_other_steps_is_refused(flows, scope, by):
    process, other = Process.objects.get(name="Order to delivery"), Process.objects.get(name="Deal to invoice")
    mine, strange = [list(one.steps.values_list("pk", flat=True)) for one in (process, other)]
    for order in ([*mine, strange[0]], [mine[0], mine[0]]):
        with pytest.raises(Refused, match="in between"):
            process_services.arrange_steps(process, order, by=by)
    process_services.arrange_steps(process, mine[::-1], by=by)
    assert list(process.steps.order_by("position").values_list("pk", flat=True)) == mine[::-1]


def test_steps_that_do_not_exist_are_refused(flows, scope, by):
    process = Process.objects.get(name="Order to delivery")
    with pytest.raises(Refused, match="no data flow with the number 999999"):
        process_services.change_process(process, {"steps": [999999]}, by=by)


def test_a_removed_process_leaves_its_flows_and_comes_back_with_them(flows, scope, by):
    process = Process.objects.get(name="Deal to invoice")
    steps = process_services.steps_of(process)
    process_services.remove_process(process, by=by)
    assert selectors.flow_line(scope, flows[2].pk).process == ""
    process_services.restore_process(process, by=by)
    assert process_services.steps_of(process) == steps


def test_a_taken_name_is_refused(flows, scope, by):
    with pytest.raises(Refused, match="already is a process called"):
        process_services.add_process({"name": "deal TO invoice"}, by=by)


def test_processes_move_up_and_stop_at_the_top(flows, scope, by):
    last = Process.objects.get(name="Time to payroll")
    process_services.move_process(last, -1, by=by)
    assert [str(process) for process in Process.objects.in_use()][3:] == ["Time to payroll", "Lead to deal"]
    first = Process.objects.in_use().first()
    before = Activity.objects.count()
    process_services.move_process(first, -1, by=by)
    assert Process.objects.in_use().first() == first
    assert Activity.objects.count() == before
