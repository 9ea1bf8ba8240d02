"""Names out of statement lines, and which product they mean."""

import pytest

from apps.methods.merchants import normalise, read_merchant
from apps.methods.recognition import Known, Shelf, Strength

SHELF = Shelf(
    [
        Known("Slack", ("SLACK TECHNOLOGIES",), "Salesforce"),
        Known("Asana", (), "Asana"),
        Known("Trello", ("ATLASSIAN TRELLO",), "Atlassian"),
        Known("QuickBooks Online", ("QBOOKS ONLINE",), "Intuit"),
        Known("Mailchimp", (), "Intuit"),
        Known("Google Workspace", ("GSUITE",), "Google"),
        Known("Zoho Invoice", (), "Zoho"),
        Known("Zoho Books", (), "Zoho"),
        Known("Harvest", ("GETHARVEST",), "Harvest"),
        Known("Unleashed", (), "Unleashed"),
    ]
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("SLACK T04F2K9QX SAN FRANCISCO CA", "slack"),
        ("TST* THE SLACK TIDE BOSTON MA", "the slack tide"),
        ("PAYPAL *TRELLO.COM 402-935-7733 CA", "trello"),
        ("PP*DROPBOX", "dropbox"),
        ("STRIPE* NOTION LABS, INC.", "notion labs"),
        ("ZOOM.US 888-799-9666 SAN JOSE CA", "zoom"),
        ("APPLE.COM/BILL 866-712-7753 CA", "apple"),
        ("AMZN MKTP US*2K83J91X0 AMZN.COM/BILL WA", "amzn mktp us amzn"),
        ("GOOGLE *ADS4417720931 MOUNTAIN VIEW CA", "google ads"),
        ("POS DEBIT 03/14 CALENDLY LLC ATLANTA GA", "calendly"),
        ("STARBUCKS STORE #00341 PORTLAND OR", "starbucks"),
        ("SLACK SAN FRANCISCOCA", "slack"),
        ("1PASSWORD TORONTO ON", "1password"),
        ("MICROSOFT 365 REDMOND WA", "microsoft 365"),
        ("CAFÉ ÖRTLICH", "cafe ortlich"),
        ("12345", "12345"),
        ("  *** ", ""),
    ],
)
def test_the_name_alone(line, name):
    assert normalise(line) == name


def test_the_processor_is_told():
    assert read_merchant("SQ *ASANA YOGA").via == "sq"
    assert read_merchant("SQ *ASANA YOGA").is_till
    assert read_merchant("PADDLE.NET* N8N").via == "paddle.net"
    assert not read_merchant("CANVA* 04118").via


@pytest.mark.parametrize(
    ("line", "product", "strength"),
    [
        ("SLACK T04F2K9QX SAN FRANCISCO CA", "Slack", Strength.CERTAIN),
        ("INTUIT *QBOOKS ONLINE CL.INTUIT.COM CA", "QuickBooks Online", Strength.CERTAIN),
        ("QUIKBOOKS ONLINE", "QuickBooks Online", Strength.LIKELY),
        ("QUICKBOOKSONL", "QuickBooks Online", Strength.LIKELY),
        ("GOOGLE *GSUITE_HARBORPIN", "Google Workspace", Strength.LIKELY),
        ("ZOHO INVOICE PLEASANTON CA", "Zoho Invoice", Strength.CERTAIN),
        ("HARVEST.COM SUBSCRIPTION", "Harvest", Strength.CERTAIN),
    ],
)
def test_products_are_recognised_with_a_word_for_how_surely(line, product, strength):
    found = SHELF.recognise(line)
    assert (found.product, found.strength) == (product, strength)


@pytest.mark.parametrize(
    "line",
    [
        "SLACK POINT MARINA",
        "ASANA YOGA STUDIO",
        "SQ *ASANA YOGA",
        "HARVEST MARKET #221 FORT BRAGG CA",
        "SQ *HARVEST",
        "UNLEASHED BY PETCO #5512",
        "ZOHO",
        "",
    ],
)
def test_near_misses_are_not_proposed(line):
    assert SHELF.recognise(line) is None


def test_what_the_card_says_about_the_line_counts():
    assert SHELF.recognise("ASANA KLMN") is None
    assert SHELF.recognise("ASANA KLMN", category="Computer Software").product == "Asana"
    assert SHELF.recognise("HARVEST", category="Restaurant") is None
    assert SHELF.recognise("Asana for Gmail", is_software=True).product == "Asana"


def test_two_products_of_one_name_leave_no_margin():
    shelf = Shelf([Known("Relay", ("Relay",)), Known("Relay.app", ("RELAY APP", "Relay"))])
    assert shelf.recognise("RELAY").strength == Strength.UNSURE
