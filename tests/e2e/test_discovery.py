"""A consultant uploads a card export: what was found is decided one by one, in bulk, and taken back."""

import re

from playwright.sync_api import expect

from tests.integration.discovery.files import CARD, OKTA

HOME = "/clients/lumen-dental/assess/discovery/"


def upload(page, name: str, text: str, what: str) -> None:
    page.goto(HOME)
    page.get_by_label("What it is").select_option(label=what)
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("CSV or XLSX file").set_input_files(files=[file])
    page.get_by_role("button", name="Upload file").click()
    page.wait_for_url(re.compile(r"/discovery/files/\d+/$"))


def test_shadow_it_from_upload_to_inventory_and_back(open_as):
    page = open_as("consultant")
    upload(page, "amex.csv", CARD, "Card or expense export")
    expect(page.get_by_text("Recognised, 100 %").first).to_be_visible()
    upload(page, "okta.csv", OKTA, "Sign-in export")
    page.get_by_role("link", name="See proposals").click()
    row = page.get_by_role("row").filter(has_text="Trello")
    expect(row).to_contain_text("Card, Sign-in")
    expect(row).to_contain_text("High")
    expect(row).to_contain_text("$720")

    row.get_by_role("link", name="Trello").click()
    expect(page.get_by_role("region", name="Table of lines")).to_contain_text("TRELLO.COM* ATLASSIAN")
    page.get_by_role("button", name="Add to the inventory").click()
    expect(page.get_by_text("Trello accepted.")).to_be_visible()
    page.goto(HOME.replace("discovery", "applications"))
    expect(page.get_by_text("Trello").first).to_be_visible()

    page.goto(f"{HOME}?show=decided")
    page.get_by_label("Select Trello").check()
    page.get_by_role("button", name="Open again").click()
    expect(page.get_by_role("row").filter(has_text="Trello")).to_have_count(0)
    page.goto(HOME)
    page.get_by_label("Select all").check()
    page.get_by_role("button", name="Accept", exact=True).last.click()
    expect(page.get_by_text("2 accepted.")).to_be_visible()
    expect(page.get_by_text("No proposal waits")).to_be_visible()


def test_an_unknown_merchant_on_a_phone(open_as):
    page = open_as("consultant", phone=True)
    upload(page, "second.csv", CARD.replace("BRIGHTDESK PRO", "GLOWDESK PRO"), "Card or expense export")
    page.goto(f"{HOME}?show=unmatched")
    page.get_by_label("Product of GLOWDESK PRO 555-010-2233").fill("Glowdesk")
    page.get_by_role("button", name="Assign GLOWDESK PRO 555-010-2233").click()
    page.goto(HOME)
    expect(page.get_by_role("link", name="Glowdesk")).to_be_visible()
