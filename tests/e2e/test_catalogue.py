"""The catalogue by clicking: searched, an own product added; then a client's application fills from it."""

import re

from playwright.sync_api import expect

HARBOR = "/clients/harbor-pine"


def test_a_product_is_found_with_its_sources_and_an_own_one_is_added(open_as):
    page = open_as("consultant")
    page.goto("/")
    page.get_by_role("link", name="Catalogue").first.click()
    page.get_by_role("searchbox", name="Find a product").fill("zapier")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Zapier", exact=True).click()
    prices = page.get_by_role("region", name="Indicative prices").last
    expect(prices).to_contain_text("USD 20 to 600 a month")
    expect(prices).to_contain_text("Integration roadmap, platforms")
    page.goto("/catalogue/?q=Yard+planner")
    page.get_by_role("link", name="Add “Yard planner”").click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Yard planner")
    page.get_by_label(re.compile("^Capabilities")).fill("bords")
    page.get_by_role("button", name="Add product").click()
    expect(page.get_by_text("Did you mean boards").first).to_be_visible()
    page.get_by_label(re.compile("^Capabilities")).fill("boards")
    page.get_by_role("button", name="Add product").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yard planner")
    expect(page.get_by_role("region", name="History")).to_contain_text("added")


def test_a_known_name_fills_in_what_the_catalogue_knows_until_it_is_confirmed(open_as):
    page = open_as("consultant")
    page.goto(f"{HARBOR}/assess/applications/")
    page.get_by_role("button", name=re.compile("^Add application")).first.click()
    dialog = page.get_by_role("dialog", name="Add application")
    dialog.get_by_label("Name", exact=True).press_sequentially("calendly")
    expect(dialog.get_by_text("Calendly is in the catalogue")).to_be_visible()
    dialog.get_by_label(re.compile("^Holds")).uncheck()
    dialog.get_by_role("button", name="Add with what is ticked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("calendly")
    panel = page.get_by_role("region", name="From the catalogue")
    expect(panel.get_by_text("from the catalogue", exact=True).first).to_be_visible()
    expect(page.get_by_label(re.compile("^Vendor"))).to_have_value("Calendly")
    panel.get_by_role("button", name="Confirm Vendor").click()
    expect(page.get_by_role("button", name="Confirm Vendor")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Take over Holds")).click()
    expect(page.get_by_label(re.compile("^Holds"))).to_have_value(re.compile("Appointment"))
