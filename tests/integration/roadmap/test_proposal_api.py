"""POST roadmap/proposals/: the order, and why none fits; and taking one over."""

import pytest

URL = "/api/v1/clients/lumen/roadmap/proposals/"
INITIATIVES = "/api/v1/clients/lumen/initiatives/"


@pytest.fixture
def api(call):
    return call("lead")


def add(api, name, value, days, **others):
    values = {"name": name, "value_per_month": value, "effort_days": days, "cost": 100, **others}
    answer = api.post(INITIATIVES, values, format="json")
    assert answer.status_code == 201, answer.data
    return answer.data["id"]


def order(answer):
    return {row["name"]: row["start_month"] for row in answer.data["order"]}


def test_it_proposes_the_order_that_earns_the_most(api):
    small = add(api, "Small", 100, 5)
    add(api, "Big", 900, 5)
    add(api, "After small", 50, 5, depends_on=[small])
    answer = api.post(URL, {"limit_in_flight": 1, "horizon_months": 6}, format="json")
    assert (answer.status_code, answer.data["status"], answer.data["violated"]) == (200, "optimal", [])
    assert order(answer) == {"Big": 1, "Small": 2, "After small": 3}
    assert answer.data["value"] == answer.data["bound"] == 5050
    assert answer.data["gain_over_score_order"] == 0


def test_more_at_once_and_no_limits_start_everything_at_once(api):
    for number in range(3):
        add(api, f"Effort {number}", 10, 5)
    assert set(order(api.post(URL, {}, format="json")).values()) == {1}


def test_it_names_what_is_in_the_way(api):
    dear = add(api, "Dear", 100, 5, cost=9000)
    add(api, "Cheap", 100, 5)
    answer = api.post(URL, {"budget_per_month": 500}, format="json")
    assert (answer.status_code, answer.data["status"], answer.data["order"]) == (200, "infeasible", [])
    assert answer.data["violated"] == ["budget_per_month"]
    assert answer.data["reasons"][0]["initiatives"] == [dear]
    assert answer.data["reasons"][0]["message"].endswith("a month is too small for Dear.")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"limit_in_flight": 0}, "limit_in_flight"),
        ({"horizon_months": 1000}, "horizon_months"),
        ({"budget_per_month": "-3"}, "budget_per_month"),
        ({"blackouts": ["soon"]}, "blackouts"),
        ({"blackouts": [{"until": "2027-01-01"}]}, "blackouts"),
        ({"blackouts": [3]}, "blackouts"),
        ({"blackouts": "2027-01"}, "blackouts"),
        ({"days_of": {"Ann": "many"}}, "days_of"),
        ({"limits": 3}, "limits"),
    ],
)
def test_bad_input_is_named(api, values, field):
    answer = api.post(URL, values, format="json")
    assert answer.status_code == 400
    assert field in str(answer.data)


def test_blackouts_in_every_form(api):
    add(api, "Effort", 10, 5)
    first = api.post(URL, {}, format="json").data["first_month"]
    for blackouts in (
        [first[:7]],
        [f"{first} to {first[:7]}"],
        [{"from": first, "to": f"{first[:7]}-28"}],
        [{"start": first, "end": f"{first[:7]}-28"}],
        [[first, f"{first[:7]}-28"]],
    ):
        answer = api.post(URL, {"blackouts": blackouts, "capacity_days_per_month": 5}, format="json")
        assert order(answer) == {"Effort": 2}, blackouts


def test_an_order_is_taken_over_whole_or_not_at_all(api):
    add(api, "One", 10, 5)
    add(api, "Two", 20, 5)
    found = api.post(URL, {"limit_in_flight": 1}, format="json").data["order"]
    chosen = [{name: row[name] for name in ("initiative", "start_month", "version")} for row in found]
    old = [*chosen[:1], chosen[1] | {"version": 99}]
    sent = {"limit_in_flight": 1, "order": old}
    assert api.post(f"{URL}accept/", sent, format="json").status_code == 409
    assert {row["start"] for row in api.get(INITIATIVES).data["results"]} == {None}
    answer = api.post(f"{URL}accept/", sent | {"order": chosen}, format="json")
    assert (answer.status_code, answer.data) == (200, {"moved": 2})
    assert {row["start"] for row in api.get(INITIATIVES).data["results"]} == {row["start"] for row in found}
