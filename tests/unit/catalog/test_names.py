import pytest

from apps.shared.catalog.names import name_key, name_keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("QuickBooks Online", "quickbooksonline"),
        (" quick-books  ONLINE® ", "quickbooksonline"),
        ("Café POS™", "cafepos"),
        ("Monday.com", "mondaycom"),
        ("Disney+", "disneyplus"),
        ("Bright & Co", "brightandco"),
        ("Straße", "strasse"),
        ("***", ""),
    ],
)
def test_letters_and_digits_alone_count(name, key):
    assert name_key(name) == key


def test_each_key_once_and_in_order():
    assert name_keys(["HubSpot", "Hub Spot", "HUBSPOT, INC", "–"]) == ["hubspot", "hubspotinc"]
