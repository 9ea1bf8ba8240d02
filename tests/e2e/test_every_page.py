"""Every page of the path: no accessibility violation, nothing scrolls sideways on a phone, no script error."""

from typing import Any

import pytest

from tests.e2e.conftest import EXAMINED
from tests.e2e.product import ROOT

HARBOR = "/clients/harbor-pine"
AXE = (ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js").read_text
WORK_PAGES = [
    "/",
    "/client/new/",
    "/settings/",
    "/method/",
    "/gallery/",
    f"{HARBOR}/",
    f"{HARBOR}/assess/applications/",
    f"{HARBOR}/activity/",
]


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong, in words."""
    EXAMINED.add(page)
    page.evaluate(AXE())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [f"{item['id']}: {item['help']} at {[node['target'] for node in item['nodes']][:3]}" for item in found]


@pytest.mark.parametrize("address", WORK_PAGES)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_accessible_and_fits(open_as, address, phone, dark):
    page = open_as("consultant", phone=phone, dark=dark)
    answer = page.goto(address)
    assert answer.status == 200
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
