"""The scorecard in the browser: weights that must add to 100, tried out before, saved, and restored."""

import re

from playwright.sync_api import expect

SCORECARD = "/clients/harbor-pine/decide/weights/"


def test_weights_are_tried_out_refused_saved_and_restored(open_as):
    page = open_as("consultant")
    page.goto(SCORECARD)
    page.get_by_label("Time saved, %").fill("35")
    expect(page.locator("[data-sum]")).to_have_text("105")
    expect(page.get_by_text("must be 100")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("must add up to 100, they add up to 105")
    page.get_by_role("button", name="Save weights").click()
    expect(page.get_by_text("they add up to 105").first).to_be_visible()
    for label, weight in (("Time saved", "5"), ("Error reduction", "5"), ("Revenue", "5"), ("Risk", "5")):
        page.get_by_label(re.compile(f"^{label}")).fill(weight)
    page.get_by_label("User experience, %").fill("80")
    expect(page.get_by_text("Preview: not saved yet")).to_be_visible()
    expect(page.locator("#preview tbody tr").first).to_contain_text(re.compile("from [2-8]"))
    page.reload()
    expect(page.get_by_label("User experience, %")).to_have_value("10")  # a preview saves nothing
    for label, weight in (("Time saved", "40"), ("User experience", "0")):
        page.get_by_label(re.compile(f"^{label}")).fill(weight)
    page.get_by_label("Why they change").fill("hours matter most")
    page.get_by_role("button", name="Save weights").click()
    expect(page.get_by_text("Weights saved.").first).to_be_visible()
    expect(page.get_by_text("hours matter most")).to_be_visible()
    page.get_by_role("button", name="Restore 30, 20, 25, 15, 10").click()
    expect(page.get_by_label("Time saved, %")).to_have_value("30")
    expect(page.locator(".weights-kept li")).to_have_count(3)


def test_a_total_says_why_when_it_is_asked(open_as):
    page = open_as("consultant")
    page.goto(SCORECARD)
    row = page.get_by_role("row").filter(has_text="Deal to invoice").first
    row.locator("a.why").first.click()
    pop = page.locator(".pop:popover-open")
    expect(pop).to_contain_text("User experience, weight")
    expect(pop).to_contain_text("Dana Whitfield")


def test_what_would_change_the_order_is_said_in_words(open_as):
    page = open_as("consultant")
    page.goto(SCORECARD)
    expect(page.locator("#preview")).to_contain_text(re.compile(r"If [a-z ]+ weighed \d+ % instead of \d+ %"))
    expect(page.locator("#preview")).to_contain_text("2000 draws")
