"""The matrix by keyboard, the system of record asked for, findings set aside, and the list on a phone."""

import re

from playwright.sync_api import Page, expect

HARBOR = "/clients/harbor-pine"


def cell(page: Page, item: str, application: str):
    """The matrix's cell of an object and an application."""
    heads = [text.strip() for text in page.locator("table.holds thead th").all_text_contents()]
    row = page.locator("table.holds tbody tr").filter(has=page.get_by_role("rowheader", name=re.compile(f"^{item}")))
    return row.locator("> *").nth(heads.index(application))


def test_cells_are_changed_by_keyboard_and_kept(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/data-objects/")
    one = cell(page, "Ticket", "Asana")
    expect(one).to_have_text("")
    with page.expect_response(re.compile("/cell/")):
        one.click()
    expect(cell(page, "Ticket", "Asana")).to_have_text("R")
    expect(cell(page, "Ticket", "Asana")).to_be_focused()
    with page.expect_response(re.compile("/cell/")):
        page.keyboard.press("c")
    expect(cell(page, "Ticket", "Asana")).to_have_text("C R")
    expect(cell(page, "Ticket", "Asana")).not_to_have_attribute("aria-busy", "true")
    page.keyboard.press("ArrowRight")
    expect(cell(page, "Ticket", "Gusto")).to_be_focused()
    page.reload()
    expect(cell(page, "Ticket", "Asana")).to_have_text("C R")
    cell(page, "Ticket", "Asana").focus()
    with page.expect_response(re.compile("/cell/")):
        page.keyboard.press("Delete")
    expect(cell(page, "Ticket", "Asana")).to_have_text("")


def test_taking_the_system_of_record_from_another_is_asked(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/data-objects/")
    cell(page, "Product", "Inventory sheet").focus()
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Whose version of Product counts?")).to_be_visible()
    page.get_by_role("link", name="Keep Shopify").click()
    expect(cell(page, "Product", "Shopify").get_by_role("img", name="system of record")).to_be_visible()


def test_a_finding_is_set_aside_and_taken_back(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/data-objects/findings/")
    text = "QuickBooks Online and Zoho Invoice both create Invoice."
    row = page.get_by_role("row").filter(has_text=text)
    row.get_by_text("Set aside", exact=True).first.click()
    page.get_by_label(f"Why this is in order: {text}").fill("Zoho is for small jobs only")
    row.get_by_role("button", name="Set aside").click()
    page.get_by_text("1 set aside").click()
    expect(page.get_by_text("Zoho is for small jobs only")).to_be_visible()
    page.get_by_role("button", name=f"Count again: {text}").click()
    expect(page.get_by_role("rowheader", name=text)).to_be_visible()


def test_on_a_phone_it_is_a_list(open_as):
    page = open_as("consultant", phone=True)
    page.goto(f"{HARBOR}/assess/data-objects/")
    expect(page.get_by_role("list", name="Data objects")).to_be_visible()
    expect(page.locator("table.holds")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
