"""The catalogue's own files are right, and every kind of mistake in them is told with its place."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from apps.shared.catalog import vocabulary
from apps.shared.catalog.files import read_catalogue
from apps.shared.catalog.vocabulary import DATA

GOOD = """
category = "crm"

[[product]]
key = "acme"
name = "Acme"
vendor = "Acme Inc"
website = "https://acme.example"
aliases = ["ACME *CRM"]
capabilities = ["contacts", "deals"]
data_objects = ["Contact"]
open_api = "yes"
webhooks = "no"
bulk = "unknown"
sso = "yes"
connectors = []
source = "https://acme.example/pricing"
sourced_on = 2026-11-01

[[product.prices]]
low = 9.50
high = 20
currency = "USD"
per = "user_month"
source = "https://acme.example/pricing"
sourced_on = 2026-11-01
"""
# Named in the sources and in the demo's story.
NAMED = """HubSpot, QuickBooks Online, Asana, Zendesk, Shopify, Google Sheets, Mailchimp, Gusto, Slack, ShipStation,
Zoho Invoice, Trello, Salesforce, Klaviyo, Xero, SAP Business One, Microsoft Dynamics 365, Zoho One, Odoo, NetSuite,
Microsoft Excel, Zapier, Make, Workato, Tray.io, Celigo, MuleSoft, Boomi, Kissflow, Integrate.io"""
SPELLED = ["QuickBooks", "Integromat", "Dell Boomi", "SAP", "Excel", "Dynamics 365"]


def problems_of(tmp_path, text):
    (tmp_path / "crm.toml").write_text(text)
    return read_catalogue(tmp_path).problems


def test_our_own_files_have_no_mistakes():
    reading = read_catalogue()
    assert reading.problems == []
    assert len(reading.entries) >= 200
    assert {entry.values["category"] for entry in reading.entries} == set(vocabulary.vocabulary().categories) - {
        "other"
    }


def test_every_product_that_the_sources_name_is_there():
    entries = read_catalogue().entries
    names = {entry.values["name"] for entry in entries}
    spellings = names | {alias for entry in entries for alias in entry.values["aliases"]}
    assert {" ".join(name.split()) for name in NAMED.split(",")} - names == set()
    assert set(SPELLED) - spellings == set()


@pytest.mark.parametrize(
    ("name", "prices"),
    [
        ("Zapier", [("G", 0, 100, "month"), ("R", 20, 600, "month")]),
        ("Make", [("G", 0, 100, "month"), ("R", 9, 300, "month")]),
        ("Workato", [("G", 500, 2000, "month"), ("R", 10000, None, "year")]),
        ("Tray.io", [("G", 500, 2000, "month")]),
        ("Celigo", [("G", 500, 2000, "month")]),
        ("MuleSoft", [("R", 50000, None, "year")]),
        ("Boomi", [("R", 30000, None, "year")]),
    ],
)
def test_platforms_carry_the_price_of_each_source(name, prices):
    entry = next(entry for entry in read_catalogue().entries if entry.values["name"] == name)
    rows = [(row["source"][0], row["low"], row["high"], row["per"]) for row in entry.prices if len(row["source"]) < 20]
    assert rows == prices
    assert entry.values["best_use"]


def test_every_word_of_the_vocabulary_is_explained_and_used():
    words = vocabulary.vocabulary()
    entries = read_catalogue().entries
    assert all(words.capabilities.values())
    assert all(words.data_objects.values())
    assert set(words.capabilities) == {word for entry in entries for word in entry.values["capabilities"]}
    assert set(words.data_objects) == {word for entry in entries for word in entry.values["data_objects"]}


def test_a_right_file_is_read(tmp_path):
    (tmp_path / "crm.toml").write_text(GOOD)
    reading = read_catalogue(tmp_path)
    assert reading.problems == []
    [entry] = reading.entries
    assert (entry.values["open_api"], entry.values["webhooks"], entry.values["bulk"]) == (True, False, None)
    assert str(entry.prices[0]["low"]) == "9.50"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('vendor = "Acme Inc"\n', "", "crm.toml, Acme: vendor is missing"),
        ('vendor = "Acme Inc"', 'vendor = ""', "vendor must be a text"),
        ('vendor = "Acme Inc"', f'vendor = "{"a" * 81}"', "vendor is longer than 80 characters"),
        ('key = "acme"', 'key = "Acme CRM"', "key may have small letters"),
        ('key = "acme"', 'key = "acme"\ncolour = "red"', "colour is not known here"),
        ('"contacts", "deals"', '"contacts", "magic"', "capabilities: “magic” is not in vocabulary.toml"),
        ('"contacts", "deals"', "", "capabilities: name at least one"),
        ('"contacts", "deals"', '"deals", "deals"', "capabilities names something twice"),
        ('["Contact"]', '["Unicorn"]', "data_objects: “Unicorn” is not in vocabulary.toml"),
        ('["Contact"]', '"Contact"', "data_objects must be a list of texts"),
        ('open_api = "yes"', "open_api = true", "open_api must be yes, no or unknown"),
        ("connectors = []", 'connectors = ["Nowhere"]', "connects to “Nowhere”, which is no other product here"),
        ("connectors = []", 'connectors = ["Acme"]', "connects to “Acme”, which is no other product here"),
        ('website = "https', 'website = "http', "website must begin with https://"),
        ("low = 9.50", "low = 90", "price 1: low is above high"),
        ("low = 9.50", "low = -1", "price 1: low and high must be numbers from 0"),
        ("low = 9.50\nhigh = 20\n", "", "price 1: give an amount or a note"),
        ('currency = "USD"', 'currency = "dollar"', "currency must be three capitals"),
        ('per = "user_month"', 'per = "fortnight"', "per must be one of"),
        ('category = "crm"', 'category = "cmr"', "category “cmr” is not in vocabulary.toml"),
        ('category = "crm"', 'category = "crm"\nkind = "gadget"', "kind must be one of"),
        ('category = "crm"', 'category = "crm"\nkind = "platform"', "best_use is missing"),
        ('category = "crm"', 'category = "crm', "crm.toml: cannot be read"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, right, wrong, told):
    assert right in GOOD
    problems = problems_of(tmp_path, GOOD.replace(right, wrong, 1))
    assert any(told in problem and problem.startswith("crm.toml") for problem in problems), problems


@pytest.mark.parametrize("cut", [GOOD.partition, GOOD.rpartition], ids=["product", "price"])
def test_a_date_must_be_a_day(tmp_path, cut):
    before, _, after = cut("sourced_on = 2026-11-01")
    assert any("sourced_on must be a day" in p for p in problems_of(tmp_path, f'{before}sourced_on = "soon"{after}'))


def test_a_price_needs_an_address_or_one_of_our_documents(tmp_path):
    before, _, after = GOOD.rpartition('source = "https://acme.example/pricing"')
    assert problems_of(tmp_path, f'{before}source = "R platforms"{after}') == []
    assert "source must begin with" in problems_of(tmp_path, f'{before}source = "hearsay"{after}')[0]


def test_two_products_may_not_share_a_key_a_name_or_an_alias(tmp_path):
    second = GOOD.replace('category = "crm"', "").replace('name = "Acme"', 'name = "acme crm"')
    problems = problems_of(tmp_path, GOOD + second)
    assert any("key “acme” is also that of crm.toml, Acme" in problem for problem in problems)
    assert any("the name or alias “acmecrm” is also that of crm.toml, Acme" in problem for problem in problems)


def test_an_empty_file_says_what_is_missing(tmp_path):
    assert problems_of(tmp_path, 'category = "crm"') == ["crm.toml: [[product]] is missing"]


def test_the_check_says_what_is_wrong_and_fails(tmp_path, capsys):
    call_command("load_catalogue", check=True)
    assert "no mistakes" in capsys.readouterr().out
    shutil.copy(DATA / "crm.toml", tmp_path / "crm.toml")
    with pytest.raises(CommandError, match=r"crm\.toml, HubSpot: connects to “Slack”"):
        call_command("load_catalogue", check=True, folder=tmp_path)
