"""The weights of the scorecard: 100 together, and every change kept."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import selectors
from apps.tenant.decisions.models import ScorecardWeights
from tests.queries import assert_constant, queries_of

NEW = {"time_saved": 50, "error_reduction": 20, "revenue": 10, "risk_reduction": 10, "user_experience": 10}


@pytest.fixture
def url(harbor):
    return client_url(harbor, "scorecard-weights")


def test_they_start_as_n_gives_them(visit, url):
    html = visit("consultant").get(url).content.decode()
    assert all(f'value="{weight}"' in html for weight in (30, 20, 25, 15, 10))


def test_they_must_add_to_100(visit, harbor, url):
    answer = visit("consultant").post(url, NEW | {"time_saved": 49})
    assert answer.status_code == 422
    assert "they add up to 99" in answer.content.decode()
    assert "<b data-sum>99</b> of 100 %" in answer.content.decode()
    with client_scope(harbor):
        assert not ScorecardWeights.objects.exists()


def test_a_change_counts_at_once_and_is_kept(visit, harbor, url, deal):
    browser = visit("consultant")
    browser.post(url, NEW | {"reason": "hours matter most here"})
    browser.post(url, {**NEW, "time_saved": 40, "revenue": 20})
    html = browser.get(url).content.decode()
    assert "50 · 20 · 10 · 10 · 10" in html
    assert "hours matter most here" in html
    with client_scope(harbor):
        card = selectors.opportunity_summary(harbor, deal.pk).card
        assert [row.weight for row in card.contributions] == [40, 20, 20, 10, 10]


def test_the_same_again_is_no_change(visit, harbor, url):
    visit("consultant").post(
        url,
        {"time_saved": 30, "error_reduction": 20, "revenue": 25, "risk_reduction": 15, "user_experience": 10},
    )
    with client_scope(harbor):
        assert not ScorecardWeights.objects.exists()


def test_a_preview_shows_what_would_move_and_saves_nothing(visit, harbor, deal, add):
    add("Orders", "orders", change_effort=1, user_pain=Decimal(5), days_sooner=Decimal(0), error_points=Decimal(0))
    preview = client_url(harbor, "scorecard-preview")
    browser = visit("consultant")
    zero = dict.fromkeys(NEW, 0)
    html = browser.get(preview, zero | {"user_experience": 100}).content.decode()
    assert "Preview: not saved yet" in html
    assert html.index("Orders") < html.index("Deal to invoice")
    assert "from 2" in html
    assert "they add up to 99" in browser.get(preview, zero | {"user_experience": 99}).content.decode()
    assert "whole number from 0 to 100" in browser.get(preview, {"time_saved": "x"}).content.decode()
    with client_scope(harbor):
        assert not ScorecardWeights.objects.exists()


def test_earlier_weights_can_be_restored_also_the_first_ones(visit, harbor, url):
    browser = visit("consultant")
    browser.post(url, NEW)
    html = browser.get(url).content.decode()
    assert 'name="time_saved" value="30"' in html
    start = {"time_saved": 30, "error_reduction": 20, "revenue": 25, "risk_reduction": 15, "user_experience": 10}
    browser.post(url, start | {"reason": "Restored"})
    with client_scope(harbor):
        assert [row.time_saved for row in selectors.weight_history()] == [30, 50]
        assert selectors.weight_history()[0].reason == "Restored"


def test_the_ranking_gives_reasons_and_says_how_firm_it_is(visit, url, deal, add):
    add("Orders", "orders", change_effort=1, user_pain=Decimal(5))
    html = visit("consultant").get(url).content.decode()
    assert "Share of 2000 draws" in html
    assert "near the top three, change effort 1 of 5 comes first" in html
    assert "instead of" in html or "No single weight" in html


def test_a_reader_sees_it_and_changes_nothing(visit, url, deal):
    browser = visit("viewer")
    html = browser.get(url).content.decode()
    assert "Save weights" not in html
    assert browser.post(url, NEW).status_code == 403


def test_the_number_of_queries_does_not_grow(visit, url, add, deal):
    browser = visit("consultant")
    queries_of(browser, url)
    few = queries_of(browser, url)
    for number in range(8):
        add(f"Another {number}", "orders", "zoho", change_effort=number % 5 + 1)
    assert_constant(browser, url, few=few)
