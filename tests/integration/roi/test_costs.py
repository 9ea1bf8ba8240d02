"""The terms of the business case, and the money of an initiative."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.selectors import assumptions

TERMS = {"horizon_months": "36", "discount_rate": "8", "low_cost_increase": "30", "low_upkeep_hours": "4"}


@pytest.fixture
def url(harbor):
    return client_url(harbor, "costs")


def test_the_defaults(visit, url):
    page = visit("consultant").get(url).content.decode()
    assert 'value="24"' in page
    assert "Nothing is on the roadmap yet" in page


def test_terms_are_changed_and_a_stale_change_is_told(visit, url, harbor):
    browser = visit("consultant")
    assert browser.post(url, {**TERMS, "version": "1"}).status_code == 302
    assert browser.post(url, {**TERMS, "version": "1"}).status_code == 422, "the first ones are somebody's, too"
    assert browser.post(url, {**TERMS, "horizon_months": "12", "version": "2"}).status_code == 302
    stale = browser.post(url, {**TERMS, "version": "2"})
    assert stale.status_code == 422
    assert "Somebody else changed" in stale.content.decode()
    with client_scope(harbor):
        assert (assumptions().horizon_months, assumptions().discount_rate) == (12, 8)
    assert 'name="version" value="3"' in stale.content.decode()
    assert browser.post(url, {**TERMS, "version": "3"}).status_code == 302, "who has read it may save again"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("horizon_months", "0"),
        ("horizon_months", "121"),
        ("discount_rate", "-1"),
        ("discount_rate", "101"),
        ("discount_rate", "x"),
    ],
)
def test_terms_out_of_bounds(visit, url, field, value, harbor):
    assert visit("consultant").post(url, {**TERMS, field: value}).status_code == 422
    with client_scope(harbor):
        assert assumptions().pk is None


@pytest.mark.usefixtures("story")
def test_the_return_follows_the_terms(visit, url, harbor):
    visit("consultant").post(url, TERMS)
    page = visit("consultant").get(client_url(harbor, "return")).content.decode()
    assert "Return over 36 months" in page
    assert "Present value" in page


def test_the_money_of_an_initiative(visit, story):
    with client_scope(story):
        lead_sync = Initiative.objects.get(name="Lead sync")
    url = client_url(story, "initiative-money", initiative_id=lead_sync.pk)
    browser = visit("consultant")
    body = {
        **{"build_cost": "240", "training_cost": "38", "subscription_per_month": "0", "upkeep_hours_per_month": "1"},
        **{"share_low": "60", "share_expected": "75", "share_high": "90", "other_saving_per_month": "0"},
    }
    assert browser.post(url, {**body, "share_low": "80"}).status_code == 422
    assert browser.post(url, {**body, "build_cost": "-1"}).status_code == 422
    assert browser.post(url, body).status_code == 302
    with client_scope(story):
        assert Initiative.objects.get(pk=lead_sync.pk).upkeep_hours_per_month == Decimal(1)
    assert "never pays back" not in browser.get(client_url(story, "return")).content.decode()
