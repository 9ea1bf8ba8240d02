"""…/business-case/, its settings, and …/metrics/ over the API."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.roi.models import BusinessCase


@pytest.fixture
def api(call):
    return call("consultant")


@pytest.mark.usefixtures("story")
def test_the_business_case_of_the_demo(api, harbor):
    shown = api.get(client_api_url(harbor, "api-business-case")).json()
    assert round(float(shown["net_benefit"])) == 17123
    assert round(float(shown["roi_percent"]), 1) == 144.1
    assert round(float(shown["payback_months"]), 1) == 6.6
    cases = {name: round(float(case["net_benefit"])) for name, case in shown["cases"].items()}
    assert cases == {"low": 11485, "expected": 17123, "high": 21065}
    deal = next(one for one in shown["initiatives"] if one["name"] == "Deal to invoice")
    assert (deal["is_measured"], float(deal["hours_measured"]), float(deal["hours_claimed"])) == (True, 3.5, 3)
    assert (deal["payback_on"], round(float(deal["net_to_date"]))) == ("2026-11-16", 46)
    never = next(one for one in shown["initiatives"] if one["name"] == "Lead sync")
    assert (never["payback_months"], never["payback"]) == (None, "never within the horizon")
    assert round(float(shown["standing"]["left_hours_per_week"]), 1) == 11.7
    assert round(float(shown["standing"]["left_per_year"])) == 23136


def test_nothing_planned(api, harbor):
    shown = api.get(client_api_url(harbor, "api-business-case")).json()
    assert (shown["roi_percent"], shown["payback_months"], float(shown["net_benefit"])) == (None, None, 0)


def test_settings(api, harbor):
    url = client_api_url(harbor, "api-business-case-settings")
    shown = api.put(url, {"horizon_years": 3, "discount_rate": 10, "currency": "USD"})
    assert shown.status_code == 200, shown.content
    assert (shown.json()["horizon_months"], float(shown.json()["discount_rate"])) == (36, 10)
    for wrong in (
        {"currency": "euro"},
        {"currency": "12"},
        {"horizon_years": 0},
        {"horizon_years": 2, "horizon_months": 36},
        {"discount_rate": -1},
        {"horizon": 3},
    ):
        assert api.put(url, wrong).status_code == 400, wrong
    assert api.get(url).json()["horizon_months"] == 36
    for share, percent in (("0.1", 10), (0.085, 8.5), (1, 1), (0, 0)):
        assert float(api.put(url, {"discount_rate": share}).json()["discount_rate"]) == percent
    with client_scope(harbor):
        BusinessCase.objects.update(discount_rate="0.5")
    assert float(api.put(url, {"discount_rate": api.get(url).json()["discount_rate"]}).json()["discount_rate"]) == 0.5


def test_a_metric_from_first_to_last(api, harbor):
    made = api.post(client_api_url(harbor, "api-metrics"), {"name": "Minutes", "kind": "time"})
    assert made.status_code == 201, made.content
    assert (made.json()["verdict"], made.json()["before"]["n"]) == ("cannot_tell", 0)
    item = client_api_url(harbor, "api-metric", metric_id=made.json()["id"])
    add = f"{item}observations/"
    assert api.post(add, {"phase": "before", "values": [11, "12.0", 13.00001]}).status_code == 201
    shown = api.post(add, {"phase": "after", "values": [1, 1.5, 2]}).json()
    assert (shown["verdict"], float(shown["change_percent"])) == ("improved", -87.5)
    assert float(shown["before"]["mean"]) == 12
    assert float(shown["before"]["low"]) < 12 < float(shown["before"]["high"])
    assert api.get(item).json() == shown
    assert api.get(client_api_url(harbor, "api-metrics")).json()["count"] == 1
    assert api.patch(item, {"name": "Minutes each"}).json()["name"] == "Minutes each"
    assert api.delete(item).status_code == 204


def test_an_audit(api, harbor):
    made = api.post(client_api_url(harbor, "api-metrics"), {"name": "Errors", "kind": "error_rate"}).json()
    add = f"{client_api_url(harbor, 'api-metric', metric_id=made['id'])}observations/"
    api.post(add, {"phase": "before", "errors": 9, "sample": 120})
    shown = api.post(add, {"phase": "after", "errors": 1, "sample": 110}).json()
    assert [round(float(shown["before"][key]), 1) for key in ("mean", "low", "high")] == [7.5, 4.0, 13.6]
    assert [round(float(shown["after"][key]), 1) for key in ("mean", "low", "high")] == [0.9, 0.2, 5.0]
    assert shown["verdict"] == "improved"


@pytest.mark.parametrize(
    "wrong",
    [
        {"phase": "before", "values": ["x"]},
        {"phase": "before", "values": [-1]},
        {"phase": "before", "values": []},
        {"phase": "during", "values": [1]},
        {"phase": "before"},
        {"phase": "before", "values": [1] * 10_001},
        {"phase": "before", "errors": 1, "sample": 2},
        {"phase": "before", "values": [1], "errors": 1, "sample": 2},
    ],
)
def test_wrong_observations(api, harbor, wrong):
    made = api.post(client_api_url(harbor, "api-metrics"), {"name": "Minutes", "kind": "time"}).json()
    add = f"{client_api_url(harbor, 'api-metric', metric_id=made['id'])}observations/"
    answer = api.post(add, wrong)
    assert answer.status_code == 400, answer.content
    assert answer.json()["error"]["message"]


def test_a_metric_of_nothing(api, harbor):
    url = client_api_url(harbor, "api-metrics")
    for wrong in (
        {"name": "", "kind": "time"},
        {"name": "X", "kind": "guess"},
        {"name": "X", "kind": "time", "initiative": 999},
    ):
        assert api.post(url, wrong).status_code == 400, wrong
