"""Platforms in a browser: the lock, the choice, an own price."""

import re

from playwright.sync_api import expect

from tests.e2e.test_every_page import violations

PLATFORMS = "/clients/harbor-pine/decide/platforms/"
SHEETS = "/clients/harbor-pine/decide/price-sheets/"


def test_the_requirement_comes_first(open_as):
    page = open_as("consultant")
    page.goto(PLATFORMS)
    page.get_by_label("Opportunity", exact=True).select_option("Orders to accounting")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("First the requirement, then the tool")).to_be_visible()
    expect(page.get_by_role("link", name="Choose")).to_have_count(0)
    page.get_by_role("link", name="Write requirement").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Conflict resolution").fill("Shopify wins")
    dialog.get_by_label("Volume").fill("About 22 orders a month")
    dialog.get_by_label("Latency").fill("Within a day")
    dialog.get_by_label("Security").fill("Financial data, an account of its own")
    dialog.get_by_role("button", name="Save requirement").click()
    expect(page).to_have_url(re.compile("/decide/opportunities/"))
    page.goto(PLATFORMS)
    page.get_by_label("Opportunity", exact=True).select_option("Orders to accounting")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("row", name=re.compile("^Make")).get_by_role("link", name="Choose").click()
    chosen = page.get_by_role("dialog")
    expect(chosen.get_by_label(re.compile("^Platform"))).to_have_value("Make")
    chosen.get_by_role("button", name="Save platform").click()
    expect(page).to_have_url(re.compile("/decide/opportunities/"))
    expect(page.get_by_text("Make,").first).to_be_visible()


def test_matrix_figure_and_break_even(open_as):
    page = open_as("consultant")
    page.goto(PLATFORMS)
    expect(page.locator("figure svg").first).to_be_visible()
    expect(page.get_by_role("region", name="Break-even between plans")).to_contain_text("this client")
    page.get_by_role("row", name=re.compile("^Zapier")).locator("button.why").click()
    expect(page.locator("#why-zapier")).to_contain_text("volume a month")
    page.keyboard.press("Escape")
    assert not violations(page)


def test_an_own_price_stands_beside_the_supplied_one(open_as):
    page = open_as("consultant")
    page.goto(SHEETS)
    row = page.get_by_role("row", name=re.compile("^Team 2,000"))
    row.get_by_role("link", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Price a month").fill("-5")
    dialog.get_by_role("button", name="Save price").click()
    expect(dialog.get_by_text(re.compile("greater than or equal to 0")).first).to_be_visible()
    dialog.get_by_label("Price a month").fill("99")
    dialog.get_by_label("Source").fill("Quote of this month")
    dialog.get_by_role("button", name="Save price").click()
    expect(row).to_contain_text("supplied: 103.50")
    assert not violations(page)
    row.get_by_role("button", name=re.compile("Back to supplied")).click()
    expect(row).not_to_contain_text("supplied:")


def test_on_a_phone_nothing_scrolls_sideways(open_as):
    page = open_as("consultant", phone=True)
    for address in (PLATFORMS, SHEETS):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
