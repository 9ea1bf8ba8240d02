"""Who finds which product: everybody the shared ones, a firm its own beside them, a client's role no more than that."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from apps.core.tenancy.context import client_scope
from apps.shared.catalog.models import Product, ProductPrice
from apps.shared.catalog.names import name_keys
from apps.shared.catalog.selectors import find_product, names_for_matching, platforms, products


def make(name, firm=None, *, aliases=(), **values):
    keys = name_keys([name, *aliases])
    return Product.objects.create(
        name=name, key=keys[0], firm=firm, aliases=list(aliases), match_keys=keys, category="other", **values
    )


@pytest.fixture
def three(world):
    return (
        make("Widgetry", aliases=["WIDGETRY INC*", "Old Widgets"]),
        make("House planner", world.northgate),
        make("Their secret", world.farrow),
    )


def test_a_firm_sees_the_shared_ones_and_its_own(world, three):
    names = set(products(world.northgate).values_list("name", flat=True))
    assert {"Widgetry", "House planner"} <= names
    assert "Their secret" not in names
    assert "House planner" not in set(products(None).values_list("name", flat=True))


@pytest.mark.parametrize("spelling", ["widgetry", "WIDGETRY", "Widgetry Inc", "old-widgets"])
def test_a_name_or_an_alias_finds_the_product(world, three, spelling):
    assert find_product(spelling, world.northgate) == three[0]


def test_what_is_unknown_or_of_another_firm_is_not_found(world, three):
    for spelling in ("Widget", "Their secret", "", "?!"):
        assert find_product(spelling, world.northgate) is None


def test_the_firms_own_entry_comes_before_the_shared_one(world, three):
    own = make("Widgetry", world.northgate)
    assert find_product("Widgetry", world.northgate) == own
    assert find_product("Widgetry", world.farrow) == three[0]


def test_an_archived_product_is_found_no_more(world, three):
    Product.objects.filter(pk=three[0].pk).update(is_archived=True)
    assert find_product("Widgetry", world.northgate) is None


def test_a_name_is_there_once_for_each_firm(world, three):
    with pytest.raises(IntegrityError), transaction.atomic():
        make("WIDGETRY")


def test_names_for_matching_in_one_query(world, three, django_assert_num_queries):
    with django_assert_num_queries(1):
        names = names_for_matching(world.northgate)
    assert (three[0].pk, "Widgetry", ["WIDGETRY INC*", "Old Widgets"]) in names


def test_platforms_with_their_prices_in_two_queries(world, django_assert_num_queries):
    hub = make("Plumber", kind=Product.Kind.PLATFORM, tier=1)
    for source in ("G", "R"):
        ProductPrice.objects.create(product=hub, low=0, high=100, source=source, sourced_on="2026-11-01")
    with django_assert_num_queries(2):
        found = {product.name: len(product.prices.all()) for product in platforms(world.northgate)}
    assert found["Plumber"] == 2


def test_a_client_reads_the_catalogue_and_no_other_firms_products(world, three):
    ProductPrice.objects.create(product=three[2], low=1, source="x", sourced_on="2026-11-01")
    with client_scope(world.harbor):
        names = set(Product.objects.values_list("name", flat=True))
        assert {"Widgetry", "House planner"} <= names
        assert "Their secret" not in names
        assert not ProductPrice.objects.filter(product=three[2].pk).exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            three[0].save()
