"""One product's page, and the firm's own ones: added, changed, archived, restored, with who and when."""

import pytest

from apps.shared.catalog.models import Product
from apps.shared.catalog.selectors import find_product
from apps.shared.catalog.services import add_product, archive_product, change_product
from tests.queries import assert_constant, queries_of

TYPED = {
    "name": "House planner",
    "kind": "application",
    "category": "project",
    "capabilities": "Boards, due dates",
    "data_objects": "project",
    "open_api": "yes",
    "connectors": "quickbooks, Slack",
    "price_low": "10",
    "price_high": "20.50",
    "price_currency": "usd",
    "price_per": "user_month",
    "source": "Told by the vendor",
    "sourced_on": "2026-11-02",
}


@pytest.fixture
def planner(world):
    return add_product(world.northgate, {"name": "House planner", "category": "project"}, by=world.lead)


def test_every_fact_of_a_shared_product_with_its_source_and_date(visit):
    zapier = find_product("Zapier", None)
    page = visit("consultant").get(f"/catalogue/{zapier.pk}/").content.decode()
    for words in ("Simple, low-volume automations", "USD 20 to 600 a month", "Integration roadmap, platforms"):
        assert words in page
    for words in ("Integration guide, tiers", "zapier.com/pricing", "1 Nov 2026", "Single sign-on", "tier 1"):
        assert words in page
    assert "Change product" not in page


def test_a_product_of_ones_own_is_added_as_typed(visit, world):
    answer = visit("consultant").post("/catalogue/add/", TYPED)
    product = Product.objects.get(firm=world.northgate)
    assert answer["Location"] == f"/catalogue/{product.pk}/"
    assert (product.capabilities, product.data_objects) == (["boards", "due dates"], ["Project"])
    assert product.connectors == ["QuickBooks Online", "Slack"]
    assert (product.open_api, product.webhooks) == (True, None)
    assert product.prices.get().words == "USD 10 to 20.50 a user a month"
    page = visit("owner").get(f"/catalogue/{product.pk}/").content.decode()
    assert "Told by the vendor" in page
    assert f"{world.consultant}</b> added" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "This field is required"),
        ({"name": "!!!"}, "Give the product a name."),
        ({"name": "House Planner"}, "Your catalogue already has House planner"),
        ({"name": "Another", "aliases": "HOUSE-PLANNER"}, "Your catalogue already has House planner"),
        ({"name": "Another", "aliases": "x" * 81}, "Use at most 80 characters for each."),
        ({"name": "Another", "capabilities": "invoiceing"}, "Did you mean invoicing"),
        ({"name": "Another", "capabilities": "xyzzy"}, "Choose from the words that the catalogue uses."),
        ({"name": "Another", "data_objects": "Unicorn"}, "The catalogue has no word “Unicorn”."),
        ({"name": "Another", "connectors": "Nowhere"}, "“Nowhere” is no other product of the catalogue."),
        ({"name": "Another", "price_low": "30"}, "The lower price is above the higher one."),
        ({"name": "Another", "price_low": "-1"}, "greater than or equal to 0"),
        ({"name": "Another", "price_currency": "dollars"}, "Three letters such as USD."),
        ({"name": "Another", "website": "not an address"}, "Enter a valid URL."),
        ({"name": "Another", "sourced_on": "soon"}, "Enter a valid date."),
        ({"name": "Another", "category": "gadgets"}, "Select a valid choice."),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(visit, world, planner, wrong, told):
    answer = visit("consultant").post("/catalogue/add/", TYPED | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Told by the vendor" in answer.content.decode()
    assert Product.objects.filter(firm=world.northgate).count() == 1


def test_a_change_keeps_who_when_and_what_was_there(visit, world, planner):
    visit("consultant").post(f"/catalogue/{planner.pk}/change/", TYPED | {"name": "Home planner", "version": 1})
    planner.refresh_from_db()
    assert (planner.name, planner.version) == ("Home planner", 2)
    page = visit("owner").get(f"/catalogue/{planner.pk}/").content.decode()
    assert "House planner → Home planner" in page
    assert f"{world.consultant}</b> changed" in page
    assert find_product("home planner", world.northgate) == planner


def test_the_second_of_two_people_is_told_and_loses_nothing(visit, world, planner):
    change_product(planner, {"vendor": "Somebody"}, by=world.lead, version=1)
    answer = visit("consultant").post(f"/catalogue/{planner.pk}/change/", TYPED | {"vendor": "Mine", "version": 1})
    assert answer.status_code == 422
    assert "Somebody else changed House planner" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    planner.refresh_from_db()
    assert planner.vendor == "Somebody"


def test_the_form_shows_the_price_and_keeps_the_others(visit, world, planner):
    prices = [{"low": 1, "high": 2, "note": "a"}, {"low": 3, "high": 4, "note": "b"}]
    change_product(planner, {"prices": prices}, by=world.lead)
    assert (
        'name="price_low" value="1.00"' in visit("consultant").get(f"/catalogue/{planner.pk}/change/").content.decode()
    )
    visit("consultant").post(f"/catalogue/{planner.pk}/change/", TYPED | {"version": 2})
    assert [price.low for price in planner.prices.all()] == [10, 3]


def test_archived_it_is_found_no_more_until_it_is_restored(visit, world, planner):
    visit("consultant").post(f"/catalogue/{planner.pk}/archive/")
    assert find_product("House planner", world.northgate) is None
    assert "It is found and suggested no more" in visit("owner").get(f"/catalogue/{planner.pk}/").content.decode()
    shown = visit("owner").get("/catalogue/", {"show": "archived"}).content.decode()
    assert "House planner" in shown
    visit("owner").post(f"/catalogue/{planner.pk}/restore/")
    assert find_product("House planner", world.northgate) == planner
    verbs = [change.verb for change in planner.changes.all()]
    assert verbs == ["restored", "archived", "added"]


def test_it_is_not_restored_over_another_of_the_same_name(visit, world, planner):
    archive_product(planner, by=world.lead)
    second = add_product(world.northgate, {"name": "House planner"}, by=world.lead)
    assert second.key == "house-planner-2"
    page = visit("owner").post(f"/catalogue/{planner.pk}/restore/", follow=True)
    assert "Your catalogue already has House planner" in page.content.decode()
    planner.refresh_from_db()
    assert planner.is_archived


def test_a_firm_may_describe_a_shared_product_differently(visit, world):
    visit("consultant").post("/catalogue/add/", TYPED | {"name": "Trello"})
    assert find_product("trello", world.northgate).source == "Told by the vendor"
    assert find_product("trello", world.farrow).is_own is False


def test_shared_products_and_other_firms_own_cannot_be_changed(visit, world, planner):
    shared = find_product("Trello", None)
    for browser, number in ((visit("consultant"), shared.pk), (visit("outsider"), planner.pk)):
        for act in ("change", "archive", "restore"):
            assert browser.post(f"/catalogue/{number}/{act}/", TYPED).status_code == 404
    assert visit("outsider").get(f"/catalogue/{planner.pk}/").status_code == 404


def test_a_page_costs_the_same_however_much_it_connects_to(visit):
    browser = visit("consultant")
    few = queries_of(browser, f"/catalogue/{find_product('Midjourney', None).pk}/")
    assert_constant(browser, f"/catalogue/{find_product('Zapier', None).pk}/", few=few)
