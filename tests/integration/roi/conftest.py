"""The demo client's whole story up to what was measured, by the demo's own code, on a fixed calendar."""

from datetime import date

import pytest

from apps.core.tenancy.context import client_scope, public_scope
from apps.demo.decisions import load_decisions
from apps.demo.firms import Cast
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.demo.roadmap import load_roadmap
from apps.demo.roi import load_business_case, load_measurements

START, TODAY = date(2026, 9, 7), date(2026, 11, 19)


@pytest.fixture
def on_19_november(monkeypatch):
    for module in ("apps.tenant.roi.pages.returns", "apps.tenant.roi.explain", "apps.api.v1.business_case"):
        monkeypatch.setattr(f"{module}.today_of", lambda client: TODAY)


@pytest.fixture
def planned(world, on_19_november):
    """With the roadmap, before anything is measured."""
    harbor = world.harbor
    harbor.engagement_start = START
    with public_scope():
        harbor.save(update_fields=["engagement_start"])
    cast = Cast(world.lead, world.sponsor, world.stakeholder, harbor, world.lumen)
    with client_scope(harbor):
        load_inventory(harbor, by=world.lead)
        load_flows(harbor, by=world.lead)
        load_decisions(harbor, by=world.lead)
        load_roadmap(cast)
    return cast


@pytest.fixture
def story(planned):
    with client_scope(planned.harbor):
        load_measurements(planned)
        load_business_case(planned)
    return planned.harbor
