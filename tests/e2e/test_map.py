"""The map in a browser: filtered, looked at closely, rearranged by mouse and by keyboard, and taken away as a file."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import violations

MAP = "/clients/harbor-pine/assess/flows/map/"
PLACES = """chips => chips.map(chip => {
  const { x, y } = chip.querySelector("rect").getBBox()
  return [chip.dataset.application, x, y]
})"""


def open_map(page: Page, query: str = "") -> None:
    page.goto(MAP + query)
    expect(page.locator("#map svg .chip").nth(11)).to_be_visible()


def chip(page: Page, name: str) -> Any:
    return page.locator(f"#map svg .chip[aria-label^='{name}']")


def places(page: Page) -> Any:
    return page.eval_on_selector_all("#map svg .chip", PLACES)


def test_a_filter_keeps_focus_and_the_back_button_goes_back(open_as):
    page = open_as("consultant")
    open_map(page)
    page.locator("#map-gap").focus()
    page.locator("#map-gap").select_option("fragile")
    expect(page).to_have_url(re.compile("gap=fragile"))
    expect(page.locator("#map svg .flow-hit")).to_have_count(1)
    expect(page.locator("#map-gap")).to_be_focused()
    page.go_back()
    expect(page.locator("#map svg .flow-hit")).to_have_count(15)


def test_a_line_opens_its_record_and_the_keyboard_walks_by_hours(open_as):
    page = open_as("consultant")
    open_map(page)
    first = page.locator("#map svg .flow-hit").first
    first.focus()
    page.keyboard.press("Enter")
    head = page.locator("#map-panel h2")
    expect(head).to_have_text("HubSpot → QuickBooks Online")
    expect(head).to_be_focused()
    page.locator("#map-next").click()
    expect(head).to_have_text("Shopify → Inventory sheet")
    expect(page).to_have_url(re.compile(r"flow=\d+"))
    page.reload()
    expect(head).to_have_text("Shopify → Inventory sheet")
    page.locator("#map-close").click()
    expect(head).to_have_count(0)
    expect(page).not_to_have_url(re.compile("flow="))


def test_what_an_application_touches_in_one_step_and_in_two(open_as):
    page = open_as("consultant")
    open_map(page)
    chip(page, "Gusto").click()
    expect(page.locator(".map-touched")).to_contain_text("Gusto touches 2 applications")
    faded = page.locator("#map svg .chip[opacity='0.25']")
    expect(faded).to_have_count(9)
    page.get_by_role("link", name="Two steps").click()
    expect(page).to_have_url(re.compile("steps=2"))
    expect(faded).not_to_have_count(9)
    page.get_by_role("link", name="Show all again").click()
    expect(faded).to_have_count(0)


def test_to_be_stands_where_the_found_stands(open_as):
    page = open_as("consultant")
    open_map(page)
    found = places(page)
    page.get_by_role("link", name="To be", exact=True).click()
    expect(page.locator(".fig-title")).to_contain_text("To be 4 hand-offs and 7.8 h a week")
    assert places(page) == found
    page.get_by_role("link", name="Side by side").click()
    expect(page.locator("#map svg[viewBox]").filter(has=page.locator(".chip"))).to_have_count(2)


def test_moved_by_keyboard_and_by_mouse_it_stays_after_loading_again(open_as):
    page = open_as("consultant")
    open_map(page)
    before = places(page)
    chip(page, "HubSpot").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-map-says]")).to_have_text("Moved.")
    expect(chip(page, "HubSpot")).to_be_focused()
    page.keyboard.press("Space")
    by_key = places(page)
    assert by_key != before
    box = page.locator("#map svg .lot[data-department='Support'] rect").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] - 300, box["y"] + 420, steps=5)
    with page.expect_response(re.compile("placement")):
        page.mouse.up()
    expect(page.locator("#map svg .is-dragged")).to_have_count(0)
    by_mouse = places(page)
    assert by_mouse != by_key
    page.reload()
    assert places(page) == by_mouse
    with page.expect_response(re.compile("placement")):
        page.get_by_role("button", name="Reset placement").click()
    expect(page.get_by_role("button", name="Reset placement")).to_have_count(0)
    assert places(page) == before


def test_files_and_the_table(open_as):
    page = open_as("consultant")
    open_map(page)
    for name, start in (("SVG", b"<?xml"), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.locator(".map-files").get_by_role("link", name=name).click()
        assert download.value.path().read_bytes().startswith(start)
    page.get_by_role("link", name="Show as table").click()
    expect(page.locator("#map-table tbody tr")).to_have_count(15)


def test_on_a_phone_the_map_moves_within_its_frame_and_the_list_comes_first(open_as):
    page = open_as("consultant", phone=True, dark=True)
    open_map(page)
    frame = page.locator("#map .fig-body")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    table = page.get_by_role("link", name="Show as table").bounding_box()
    assert table["y"] < frame.bounding_box()["y"]


def test_nothing_stands_in_anybodys_way_with_a_record_open(open_as):
    page = open_as("consultant")
    open_map(page, "?touches=HubSpot&state=to_be&table=1")
    page.locator("#map svg .flow-hit").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map-panel h2")).to_be_visible()
    assert violations(page) == []
