"""The first sitting with a client nobody knows yet: from nothing to the page that can be sent, in one go."""

import re
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, sign_in
from tests.e2e.test_every_page import violations

OVERVIEW, AUDITS = "/clients/lumen-dental/", "/clients/lumen-dental/assess/audit/"
WAYS = [
    pytest.param((DESKTOP, True), id="desktop"),
    pytest.param((PHONE, True), id="phone"),
    pytest.param((DESKTOP, False), id="without-scripts"),
]


@pytest.fixture(params=WAYS)
def page(chromium, product, request):
    """A consultant's browser."""
    size, scripts = request.param
    context = chromium.new_context(
        base_url=product.url, viewport=size, reduced_motion="reduce", java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.has_scripts = scripts
    sign_in(page, "consultant")
    yield page
    context.close()


def test_from_an_empty_client_to_the_page(page):
    begin(page)
    say_who_is_there(page)
    name_tools(page)
    name_hand_offs(page)
    say_how_long(page)
    say_what_it_takes(page)
    see_the_pilot_and_finish(page)


def begin(page: Page) -> None:
    page.goto(AUDITS)
    well_made(page)
    page.get_by_role("main").get_by_role("button", name=re.compile("Begin|Go on with")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is in the room, and what does an hour cost?")


def say_who_is_there(page: Page) -> None:
    page.get_by_label("Who is in the room").fill("Ana Ruiz\nTom Beck")
    rate = page.get_by_label("What an hour of their work costs")
    if rate.is_enabled():
        rate.fill("a lot")
        on(page)
        expect(page.get_by_role("alert")).to_contain_text("What an hour of their work costs")
        well_made(page)
        rate.fill("38")
    on(page)


def name_tools(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Which tools do you use?")
    page.get_by_label("Tools, one a line").fill("Dentrix, Front desk\nQuickBooks Online, Finance\nRecall sheet")
    page.get_by_role("button", name="Add these tools").click()
    expect(page.get_by_role("button", name="Take out Recall sheet")).to_be_visible()
    well_made(page)
    on(page)


def name_hand_offs(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Which five hand-offs hurt most?")
    for target, what in (("QuickBooks Online", "Invoice"), ("Recall sheet", "Patient")):
        page.get_by_label("From", exact=True).fill("Dentrix")
        page.get_by_label("To", exact=True).fill(target)
        page.get_by_label("What moves").fill(what)
        page.get_by_role("button", name="Add hand-off").click()
        expect(page.get_by_role("button", name=f"Take out Dentrix → {target}, {what}")).to_be_visible()
    # Half a hand-off, back and on again: it is still there.
    page.get_by_label("From", exact=True).fill("Recall sheet")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which tools do you use?")
    on(page)
    expect(page.get_by_label("From", exact=True)).to_have_value("Recall sheet")
    page.get_by_label("From", exact=True).fill("")
    well_made(page)
    on(page)


def say_how_long(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("How often, how long, and by how many people?")
    for what, times, minutes in (("Invoice", "20", "12"), ("Patient", "1", "5")):
        card = page.get_by_role("group", name=re.compile(what))
        card.get_by_label("How often").fill(times)
        card.get_by_label("Minutes each time").fill(minutes)
        card.get_by_label("An error costs").select_option("revenue_loss")
    if page.has_scripts:
        expect(page.get_by_role("group", name=re.compile("Invoice"))).to_contain_text("4.00 h a week")
        expect(page.locator("#audit-saved")).to_have_text("Saved")
        page.reload()
    else:
        on(page)
        page.go_back()
    card = page.get_by_role("group", name=re.compile("Invoice"))
    expect(card.get_by_label("Minutes each time")).to_have_value("12")
    well_made(page)
    on(page)


def say_what_it_takes(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("What would it take to connect each?")
    expect(page.get_by_role("group", name=re.compile("Invoice"))).to_contain_text("Score 18 of 27")
    page.get_by_role("group", name=re.compile("Invoice")).get_by_label("Build, once").fill("400")
    well_made(page)
    on(page)


def see_the_pilot_and_finish(page: Page) -> None:
    expect(page.get_by_role("heading", name="Invoice: Dentrix → QuickBooks Online")).to_be_visible()
    well_made(page)
    page.get_by_role("main").get_by_role("button", name="Go on", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this right?")
    well_made(page)
    page.get_by_role("button", name="Finish and make the PDF").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Audit finished")
    pdf = page.get_by_role("link", name="Open PDF")
    if not page.has_scripts:
        until = monotonic() + 60
        while not pdf.count() and monotonic() < until:
            page.reload()
    expect(pdf).to_be_visible(timeout=60_000)
    answer = page.request.get(pdf.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    well_made(page)
    page.goto(AUDITS)
    expect(page.get_by_role("row", name=re.compile("Finished")).first).to_be_visible()


def on(page: Page) -> None:
    """Once what was typed is saved: a person reads the sign before pressing, too."""
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Save and go on").click()


def well_made(page: Page) -> None:
    """Nothing scrolls sideways, and axe finds nothing."""
    if page.has_scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not violations(page)


def test_a_press_counts_although_an_answer_moves_the_button(open_as):
    page = open_as("consultant")
    page.goto("/clients/harbor-pine/assess/audit/")
    page.get_by_role("main").get_by_role("button", name="Begin the audit").click()
    go_on = page.get_by_role("button", name="Save and go on")
    box = go_on.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.evaluate("document.querySelector('#audit-form .card').style.height = '600px'")  # as an answer may do
    page.mouse.up()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which tools do you use?")


def test_it_is_offered_where_nothing_is_known(open_as):
    page = open_as("consultant")
    page.goto("/clients/harbor-pine/")
    expect(page.get_by_role("link", name="Do the 90-minute audit")).to_have_count(0)
    page.goto("/clients/harbor-pine/assess/applications/")
    page.get_by_role("link", name="Audit", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("90-minute audit")
