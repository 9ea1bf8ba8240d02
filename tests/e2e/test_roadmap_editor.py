"""The roadmap as people edit it: drag, keys, undo, board, a fourth, publish, compare. A client of its own."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PATIENCE, PHONE

CLIENT = "/clients/orchard-tools"
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


def on(weeks: int) -> str:
    return (MONDAY + timedelta(weeks=weeks)).isoformat()


@pytest.fixture
def roadmap(open_as) -> Page:
    """The roadmap of a client made once by this file, with three initiatives a week apart."""
    page = open_as("consultant")
    answer = page.goto(f"{CLIENT}/plan/roadmap/")
    if answer is None or answer.status == 404:
        make_client(page)
        page.goto(f"{CLIENT}/plan/roadmap/")
    if page.get_by_text("Nothing is planned yet").is_visible():
        page.goto(f"{CLIENT}/plan/roadmap/phases/")
        page.get_by_role("button", name=re.compile("Start from this.*Three phases")).click()
        for at, name in enumerate(("Web shop", "Till", "Stock list")):
            add(page, name, start=on(1 + at), end=on(5 + at))
        page.goto(f"{CLIENT}/plan/roadmap/")
    expect(page.get_by_role("heading", name="Roadmap", exact=True)).to_be_visible()
    return page


def make_client(page: Page) -> None:
    page.goto("/clients/new/")
    page.get_by_label("Client’s name").fill("Orchard Tools")
    expect(page.get_by_label("Address")).to_have_value("orchard-tools")
    page.get_by_label("Currency").select_option("USD")
    page.get_by_label("Hourly rate").fill("38")
    page.get_by_label("Engagement starts").fill(on(0))
    page.get_by_role("button", name="Create client").click()
    expect(page).to_have_url(re.compile(f"{CLIENT}/$"), timeout=60_000)


def add(page: Page, name: str, *, start: str, end: str) -> None:
    page.goto(f"{CLIENT}/plan/roadmap/initiatives/new/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Phase").select_option(label="Core systems")
    page.get_by_label("Build starts").fill(start)
    page.get_by_label("Live on").fill(end)
    page.get_by_role("button", name="Add to roadmap").click()
    expect(page.get_by_text(f"{name} is on the roadmap.")).to_be_visible()


def days(page: Page, name: str) -> tuple[str, str]:
    handle = page.locator("[data-for-initiative][data-move]", has_text=re.compile(f"^{name}$"))
    return str(handle.get_attribute("data-start")), str(handle.get_attribute("data-end"))


def wait_for_days(page: Page, name: str, start: str, end: str) -> None:
    handle = page.locator("[data-for-initiative][data-move]", has_text=re.compile(f"^{name}$"))
    expect(handle).to_have_attribute("data-start", start)
    expect(handle).to_have_attribute("data-end", end)


def bar(page: Page, name: str) -> Locator:
    return page.locator(f'.gantt svg g[aria-label^="{name},"]')


def later(day: str, count: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def drag(page: Page, name: str, weeks: int, *, at: float = 0.5) -> None:
    """at: where the bar is taken, 0 its first edge, 1 its last."""
    shape = bar(page, name)
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    svg = page.locator(".gantt svg").bounding_box()
    assert box
    assert svg
    view = page.locator(".gantt svg").evaluate("one => one.viewBox.baseVal.width")
    week = float(page.locator(".gantt svg .plot").get_attribute("data-week") or 0) * svg["width"] / view
    x = box["x"] + 2 + (box["width"] - 4) * at
    y = box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + week * weeks / 2, y)
    page.mouse.move(x + week * weeks, y)
    expect(page.locator(".gantt svg .ghost")).to_have_count(1)
    page.mouse.up()


def test_a_bar_is_dragged_stretched_and_taken_back(roadmap):
    page = roadmap
    start, end = days(page, "Till")
    drag(page, "Till", 2)
    wait_for_days(page, "Till", later(start, 14), later(end, 14))
    expect(page.locator("#toasts")).to_contain_text("Till:")
    drag(page, "Till", 1, at=1)
    wait_for_days(page, "Till", later(start, 14), later(end, 21))
    page.keyboard.press("Control+z")
    wait_for_days(page, "Till", later(start, 14), later(end, 14))
    page.keyboard.press("Control+z")
    wait_for_days(page, "Till", start, end)
    page.reload()
    wait_for_days(page, "Till", start, end)


def test_keys_move_stretch_and_tell(roadmap):
    page = roadmap
    start, end = days(page, "Web shop")
    bar(page, "Web shop").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#roadmap-said")).to_contain_text("Web shop:")
    wait_for_days(page, "Web shop", later(start, 2), later(end, 2))
    expect(bar(page, "Web shop")).to_be_focused()
    page.keyboard.press("Shift+PageUp")
    wait_for_days(page, "Web shop", later(start, 2), later(end, 9))
    expect(bar(page, "Web shop")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(bar(page, "Till")).to_be_focused()
    page.keyboard.press("Control+z")
    wait_for_days(page, "Web shop", later(start, 2), later(end, 2))
    page.keyboard.press("Control+z")
    wait_for_days(page, "Web shop", start, end)


@pytest.fixture
def finger(roadmap, chromium, product) -> Iterator[Page]:
    """The same roadmap on a phone with a touch screen."""
    context = chromium.new_context(
        base_url=product.url,
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
        storage_state=roadmap.context.storage_state(),
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{CLIENT}/plan/roadmap/?zoom=weeks")
    yield page
    context.close()


class Touch:
    """One finger on the screen, as the browser itself gets it from a device."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})


def middle(page: Page, name: str) -> tuple[float, float]:
    bar(page, name).evaluate("one => one.scrollIntoView({block: 'center', inline: 'center'})")
    box = bar(page, name).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_finger_that_holds_a_bar_moves_it(finger):
    page, touch = finger, Touch(finger)
    expect(page.get_by_text("With a finger: hold a bar")).to_be_visible()
    start, end = days(page, "Till")
    x, y = middle(page, "Till")
    drawn = page.locator(".gantt svg").bounding_box()
    view = page.locator(".gantt svg").evaluate("one => one.viewBox.baseVal.width")
    week = float(page.locator(".gantt svg .plot").get_attribute("data-week") or 0) * drawn["width"] / view
    touch.send("touchStart", (x, y))
    expect(page.locator(".gantt svg .ghost")).to_have_count(1)
    touch.send("touchMove", (x + week / 2, y))
    touch.send("touchMove", (x + week, y))
    touch.send("touchEnd")
    wait_for_days(page, "Till", later(start, 7), later(end, 7))
    expect(page).to_have_url(re.compile("/plan/roadmap/"))
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    page.goto(f"{CLIENT}/plan/roadmap/?zoom=weeks")
    wait_for_days(page, "Till", start, end)


def test_a_finger_that_swipes_over_a_bar_scrolls(finger):
    page, touch = finger, Touch(finger)
    start, end = days(page, "Till")
    x, y = middle(page, "Till")
    body = page.locator(".gantt .fig-body")
    before = body.evaluate("one => one.scrollLeft")
    touch.send("touchStart", (x, y))
    for step in range(1, 9):
        touch.send("touchMove", (x - 15 * step, y))
    expect(page.locator(".gantt svg .ghost")).to_have_count(0)
    touch.send("touchEnd")
    page.wait_for_function("([one, was]) => one.scrollLeft > was", arg=[body.element_handle(), before])
    page.reload()
    wait_for_days(page, "Till", start, end)


def test_two_people_at_one_bar(roadmap, open_as):
    page, other = roadmap, open_as("consultant")
    start, end = days(page, "Stock list")
    other.goto(f"{CLIENT}/plan/roadmap/")
    bar(other, "Stock list").focus()
    other.keyboard.press("PageUp")
    wait_for_days(other, "Stock list", later(start, 7), later(end, 7))
    bar(page, "Stock list").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed Stock list meanwhile")
    wait_for_days(page, "Stock list", later(start, 7), later(end, 7))
    other.keyboard.press("Control+z")
    wait_for_days(other, "Stock list", start, end)


def test_the_board_moves_by_keys_by_menu_and_by_dragging(roadmap):
    page = roadmap
    page.get_by_role("link", name="Board").click()
    column = {name: page.get_by_role("region", name=name) for name in ("Quick wins", "Core systems", "Intelligence")}
    card = page.locator(".board-card", has_text="Till")
    card.focus()
    page.keyboard.press("ArrowRight")
    expect(column["Intelligence"]).to_contain_text("Till")
    expect(card).to_be_focused()
    page.get_by_role("button", name="Move Till to another phase").click()
    page.get_by_role("dialog").get_by_role("button", name="Quick wins").click()
    expect(column["Quick wins"]).to_contain_text("Till")
    card.drag_to(column["Core systems"])
    expect(column["Core systems"]).to_contain_text("Till")
    expect(column["Quick wins"]).not_to_contain_text("Till")


def test_a_fourth_at_once_asks_for_its_reason_by_every_way_in(roadmap):
    page = roadmap
    add(page, "Fourth", start=on(30), end=on(33))
    start, end = days(page, "Fourth")
    page.goto(f"{CLIENT}/plan/roadmap/?zoom=weeks")
    initiative = page.locator("[data-for-initiative]", has_text=re.compile("^Fourth$")).get_attribute("href")
    page.goto(str(initiative))
    page.get_by_label("Build starts").fill(on(3))
    page.get_by_label("Live on").fill(on(4))
    page.get_by_role("button", name="Save initiative").click()
    question = page.get_by_role("dialog", name="Why 4 at once?")
    expect(question).to_contain_text("Fourth")
    question.get_by_role("button", name="Later").click()
    whole = "{target: '#content', select: '#content', swap: 'outerHTML'}"
    page.evaluate(f"() => void htmx.ajax('GET', '?ask=1', {whole})")
    expect(question).to_be_visible()  # what arrives in the place of its parent opens, too
    question.get_by_role("button", name="Later").click()
    page.evaluate("() => htmx.ajax('GET', '?', {target: 'h1', select: 'h1', swap: 'outerHTML'})")
    expect(question).to_be_hidden()  # and does not come back by itself
    bar(page, "Fourth").focus()
    page.keyboard.press("ArrowRight")
    expect(question).to_be_visible()  # asked again: it is still one too many
    question.get_by_label("Why this many at once?").fill("The season opens in spring.")
    question.get_by_role("button", name="Keep reason").click()
    expect(page.get_by_text("Reason: “The season opens in spring.”").first).to_be_visible()
    assert (start, end) == (on(30), on(33))


def test_zoom_publish_and_compare(roadmap):
    page = roadmap
    page.get_by_role("link", name="Months").click()
    expect(page.locator(".gantt svg")).to_contain_text("In flight")
    page.get_by_role("link", name="Quarters").click()
    expect(page.locator(".gantt svg")).to_contain_text(re.compile("Q[1-4]"))
    page.goto(f"{CLIENT}/plan/roadmap/publish/")
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.get_by_text("Roadmap v1 is in the portal.")).to_be_visible()
    page.goto(f"{CLIENT}/plan/roadmap/")
    start, end = days(page, "Till")
    bar(page, "Till").focus()
    page.keyboard.press("PageUp")
    wait_for_days(page, "Till", later(start, 7), later(end, 7))
    page.goto(f"{CLIENT}/plan/roadmap/publish/")
    page.get_by_role("button", name="Publish version 2").click()
    page.goto(f"{CLIENT}/plan/roadmap/versions/1/compare/2/")
    expect(page.get_by_role("region", name="In words")).to_contain_text("Till goes live one week later")
    expect(page.locator(".gantt svg")).to_contain_text("as in version 1")
