"""The weights of the scorecard: 100 together, and every change kept."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.decisions import selectors
from apps.tenant.decisions.models import ScorecardWeights

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
