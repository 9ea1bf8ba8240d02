"""Integrate or consolidate in a browser: from the question to the parallel run, and two people at the same week."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

LIST = "/clients/harbor-pine/decide/consolidate/"
ZOHO, TRELLO = "Zoho Invoice or QuickBooks Online", "Trello or Asana"


def open_case(page: Page, name: str) -> None:
    page.goto(LIST)
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_zoho_is_in_its_second_week(open_as):
    page = open_as("consultant")
    open_case(page, ZOHO)
    expect(page.get_by_role("heading", name="Parallel run: week 2 of 4")).to_be_visible()
    run = page.locator("#run")
    expect(run).to_contain_text("as the roadmap has it for Zoho into QuickBooks")
    expect(run.locator("tbody").nth(0)).to_contain_text("Differs")
    expect(run.locator("tbody").nth(1)).to_contain_text("Agrees")
    expect(run.locator("tbody").nth(2)).to_contain_text("To come")
    expect(page.get_by_role("heading", name="Decision record")).to_be_visible()
    assert not violations(page)


def test_an_answer_says_why_and_by_whom(open_as):
    page = open_as("consultant")
    open_case(page, ZOHO)
    page.locator("td .state").get_by_role("link", name="Yes").first.click()
    why = page.locator("#why")
    expect(why).to_contain_text("Overlap of at least 70 %")
    expect(why).to_contain_text("Entered by")
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()


def test_a_close_call_is_decided_and_decided_again(open_as):
    page = open_as("consultant")
    open_case(page, TRELLO)
    expect(page.get_by_text("close call", exact=True)).to_be_visible()
    for decision, reason in (("Integrate", "Marketing keeps its boards"), ("Not worth doing", "Marketing moves away")):
        page.get_by_role("main").get_by_role("link", name=re.compile("^(Decide|Change decision)$")).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label(decision, exact=True).check()
        dialog.get_by_label(re.compile("^Reason")).fill(reason)
        dialog.get_by_role("button", name="Record decision").click()
        expect(page.locator(".record").first).to_contain_text(reason)
    expect(page.locator(".record")).to_have_count(2)
    expect(page.locator(".record").nth(1)).to_contain_text("superseded")


def test_two_people_at_the_same_week(open_as):
    first, second = open_as("consultant"), open_as("consultant")
    for page in (first, second):
        open_case(page, ZOHO)
        page.get_by_role("link", name="Enter numbers").nth(1).click()
    first.get_by_label("Payment reminders sent, new tool, reminders").fill("4")
    first.get_by_role("button", name="Save numbers").click()
    expect(first.locator("#run tbody").nth(1)).to_contain_text("Differs")
    mine = second.get_by_label("Payment reminders sent, new tool, reminders")
    mine.fill("7")
    second.get_by_role("button", name="Save numbers").click()
    expect(second.get_by_text("Somebody else entered numbers of week 2 meanwhile")).to_be_visible()
    expect(mine).to_have_value("7")


def test_on_a_phone_nothing_scrolls_sideways(open_as):
    page = open_as("consultant", phone=True)
    open_case(page, ZOHO)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
