from datetime import date

import pytest

from apps.core.tenancy.context import client_scope
from apps.methods.checklist import CheckPoint
from apps.tenant.decisions.models import Decision
from apps.tenant.decisions.services import add_opportunity, decide
from apps.tenant.flows.services import add_flow
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application
from apps.tenant.registry import services

TODAY = date(2026, 11, 19)
RUNBOOK = {"owner": "Priya Raman", "runbook_call": "Jess Calder", "runbook_steps": "Look\nReconnect"}


@pytest.fixture
def decided(harbor, consultant):
    """decided("Deal to invoice"): an opportunity of one flow, decided on unless decision=None."""

    def make(name="Deal to invoice", decision=Decision.INTEGRATE):
        with client_scope(harbor):
            ends = {"source": "HubSpot", "target": f"{name} tool", "data_object": "Invoice"}
            for application in ends["source"], ends["target"]:
                if not Application.objects.filter(name=application).exists():
                    add_application({"name": application}, by=consultant)
            flow = add_flow({**ends, "mechanism": "manual"}, by=consultant)
            found = add_opportunity({"name": name, "flows": [flow.pk]}, by=consultant, on=TODAY)
            return decide(found, decision, by=consultant, on=TODAY, reason="It hurts") if decision else found

    return make


@pytest.fixture
def make(harbor, consultant, decided):
    """make("Deal to invoice", status="live", …): a registry entry with these fields."""

    def make_entry(name="Deal to invoice", *, status="planned", **values):
        with client_scope(harbor):
            entry = services.register(harbor, "opportunity", decided(name).pk, by=consultant)
            if values:
                entry = services.change_integration(entry, values, by=consultant)
            type(entry).objects.filter(pk=entry.pk).update(status=status)
            entry.refresh_from_db()
            return entry

    return make_entry


@pytest.fixture
def deal(make):
    return make()


@pytest.fixture
def ready(make, harbor, consultant):
    """Everything that going live asks for."""
    entry = make(**RUNBOOK)
    with client_scope(harbor):
        for point in CheckPoint:
            services.tick_point(entry, point, by=consultant)
    return entry
