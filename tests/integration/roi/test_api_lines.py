"""…/business-case/lines/: an empty client, its terms and lines, and the figures of a published study."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.history.models import Activity
from apps.tenant.roi.case_services import MOST_LINES
from apps.tenant.roi.models import CaseLine
from tests.queries import assert_constant, queries_of

COSTS = {"kind": "cost", "name": "Costs", "initial": 53150, "yearly": [666715, 636772, 647783]}
BENEFITS = {"kind": "benefit", "name": "Benefits", "initial": 0, "yearly": [1606511, 3061331, 4229760]}


@pytest.fixture
def api(call):
    return call("consultant")


@pytest.fixture
def lines(harbor):
    return client_api_url(harbor, "api-business-case-lines")


@pytest.fixture
def case(harbor):
    return client_api_url(harbor, "api-business-case")


def test_a_published_table_to_the_dollar(api, lines, case, harbor):
    terms = {"horizon_years": 3, "discount_rate": 10, "currency": "USD"}
    assert api.put(f"{case}settings/", terms).status_code == 200
    for line in (COSTS, BENEFITS):
        answer = api.post(lines, line | {"low_percent": 10, "high_percent": 10, "risk_percent": 0})
        assert answer.status_code == 201, answer.content
    shown = api.get(case).json()
    figures = {name: round(float(shown[name])) for name in ("pv_costs", "pv_benefits", "npv")}
    assert figures == {"pv_costs": 1672201, "pv_benefits": 7168371, "npv": 5496170}
    assert round(float(shown["roi_percent"]), 1) == 328.7
    assert float(shown["irr_percent"]) > 100
    assert shown["irr"] == ""
    assert round(float(shown["payback_months"]), 2) == 0.68
    assert float(shown["cases"]["low"]["npv"]) < 5496170 < float(shown["cases"]["high"]["npv"])
    assert [round(float(year["net"])) for year in shown["years"]] == [-53150, 939796, 2424559, 3581977]
    assert [line["name"] for line in shown["lines"]] == ["Benefits", "Costs"]
    assert [bar["input"] for bar in shown["tornado"]] == ["Benefits", "Costs"]
    chances = shown["chances"]
    assert (chances["within_12_months_percent"], chances["losing_percent"]) == (100, 0)
    assert chances["npv"]["p10"] < 5496170 < chances["npv"]["p90"]
    assert api.get(case).json()["chances"] == chances, "seeded"


def test_a_line_is_changed_and_removed_and_the_history_says_so(api, lines, harbor):
    made = api.post(lines, COSTS | {"source": "Quote of 3 Nov 2026"}).json()
    assert (made["version"], made["source"], made["is_counted"]) == (1, "Quote of 3 Nov 2026", True)
    item = f"{lines}{made['id']}/"
    assert api.patch(item, {"yearly": [700000], "version": 1}).json()["yearly"] == [700000]
    assert api.patch(item, {"name": "Other", "version": 1}).status_code == 409
    assert api.delete(item).status_code == 204
    assert api.get(item).status_code == 404
    with client_scope(harbor):
        acts = {act.verb: act for act in Activity.objects.filter(noun="line of the business case")}
    assert acts.keys() == {"added", "changed", "removed"}
    assert acts["changed"].changes[0]["after"].startswith("700000")


def test_a_line_that_does_not_count_changes_no_figure(api, lines, case):
    api.post(lines, BENEFITS | {"is_counted": False})
    shown = api.get(case).json()
    assert float(shown["npv"]) == 0
    assert shown["lines"][0]["is_counted"] is False


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": "gift"}, "kind"),
        ({"name": " "}, "name"),
        ({"initial": -1}, "0 or more"),
        ({"yearly": [5, -1]}, "0 or more"),
        ({"yearly": ["x"]}, "yearly"),
        ({"yearly": [1] * 11}, "yearly"),
        ({"initial": 10**12}, "initial"),
        ({"initial": "NaN"}, "initial"),
        ({"low_percent": 101}, "low_percent"),
        ({"risk_percent": -1}, "risk_percent"),
        ({"ramp_months": 121}, "ramp_months"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_bad_lines_are_refused_and_nothing_is_written(api, lines, harbor, wrong, words):
    answer = api.post(lines, COSTS | wrong)
    assert answer.status_code == 400, answer.content
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not CaseLine.objects.exists()


def test_a_line_that_is_paid_once_needs_no_years(api, lines, case):
    made = api.post(lines, {"kind": "cost", "name": "Set-up", "initial": 500})
    assert made.status_code == 201, made.content
    assert (made.json()["yearly"], float(api.get(case).json()["cost"])) == ([], 500)


def test_zero_cost_has_no_return_in_percent_and_nothing_to_pay_back(api, lines, case):
    api.post(lines, {"kind": "cost", "name": "Free", "initial": 0, "yearly": [0]})
    api.post(lines, BENEFITS)
    shown = api.get(case).json()
    assert (shown["roi_percent"], shown["irr_percent"], shown["payback"]) == (None, None, "nothing to pay back")
    assert shown["irr"] == "no rate: the amounts never change sign"


def test_two_hundred_lines_take_as_many_statements_as_one(api, lines, case, harbor):
    api.post(lines, COSTS)
    few = queries_of(api, case)
    with client_scope(harbor):
        CaseLine.objects.bulk_create(
            CaseLine(kind="benefit", name=f"Line {at}", yearly=[Decimal(1200)] * 3) for at in range(200)
        )
    assert_constant(api, case, few=few)
    assert float(api.get(case).json()["benefit"]) == 200 * 2400


def test_there_is_an_end_to_lines(api, lines, harbor):
    with client_scope(harbor):
        CaseLine.objects.bulk_create(CaseLine(kind="cost", name=f"Line {at}") for at in range(MOST_LINES))
    answer = api.post(lines, COSTS)
    assert answer.status_code == 400
    assert "at most 500 lines" in answer.content.decode()


def test_the_currency_is_refused_once_amounts_are_entered(api, lines, case, harbor):
    settings = f"{case}settings/"
    assert api.put(settings, {"currency": "EUR"}).json()["currency"] == "EUR"
    api.post(lines, COSTS)
    answer = api.put(settings, {"currency": "CHF", "horizon_years": 5})
    assert answer.status_code == 400
    assert "Amounts are entered in EUR already" in answer.content.decode()
    assert api.get(settings).json()["horizon_months"] == 24, "nothing is half-written"
