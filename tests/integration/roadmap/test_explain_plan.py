"""Why an initiative has its slack, is critical, or slipped."""

from datetime import date

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.roadmap import services
from apps.tenant.roadmap.models import Initiative
from tests.queries import assert_constant, queries_of


@pytest.fixture
def ask(harbor, roadmap, call):
    def answer(name, field):
        asked = {"object": f"initiative-{roadmap.initiatives[name].pk}", "field": field}
        got = call("consultant").get(client_api_url(harbor, "api-explain"), asked)
        assert got.status_code == 200, got.content
        return got.json()

    return answer


def inputs(body):
    return {one["label"]: one["value"] for one in body["inputs"]}


def test_slack_leads_to_what_waits_for_it(ask, harbor, roadmap, consultant):
    zoho, stock = roadmap.initiatives["Zoho into QuickBooks"], roadmap.initiatives["Stock sync"]
    roadmap.change("Stock sync", start=date(2026, 12, 14), end=date(2027, 1, 4), depends_on=[zoho.pk])
    roadmap.by = consultant
    roadmap.change("Zoho into QuickBooks", end=date(2026, 12, 10))
    found = ask("Zoho into QuickBooks", "slack")
    assert (found["value"], found["unit"]) == (4, "days")
    assert inputs(found) == {"Stock sync starts at the latest on": "14 Dec 2026", "live on": "10 Dec 2026"}
    assert found["inputs"][0]["figure"] == {"object": f"initiative-{stock.pk}", "field": "slack"}
    assert found["inputs"][1]["entered_by"] == str(consultant)
    last = ask("Stock sync", "slack")
    assert last["value"] == 0
    assert inputs(last) == {"last go-live of what is decided": "4 Jan 2027", "live on": "4 Jan 2027"}
    assert last["inputs"][0]["entered_by"]


def test_the_critical_path_is_where_no_day_is_to_spare(ask, roadmap):
    assert ask("Stock sync", "critical")["value"] is True
    found = ask("Zoho into QuickBooks", "critical")
    assert (found["value"], inputs(found)) == (False, {"slack": 12})
    assert found["inputs"][0]["figure"]["field"] == "slack"


@pytest.mark.parametrize("field", ["slack", "critical"])
def test_what_has_no_slack_says_why(ask, roadmap, field):
    roadmap.change("Zoho into QuickBooks", state="live")
    roadmap.change("Stock sync", end=None)
    live, undated = ask("Zoho into QuickBooks", field), ask("Stock sync", field)
    assert (live["value"], undated["value"]) == (None, None)
    assert inputs(live)["state"] == "Live"
    assert inputs(undated)["live on"] is None
    assert "not live yet" in live["rule"]


def test_slip_is_measured_against_the_version_approved_last(ask, harbor, roadmap, sponsor):
    assert ask("Stock sync", "slip")["value"] is None
    assert ask("Stock sync", "slip")["inputs"][0]["source"] == "no version is approved yet"
    version = roadmap.publish()
    with client_scope(harbor):
        services.decide_version(version, "approved", by=sponsor)
    roadmap.change("Stock sync", start=date(2026, 10, 26), end=date(2027, 1, 4))
    found = ask("Stock sync", "slip")
    assert (found["value"], found["unit"]) == (14, "days")
    assert inputs(found) == {"approved to be live on": "21 Dec 2026", "live on": "4 Jan 2027"}
    assert found["inputs"][0]["source"] == "version 1"
    assert found["inputs"][0]["entered_by"]
    assert ask("Stock sync", "slip_of_start")["value"] == -7


def test_a_dropped_one_has_an_answer_too(ask, roadmap):
    roadmap.change("Stock sync", state="dropped")
    assert ask("Stock sync", "slack")["value"] is None
    assert inputs(ask("Stock sync", "slip"))["live on"] == "21 Dec 2026"


def test_as_many_statements_whatever_there_is(harbor, roadmap, visit):
    url, browser = client_url(harbor, "explain"), visit("consultant")
    asked = {"object": f"initiative-{roadmap.initiatives['Stock sync'].pk}", "field": "slack"}
    queries_of(browser, url, **asked)
    few = queries_of(browser, url, **asked)
    with client_scope(harbor):
        Initiative.objects.bulk_create(
            Initiative(name=f"More {at}", state="planned", start=date(2027, 2, at), end=date(2027, 2, at))
            for at in range(1, 29)
        )
    assert_constant(browser, url, few=few, **asked)
