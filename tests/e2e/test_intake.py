"""From the consultant's link to an accepted proposal: somebody answers on a phone, with and without scripts."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_every_page import violations

LINKS = "/clients/harbor-pine/assess/intake/"
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.closest(".sr-only, .skip") && one.tabIndex >= 0)
  .map((one) => (one.closest("label") || one)).filter((one) => one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))"""


def link_of(page: Page, department: str) -> str:
    """The address that the consultant copies."""
    page.goto(LINKS)
    page.get_by_role("link", name=department, exact=True).click()
    return urlsplit(page.get_by_label("Address of the questions").input_value()).path


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def phone(chromium, product, request):
    """A phone of somebody who has no account."""
    context = chromium.new_context(
        base_url=product.url, viewport=PHONE, reduced_motion="reduce", has_touch=True, java_script_enabled=request.param
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.has_scripts = request.param
    yield page
    context.close()


def test_from_the_link_to_an_accepted_proposal(open_as, phone):
    desk = open_as("consultant")
    address = link_of(desk, "Finance")
    who = "Priya Raman" if phone.has_scripts else "Omar Haddad"
    tool = "Cash sheet" if phone.has_scripts else "Petty cash book"
    begin(phone, address, who)
    name_a_tool(phone, tool)
    copy_by_hand(phone)
    leave_and_come_back(phone, address, who)
    say_how_much_it_hurts_and_send(phone)
    accept(desk, who, tool)


def begin(page: Page, address: str, who: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your name")
    page.get_by_label("Your name").fill(who)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which tools do you use?")
    well_made(page)


def name_a_tool(page: Page, tool: str) -> None:
    page.get_by_role("checkbox", name="QuickBooks Online").check()
    page.get_by_label("Name of the tool").fill(tool)
    page.get_by_label("What do you use it for?").fill("What we have in hand")
    page.get_by_role("button", name="Save and add another").click()
    expect(page.get_by_text("What we have in hand")).to_be_visible()
    expect(page.get_by_role("checkbox", name="QuickBooks Online")).to_be_checked()
    page.get_by_role("button", name="That's all, next").click()


def copy_by_hand(page: Page) -> None:
    page.get_by_label("From", exact=True).fill("Shopify")
    page.get_by_label("Into", exact=True).fill("QuickBooks Online")
    page.get_by_label("What is it?").fill("Payouts")
    page.get_by_role("radio", name="Weekly").check(force=True)
    page.get_by_label("Times").fill("2")
    page.get_by_label("Minutes each").fill("half hour")
    page.get_by_role("button", name="That's all, next").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a number")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Minutes each")).to_have_value("half hour")
    page.get_by_label("Minutes each").fill("30")
    if page.has_scripts:
        expect(page.get_by_text("That is 1.00 hours a week")).to_be_visible()
        expect(page.locator("#saved")).to_have_text("Saved")
    well_made(page)
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which tools do you use?")
    page.get_by_role("button", name="That's all, next").click()
    expect(page.get_by_label("Minutes each")).to_have_value("30")


def leave_and_come_back(page: Page, address: str, who: str) -> None:
    page.goto("about:blank")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Welcome back, {who}")
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="That's all, next").click()
    expect(page.get_by_label("Minutes each")).to_have_value("30")
    page.get_by_role("button", name="That's all, next").click()


def say_how_much_it_hurts_and_send(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("How much does it hurt?")
    page.get_by_role("radio", name="4").check(force=True)
    well_made(page)
    page.get_by_role("button", name="Next").last.click()
    page.get_by_role("button", name="Next").last.click()
    expect(page.get_by_text("Together 1.00 hours a week")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def accept(page: Page, who: str, tool: str) -> None:
    """The tool is accepted field by field, then taken back: the demo's applications stay as they were."""
    page.goto(LINKS)
    page.get_by_role("link", name=who).first.click()
    page.get_by_role("row", name=re.compile(tool)).get_by_role("link", name="Read and accept").click()
    page.get_by_role("textbox", name="Used for, proposed").fill("Cash in hand")
    page.get_by_role("button", name="Add application").click()
    row = page.get_by_role("row", name=re.compile(tool))
    expect(row).to_contain_text("Accepted")
    row.get_by_role("link", name=tool).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(tool)
    expect(page.get_by_label("Function")).to_have_value("Cash in hand")
    page.goto(LINKS)
    page.get_by_role("link", name=who).first.click()
    page.get_by_role("row", name=re.compile(tool)).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("row", name=re.compile(tool))).to_contain_text("Waiting")
    while page.get_by_role("button", name="Dismiss").count():
        page.get_by_role("button", name="Dismiss").first.click()
        page.wait_for_load_state()


def well_made(page: Page) -> None:
    """Targets for thumbs, nothing sideways."""
    if page.has_scripts:
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_questions_are_accessible(open_as, dark):
    address = link_of(open_as("consultant"), "Operations")
    page = open_as(None, phone=True, dark=dark)
    page.goto(address)
    assert violations(page) == []
    page.get_by_label("Your name").fill("Sam Reyes")
    page.get_by_role("button", name="Begin").click()
    for step in ("tools/", "by-hand/", "pain/", "else/", "check/", ""):
        page.goto(f"{address}{step}")
        assert violations(page) == [], step


def test_the_consultants_pages_are_accessible(open_as):
    page = open_as("consultant")
    link_of(page, "Operations")
    assert violations(page) == []
    for address in (LINKS, page.url):
        page.goto(address)
        assert violations(page) == []
    page.get_by_role("link", name="Lena Brandt").first.click()
    assert violations(page) == []
    page.get_by_role("link", name="Read and accept").first.click()
    assert violations(page) == []


def test_a_forged_link_says_whom_to_ask(open_as):
    page = open_as(None, phone=True)
    page.goto("/questions/forged/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link opens nothing")
    expect(page.get_by_text("ask whoever sent it to you")).to_be_visible()
    assert violations(page) == []
