"""The grid of applications as people use it: typing, pasting from a spreadsheet, filling, undoing, two at once."""

import csv
import io
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

HARBOR = "/clients/harbor-pine/assess/applications/"
PASTED = "\n".join(f"Tool {n:03}\tKind {n}\tOps\t{n}\t{n * 10}.50\t2027-03-{n % 28 + 1:02}" for n in range(200))
PATIENT = 30_000
LUMEN = "/clients/lumen-dental/assess/applications/"
HERE = re.compile(r"\bis-here\b")


@pytest.fixture
def grid(open_as):
    """grid(address): the page with the grid ready."""

    def open_grid(address: str = HARBOR, who: str = "consultant", **look: Any) -> Page:
        page = open_as(who, **look)
        page.goto(address)
        is_ready(page)
        return page

    return open_grid


def cell(page: Page, name: str, field: str) -> Any:
    return page.locator(".tabulator-row", has_text=name).locator(f'[tabulator-field="{field}"]')


def is_ready(page: Page) -> None:
    expect(page.locator("#grid.is-ready")).to_be_visible(timeout=PATIENT)


def is_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Saved ", timeout=PATIENT)


def type_into(page: Page, name: str, field: str, text: str) -> None:
    cell(page, name, field).click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def paste(page: Page, text: str) -> None:
    """What the browser does on Ctrl V with this on the clipboard."""
    page.evaluate(
        """text => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/plain", text)
          const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true})
          document.activeElement.dispatchEvent(paste)
        }""",
        text,
    )


def copied(page: Page) -> str:
    """What the browser puts on the clipboard on Ctrl C."""
    text: str = page.evaluate(
        """() => {
          const clipboardData = new DataTransfer()
          const copy = new ClipboardEvent("copy", {clipboardData, bubbles: true, cancelable: true})
          document.activeElement.dispatchEvent(copy)
          return clipboardData.getData("text/plain")
        }"""
    )
    return text


def test_typing_saves_moves_on_and_is_undone(grid):
    page = grid()
    type_into(page, "Gusto", "users", "31")
    is_saved(page)
    expect(cell(page, "HubSpot", "users")).to_have_class(HERE)
    page.reload()
    is_ready(page)
    expect(cell(page, "Gusto", "users")).to_have_text("31")
    type_into(page, "Gusto", "users", "32")
    page.keyboard.press("Control+z")
    expect(cell(page, "Gusto", "users")).to_have_text("31")
    page.keyboard.press("Control+Shift+z")
    expect(cell(page, "Gusto", "users")).to_have_text("32")
    page.keyboard.press("F2")
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    expect(page.locator(".grid-editor")).to_have_count(0)
    is_saved(page)


def test_a_wrong_value_stays_in_its_cell_with_words(grid):
    page = grid()
    type_into(page, "Slack", "annual_cost", "-5")
    wrong = cell(page, "Slack", "annual_cost")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_contain_text("-5")
    expect(wrong).to_have_attribute("title", re.compile("below 0"))
    expect(page.locator("[data-saved]")).to_contain_text("1 cell is not saved")
    type_into(page, "Slack", "annual_cost", "4176")
    is_saved(page)
    expect(wrong).not_to_have_attribute("aria-invalid", "true")


def test_what_cannot_be_sent_stays_and_is_sent_later(grid):
    page = grid()
    page.route("**/rows/", lambda route: route.fulfill(status=429, json={"error": "Wait a minute, then try again."}))
    type_into(page, "Slack", "function", "Chat")
    retry = page.get_by_role("button", name="Not saved, retry")
    expect(retry).to_be_visible()
    expect(cell(page, "Slack", "function")).to_have_text("Chat")
    page.unroute("**/rows/")
    retry.click()
    is_saved(page)
    type_into(page, "Slack", "function", "Messaging")
    is_saved(page)


def test_200_rows_from_a_spreadsheet_are_pasted_and_taken_back(grid):
    page = grid()
    before = page.locator("#grid-sums").inner_text().split(" ")[0]
    page.locator("#grid").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    paste(page, PASTED)
    preview = page.get_by_role("dialog", name="Paste these rows?")
    expect(preview).to_contain_text("200 applications will be added, 0 changed.", timeout=PATIENT)
    preview.get_by_role("button", name="Paste 200 rows").click()
    expect(page.locator("#grid-sums")).to_contain_text(f"{int(before) + 200} applications", timeout=PATIENT)
    is_saved(page)
    page.get_by_placeholder("Filter applications").fill("tool 19")
    expect(cell(page, "Tool 199", "annual_cost")).to_have_text("1,991")
    expect(cell(page, "Tool 199", "renewal_date")).to_have_text("4 Mar 2027")
    page.get_by_placeholder("Filter applications").fill("")
    page.locator("#grid").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#grid-sums")).to_contain_text(re.compile(rf"^{before} application"), timeout=PATIENT)


def test_filling_down_and_a_block_copied_and_put_elsewhere(grid):
    page = grid()
    page.get_by_role("button", name="Columns").click()
    page.get_by_label("Vendor").check()
    page.keyboard.press("Escape")
    type_into(page, "QuickBooks", "function", "Books")
    cell(page, "QuickBooks", "function").click()
    cell(page, "Shopify", "function").click(modifiers=["Shift"])
    page.keyboard.press("Control+d")
    is_saved(page)
    for name in ("QuickBooks", "ShipStation", "Shopify"):
        expect(cell(page, name, "function")).to_have_text("Books")
    assert copied(page) == "Books\nBooks\nBooks"
    page.keyboard.press("Control+z")
    expect(cell(page, "Shopify", "function")).to_have_text("E-commerce")
    page.keyboard.press("Control+z")
    expect(cell(page, "QuickBooks", "function")).to_have_text("Accounting")
    is_saved(page)


def test_two_people_in_one_row_lose_nothing(grid, context_of):
    first = grid()
    second = context_of("consultant", phone=False, dark=True).new_page()
    second.goto(HARBOR)
    is_ready(second)
    type_into(first, "Zendesk", "users", "6")
    is_saved(first)
    type_into(second, "Zendesk", "function", "Tickets")
    is_saved(second)
    expect(cell(second, "Zendesk", "users")).to_have_text("6")  # the first one's change appears
    type_into(first, "Zendesk", "function", "Help desk")
    clash = first.get_by_role("dialog", name="Somebody else changed the same cell")
    expect(clash).to_contain_text("Tickets")
    expect(clash).to_contain_text("Help desk")
    clash.get_by_role("button", name="Use mine: Help desk").click()
    is_saved(first)
    expect(cell(first, "Zendesk", "function")).to_have_text("Help desk")
    first.reload()
    is_ready(first)
    expect(cell(first, "Zendesk", "function")).to_have_text("Help desk")
    expect(cell(first, "Zendesk", "users")).to_have_text("6")
    second.close()


def test_what_is_filtered_and_sorted_is_what_is_exported(grid):
    page = grid()
    page.get_by_placeholder("Filter applications").fill("o")
    page.get_by_label("Department", exact=True).select_option(label="Operations")
    page.get_by_role("columnheader", name="Users").click()
    expect(page).to_have_url(re.compile("sort=users"))
    shown = page.locator(".tabulator-row:not(.is-new) [tabulator-field=name] b").all_inner_texts()
    assert shown
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    text = started.value.path().read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["Application"] for line in lines] == shown
    assert list(lines[0]) == [
        *("Application", "Function", "Departments", "Users", "Yearly cost", "Renewal", "Business owner"),
        *("Readiness, yes of 5", "Holds"),
    ]


def test_a_view_is_saved_under_an_address_of_its_own(grid):
    page = grid()
    page.get_by_role("link", name=re.compile("^Shadow IT")).click()
    page.get_by_role("button", name="Save this view").click()
    page.get_by_label("Name of the view").fill("Hidden tools")
    page.get_by_role("button", name="Save view").click()
    expect(page).to_have_url(re.compile(r"\?view=\d+$"))
    expect(page.get_by_role("navigation", name="Views").locator("[aria-current]")).to_have_text("Hidden tools")
    expect(page.locator("#grid-sums")).to_contain_text("2 applications")
    page.get_by_role("button", name="Remove view").click()
    expect(page.get_by_text("The applications are untouched")).to_be_visible()


def test_what_the_catalogue_knows_is_accepted_or_dismissed_in_its_cell(grid):
    page = grid(f"{HARBOR}?columns=name,vendor,function")
    page.locator("#grid").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    page.keyboard.type("typeform")
    page.keyboard.press("Enter")
    vendor, function = cell(page, "typeform", "vendor"), cell(page, "typeform", "function")
    expect(vendor.get_by_role("button", name="Accept Typeform")).to_be_visible()
    vendor.click(position={"x": 4, "y": 4})
    page.keyboard.press("Enter")
    expect(vendor.get_by_role("button")).to_have_count(0)
    expect(vendor).to_have_text("Typeform")
    function.click(position={"x": 4, "y": 4})
    function.get_by_role("button", name=re.compile("^Dismiss")).click()
    expect(function).to_have_text("–")
    page.reload()
    is_ready(page)
    expect(vendor).to_have_text("Typeform")
    expect(function).to_have_text("–")
    vendor.click()
    page.keyboard.press("Space")
    page.get_by_role("toolbar", name="Selected rows").get_by_role("button", name="Remove").click()
    expect(vendor).to_have_count(0)


def test_an_answer_leaves_the_cell_that_is_being_typed_in(grid):
    page = grid()
    held = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/rows/", hold)
    type_into(page, "Asana", "users", "17")
    cell(page, "Asana", "function").click()
    page.keyboard.type("Book")
    with page.expect_response("**/rows/"):
        held.pop().continue_()
    page.unroute("**/rows/")
    expect(page.locator(".grid-editor")).to_be_focused()
    page.keyboard.type("ings")
    page.keyboard.press("Enter")
    is_saved(page)
    expect(cell(page, "Asana", "function")).to_have_text("Bookings")
    expect(cell(page, "Asana", "users")).to_have_text("17")


def test_filters_come_with_the_first_application(grid):
    page = grid(LUMEN)
    expect(page.get_by_placeholder("Filter applications")).to_be_hidden()
    page.locator("#grid").focus()
    page.keyboard.press("Home")
    page.keyboard.type("Chair planner")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Front desk")
    page.keyboard.press("Enter")
    is_saved(page)
    expect(page.get_by_role("heading", name="No applications yet")).to_be_hidden()
    page.get_by_placeholder("Filter applications").fill("chair")
    page.get_by_label("Department", exact=True).select_option(label="Front desk")
    expect(cell(page, "Chair planner", "departments")).to_have_text("Front desk")
    cell(page, "Chair planner", "users").click()
    page.keyboard.press("Space")
    page.get_by_role("toolbar", name="Selected rows").get_by_role("button", name="Remove").click()
    expect(page.get_by_placeholder("Filter applications")).to_be_hidden()


def test_selected_rows_get_one_value_at_once(grid):
    page = grid()
    cell(page, "Asana", "name").click()
    page.keyboard.press("Space")
    cell(page, "Trello", "name").click()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Set owner").click()
    page.get_by_label("Value", exact=True).fill("Tom Okafor")
    page.get_by_role("button", name="Set value").click()
    expect(cell(page, "Trello", "business_owner")).to_have_text("Tom Okafor")
    is_saved(page)


def test_the_grid_is_accessible_and_the_keyboard_gets_out_of_it(grid):
    page = grid()
    assert violations(page) == []
    page.locator("#grid").focus()
    page.keyboard.press("Tab")
    expect(cell(page, "Asana", "function")).to_have_class(HERE)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#grid")).not_to_be_focused()


def test_on_a_phone_nothing_scrolls_sideways(grid):
    page = grid(phone=True)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(cell(page, "HubSpot", "name")).to_be_visible()
    page.get_by_role("checkbox", name="Select HubSpot").click()
    page.get_by_role("checkbox", name="Select Gusto").click()
    bar = page.get_by_role("toolbar", name="Selected rows")
    expect(bar).to_contain_text("2 selected")
    bar.get_by_role("button", name="Clear selection").click()
    expect(bar).to_be_hidden()


def test_without_scripts_the_list_is_there(chromium, product, context_of):
    state = context_of("consultant", phone=False, dark=False).storage_state()
    context = chromium.new_context(java_script_enabled=False, base_url=product.url, storage_state=state)
    page = context.new_page()
    page.goto(f"{HARBOR}?only=shadow")
    expect(page.get_by_role("row").filter(has_text="Trello")).to_contain_text("720")
    expect(page.get_by_role("row").filter(has_text="HubSpot")).to_have_count(0)
    page.get_by_role("link", name="Trello").click()
    expect(page.get_by_role("heading", name="Trello", level=1)).to_be_visible()
    context.close()
