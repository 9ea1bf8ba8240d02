"""From the consultant's survey to what five people say together; people answer on a phone, without an account."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.test_every_page import violations
from tests.e2e.test_intake import SMALL

SURVEYS = "/clients/lumen-dental/prove/surveys/"
NAME, GROUP = "How the front desk works", "Front desk"


@pytest.fixture
def somebody(chromium, product):
    """somebody(scripts=False): a phone of its own for each of them."""
    contexts = []

    def open_phone(*, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=product.url, viewport=PHONE, reduced_motion="reduce", has_touch=True, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_phone
    for context in contexts:
        context.close()


def test_below_five_hidden_and_at_five_shown(open_as, somebody):
    desk = open_as("consultant")
    address = make_survey(desk)
    for number in range(4):
        answer(somebody(scripts=number > 0), address)
    desk.goto(SURVEYS)
    desk.get_by_role("link", name=NAME).click()
    row = desk.get_by_role("row").filter(has_text=GROUP)
    expect(row).to_contain_text("4 answers so far, shown from five up")
    answer(somebody(), address)
    desk.reload()
    expect(row).to_contain_text("4.0")
    expect(row).to_contain_text("2.0")
    expect(row).not_to_contain_text("shown from five up")
    assert violations(desk) == []
    close_the_round(desk, somebody(), address)


def make_survey(page: Page) -> str:
    """The path that people are given."""
    page.goto(SURVEYS)
    page.get_by_role("button", name="Add survey").first.click()
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_role("dialog").get_by_role("button", name="Add survey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.get_by_role("button", name="Open round").first.click()
    page.get_by_role("dialog").get_by_label("Asked").select_option("before")
    page.get_by_role("dialog").get_by_role("button", name="Open round").click()
    page.get_by_role("button", name="Make link").first.click()
    page.get_by_label("Name of the group").fill(GROUP)
    page.get_by_role("dialog").get_by_role("button", name="Make link").click()
    page.get_by_role("link", name="Code").click()
    return urlsplit(page.get_by_label("Address of the survey").input_value()).path


def answer(page: Page, address: str) -> None:
    """Content with the tools, little burden; one statement forgotten at first."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("How do you find your work?")
    statements = page.get_by_role("group")
    expect(statements).to_have_count(6)
    for at in range(6):
        if at != 1:
            statements.nth(at).get_by_role("radio", name="4" if at < 3 else "2").check(force=True)
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose 1 to 5")
    expect(statements.nth(0).get_by_role("radio", name="4")).to_be_checked()
    statements.nth(1).get_by_role("radio", name="4").check(force=True)
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def close_the_round(desk: Page, late: Page, address: str) -> None:
    """What was answered is a measurement; the link is closed."""
    desk.get_by_role("button", name="Close round").click()
    expect(desk.get_by_role("link", name=f"Satisfaction, {NAME}")).to_be_visible()
    late.goto(address)
    expect(late.get_by_role("heading", level=1)).to_have_text("This survey is closed")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_survey_is_accessible_on_a_phone(open_as, dark):
    desk = open_as("consultant")
    desk.goto("/clients/harbor-pine/prove/surveys/")
    desk.get_by_role("link", name="How we find our work").first.click()
    desk.get_by_role("link", name=re.compile("Code for Operations")).click()
    path = urlsplit(desk.get_by_label("Address of the survey").input_value()).path
    page = open_as(None, phone=True, dark=dark)
    page.goto(path)
    assert violations(page) == []
    page.goto(path)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_forged_link_opens_nothing(open_as):
    page = open_as(None, phone=True)
    page.goto("/survey/forged/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link opens nothing")
