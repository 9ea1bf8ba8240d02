"""The demo's roadmap is DEMO's to the cent and to the week."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.tenancy.context import client_scope, public_scope
from apps.core.tenancy.links import client_url
from apps.demo.decisions import load_decisions
from apps.demo.firms import Cast, engagement_start
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.demo.roadmap import load_roadmap
from apps.demo.roi import load_measurements
from apps.methods import business_case, capacity
from apps.methods.ranges import Case
from apps.methods.rounding import half_up
from apps.methods.won_back import so_far
from apps.tenant.portal.selectors import list_threads
from apps.tenant.roadmap import selectors


@pytest.fixture
def demo(harbor, lumen, lead, sponsor, stakeholder):
    harbor.engagement_start = engagement_start(timezone.localdate())
    harbor.time_zone = "America/Los_Angeles"
    harbor.save()
    with client_scope(harbor):
        load_inventory(harbor, by=lead)
        load_flows(harbor, by=lead)
        load_decisions(harbor, by=lead)
        load_roadmap(Cast(lead, sponsor, stakeholder, harbor, lumen))
        yield harbor


def test_versions_and_their_value(demo):
    approved, latest = selectors.approved_value(), selectors.latest_version()
    assert (approved.version, approved.hours_per_week, approved.per_year) == (1, Decimal("6.9375"), Decimal("13708.50"))
    proposed = selectors.snapshot_of(latest).value
    assert (latest.number, latest.status) == (2, "proposed")
    assert (proposed.hours_per_week.expected, proposed.per_year.expected) == (Decimal("7.375"), Decimal("14573.00"))
    assert latest.published_at <= timezone.now()


def test_in_flight_two_now_three_in_weeks_13_and_14(demo):
    weeks = capacity.per_week(selectors.roadmap_spans(), start=demo.engagement_start, weeks=26)
    assert [week.number for week in weeks if week.count == 3] == [13, 14]
    assert weeks[10].count == 2
    assert max(week.count for week in weeks) == 3
    assert not selectors.capacity_of(selectors.current_snapshot(demo)).early


def test_build_and_live_weeks(demo):
    weeks = {line.name: (line.first_week, line.live_week) for line in selectors.list_initiatives(demo)}
    assert weeks["Deal to invoice"] == (2, 4)
    assert weeks["Stock sync"] == (9, 18)
    assert weeks["Zoho into QuickBooks"] == (8, 14)
    assert weeks["Lead sync"] == (13, 15)


def test_the_inputs_of_the_return(demo):
    inputs = {one.name: one for one in selectors.business_inputs(demo)}
    assert set(inputs) == {"Deal to invoice", "Stock sync", "Zoho into QuickBooks", "Lead sync"}
    once = {name: business_case.figures(one, Case.EXPECTED).once for name, one in inputs.items()}
    assert once == {"Deal to invoice": 714, "Stock sync": 2628, "Zoho into QuickBooks": 720, "Lead sync": 278}
    assert business_case.payback(inputs["Lead sync"]).word == "never within the horizon"
    assert half_up(business_case.payback(inputs["Deal to invoice"]).months, 2) == Decimal("1.84"), "by plan, 75 %"


def test_a_question_is_answered_and_one_waits(demo):
    threads = {thread.subject: thread for thread in list_threads()}
    assert not threads["Stock sync"].is_waiting
    assert threads["Zoho into QuickBooks"].is_waiting
    assert all(thread.comment.at <= timezone.now() for thread in threads.values())


def test_the_figure_says_what_runs_at_once(demo):
    figure = selectors.gantt_figure(demo)
    assert figure.title == "3 efforts run side by side in weeks 13 and 14, as many as the limit allows"
    assert "Finance is 1 champion short" in figure.svg
    assert {row[1] for row in figure.table.rows} >= {"Deal to invoice", "Lead sync", "Orders to accounting"}
    assert date.fromisoformat(next(row[2] for row in figure.table.rows if row[1] == "Stock sync"))


def test_the_portal_leads_with_what_was_measured(demo, lead, sponsor, stakeholder, lumen, visit):
    load_measurements(Cast(lead, sponsor, stakeholder, demo, lumen))
    deal = selectors.snapshot_of(selectors.latest_version()).committed[0]
    hours = so_far(Decimal("3.5"), deal.live, today_of(demo))
    with public_scope():
        html = visit("sponsor").get(client_url(demo, "portal")).content.decode()
    assert f"{hours:.1f} hours won back since" in html
    assert "Deal to invoice: 3.5 h a week, measured" in html
