"""A process is traced: steps are added, moved by keyboard and by dragging, and the picture follows."""

import re

from playwright.sync_api import Page, expect

HARBOR = "/clients/harbor-pine"


def steps_of(page: Page) -> list[str]:
    return page.locator("#trace tbody [data-step] th a").all_inner_texts()


def open_process(page: Page, name: str) -> None:
    page.goto(f"{HARBOR}/assess/processes/")
    page.get_by_role("region", name="Processes").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_steps_move_by_keyboard_and_the_focus_stays(open_as):
    page = open_as("consultant")
    open_process(page, "Order to delivery")
    before = steps_of(page)
    down = page.locator("#trace tbody tr").first.get_by_role("button", name=re.compile("down$"))
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#trace tbody tr th a").first).to_have_text(before[1])
    assert steps_of(page) == [before[1], before[0], *before[2:]]
    expect(page.locator("#trace tbody tr").nth(1).get_by_role("button", name=re.compile("down$"))).to_be_focused()
    page.locator("#trace tbody tr").nth(1).get_by_role("button", name=re.compile("up$")).click()
    expect(page.locator("#trace tbody tr th a").first).to_have_text(before[0])


def test_steps_are_dragged(open_as):
    page = open_as("consultant")
    open_process(page, "Deal to invoice")
    before = steps_of(page)
    rows = page.locator("#trace tbody tr")
    last = rows.nth(3).bounding_box()
    grip = rows.first.locator("[data-grip]")
    grip.hover()
    page.mouse.down()
    assert last
    page.mouse.move(last["x"] + 40, last["y"] + last["height"] - 2, steps=8)
    with page.expect_response(re.compile("/steps/")):
        page.mouse.up()
    expect(page.locator("#trace tbody tr th a").last).to_have_text(before[0])
    page.reload()
    assert steps_of(page) == [*before[1:], before[0]]


def test_a_step_is_searched_added_and_taken_out(open_as):
    page = open_as("consultant")
    open_process(page, "Customer support")
    before = steps_of(page)
    page.get_by_role("searchbox", name="Search data flows").fill("asana slack")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add Asana → Slack, Task as the last step").click()
    expect(page.locator("#trace tbody tr")).to_have_count(len(before) + 1)
    expect(page.get_by_text(re.compile("the step before ended in")).last).to_be_visible()
    page.get_by_role("button", name="Take Asana → Slack, Task out").click()
    expect(page.locator("#trace tbody tr")).to_have_count(len(before))


def test_a_mark_of_the_picture_leads_to_its_flow(open_as):
    page = open_as("consultant")
    open_process(page, "Deal to invoice")
    page.get_by_role("link", name="Applications").last.click()
    expect(page).to_have_url(re.compile("lanes=applications"))
    page.get_by_role("button", name=re.compile(r"Step \d: Invoice from HubSpot to QuickBooks")).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/assess/flows/\d+/$"))
