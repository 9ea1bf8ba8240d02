"""Why this number: by mouse, by keyboard, on a phone, without script, and when it cannot be loaded."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

RETURN = "/clients/harbor-pine/prove/return/"
OVERVIEW = "/clients/harbor-pine/"


def number(page: Page):
    return page.locator('a.why[href*="object=client&field=net"]').first


def test_it_opens_by_mouse_and_goes_with_escape(open_as):
    page = open_as("consultant")
    page.goto(RETURN)
    number(page).click()
    pop = page.locator("#why")
    expect(pop).to_contain_text("benefit − cost", ignore_case=True)
    expect(number(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(pop).to_be_hidden()
    expect(number(page)).to_be_focused()
    expect(page).to_have_url(re.compile("prove/return/$"))


def test_it_opens_by_keyboard_and_leads_on(open_as):
    page = open_as("consultant")
    page.goto(RETURN)
    number(page).focus()
    page.keyboard.press("Enter")
    pop = page.locator("#why")
    expect(pop).to_be_focused()
    pop.locator("a.why").first.press("Enter")
    expect(pop).to_contain_text("Benefit")
    expect(pop).to_contain_text("Deal to invoice")
    assert not violations(page)
    pop.get_by_role("button", name="Close").press("Enter")
    expect(pop).to_be_hidden()
    expect(number(page)).to_be_focused()


def test_pressing_the_number_again_closes_it_and_another_takes_over(open_as):
    page = open_as("consultant")
    page.goto(RETURN)
    pop, other = page.locator("#why"), page.locator('a.why[href*="object=client&field=roi"]').last
    number(page).click()
    expect(pop).to_contain_text("Net")
    number(page).click()
    expect(pop).to_be_hidden()
    number(page).click()
    other.click()
    expect(pop).to_contain_text("Return")
    expect(number(page)).to_have_attribute("aria-expanded", "false")
    expect(other).to_have_attribute("aria-expanded", "true")


def test_on_a_phone_it_stays_inside_the_screen(open_as):
    page = open_as("consultant", phone=True)
    page.goto(OVERVIEW)
    page.locator(".kpi a.why").first.click()
    pop = page.locator("#why")
    expect(pop).to_contain_text("won back")
    box = pop.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert not violations(page)


def test_without_script_it_is_a_page(context_of, chromium, product):
    state = context_of("consultant", phone=False, dark=False).storage_state()
    context = chromium.new_context(base_url=product.url, storage_state=state, java_script_enabled=False)
    page = context.new_page()
    page.goto(OVERVIEW)
    page.locator(".kpi a.why").first.click()
    expect(page.get_by_role("heading", name="Why this number?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Hours lost per week, left")
    expect(page.locator("main")).to_contain_text("Found − won back")
    context.close()


def test_what_cannot_be_loaded_says_so_and_offers_the_page(open_as):
    page = open_as("consultant")
    page.goto(RETURN)
    page.route("**/explain/**", lambda route: route.fulfill(status=204))
    number(page).click()
    pop = page.locator("#why")
    expect(pop).to_contain_text("It could not be loaded.")
    page.unroute("**/explain/**")
    expect(pop.get_by_role("link", name="Open as a page")).to_have_attribute("href", re.compile("explain/"))
    page.keyboard.press("Escape")
    number(page).click()
    expect(pop).to_contain_text("Net")
