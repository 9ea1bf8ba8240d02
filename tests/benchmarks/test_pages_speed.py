"""What each page of a client costs: server time and queries in the reference client, against a small one.

Run by `make bench`: pytest tests/benchmarks -s
Times are printed. That no page asks the database more often because there is more in it is asserted.
"""

import gc
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.template.base import Template
from django.test.utils import CaptureQueriesContext

from apps.core.access import Right, Role
from apps.core.tenancy.context import client_scope
from apps.shared.accounts.models import User
from apps.shared.catalog.models import MetricKind
from apps.shared.clients.models import Client
from apps.tenant.roadmap.models import RoadmapVersion
from apps.tenant.roi.models import Metric
from tests.benchmarks.reference import REFERENCE, SMALL
from tests.benchmarks.reference_later import fill
from tests.factories import join_client
from tests.tenancy.addresses import Address, all_addresses
from tests.tenancy.objects import client_value, make

TIMES = 3
# Addresses that lead on to another page: nothing is being set up, nobody has decided on the version yet, no second
# application, platform, week or tool was chosen, and the sitting goes on at its own step.
MOVES_ON = {
    "client-setup", "portal-receipt", "applications-merge", "opportunity-platform", "reconciliation-week",
    "tool-change-choose", "audit",
}  # fmt: skip
ASKED = {"explain": "?object=client&field=hours_found"}
# Parts of a page, which answer htmx alone.
PARTS = {"report-progress", "report-deliveries"}
HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Cost:
    """ms: median of the visits after the first; kb: what is sent, before compression."""

    status: int
    first_ms: float
    ms: float
    kb: float
    queries: list[str]


@pytest.fixture
def as_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates are drawn without the test runner's copying of every context, which costs more than the drawing."""
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


def pages() -> Iterator[Address]:
    for address in all_addresses():
        if address.kind == "client" and address.access and address.access["read"]:
            yield address


def values_of(address: Address, client: Client, by: User) -> dict[str, Any]:
    """The first row of each kind that the address names, made where there is none; runs inside the client's scope."""
    latest = RoadmapVersion.objects.all()[:2]
    if address.name == "sample-check":
        return {"metric_id": make(Metric, by, kind=MetricKind.ERROR_RATE).pk}
    special = {
        "version_number": latest[0].number,
        "other_number": latest[1].number,
        "week_number": 1,
        "initiative_number": latest[0].content["initiatives"][0]["id"],
    }
    return {
        name: special.get(name) or first_of(name) or client_value(name, client, by, at=address.name)
        for name in address.converters
    }


def first_of(name: str) -> int | None:
    wanted = name.removesuffix("_id").replace("_", "")
    label = {"conflict": "objectconflict"}.get(wanted, wanted)
    found = [model for model in apps.get_models() if model._meta.model_name == label]
    return found[0]._base_manager.order_by("pk").values_list("pk", flat=True).first() if len(found) == 1 else None


def visit_once(browser: Any, url: str, headers: dict[str, str]) -> tuple[float, int, int]:
    start = time.perf_counter()
    response = browser.get(url, headers=headers)
    size = sum(len(part) for part in response) if response.streaming else len(response.content)
    return (time.perf_counter() - start) * 1000, response.status_code, size


def cost_of(browser: Any, url: str, headers: dict[str, str]) -> Cost:
    first, status, size = visit_once(browser, url, headers)
    with CaptureQueriesContext(connection) as seen:
        visit_once(browser, url, headers)
    sent = [query["sql"] for query in seen.captured_queries if not query["sql"].startswith("SET ")]
    ms = statistics.median(visit_once(browser, url, headers)[0] for _ in range(TIMES))
    return Cost(status, first, ms, size / 1024, sent)


def line(address: Address, large: Cost, small: Cost) -> str:
    ratio = len(large.queries) / max(len(small.queries), 1)
    numbers = f"{large.status:6} {large.ms:7.0f} {large.first_ms:7.0f} {small.ms:7.0f} {len(large.queries):7}"
    return f"{address.name:28} {numbers} {ratio:7.2f} {large.kb:7.0f}"


def test_no_page_asks_more_often_in_a_large_client(world, visit, run_outbox, as_served):
    join_client(world.sponsor, world.lumen, Role.SPONSOR)
    sizes = {world.harbor: REFERENCE, world.lumen: SMALL}
    for client, size in sizes.items():
        with client_scope(client):
            fill(size, client, by=world.lead)
    run_outbox()
    gc.freeze()  # what filling left behind is not walked through again during the visits
    heads = f"{'status':>6} {'ms':>7} {'first':>7} {'small':>7} {'queries':>7} {'ratio':>7} {'kB':>7}"
    table, grown, wrong = [f"{'page':28} {heads}"], [], []
    for address in pages():
        assert address.access is not None
        portal = address.access["read"] in {Right.PORTAL_READ, Right.PORTAL_APPROVE}
        browser = visit("sponsor" if portal and address.name != "overview" else "lead")
        costs = []
        for client in sizes:
            with client_scope(client):
                url = address.path(client.slug, values_of(address, client, world.lead)) + ASKED.get(address.name, "")
            costs.append(cost_of(browser, url, HTMX if address.name in PARTS else {}))
        large, small = costs
        table.append(line(address, large, small))
        if not large.status == small.status == 200 and address.name not in MOVES_ON:
            wrong.append(table[-1])
        if len(large.queries) != len(small.queries):
            grown.append("\n".join([address.name, *sorted(set(large.queries) - set(small.queries))]))
    print("\n" + "\n".join(table))  # noqa: T201 - what a benchmark is for
    assert not wrong, "\n".join(wrong)
    assert not grown, "\n\n".join(grown)
