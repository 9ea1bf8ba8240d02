"""The business case in the browser: a line is added and changes the figures, and the chances say why."""

from playwright.sync_api import expect

CASE = "/clients/harbor-pine/prove/business-case/"


def test_a_line_is_added_counts_and_is_removed(open_as):
    page = open_as("consultant")
    page.goto("/clients/harbor-pine/prove/return/")
    page.get_by_role("link", name="Business case").first.click()
    expect(page.get_by_text("$17,123").first).to_be_visible()
    page.get_by_role("button", name="Add line").click()
    dialog = page.get_by_role("dialog", name="Add line")
    dialog.get_by_label("Kind").select_option("benefit")
    dialog.get_by_label("Name").fill("Fewer credit notes")
    dialog.get_by_label("Year 1").fill("1000")
    dialog.get_by_label("Year 2").fill("1000")
    dialog.get_by_label("low case").fill("50")
    dialog.get_by_role("button", name="Add line").click()
    expect(page.get_by_text("Fewer credit notes added.").first).to_be_visible()
    expect(page.get_by_text("$19,123").first).to_be_visible()
    expect(page.locator("svg").filter(has_text="Fewer credit notes")).to_have_count(1)
    page.get_by_role("link", name="Fewer credit notes").click()
    page.get_by_role("button", name="Remove line").click()
    expect(page.get_by_text("$17,123").first).to_be_visible()


def test_the_chance_says_why(open_as):
    page = open_as("consultant")
    page.goto(CASE)
    page.get_by_role("link", name="Paid back within 12 months").click()
    expect(page.locator(".pop:popover-open")).to_contain_text("triangular")
    expect(page.locator(".pop:popover-open")).to_contain_text("Stock sync: hours saved")


def test_on_a_phone_in_the_dark_nothing_scrolls_sideways(open_as):
    page = open_as("consultant", phone=True, dark=True)
    page.goto(CASE)
    expect(page.get_by_role("heading", name="Business case")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
