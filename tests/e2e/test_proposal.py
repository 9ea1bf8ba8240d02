"""An order is proposed, adjusted and taken over; dates are read by a calendar; all roadmaps stand on one page."""

import re
import urllib.request

from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

API = "/clients/lumen-dental/"


def add_initiative(page: Page, name: str, effort: str, saving: str) -> None:
    """Through the form, at the second client."""
    page.goto(f"{API}plan/roadmap/initiatives/new/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Effort, days").fill(effort)
    page.get_by_label("Other saving per month").fill(saving)
    page.get_by_role("button", name="Add to roadmap").click()
    expect(page.get_by_text(f"{name} is on the roadmap.")).to_be_visible()


def month_of(page: Page, name: str):
    return page.get_by_label(f"Month in which {name} begins")


def test_an_order_is_proposed_adjusted_and_taken_over(open_as):
    page = open_as("consultant")
    add_initiative(page, "Order test small", "5", "100")
    add_initiative(page, "Order test big", "5", "900")
    page.goto(f"{API}plan/roadmap/")
    page.get_by_role("link", name="Propose an order").click()
    page.get_by_label("At once, at most").fill("1")
    page.get_by_role("button", name="Propose an order").click()
    expect(month_of(page, "Order test big")).to_have_value("1")
    expect(month_of(page, "Order test small")).to_have_value("2")
    expect(page.get_by_text("Best order, proven")).to_be_visible()
    assert violations(page) == []

    month_of(page, "Order test small").fill("1")
    page.get_by_role("button", name="Check these months").click()
    expect(page.get_by_text(re.compile("Month 1: 2 at once"))).to_be_visible()
    expect(page).to_have_url(re.compile("limit_in_flight=1"))

    month_of(page, "Order test small").fill("3")
    page.get_by_role("button", name="Take over this order").click()
    expect(page.get_by_text("Taken over: 2 initiatives moved.")).to_be_visible()


def test_limits_that_leave_no_order_are_named(open_as):
    page = open_as("consultant", phone=True, dark=True)
    page.goto("/clients/harbor-pine/plan/roadmap/proposal/")
    page.get_by_label("Horizon, months").fill("1")
    page.get_by_role("button", name="Propose an order").click()
    expect(page.get_by_text("No order keeps all of these limits")).to_be_visible()
    assert violations(page) == []


def test_a_calendar_is_read_until_it_is_withdrawn(open_as, product):
    page = open_as("consultant")
    page.goto(f"{API}plan/calendars/")
    page.get_by_role("button", name="Make calendar").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Make calendar").click()
    address = page.get_by_label("Address of the calendar: All dates of the client").input_value()
    assert violations(page) == []
    with urllib.request.urlopen(product.url + "/" + address.split("/", 3)[3]) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.read().startswith(b"BEGIN:VCALENDAR")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Calendar programs that read it find nothing any more.")).to_be_visible()
    assert page.request.get(address).status == 404


def test_all_roadmaps_stand_on_one_page(open_as):
    page = open_as("consultant", phone=True)
    page.goto("/")
    page.get_by_role("link", name="Roadmap of all clients").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Roadmap of all clients")
    expect(page.get_by_text("Harbor & Pine Supply Co.").first).to_be_attached()
    expect(page.get_by_role("rowheader", name=re.compile("Priya Raman"))).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
