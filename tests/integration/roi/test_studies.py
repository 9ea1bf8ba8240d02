"""Stopwatch and sample check: each timing and each entry is an observation of its own, added once."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.html import strip_tags

from apps.core.errors import Conflict
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.tenant.flows.models import Flow
from apps.tenant.flows.services import change_flow
from apps.tenant.roi import services, studies_services
from apps.tenant.roi.models import Metric, Observation
from apps.tenant.roi.studies_selectors import offer_of
from tests.queries import assert_constant, queries_of


@pytest.fixture
def flow(harbor, consultant):
    with client_scope(harbor):
        load_inventory(harbor, by=consultant)
        return load_flows(harbor, by=consultant)[2]


@pytest.fixture
def begin(harbor, flow, consultant):
    def study(kind):
        with client_scope(harbor):
            return studies_services.begin_study(flow, kind, by=consultant)

    return study


@pytest.fixture
def desk(visit):
    return visit("consultant")


def timing(milliseconds, **more):
    return {"phase": "before", "key": str(uuid4()), "milliseconds": milliseconds, "note": ""} | more


def values(harbor):
    with client_scope(harbor):
        return [one.value for one in Observation.objects.order_by("pk")]


def test_a_study_begins_at_the_flow_once(desk, harbor, flow):
    page = client_url(harbor, "flow-study", flow_id=flow.pk)
    assert "Nothing is measured here yet" in desk.get(page).content.decode()
    for _ in range(2):
        there = desk.post(page, {"kind": "time"})
        assert there["Location"].endswith("/stopwatch/")
    desk.post(page, {"kind": "error_rate"})
    assert desk.post(page, {"kind": "survey"}).status_code == 200
    with client_scope(harbor):
        assert sorted(Metric.objects.filter(flow=flow).values_list("kind", flat=True)) == ["error_rate", "time"]
    shown = desk.get(page).content.decode()
    assert "Stopwatch" in shown
    assert "Sample check" in shown


def test_timings_with_mean_and_how_many_more(desk, harbor, begin):
    page = client_url(harbor, "stopwatch", metric_id=begin("time").pk)
    assert "No timing yet" in desk.get(page).content.decode()
    desk.post(page, timing(600_000))
    assert "From the second timing on" in desk.get(page).content.decode()
    for minutes in (12, 14, 12):
        answer = desk.post(page, timing(minutes * 60_000, note="Ana"), headers={"HX-Request": "true"})
    html = " ".join(answer.content.decode().split())
    assert "4 timings" in html
    assert "<b>12.0</b> ± 2.6 minutes" in html
    assert "6 more for ± 10 %" in html
    assert values(harbor) == [10, 12, 14, 12]


def test_what_takes_less_than_a_minute_is_said_in_seconds(desk, harbor, begin):
    page = client_url(harbor, "stopwatch", metric_id=begin("time").pk)
    for seconds in (3, 4, 5):
        desk.post(page, timing(seconds * 1000))
    html = desk.get(page).content.decode()
    assert "<b>4.0</b> ± 2.5 seconds" in html
    assert "0.07" not in strip_tags(html)
    assert "<b>3.0</b> <span>seconds" in html


def test_a_timing_sent_twice_counts_once(desk, harbor, begin):
    page = client_url(harbor, "stopwatch", metric_id=begin("time").pk)
    same = timing(90_000)
    for _ in range(3):
        assert desk.post(page, same, headers={"HX-Request": "true"}).status_code == 200
    assert values(harbor) == [Decimal("1.5")]
    other = desk.post(page, same | {"milliseconds": 91_000}, headers={"HX-Request": "true"})
    assert other.status_code == 409
    assert "X-Message" in other.headers


def test_by_hand_without_a_script(desk, harbor, begin):
    page = client_url(harbor, "stopwatch", metric_id=begin("time").pk)
    assert desk.post(page, timing("", minutes="12.5")).status_code == 302
    for wrong in ({"minutes": ""}, {"minutes": "x"}, {"minutes": "-1"}, {"minutes": "99999"}, {"minutes": "NaN"}):
        assert desk.post(page, timing("") | wrong).status_code == 422, wrong
    for wrong in ({"key": "x"}, {"phase": "during"}, {"milliseconds": "0"}, {"milliseconds": "99999999999"}):
        assert desk.post(page, timing(1000) | wrong).status_code == 422, wrong
    assert values(harbor) == [Decimal("12.5")]


def test_one_is_discarded(desk, harbor, begin):
    page = client_url(harbor, "stopwatch", metric_id=begin("time").pk)
    desk.post(page, timing(60_000))
    with client_scope(harbor):
        found = Observation.objects.get()
    desk.post(client_url(harbor, "observation-discard", observation_id=found.pk))
    assert values(harbor) == []


def test_a_sample_entry_by_entry(desk, harbor, begin):
    page = client_url(harbor, "sample-check", metric_id=begin("error_rate").pk)
    results = ["right"] * 8 + ["Typing error", "Missing", "Typing error"]
    for result in results:
        desk.post(page, {"phase": "before", "key": str(uuid4()), "result": result})
    html = " ".join(desk.get(page).content.decode().split())
    assert "11 checked, 3 wrong" in html
    assert "27.3 %" in html
    assert "Typing error: 2" in html
    same = {"phase": "before", "key": str(uuid4()), "result": "right"}
    for _ in range(2):
        desk.post(page, same)
    with client_scope(harbor):
        assert Observation.objects.count() == 12
        assert set(Observation.objects.values_list("sample", flat=True)) == {1}
    assert desk.post(page, same | {"result": "perhaps"}).status_code == 422


def test_a_signed_baseline_takes_nothing_more(desk, harbor, begin, sponsor, consultant):
    metric = begin("time")
    page = client_url(harbor, "stopwatch", metric_id=metric.pk)
    for minutes in (10, 11, 12):
        desk.post(page, timing(minutes * 60_000))
    with client_scope(harbor):
        services.sign_baseline(metric, sponsor, by=consultant)
    assert "The baseline is signed and frozen" in desk.get(f"{page}?phase=before").content.decode()
    assert desk.post(page, timing(1000), headers={"HX-Request": "true"}).status_code == 409
    assert desk.post(page, timing(1000)).status_code == 409
    assert desk.post(page, timing(60_000, phase="after")).status_code == 302
    assert len(values(harbor)) == 4


def test_measured_minutes_are_offered_and_never_put_there(desk, harbor, begin, flow, consultant):
    metric = begin("time")
    page = client_url(harbor, "stopwatch", metric_id=metric.pk)
    for minutes in (14, 15, 16):
        desk.post(page, timing(minutes * 60_000))
    offers = client_url(harbor, "flow-study-offers", flow_id=flow.pk)
    assert "Measured <b>15.0" in desk.get(offers).content.decode()
    with client_scope(harbor):
        assert Flow.objects.get(pk=flow.pk).minutes == 12
    desk.post(client_url(harbor, "minutes-dismiss", metric_id=metric.pk))
    assert "Measured" not in desk.get(offers).content.decode()
    desk.post(page, timing(15 * 60_000))
    assert "Measured <b>15.0" in desk.get(offers).content.decode()
    desk.post(client_url(harbor, "minutes-accept", metric_id=metric.pk))
    with client_scope(harbor):
        assert Flow.objects.get(pk=flow.pk).minutes == 15
        assert offer_of(harbor, metric) is None
        with pytest.raises(Conflict):
            studies_services.accept_minutes(harbor, metric, by=consultant)


def test_a_flow_changed_meanwhile_is_not_overwritten(desk, harbor, begin, flow, consultant):
    metric = begin("time")
    page = client_url(harbor, "stopwatch", metric_id=metric.pk)
    for minutes in (14, 15, 16):
        desk.post(page, timing(minutes * 60_000))
    with client_scope(harbor):
        seen = Flow.objects.get(pk=flow.pk).version
        change_flow(flow, {"minutes": Decimal(9)}, by=consultant)
    accept = client_url(harbor, "minutes-accept", metric_id=metric.pk)
    assert "Somebody else changed" in desk.post(accept, {"version": seen}, follow=True).content.decode()
    with client_scope(harbor):
        assert Flow.objects.get(pk=flow.pk).minutes == 9


def test_each_page_is_for_its_own_kind(desk, harbor, begin):
    assert desk.get(client_url(harbor, "sample-check", metric_id=begin("time").pk)).status_code == 404
    assert desk.get(client_url(harbor, "stopwatch", metric_id=begin("error_rate").pk)).status_code == 404


def test_a_key_over_the_api_adds_once(call, harbor, begin):
    metric = begin("time")
    add = client_api_url(harbor, "api-metric-observations", metric_id=metric.pk)
    given = {"phase": "before", "values": [10, 11, 12], "key": str(uuid4()), "note": "Watched"}
    api = call("consultant")
    for _ in range(2):
        answer = api.post(add, given)
        assert (answer.status_code, answer.json()["before"]["n"]) == (201, 3)
    assert api.post(add, given | {"values": [10, 11, 13]}).status_code == 409
    assert api.post(add, given | {"key": "x"}).status_code == 400
    assert values(harbor) == [10, 11, 12]


def test_many_timings_cost_no_more_queries(desk, harbor, begin, consultant):
    metric = begin("time")
    page = client_url(harbor, "stopwatch", metric_id=metric.pk)
    desk.post(page, timing(60_000))
    few = queries_of(desk, page)
    with client_scope(harbor):
        services.add_values(metric, "before", [Decimal(value) for value in range(1, 40)], by=consultant)
    assert_constant(desk, page, few=few)
