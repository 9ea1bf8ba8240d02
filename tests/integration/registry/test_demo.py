"""The demo client's stage 4 is the story of its page, on whichever day it is loaded."""

from datetime import timedelta

import pytest

from apps.core.clock import today_of
from apps.core.tenancy.context import client_scope
from apps.demo.decisions import load_decisions
from apps.demo.firms import engagement_start
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.demo.run import INCIDENT_DAY, LIVE_DAY, load_run
from apps.methods.health import State
from apps.shared.clients.models import Client
from apps.tenant.contracts.selectors import contract_lines
from apps.tenant.registry.models import Incident
from apps.tenant.registry.selectors import not_registered_yet, registry_lines


@pytest.fixture
def loaded(harbor, consultant):
    Client.objects.filter(pk=harbor.pk).update(
        time_zone="America/Los_Angeles", engagement_start=engagement_start(today_of(harbor))
    )
    harbor.refresh_from_db()
    with client_scope(harbor):
        load_inventory(harbor, by=consultant)
        load_flows(harbor, by=consultant)
        load_decisions(harbor, by=consultant)
        load_run(harbor, by=consultant)
        yield harbor


def test_the_story_of_deal_to_invoice(loaded):
    lines = {line.name: line for line in registry_lines(loaded)}
    deal = lines["Deal to invoice"]
    began = loaded.engagement_start
    assert deal.integration.live_since == began + timedelta(days=LIVE_DAY)
    assert (deal.integration.platform, deal.integration.tier) == ("Zapier", 1)
    assert (len(deal.ticks), deal.gate.missing, deal.flags) == (8, (), [])
    assert deal.health is not None
    assert deal.health.state is State.WORKING
    (incident,) = Incident.objects.all()
    assert incident.resolved_at - incident.opened_at == timedelta(hours=3, minutes=10)
    assert "token expired" in incident.summary
    assert incident.effect == "Volume 41 % below its Tuesday median"
    (outside,) = deal.observed.outside
    assert outside.day == began + timedelta(days=INCIDENT_DAY)
    assert (outside.value, outside.median, round(outside.percent)) == (10, 17, -41)


def test_the_others_stand_where_the_story_says(loaded):
    found = {line.name: (line.status.value, len(line.connects.systems)) for line in registry_lines(loaded)}
    assert found == {
        "Deal to invoice": ("live", 2),
        "Stock sync": ("building", 3),
        "Zoho into QuickBooks": ("parallel", 2),
        "Lead sync": ("planned", 2),
    }
    assert not_registered_yet() == []
    contracts = {line.name: line for line in contract_lines()}
    assert (contracts["Invoice"].contract.status, contracts["Invoice"].latest.number) == ("in_force", "1.1.0")
    assert contracts["Invoice"].parts.is_complete
    assert (contracts["Product"].contract.status, contracts["Product"].latest) == ("proposed", None)
