"""The list of products: what is in it, how it is searched and narrowed, and what an empty one says."""

import pytest

from apps.shared.catalog.services import add_product
from tests.queries import assert_constant, queries_of

URL = "/catalogue/"


def names(response):
    return [row.product.name for row in response.context["page"].rows]


@pytest.fixture
def house_planner(world):
    return add_product(
        world.northgate, {"name": "House planner", "category": "project", "capabilities": ["boards"]}, by=world.lead
    )


def test_everybody_of_the_firm_sees_the_shared_products_and_the_firms_own(visit, house_planner):
    for persona in ("owner", "consultant"):
        page = visit(persona).get(URL, {"q": "house pl"})
        assert names(page) == ["House planner"]
        assert "our own" in page.content.decode()
    assert names(visit("outsider").get(URL, {"q": "house planner"})) == []


@pytest.mark.parametrize("query", ["quickbooks online", "QUICK BOOKS on", "INTUIT *QBOOKS"])
def test_a_name_or_an_alias_finds_it_whatever_the_spelling(visit, query):
    assert "QuickBooks Online" in names(visit("consultant").get(URL, {"q": query}))


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"kind": "platform"}, "Zapier", "HubSpot"),
        ({"category": "crm"}, "HubSpot", "Asana"),
        ({"capability": "shipping labels"}, "ShipStation", "Zapier"),
        ({"ready": "webhooks", "category": "ai"}, "ElevenLabs", "Midjourney"),
        ({"category": "crm", "capability": "phone calls"}, "Close", "HubSpot"),
    ],
)
def test_filters_narrow_the_list(visit, asked, there, not_there):
    browser = visit("consultant")
    assert there in names(browser.get(URL, asked | {"q": there}))
    assert not_there not in names(browser.get(URL, asked | {"q": not_there}))


def test_an_unknown_filter_filters_nothing(visit):
    page = visit("consultant").get(URL, {"kind": "gadget", "category": "?", "ready": "magic", "show": "x", "sort": "y"})
    assert page.context["page"].page.paginator.count == page.context["page"].counts.shown


def test_the_list_is_sorted_both_ways(visit):
    down = names(visit("consultant").get(URL, {"sort": "-name"}))
    assert down == sorted(down, key=str.casefold, reverse=True)


def test_platforms_show_that_their_sources_differ(visit):
    assert "3 sources" in visit("consultant").get(URL, {"q": "zapier"}).content.decode()


def test_nothing_of_ones_own_says_what_belongs_there(visit):
    assert "No product of your own yet" in visit("consultant").get(URL, {"show": "own"}).content.decode()
    assert "Nothing is archived" in visit("consultant").get(URL, {"show": "archived"}).content.decode()


def test_what_is_not_found_can_be_added_under_its_name(visit):
    page = visit("consultant").get(URL, {"q": "Frobnicator & Co"}).content.decode()
    assert "No product fits" in page
    assert "/catalogue/add/?name=Frobnicator%20%26%20Co" in page


def test_typing_swaps_the_list_alone(visit):
    part = visit("consultant").get(URL, {"q": "asana"}, headers={"HX-Request": "true"}).content.decode()
    assert "Asana" in part
    assert "<html" not in part


def test_a_longer_list_costs_no_more_queries(visit, world):
    browser = visit("consultant")
    few = queries_of(browser, URL, q="Asana")
    assert_constant(browser, URL, few=few)
