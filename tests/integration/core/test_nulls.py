"""A null character in an address: no page, list or search may fail on it."""

import pytest

from apps.core.tenancy.links import client_api_url, client_url


@pytest.mark.parametrize("page", ["/", "/catalogue/"])
def test_on_the_firms_pages(visit, page):
    answer = visit("consultant").get(page, {"q": "a\0b"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


@pytest.mark.parametrize("page", ["activity", "jump", "flows"])
def test_on_a_clients_pages(visit, harbor, page):
    assert visit("consultant").get(client_url(harbor, page), {"q": "a\0b"}).status_code == 400


def test_over_the_api(call, harbor):
    answer = call("consultant").get(client_api_url(harbor, "api-flows"), {"q": "\0"})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_request"
