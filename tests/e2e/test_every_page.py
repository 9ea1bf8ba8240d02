"""Every page that links lead to: no accessibility violation, nothing only for a mouse, nothing scrolls sideways on a
phone, no script error. And every page of a client is one that links lead to."""

import re
from collections import Counter, deque
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.urls import get_resolver
from playwright.sync_api import APIRequestContext, expect

from tests.e2e.conftest import EXAMINED
from tests.e2e.product import ROOT
from tests.tenancy.addresses import all_addresses

HARBOR = "/clients/harbor-pine"
AXE = (ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js").read_text
# One look at a wide page in light and at a narrow one in dark finds what the other two would.
LOOKS = [pytest.param({}, id="light-desktop"), pytest.param({"phone": True, "dark": True}, id="dark-phone")]
FIRM_PAGES = {
    "portfolio",
    "portfolio-roadmap",
    "client-new",
    "firm-settings",
    "firm-people",
    "catalogue",
    "catalogue-add",
    "catalogue-product",
    "firm-metrics",
    "firm-metric",
    "profile",
    "tokens",
    "account_change_password",
    "mfa_index",
    "mfa_add_webauthn",
    "method",
    "gallery",
    "public-jump",
}
FILES = {
    "applications-export",
    "evidence-file",
    "flow-map-png",
    "flow-map-svg",
    "import-repair",
    "portal-report",
    "report-pdf",
    "return-spreadsheet",
}
PARTS = {  # of a page, which are put into it
    "application-known",
    "applications-rows",
    "contract-field",
    "flow-row",
    "flow-study-offers",
    "initiative-row",
    "metric-flows",
    "scorecard-preview",
}
LEAD_ON = {"audit", "client-setup", "report-deliveries", "report-progress", "tool-change-choose"}  # to other pages
# Shown only once something has happened, and looked at where it happens.
IN_OTHER_TESTS = {"import", "portal-approve", "portal-changes", "cut-over"}
# Where forms and scripts lead, and other sights of one page.
MORE = [
    "/gallery/",
    "/method/",
    f"{HARBOR}/assess/applications/merge/?keep=3&other=4",
    f"{HARBOR}/assess/processes/1/candidates/",
    f"{HARBOR}/decide/consolidate/dismiss/?application=3&application=4",
    f"{HARBOR}/plan/roadmap/publish/",
    f"{HARBOR}/plan/change/wins/1/",
]
SIGHTS = [
    "plan/roadmap/?view=table",
    "plan/roadmap/?view=board",
    "plan/roadmap/?zoom=quarters",
    "plan/roadmap/proposal/?limit_in_flight=3&horizon_months=12",
    "assess/flows/map/?group=capability",
]
OF_CLIENT = sorted(
    address.name
    for address in all_addresses()
    if address.kind == "client" and address.access and address.access["read"]
)
CLIENT_PAGES = [name for name in OF_CLIENT if name not in FILES | PARTS | LEAD_ON | IN_OTHER_TESTS]


class Links(HTMLParser):
    """Where the links of a page lead; files to be saved left out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a" and found.get("href") and "download" not in found:
            self.found.append(str(found["href"]))


def name_at(path: str) -> str:
    """The name of the page at a path; "" for another client's and for one that isn't there."""
    client = re.fullmatch(r"/clients/(?!new/)([^/]+)(/.*)", path)
    if client and client[1] != HARBOR.rsplit("/", 1)[1]:
        return ""
    resolver = get_resolver(settings.CLIENT_URLCONF if client else settings.ROOT_URLCONF)
    return str(resolver.resolve(client[2] if client else path).url_name)


def walk(browser: APIRequestContext, begin: list[str]) -> dict[str, str]:
    """The name of each page that links lead to, and the first address of it; of one name three are followed."""
    pages: dict[str, str] = {}
    seen: Counter[str] = Counter()
    known, coming = set(begin), deque(begin)
    while coming:
        address = coming.popleft()
        name = name_at(urlsplit(address).path)
        seen[name] += 1
        if not name or seen[name] > 3:
            continue
        answer = browser.get(address)
        if "text/html" not in answer.headers["content-type"]:
            continue
        assert answer.status == 200, f"{address} answers {answer.status}"
        pages.setdefault(name, address)
        for link in Links(answer.text()).found:
            goal = urlsplit(urljoin(answer.url, link))
            found = goal.path + (f"?{goal.query}" if goal.query else "")
            if goal.netloc == urlsplit(answer.url).netloc and found not in known:
                known.add(found)
                coming.append(found)
    return pages


@pytest.fixture(scope="module")
def reached(context_of: Any) -> dict[str, str]:
    """Every page that links lead to: a consultant's, with a sitting begun; of the portal, the sponsor's."""
    consultant = context_of("consultant", phone=False, dark=False)
    page = consultant.new_page()
    page.goto(f"{HARBOR}/assess/audit/")
    page.get_by_role("main").get_by_role("button", name=re.compile("Begin")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Who is in the room"))
    sitting = urlsplit(page.url).path.removesuffix("room/")
    steps = [f"{sitting}{step}/" for step in ("room", "tools", "hand-offs", "minutes", "score", "pilot", "finish")]
    page.close()
    sponsor = walk(context_of("sponsor", phone=True, dark=True).request, ["/", f"{HARBOR}/portal/roadmap/1/receipt/"])
    return walk(consultant.request, ["/", *MORE, *steps]) | sponsor


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
@pytest.mark.parametrize("name", [*sorted(FIRM_PAGES), *CLIENT_PAGES])
def test_a_page_is_reached_accessible_and_fits(open_as, reached, name, look):
    assert name in reached, "no link leads there"
    examine(
        open_as("sponsor" if name.split("-")[0] == "portal" and name != "portal-manage" else "consultant", **look),
        reached[name],
    )


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_another_sight_of_a_page_is_accessible_and_fits(open_as, sight, look):
    examine(open_as("consultant", **look), f"{HARBOR}/{sight}")


def test_what_is_left_out_is_still_there():
    assert set(OF_CLIENT) >= FILES | PARTS | LEAD_ON | IN_OTHER_TESTS


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/clients/no-such-client/"])
def test_a_page_for_everybody_is_accessible_and_fits(open_as, address, look):
    page = open_as(None, **look)
    page.goto(address)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
