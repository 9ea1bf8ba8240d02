"""The people side in a browser: daily checklist on the phone, look back, and a tool replaced only with evidence.

In a client of its own, so that no figure of the demo moves.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

CLIENT = "/clients/quay-books"
TODAY = timezone.now().date()


@pytest.fixture
def consultant(open_as) -> Page:
    """In a client made once by this file: one initiative in its parallel run, one that was live for 40 days."""
    page = open_as("consultant")
    answer = page.goto(f"{CLIENT}/plan/roadmap/")
    if answer is None or answer.status == 404:
        make_client(page)
        add_initiative(page, "Till to ledger", live=-8)
        add_initiative(page, "Orders to stock", live=-40)
        add_application(page, "Old till")
    return page


def on(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def make_client(page: Page) -> None:
    page.goto("/clients/new/")
    page.get_by_label("Client’s name").fill("Quay Books")
    expect(page.get_by_label("Address")).to_have_value("quay-books")
    page.get_by_label("Currency").select_option("USD")
    page.get_by_label("Hourly rate").fill("38")
    page.get_by_label("Engagement starts").fill(on(-70))
    page.get_by_role("button", name="Create client").click()
    expect(page).to_have_url(re.compile(f"{CLIENT}/$"), timeout=60_000)


def add_initiative(page: Page, name: str, *, live: int) -> None:
    page.goto(f"{CLIENT}/plan/roadmap/initiatives/new/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("State").select_option(label="Live")
    page.get_by_label("Build starts").fill(on(live - 14))
    page.get_by_label("Live on").fill(on(live))
    page.get_by_label("Parallel run, weeks").fill("4")
    page.get_by_role("button", name="Add to roadmap").click()
    expect(page.get_by_text(f"{name} is on the roadmap.")).to_be_visible()


def add_application(page: Page, name: str) -> None:
    """By the form that stands there without scripts."""
    page.goto(f"{CLIENT}/assess/applications/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(page.url, form={"csrfmiddlewaretoken": token, "name": name})
    assert answer.ok, answer.text()


def people_side(page: Page, name: str) -> None:
    page.goto(f"{CLIENT}/plan/change/")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{name}: the people side")


def test_the_checklist_of_a_day_on_the_phone(consultant, open_as):
    page = open_as("consultant", phone=True)
    people_side(page, "Till to ledger")
    page.get_by_role("link", name="Daily checklist").first.click()
    page.get_by_role("button", name="Begin with the usual points").click()
    points = page.locator(".tickable")
    expect(points).to_have_count(4)
    for at in range(4):
        points.nth(at).click()
        expect(points.nth(at)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("All checked for this day.")).to_be_visible()
    page.get_by_label("Differences found").fill("1")
    page.get_by_role("button", name="Note differences").click()
    expect(page.get_by_role("alert").first).to_contain_text("Say which differences")
    page.get_by_label("Which, and what was done").fill("One sale of the evening, entered again")
    page.get_by_role("button", name="Note differences").click()
    expect(page.get_by_role("cell", name="One sale of the evening, entered again")).to_be_visible()
    expect(points.first).to_have_attribute("aria-pressed", "true")
    assert not violations(page)


def test_a_benefit_is_at_risk_until_the_look_back_is_filed(consultant):
    page = consultant
    people_side(page, "Orders to stock")
    expect(page.get_by_text("The benefit is at risk until the retrospective is filed")).to_be_visible()
    page.get_by_role("link", name="Write it").click()
    page.get_by_label("What went well").fill("The shop’s people tested it.")
    page.get_by_role("button", name="File retrospective").click()
    expect(page.get_by_label("What went well")).to_have_value("The shop’s people tested it.")
    page.get_by_label("What did not").fill("Two suppliers heard of it too late.")
    page.get_by_label("What we do next").fill("Suppliers get the first message next time.")
    page.get_by_role("button", name="File retrospective").click()
    expect(page.get_by_text("the benefit counts as secured")).to_be_visible()
    page.goto(f"{CLIENT}/plan/change/")
    expect(page.get_by_role("row", name=re.compile("Orders to stock"))).to_contain_text("Secured")
    expect(page.get_by_role("row", name=re.compile("Till to ledger"))).to_contain_text("At risk")
    assert not violations(page)


def test_a_tool_is_replaced_only_with_evidence(consultant):
    page = consultant
    page.goto(f"{CLIENT}/plan/tool-changes/")
    page.get_by_label("Change", exact=True).select_option(label="Old till")
    page.get_by_role("button", name="Plan change").click()
    page.get_by_label("Why").fill("The vendor gives it up")
    page.get_by_role("button", name="Start change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Replace Old till")
    page.get_by_role("button", name=re.compile("^Done ?: Go through everything")).click()
    page.get_by_role("button", name=re.compile("^Done ?: Test the change")).click()
    page.get_by_role("button", name=re.compile("^Done ?: Check that the registry")).click()
    page.get_by_role("button", name="Close change").click()
    expect(page.get_by_text("Not yet: test evidence is missing.")).to_be_visible()
    page.get_by_label("What was tested, with which result").fill("A day of sales, to the cent")
    page.get_by_role("button", name="Add evidence").click()
    expect(page.get_by_text("The change can be closed.")).to_be_visible()
    assert not violations(page)
    page.get_by_role("button", name="Close change").click()
    expect(page.get_by_text("Replace Old till is closed.")).to_be_visible()
    page.get_by_role("link", name="What it touches").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Old till touches")
    expect(page.get_by_text("Nothing hangs on it")).to_be_visible()
