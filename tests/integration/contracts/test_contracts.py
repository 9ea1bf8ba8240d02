"""The list of contracts: what it shows, adding from a starter, filters, a constant number of queries."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.contracts.models import Contract
from apps.tenant.contracts.starters import STARTERS
from apps.tenant.history.models import Activity
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "contracts")


def test_an_empty_list_teaches(visit, url):
    html = visit("consultant").get(url).content.decode()
    assert "No data contracts yet" in html
    assert "Find a contract" not in html


@pytest.mark.parametrize("name", list(STARTERS))
def test_each_starter_makes_a_contract_whose_own_sample_fits(visit, url, harbor, name):
    response = visit("consultant").post(url, {"data_object": name, "starter": name})
    assert response.status_code == 302
    with client_scope(harbor):
        from_starter = Contract.objects.get(data_object__name=name)
        assert from_starter.fields.filter(is_required=True, is_unique=True).exists()
        act = Activity.objects.get(noun="contract")
        assert (act.verb, act.label) == ("added", name)


def test_one_contract_for_each_object(visit, url, make):
    make("Invoice")
    response = visit("consultant").post(url, {"data_object": " invoice "})
    assert response.status_code == 422
    assert "There already is a contract for Invoice" in response.content.decode()


def test_rows_say_what_is_written_and_what_is_published(visit, url, invoice, make, harbor):
    make("Product")
    html = visit("consultant").get(url).content.decode()
    assert html.count("never published") == 2
    assert "<small>8</small>" in html
    assert "QuickBooks Online" in html


def test_filters_and_an_empty_answer(visit, url, invoice):
    browser = visit("consultant")
    assert ">Invoice</a>" in browser.get(url, {"status": "draft"}).content.decode()
    assert "No contract matches" in browser.get(url, {"status": "in_force"}).content.decode()
    assert "No contract matches" in browser.get(url, {"q": "zzz"}).content.decode()
    assert ">Invoice</a>" in browser.get(url, {"status": "nonsense", "sort": "-nonsense"}).content.decode()


def test_as_many_queries_for_many_as_for_one(visit, url, make):
    make("Invoice")
    browser = visit("consultant")
    few = queries_of(browser, url)
    for name in ("Order", "Lead", "Contact"):
        make(name)
    assert_constant(browser, url, few=few)
