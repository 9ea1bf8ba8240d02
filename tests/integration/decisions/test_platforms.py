"""Platforms against the requirement, what they cost at the client's volume, price sheets; pages and API."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import PriceLine
from apps.tenant.registry.models import Integration, IntegrationStatus, Signal
from tests.integration.decisions.conftest import COMPLETE, TODAY
from tests.queries import assert_constant, queries_of

OWN = {
    "platform": "zapier",
    "plan": "professional 750",
    "price": "25",
    "currency": "usd",
    "counts": "action",
    "included": "750",
    "overage": "40",
    "billing": "monthly",
    "source": "quote of 3 November",
    "sourced_on": "2026-11-03",
    "version": "0",
}


@pytest.fixture
def url(harbor):
    return client_url(harbor, "platforms")


@pytest.fixture
def sheets(harbor):
    return client_url(harbor, "price-sheets")


@pytest.fixture
def change(harbor):
    return client_url(harbor, "price-change")


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def matrix_of(harbor, item):
    with client_scope(harbor):
        return selectors.platform_matrix(harbor, selectors.opportunity_summary(harbor, item.pk))


def test_without_opportunities_the_page_teaches(visit, url):
    assert "No opportunity to choose a platform for" in words(visit("consultant").get(url))


def test_the_lock_and_the_way_out(visit, harbor, url, consultant, deal):
    browser = visit("consultant")
    html = browser.get(url).content.decode()
    requirement = client_url(harbor, "opportunity-requirement", opportunity_id=deal.pk)
    assert "First the requirement, then the tool" in html
    assert f'href="{requirement}"' in html
    assert ">Choose<" not in html
    choose = client_url(harbor, "opportunity-platform", opportunity_id=deal.pk)
    assert browser.get(choose)["Location"] == requirement
    assert browser.post(choose, {"platform": "Zapier"}).status_code == 422
    with client_scope(harbor):
        services.change_opportunity(deal, COMPLETE, by=consultant, on=TODAY)
    html = browser.get(url).content.decode()
    link = re.search(r'href="([^"]+platform=Make[^"]*)"', html).group(1).replace("&amp;", "&")
    assert 'value="Make"' in browser.get(link).content.decode()
    assert browser.post(choose, {"platform": "Make", "price": "10.59"}).status_code == 302
    assert "Make chosen" in words(browser.get(url))


def test_the_cost_at_the_clients_own_volume(harbor, deal):
    """20 a week are 86.67 a month: 87 tasks at Zapier, 173 operations at Make, 87 executions at n8n."""
    matrix = matrix_of(harbor, deal)
    assert (round(matrix.volume.runs, 2), matrix.volume.actions) == (Decimal("86.67"), 1)
    rows = {row.name: row for row in matrix.rows}
    assert rows["Zapier"].cost == Decimal("29.99")
    assert rows["Make"].cost == Decimal("10.59")
    assert (rows["n8n"].cost, rows["n8n"].currency, matrix.currency) == (Decimal("24.00"), "EUR", "USD")
    assert all(plan.currency == "USD" for plan in matrix.plans)
    assert matrix.legs[0].plan.platform == "Make"


def test_unknown_is_shown_and_never_a_no(visit, harbor, url, deal):
    rows = {row.name: row for row in matrix_of(harbor, deal).rows}
    fit = rows["Workato"].fit
    assert "Carries the volume" in fit.unknown
    assert not fit.not_met
    assert "Unknown" in words(visit("consultant").get(url))


def test_signals_count_once_it_is_live(harbor, consultant, deal):
    with client_scope(harbor):
        services.count_steps(deal, 4, by=consultant)
        entry = Integration.objects.create(name="Deal", opportunity=deal, status=IntegrationStatus.LIVE)
        now = timezone.now()
        for day in range(20):
            at = now - timedelta(days=day)
            Signal.objects.create(integration=entry, kind="success", records=16, at=at)
            Signal.objects.create(integration=entry, kind="start", at=at)
        Signal.objects.create(integration=entry, kind="success", records=900, at=now - timedelta(days=29))
    volume = matrix_of(harbor, deal).volume
    assert volume.is_measured
    assert round(volume.runs, 2) == Decimal("86.67")  # 320 records ÷ 4 steps ÷ 4 weeks × 52 ÷ 12
    assert volume.source == "measured: 320 records in the last four weeks"


def test_own_prices_count_and_the_supplied_ones_stay(visit, harbor, sheets, change, deal):
    browser = visit("consultant")
    assert browser.post(f"{change}?platform=Zapier&plan=Professional+750", OWN).status_code == 302
    shown = words(browser.get(sheets))
    assert "25.00 supplied: 29.99 USD" in shown
    rows = {row.name: row for row in matrix_of(harbor, deal).rows}
    assert rows["Zapier"].cost == 25
    with client_scope(harbor):
        line = PriceLine.objects.get()
    browser.post(client_url(harbor, "price-restore", price_line_id=line.pk))
    assert "supplied: 29.99" not in words(browser.get(sheets))


def test_a_plan_left_out_is_not_compared(visit, harbor, deal):
    browser, leave = visit("consultant"), client_url(harbor, "price-leave-out")
    browser.post(leave, {"platform": "Make", "plan": "Core 10,000"})
    rows = {row.name: row for row in matrix_of(harbor, deal).rows}
    assert rows["Make"].cost == Decimal("18.82")
    assert "There is no plan" in words(browser.post(leave, {"platform": "Make", "plan": "None"}, follow=True))
    assert "Name the platform" in words(browser.post(leave, {}, follow=True))


@pytest.mark.parametrize(
    ("wrong", "shown"),
    [
        ({"price": "-1"}, "greater than or equal to 0"),
        ({"price": "1e30"}, "no more than"),
        ({"price": ""}, "required"),
        ({"currency": "U$D"}, "three letters"),
        ({"included": "100", "most": "50"}, "below the included volume"),
        ({"overage": "-2"}, "greater than or equal to 0"),
        ({"sourced_on": "31.02.2026"}, "valid date"),
        ({"counts": "bytes"}, "valid choice"),
        ({"platform": " "}, "required"),
    ],
)
def test_prices_that_make_no_sense_are_explained(visit, harbor, change, wrong, shown):
    answer = visit("consultant").post(change, OWN | wrong)
    assert answer.status_code == 422
    assert shown in words(answer)
    with client_scope(harbor):
        assert not PriceLine.objects.exists()


def test_the_second_of_two_people_is_told(visit, harbor, change):
    assert visit("consultant").post(change, OWN).status_code == 302
    late = visit("lead").post(change, OWN | {"price": "26"})
    assert late.status_code == 422
    assert "Somebody else changed" in words(late)
    with client_scope(harbor):
        assert PriceLine.objects.get().price == 25


def test_prices_in_another_currency_are_not_mixed(harbor, consultant, deal):
    with client_scope(harbor):
        own = OWN | {"platform": "Pipes", "plan": "One", "currency": "EUR"}
        services.set_price({**own, "price": Decimal(1), "included": None, "overage": None}, by=consultant)
    matrix = matrix_of(harbor, deal)
    assert "Pipes" in [row.name for row in matrix.rows]
    assert all(leg.plan is None or leg.plan.platform != "Pipes" for leg in matrix.legs)


def test_steps_are_counted(visit, harbor, deal):
    browser, steps = visit("consultant"), client_url(harbor, "opportunity-steps", opportunity_id=deal.pk)
    for wrong in ("0", "-3", "101", "x"):
        assert browser.post(steps, {"steps": wrong, "version": "1"}).status_code == 422
    assert browser.post(steps, {"steps": "4", "version": "1"}).status_code == 302
    assert browser.post(steps, {"steps": "5", "version": "1"}).status_code == 422
    assert matrix_of(harbor, deal).volume.actions == 4


def test_the_number_of_queries_does_not_grow(visit, harbor, url, sheets, consultant, deal):
    browser = visit("consultant")
    queries_of(browser, url)
    few, few_sheets = queries_of(browser, url), queries_of(browser, sheets)
    with client_scope(harbor):
        for name in ("Pipes", "Tubes", "Wires"):
            services.set_price(
                {**OWN, "platform": name, "price": Decimal(1), "included": None, "overage": None}, by=consultant
            )
    assert_constant(browser, url, few=few)
    assert_constant(browser, sheets, few=few_sheets)


def test_the_api(call, harbor, deal):
    api = call("consultant")
    shown = api.get(client_api_url(harbor, "api-opportunity-platforms", opportunity_id=deal.pk)).json()
    assert (shown["is_locked"], shown["currency"], shown["steps"]) == (True, "USD", 1)
    zapier = next(row for row in shown["platforms"] if row["platform"] == "Zapier")
    assert float(zapier["cost_per_month"]) == 29.99
    assert shown["cheapest"][0]["from_runs"] == 0
    sheets = client_api_url(harbor, "api-price-sheets")
    made = api.post(sheets, {key: value for key, value in OWN.items() if key != "version"})
    assert made.status_code == 201, made.content
    item = client_api_url(harbor, "api-price-line", price_line_id=made.json()["id"])
    assert made.json()["is_own"] is True
    assert float(api.patch(item, {"price": 27, "version": 1}).json()["price"]) == 27
    assert api.patch(item, {"price": 28, "version": 1}).status_code == 409
    assert api.post(sheets, OWN | {"price": -1}).status_code == 400
    assert api.delete(item).status_code == 204
    assert api.get(client_api_url(harbor, "api-opportunity-platforms", opportunity_id=999999)).status_code == 404
