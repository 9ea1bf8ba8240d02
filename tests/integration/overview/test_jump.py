"""The jump palette finds what a person may see, by name."""

import pytest

from apps.core.tenancy.links import client_url
from apps.shared.catalog.models import Product
from apps.shared.catalog.services import add_product


def places(browser, address, query):
    return [(place.label, place.kind) for place in browser.get(address, {"q": query}).context["places"]]


@pytest.fixture
def own(northgate, farrow, consultant):
    add_product(farrow, {"name": "Zapper of others"}, by=consultant)
    return add_product(northgate, {"name": "Yard zapper"}, by=consultant)


def test_products_of_the_catalogue_are_found_those_first_that_begin_so(visit, harbor, own):
    for address in ("/jump/", client_url(harbor, "jump")):
        found = places(visit("consultant"), address, "zap")
        assert found.index(("Zapier", "Catalogue")) < found.index(("Yard zapper", "Catalogue"))
        assert ("Zapper of others", "Catalogue") not in found


def test_their_link_leads_to_the_product(visit, harbor, own):
    browser = visit("consultant")
    (place,) = browser.get(client_url(harbor, "jump"), {"q": "yard zapper"}).context["places"]
    assert place.url == f"/catalogue/{own.pk}/"
    assert browser.get(place.url).status_code == 200


def test_people_of_the_client_are_shown_none(visit, harbor, own):
    assert "Catalogue" not in {kind for _, kind in places(visit("sponsor"), client_url(harbor, "jump"), "zap")}


def test_nothing_typed_lists_no_products(visit, own):
    assert Product.objects.exists()
    assert "Catalogue" not in {kind for _, kind in places(visit("consultant"), "/jump/", "")}
