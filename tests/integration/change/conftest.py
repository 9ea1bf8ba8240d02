"""Harbor & Pine's first roadmap, with days that stand still beside a clock that does not."""

from datetime import date, timedelta

import pytest

from apps.core.clock import today_of
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.inventory.models import Application, Department
from apps.tenant.roadmap.models import State
from tests.integration.roadmap.helpers import Roadmap, make_roadmap


@pytest.fixture
def roadmap(harbor, lead) -> Roadmap:
    return make_roadmap(harbor, lead)


@pytest.fixture
def today(harbor) -> date:
    return today_of(harbor)


@pytest.fixture
def deal(roadmap, today):
    """Live for six weeks; its parallel run of four weeks is over, its retrospective due for two weeks."""
    live = today - timedelta(days=44)
    roadmap.change("Deal to invoice", start=live - timedelta(days=17), end=live, state=State.LIVE, parallel_weeks=4)
    with client_scope(roadmap.client):
        sales, finance = Department.objects.create(name="Sales"), Department.objects.create(name="Finance")
        sales.applications.add(Application.objects.get(name="HubSpot"))
        finance.applications.add(Application.objects.get(name="QuickBooks"))
    return roadmap.initiatives["Deal to invoice"]


@pytest.fixture
def running(roadmap, today):
    """A consolidation on day 9 of its 28 days side by side."""
    end = today + timedelta(days=20)
    roadmap.change("Zoho into QuickBooks", start=today - timedelta(days=30), end=end, parallel_weeks=4)
    return roadmap.initiatives["Zoho into QuickBooks"]


@pytest.fixture
def desk(visit):
    return visit("consultant")


@pytest.fixture
def page_of(harbor):
    """page_of("initiative-change", deal): an address below an initiative."""
    return lambda name, initiative: client_url(harbor, name, initiative_id=initiative.pk)
