"""A client about whom nothing is known yet, a sitting with it, and ways to answer its steps."""

import re
from typing import Any

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.audit.models import AuditSitting
from apps.tenant.audit.services import start_sitting

TOOLS = "Dentrix, Front desk\nQuickBooks, Finance\nRecall sheet"
INVOICE = {"source": "Dentrix", "target": "QuickBooks", "data_object": "Invoice"}
RECALL = {"source": "Dentrix", "target": "Recall sheet", "data_object": "Patient"}
OFTEN = {"times": "20", "per": "week", "minutes": "12", "people": "1", "error_cost": "revenue_loss"}
SELDOM = {"times": "1", "per": "month", "minutes": "5", "people": "1", "error_cost": "minor"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


class Steps:
    """One person's browser in a sitting. Answers are followed to the page they lead to."""

    def __init__(self, browser: Any, client: Any, sitting: AuditSitting) -> None:
        self.browser, self.client, self.sitting = browser, client, sitting

    def url(self, step: str) -> str:
        return client_url(self.client, f"audit-{step}", audit_sitting_id=self.sitting.pk)

    def get(self, step: str) -> Any:
        return self.browser.get(self.url(step))

    def post(self, step: str, go: str = "next", **given: Any) -> Any:
        return self.browser.post(self.url(step), {"go": go, **given}, follow=True)

    def type(self, step: str, query: str = "", **given: Any) -> Any:
        """What the script sends."""
        return self.browser.post(self.url(step) + query, given, headers={"HX-Request": "true"})

    def ids(self) -> list[int]:
        with client_scope(self.client):
            return list(self.sitting.hand_offs.values_list("pk", flat=True))

    def entries(self, *answers: dict[str, str]) -> dict[str, str]:
        """The answers of the hand-offs in their order, under the names of the page's fields."""
        return {
            f"h{pk}-{name}": value for pk, own in zip(self.ids(), answers, strict=False) for name, value in own.items()
        }

    def shown(self, step: str) -> dict[str, str]:
        """Every field of the page with what stands in it, hidden ones too, as a browser would send them."""
        html = self.get(step).content.decode()
        form = html[html.index('id="audit-form"') :]
        found = dict.fromkeys(re.findall(r'<select name="([^"]+)"', form), "")
        for tag in re.findall(r"<input[^>]+>", form):
            name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
            if name and name[1] != "csrfmiddlewaretoken":
                found[name[1]] = value[1] if value else ""
        for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', options)
            found[name] = chosen[1] if chosen else ""
        return found


@pytest.fixture
def sitting(lumen: Any, lead: Any) -> AuditSitting:
    with client_scope(lumen):
        return start_sitting(by=lead)


@pytest.fixture
def steps(visit: Any, lumen: Any, sitting: AuditSitting) -> Steps:
    return Steps(visit("owner"), lumen, sitting)


@pytest.fixture
def named(steps: Steps) -> Steps:
    """Three tools and two hand-offs are there, untimed."""
    steps.post("tools", "add", names=TOOLS)
    steps.post("hand-offs", "add", **INVOICE)
    steps.post("hand-offs", "add", **RECALL)
    return steps


@pytest.fixture
def timed(named: Steps) -> Steps:
    """The first pays back within 60 days, the second never."""
    named.post("minutes", **named.entries(OFTEN, SELDOM))
    return named
