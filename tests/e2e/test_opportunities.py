"""Opportunities in the browser: walking the list, editing a factor where it stands, merging, splitting, two people."""

import re

from playwright.sync_api import Page, expect

OPPORTUNITIES = "/clients/harbor-pine/decide/opportunities/"


def open_one(page: Page, name: str) -> None:
    page.goto(f"{OPPORTUNITIES}?q={name.replace(' ', '+')}")
    expect(page.locator("#detail h2").first).to_have_text(name)


def ranked(page: Page):
    return page.get_by_role("navigation", name="Opportunities, ranked").get_by_role("link")


def test_the_arrows_walk_the_list_and_the_address_follows(open_as):
    page = open_as("consultant")
    page.goto(OPPORTUNITIES)
    first, second = ranked(page).nth(0), ranked(page).nth(1)
    first.focus()
    page.keyboard.press("ArrowDown")
    name = second.locator("b").inner_text()
    expect(page.locator("#detail h2").first).to_have_text(name)
    expect(second).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile(r"/decide/opportunities/\d+/$"))
    page.keyboard.press("ArrowUp")
    expect(page.locator("#detail h2").first).to_have_text(first.locator("b").inner_text())
    page.go_back()
    expect(page.locator("#detail h2").first).to_have_text(name)


def test_states_words_and_order_stand_in_the_address(open_as):
    page = open_as("consultant")
    page.goto(OPPORTUNITIES)
    page.get_by_role("link", name=re.compile("^Not decided")).click()
    expect(page).to_have_url(re.compile("state=open"))
    expect(page.get_by_role("group", name="By state").locator(".on b")).to_have_text(str(ranked(page).count()))
    page.get_by_role("searchbox", name="Find an opportunity").fill("asana")
    expect(ranked(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("q=asana"))
    page.reload()
    expect(ranked(page)).to_have_count(1)


def test_a_dot_of_the_quadrant_chooses_its_opportunity(open_as):
    page = open_as("consultant")
    page.goto(OPPORTUNITIES)
    link = ranked(page).filter(has_text="Lead sync")
    number = link.get_attribute("data-for-opportunity")
    page.locator(f'#detail svg [data-opportunity="{number}"] circle').click()
    expect(page.locator("#detail h2").first).to_have_text("Lead sync")


def test_a_factor_is_edited_where_it_stands_and_the_score_follows(open_as):
    page = open_as("consultant")
    open_one(page, "Tickets in the CRM")
    before = page.locator(".factor.total .why").inner_text()
    page.locator("#factor-error_cost a").click()
    page.get_by_label("An error costs").select_option("revenue_loss")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#factor-error_cost b")).to_have_text("3")
    after = int(page.locator(".factor.total .why").inner_text())
    assert after > int(before)
    expect(ranked(page).first.locator(".score")).to_have_text(str(after))
    page.locator("#factor-error_cost a").click()
    expect(page.locator(".factor-form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".factor-form")).to_have_count(0)
    page.locator("#factor-error_cost a").click()
    page.get_by_label("An error costs").select_option("")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".factor.total .why")).to_have_text(re.compile(r"^\d+ to \d+$"))
    expect(page.get_by_text("Missing: what an error costs")).to_be_visible()


def test_why_says_who_entered_it_and_when(open_as):
    page = open_as("consultant")
    open_one(page, "Deal to invoice")
    page.locator(".facts .why").first.click()
    pop = page.locator("#why")
    expect(pop).to_be_visible()
    expect(pop).to_contain_text("Entered by")
    expect(pop.get_by_role("link", name="Open inputs and history")).to_be_visible()


def test_two_people_enter_different_inputs_and_both_are_kept(open_as):
    first, second = open_as("consultant"), open_as("consultant")
    for page in (first, second):
        open_one(page, "Shipments for support")
        page.get_by_role("link", name="Enter inputs").click()
        expect(page.get_by_role("dialog")).to_be_visible()
    first.get_by_label("Risk checks").fill("3")
    first.get_by_role("button", name="Save inputs").click()
    expect(first.locator(".criteria")).to_contain_text("3 of 5 risk checks")
    second.get_by_label("Cash comes in sooner").fill("2")
    second.get_by_role("button", name="Save inputs").click()
    expect(second.locator(".criteria")).to_contain_text("3 of 5 risk checks")
    expect(second.locator(".criteria")).to_contain_text("2 days sooner")


def test_two_people_change_the_same_input_and_the_second_sees_it(open_as):
    first, second = open_as("consultant"), open_as("consultant")
    for page in (first, second):
        open_one(page, "Timesheets to payroll")
        page.get_by_role("link", name="Enter inputs").click()
        expect(page.get_by_role("dialog")).to_be_visible()
    for page, days in ((first, "1"), (second, "3")):
        page.get_by_label("Cash comes in sooner").fill(days)
        page.get_by_role("button", name="Save inputs").click()
    dialog = second.get_by_role("dialog")
    expect(dialog).to_contain_text("changed this meanwhile to: 1")
    expect(second.get_by_label("Cash comes in sooner")).to_have_value("3")
    second.get_by_role("button", name="Save inputs").click()
    expect(second.locator(".criteria")).to_contain_text("3 days sooner")


def test_merge_then_undo_then_split_then_undo(open_as):
    page = open_as("consultant")
    open_one(page, "Orders to accounting")
    page.locator("#detail").get_by_role("link", name="Merge", exact=True).click()
    page.get_by_role("dialog").get_by_label("Shipments for support").check()
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(page.get_by_text("Shipments for support merged into Orders to accounting.")).to_be_visible()
    expect(page.locator("#detail")).to_contain_text("2 flows")
    page.locator("#detail").get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(page.locator("#detail")).to_contain_text("1 flow.")
    page.goto(OPPORTUNITIES)
    expect(ranked(page).filter(has_text="Shipments for support")).to_have_count(1)
    page.goto(f"{OPPORTUNITIES}?q=Orders+to+accounting")
    page.locator("#detail").get_by_role("link", name="Merge", exact=True).click()
    page.get_by_role("dialog").get_by_label("Shipments for support").check()
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    page.locator("#detail").get_by_role("link", name="Split", exact=True).click()
    page.get_by_label("Name of the new opportunity").fill("Shipments apart")
    page.get_by_role("dialog").get_by_label(re.compile("ShipStation")).check()
    page.get_by_role("dialog").get_by_role("button", name="Split").click()
    expect(page.locator("#detail h2").first).to_have_text("Shipments apart")
    page.get_by_role("button", name=re.compile("^Undo")).first.click()
    expect(page.locator("#detail")).to_contain_text("2 flows")
