"""Proposing an order: what is shown, what is refused, and what taking it over does."""

from datetime import date
from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.tenant.roadmap import proposal_inputs
from apps.tenant.roadmap.models import Initiative, State
from apps.tenant.roadmap.services import change_initiative
from tests.queries import assert_constant, queries_of

URL = "/clients/harbor/plan/roadmap/proposal/"
ASKED = {"limit_in_flight": 1, "horizon_months": 12, "candidates": "on"}
TODAY = date(2026, 10, 5)


@pytest.fixture
def october(roadmap, monkeypatch):
    """The roadmap on a day before anything of it has begun but the first."""
    monkeypatch.setattr(proposal_inputs, "today_of", lambda client: TODAY)
    roadmap.change("Deal to invoice", state=State.LIVE)
    return roadmap


def asked(visit, who="consultant", **others):
    return visit(who).get(URL, {**ASKED, **others})


def test_it_starts_with_presets_and_asks_for_nothing(october, visit):
    page = visit("consultant").get(URL)
    assert page.status_code == 200
    assert page.context["page"].result is None
    assert 'name="limit_in_flight" value="3"' in page.content.decode()


def test_it_is_reached_from_the_roadmap(october, visit):
    assert URL in visit("consultant").get("/clients/harbor/plan/roadmap/").content.decode()


def test_it_proposes_months_with_a_bound_and_the_gain(october, visit):
    result = asked(visit).context["page"].result
    assert [row.line.name for row in result.rows] == ["Stock sync", "Zoho into QuickBooks"]
    assert [(row.month, row.length) for row in result.rows] == [(1, 2), (3, 2)]
    assert [row.start for row in result.rows] == [date(2026, 11, 1), date(2027, 1, 1)]
    assert result.found.value == result.found.bound
    assert result.found.gain_over_score is not None


def test_nothing_moves_by_itself(october, visit):
    with client_scope(october.client):
        before = list(Initiative.objects.values_list("pk", "start", "end", "version"))
    asked(visit)
    with client_scope(october.client):
        assert list(Initiative.objects.values_list("pk", "start", "end", "version")) == before


def test_chosen_months_are_checked(october, visit):
    stock, zoho = (october.initiatives[name].pk for name in ("Stock sync", "Zoho into QuickBooks"))
    page = visit("consultant").post(URL, {**ASKED, "act": "check", f"start-{stock}": 1, f"start-{zoho}": 2})
    assert days_of(october, "Stock sync")[0] == date(2026, 11, 2)
    result = page.context["page"].result
    assert result.is_adjusted
    assert result.breaches == ["Month 2: 2 at once, room for 1 (Stock sync and Zoho into QuickBooks)."]
    assert "proposed: 3" in page.content.decode()


def test_limits_in_the_way_are_named(october, visit):
    page = asked(visit, horizon_months=3)
    assert page.context["page"].result.reasons == [
        "At most 1 at once is too few for Stock sync and Zoho into QuickBooks.",
        "3 months are too few for Stock sync and Zoho into QuickBooks. They would fit into 4 months.",
    ]
    assert "No order keeps all of these limits" in page.content.decode()


def test_a_budget_that_is_too_small_is_named(october, visit):
    october.change("Stock sync", build_cost=Decimal(9000))
    page = asked(visit, budget_per_month=500)
    assert page.context["page"].result.reasons == ["The budget of $500 a month is too small for Stock sync."]


def test_it_waits_for_what_is_being_built(october, visit):
    october.change("Zoho into QuickBooks", state=State.PARALLEL)
    rows = asked(visit).context["page"].result.rows
    assert [(row.line.name, row.month) for row in rows] == [("Stock sync", 3)]


def test_candidates_can_be_left_out(october, visit):
    october.add("Later", state=State.CANDIDATE)
    with_them = asked(visit).context["page"].result.rows
    without = visit("consultant").get(URL, {"limit_in_flight": 1, "horizon_months": 12}).context["page"].result.rows
    assert {row.line.name for row in with_them} - {row.line.name for row in without} == {"Later"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("limit_in_flight", "0", "greater than or equal to 1"),
        ("horizon_months", "61", "less than or equal to 60"),
        ("budget_per_month", "-1", "greater than or equal to 0"),
        ("capacity_days_per_month", "lots", "Enter a number"),
        ("blackouts", "Christmas", "neither a month (2026-12) nor a day"),
        ("blackouts", "2027-02-30", "neither a month"),
        ("blackouts", "2027-02-10 to 2027-02-01", "ends before it begins"),
        ("blackouts", "0202-01", "cannot be right"),
    ],
)
def test_mistakes_say_what_to_write(october, visit, field, value, words):
    page = asked(visit, **{field: value})
    assert page.status_code == 422
    assert words in page.content.decode()
    assert page.context["page"].result is None


def test_blackouts_keep_work_out(october, visit):
    rows = asked(visit, blackouts="2026-11, 2026-12-24 to 2027-01-31").context["page"].result.rows
    assert [row.month for row in rows] == [4, 6]


def take_over(october, browser, months, **others):
    with client_scope(october.client):
        known = {one.name: one for one in Initiative.objects.all()}
    sent = {f"start-{known[name].pk}": month for name, month in months.items()}
    sent |= {f"version-{known[name].pk}": known[name].version for name in months}
    return browser.post(URL, {**ASKED, **sent, **others})


def days_of(october, name):
    with client_scope(october.client):
        one = Initiative.objects.get(name=name)
        return one.start, one.end


def test_taking_over_gives_the_days_of_the_months(october, visit):
    browser = visit("consultant")
    answer = take_over(october, browser, {"Stock sync": 1, "Zoho into QuickBooks": 3})
    assert answer.url == "/clients/harbor/plan/roadmap/"
    assert days_of(october, "Stock sync") == (date(2026, 11, 1), date(2026, 12, 20))
    assert days_of(october, "Zoho into QuickBooks") == (date(2027, 1, 1), date(2027, 2, 14))
    page = browser.get(answer.url)
    assert "Taken over: 2 initiatives moved. Nothing is published yet." in page.content.decode()


def test_somebody_elses_change_is_not_overwritten_and_nothing_half_done(october, visit):
    zoho = october.initiatives["Zoho into QuickBooks"]
    with client_scope(october.client):
        old = zoho.version
        change_initiative(zoho, {"start": date(2026, 10, 27)}, by=october.by)
    answer = take_over(
        october, visit("consultant"), {"Stock sync": 1, "Zoho into QuickBooks": 3}, **{f"version-{zoho.pk}": old}
    )
    assert answer.status_code == 422
    assert "Somebody else changed Zoho into QuickBooks" in answer.content.decode()
    assert days_of(october, "Stock sync")[0] == date(2026, 11, 2)
    assert days_of(october, "Zoho into QuickBooks")[0] == date(2026, 10, 27)


def test_what_begins_before_it_may_is_refused(october, visit):
    october.change("Zoho into QuickBooks", depends_on=[october.initiatives["Stock sync"].pk])
    answer = take_over(october, visit("consultant"), {"Stock sync": 2, "Zoho into QuickBooks": 1})
    assert answer.status_code == 422
    assert "Zoho into QuickBooks would begin before what it waits for is live." in answer.content.decode()
    chosen = {row.line.name: row.month for row in answer.context["page"].result.rows}
    assert chosen == {"Stock sync": 2, "Zoho into QuickBooks": 1}


@pytest.mark.parametrize("month", [0, 13, 99])
def test_a_month_outside_the_horizon_is_refused(october, visit, month):
    answer = take_over(october, visit("consultant"), {"Stock sync": month})
    assert (answer.status_code, days_of(october, "Stock sync")[0]) == (422, date(2026, 11, 2))


def test_what_is_being_built_by_now_is_refused(october, visit):
    october.change("Stock sync", state=State.BUILDING)
    answer = take_over(october, visit("consultant"), {"Stock sync": 1})
    assert "is being built or is off the roadmap by now" in answer.content.decode()


def test_nothing_to_put_in_order_says_so(harbor, visit):
    assert "There is nothing to put in order" in visit("consultant").get(URL).content.decode()
    assert "There is nothing to put in order" in asked(visit).content.decode()


def test_the_number_of_queries_stays(october, visit):
    browser = visit("consultant")
    few = queries_of(browser, URL, **ASKED)
    for number in range(5):
        october.add(f"Effort {number}", effort_days=Decimal(3))
    assert_constant(browser, URL, few=few, **ASKED)
