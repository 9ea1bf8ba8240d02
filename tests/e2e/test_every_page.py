"""Every page of the path: no accessibility violation, nothing only for a mouse, nothing scrolls sideways on a phone,
no script error."""

from typing import Any

import pytest

from tests.e2e.conftest import EXAMINED
from tests.e2e.product import ROOT

HARBOR = "/clients/harbor-pine"
AXE = (ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js").read_text
# One look at a wide page in light and at a narrow one in dark finds what the other two would.
LOOKS = [pytest.param({}, id="light-desktop"), pytest.param({"phone": True, "dark": True}, id="dark-phone")]
FIRM_PAGES = [
    "/",
    "/portfolio/roadmap/",
    "/clients/new/",
    "/settings/",
    "/settings/people/",
    "/account/",
    "/method/",
    "/gallery/",
]
CLIENT_PAGES = [
    "",
    "assess/applications/",
    "assess/imports/",
    "assess/intake/",
    "assess/processes/",
    "assess/data-objects/",
    "assess/data-objects/conflicts/",
    "assess/data-objects/findings/",
    "assess/flows/",
    "assess/flows/map/",
    "assess/gaps/",
    "decide/opportunities/",
    "decide/opportunities/propose/",
    "decide/consolidate/",
    "decide/decisions/",
    "decide/weights/",
    "plan/calendars/",
    "plan/roadmap/proposal/?limit_in_flight=3&horizon_months=12",
    "plan/roadmap/",
    "plan/roadmap/?view=table",
    "plan/roadmap/?view=board",
    "plan/roadmap/?zoom=quarters",
    "plan/roadmap/versions/1/compare/2/",
    "plan/roadmap/phases/",
    "plan/roadmap/initiatives/new/",
    "plan/roadmap/versions/2/",
    "run/contracts/",
    "run/integrations/",
    "run/incidents/",
    "prove/return/",
    "prove/business-case/",
    "prove/measurements/",
    "prove/costs/",
    "prove/benchmarks/",
    "reports/",
    "share/portal/",
    "activity/",
    "settings/",
    "settings/people/",
]
# Where a list leads: the first link of the list whose address begins with the second.
FIRST_OF_LIST = [
    ("assess/applications/", "assess/applications/"),
    ("assess/flows/", "assess/flows/"),
    ("assess/processes/", "assess/processes/"),
    ("assess/data-objects/", "assess/data-objects/"),
    ("plan/roadmap/?view=table", "plan/roadmap/initiatives/"),
    ("run/contracts/", "run/contracts/"),
    ("run/integrations/", "run/integrations/"),
    ("prove/measurements/", "prove/measurements/"),
    ("prove/business-case/", "prove/business-case/lines/"),
]
PORTAL_PAGES = [
    "portal/",
    "portal/roadmap/",
    "portal/roadmap/2/",
    "portal/roadmap/2/approve/",
    "portal/roadmap/2/changes/",
    "portal/roadmap/1/receipt/",
    "portal/reports/",
    "portal/comments/",
]


# What looks as if it could be clicked, but neither is nor is within something that the Tab key reaches.
ONLY_FOR_A_MOUSE = """() => {
  const reached = "a[href], button, input, select, textarea, summary, label, [tabindex]"
  const hand = element => getComputedStyle(element).cursor === "pointer" && element.getClientRects().length
  const outer = element => element.parentElement && getComputedStyle(element.parentElement).cursor !== "pointer"
  return [...document.body.querySelectorAll("*")]
    .filter(element => hand(element) && outer(element) && !element.closest(reached))
    .map(element => element.outerHTML.slice(0, 120))
}"""
# Where the focus is, and whether it can be seen there.
FOCUS = """() => {
  const style = getComputedStyle(document.activeElement)
  const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none"
  return [document.activeElement.innerText, ring]
}"""


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, in words."""
    EXAMINED.add(page)
    page.evaluate(AXE())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{item['id']}: {item['help']} at {[node['target'] for node in item['nodes']][:3]}" for item in found]


def works_by_keyboard(page: Any) -> None:
    """The first stop skips to the content, unless the page led further; the next one is seen; nothing needs a mouse."""
    leads_further = page.evaluate("document.activeElement !== document.body")  # to what was wrong in a form
    page.keyboard.press("Tab")
    words, _ = page.evaluate(FOCUS)
    assert words == "Skip to content" or leads_further
    page.keyboard.press("Tab")
    words, can_be_seen = page.evaluate(FOCUS)
    assert can_be_seen, f"no ring around {words!r}"
    assert page.evaluate(ONLY_FOR_A_MOUSE) == []


def examine(page: Any, address: str) -> None:
    answer = page.goto(address)
    assert answer.status == 200
    works_by_keyboard(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("address", [*FIRM_PAGES, *(f"{HARBOR}/{page}" for page in CLIENT_PAGES)])
def test_a_page_is_accessible_and_fits(open_as, address, look):
    examine(open_as("consultant", **look), address)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("list_page", "begins"), FIRST_OF_LIST)
def test_one_of_a_list_is_accessible_and_fits(open_as, list_page, begins, look):
    page = open_as("consultant", **look)
    page.goto(f"{HARBOR}/{list_page}")
    addresses = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    ones = [address for address in addresses if address.removeprefix(f"{HARBOR}/{begins}").strip("/").isdigit()]
    examine(page, ones[0])


@pytest.mark.parametrize("address", PORTAL_PAGES)
def test_a_portal_page_is_accessible_and_fits_on_a_phone(open_as, address):
    examine(open_as("sponsor", phone=True), f"{HARBOR}/{address}")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/clients/no-such-client/"])
def test_a_page_for_everybody_is_accessible_and_fits(open_as, address, look):
    page = open_as(None, **look)
    page.goto(address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
