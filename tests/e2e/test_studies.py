"""The stopwatch survives a reload and a server that does not take it yet; a sample is checked entry by entry."""

import re

from playwright.sync_api import Page, Route, expect

from tests.e2e.test_every_page import violations

FLOWS = "/clients/harbor-pine/assess/flows/"


def is_post(route: Route) -> bool:
    return route.request.method == "POST"


def begin(page: Page, flow: str, how: str) -> None:
    """From the flow's own page."""
    page.goto(FLOWS)
    page.get_by_role("link", name=re.compile(flow)).first.click()
    page.get_by_role("link", name="Measure").first.click()
    page.get_by_role("button", name=how).click()


def test_a_hand_off_is_timed_on_the_phone(open_as):
    page = open_as("consultant", phone=True)
    begin(page, "Zendesk → HubSpot", "Time it with a stopwatch")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stopwatch")
    page.get_by_role("button", name="Start").click()
    page.reload()
    expect(page.get_by_role("button", name="Stop and keep")).to_be_visible()
    expect(page.locator("[data-clock]")).not_to_have_text("0:00.0")
    page.get_by_role("button", name="Keep, time the next").click()
    expect(page.get_by_role("heading", name="1 timing", exact=True)).to_be_visible()
    page.route("**/stopwatch/", lambda route: route.fulfill(status=429) if is_post(route) else route.continue_())
    page.get_by_role("button", name="Stop and keep").click()
    expect(page.get_by_role("status").filter(has_text="kept on this phone")).to_be_visible()
    page.unroute("**/stopwatch/")
    expect(page.get_by_role("heading", name="2 timings", exact=True)).to_be_visible()
    expect(page.locator(".study-mean")).to_contain_text("±")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Discard this one").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Discard")).last.click()
    expect(page.get_by_role("heading", name="1 timing", exact=True)).to_be_visible()
    assert violations(page) == []
    page.evaluate("localStorage.clear()")


def test_a_sample_is_checked_entry_by_entry(open_as):
    page = open_as("consultant", phone=True, dark=True)
    begin(page, "Zendesk → HubSpot", "Check a sample for errors")
    for result in ("Right", "Right", "Typing error"):
        page.get_by_role("button", name=result, exact=True).click()
        page.wait_for_load_state()
    expect(page.get_by_role("heading", name="3 checked, 1 wrong")).to_be_visible()
    expect(page.get_by_text("33.3 % wrong")).to_be_visible()
    page.get_by_role("button", name="Take back the last: typing error").click()
    expect(page.get_by_role("heading", name="2 checked, 0 wrong")).to_be_visible()
    assert violations(page) == []
