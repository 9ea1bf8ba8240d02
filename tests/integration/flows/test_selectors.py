"""What the flows add up to, and what the map is drawn from."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.tenancy.context import client_scope
from apps.methods.gaps import Gap
from apps.methods.rounding import half_up
from apps.tenant.flows import selectors, services
from apps.tenant.flows.selectors import FlowFilter

HOURS = {1: "3.00", 2: "4.00", 3: "2.00", 4: "1.50", 5: "0.88", 6: "1.25", 7: "1.25", 8: "0.58", 9: "0.75"}
SCORES = {1: 18, 2: 18, 3: 12, 4: 3, 5: 6, 6: 3, 7: 18, 8: 12, 9: 18}


@pytest.fixture
def lines(flows, harbor):
    with client_scope(harbor):
        return selectors.flow_costs(harbor)


def test_the_demo_adds_up_to_what_every_page_shows(flows, harbor):
    with client_scope(harbor):
        found = selectors.found(harbor)
    shown = [half_up(value, 4) for value in (found.cost.hours_per_week, found.cost.hours_per_month)]
    assert shown == [Decimal("15.2083"), Decimal("65.9028")]
    money = (found.cost.cost_per_week, found.cost.cost_per_month, found.cost.cost_per_year)
    assert [half_up(value, 2) for value in money] == [Decimal("577.92"), Decimal("2504.31"), Decimal("30051.67")]
    assert (found.hand_offs, found.untimed) == (9, 0)


def test_each_hand_off_has_its_hours_and_score(flows, lines):
    hand_offs = {number: lines[flow.pk] for number, flow in flows.items() if isinstance(number, int)}
    assert {number: str(half_up(line.hours_per_week, 2)) for number, line in hand_offs.items()} == HOURS
    assert {number: line.score for number, line in hand_offs.items()} == SCORES


def test_gaps_are_the_demos(flows, lines):
    gaps = {key: lines[flow.pk].gap for key, flow in flows.items()}
    assert [gaps[number] for number in range(1, 10)] == [Gap.NO_INTEGRATION] * 9
    assert {key: gap.value for key, gap in gaps.items() if isinstance(key, str)} == {
        "deals told": "none",
        "tickets told": "none",
        "orders to ship": "one_way",
        "contacts by night": "batch",
        "payroll booked": "fragile",
        "tasks told": "none",
    }


def test_a_flow_may_have_its_own_rate(flows, scope, consultant):
    services.change_flow(flows[2], {"hourly_rate": Decimal(100)}, by=consultant)
    line = selectors.flow_line(scope, flows[2].pk)
    assert (line.cost.cost_per_week, line.rate) == (Decimal(400), Decimal(100))
    assert half_up(selectors.found(scope).cost.cost_per_week, 2) == Decimal("825.92")


def test_an_unknown_duration_is_missing_not_zero(flows, scope, consultant):
    services.change_flow(flows[2], {"minutes": None}, by=consultant)
    line = selectors.flow_line(scope, flows[2].pk)
    assert (line.cost, line.priority, line.priority_missing) == (None, None, ["minutes each time"])
    found = selectors.found(scope)
    assert (found.untimed, half_up(found.cost.hours_per_week, 4)) == (1, Decimal("11.2083"))


def test_a_person_overrules_and_the_rule_stays_visible(flows, scope, consultant):
    services.overrule_gap(flows["tickets told"], "batch", "It only runs at noon.", by=consultant)
    line = selectors.flow_line(scope, flows["tickets told"].pk)
    assert (line.gap, line.gaps, line.rule.label) == (Gap.BATCH, (Gap.BATCH,), Gap.NONE)


def test_an_owner_by_name_owns_the_script(flows, scope, consultant):
    services.change_flow(flows["payroll booked"], {"owner": "Ana Duarte", "is_monitored": True}, by=consultant)
    assert selectors.flow_line(scope, flows["payroll booked"].pk).gap is Gap.NONE


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (FlowFilter(), 15),
        (FlowFilter(only="by_hand"), 9),
        (FlowFilter(only="automated"), 6),
        (FlowFilter(mechanism="script"), 1),
        (FlowFilter(gap="one_way"), 1),
        (FlowFilter(gap="unknown"), 0),
        (FlowFilter(department="Finance"), 4),
        (FlowFilter(department="Sales", other_department="Finance"), 3),
        (FlowFilter(department="Everyone"), 3),
        (FlowFilter(query="ticket"), 2),
    ],
)
def test_filters(flows, scope, wanted, count):
    assert len(selectors.list_flows(scope, wanted)) == count


def test_sorting_puts_the_missing_last_either_way(flows, scope):
    for descending in (False, True):
        hours = [
            line.hours_per_week for line in selectors.list_flows(scope, FlowFilter(sort="hours", descending=descending))
        ]
        known = [value for value in hours if value is not None]
        assert known == sorted(known, reverse=descending)
        assert hours[9:] == [None] * 6


def test_the_map_has_departments_and_bundles_everyones_tools(flows, scope):
    data = selectors.landscape(scope)
    homes = {chip.name: chip.department for chip in data.applications}
    assert (homes["Slack"], homes["Shopify"], homes["Gusto"]) == ("Everyone", "Sales", "People")
    assert {flow.object: flow.mark for flow in data.flows if flow.mark == "1"} == {"Invoice": "1"}
    hours = selectors.hours_between_departments(scope)
    assert hours["Sales", "Finance"] == Decimal("6.75")
    assert sum(hours.values()) == selectors.found(scope).cost.hours_per_week


def test_a_filtered_map_shows_only_what_its_flows_touch(flows, scope):
    data = selectors.landscape(scope, FlowFilter(mechanism="script"))
    assert {chip.name for chip in data.applications} == {"Gusto", "QuickBooks Online"}


def test_a_connected_flow_is_no_longer_by_hand_on_the_map(flows, scope):
    data = selectors.landscape(scope, connected={flows[2].pk})
    kinds = {flow.id: flow.kind.value for flow in data.flows}
    assert (kinds[flows[2].pk], kinds[flows[1].pk]) == ("connected", "manual")


def test_a_list_costs_the_same_queries_whatever_its_length(flows, scope, consultant):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            for line in selectors.list_flows(scope):
                assert line.gap or line.priority or line.cost or line.name
        return len([query for query in seen.captured_queries if not query["sql"].startswith("SET ")])

    few = queries()
    for source, target in [("Trello", "Asana"), ("Gusto", "Slack"), ("Zendesk", "Asana")]:
        services.add_flow({"source": source, "target": target, "data_object": "Task"}, by=consultant)
    assert queries() == few <= 3
