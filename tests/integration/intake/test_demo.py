"""The demo client's intake: what was accepted changes nothing, one proposal waits."""

from apps.core.tenancy.context import client_scope
from apps.demo.flows import load_flows
from apps.demo.intake import load_intake
from apps.demo.inventory import load_inventory
from apps.methods.rounding import hours
from apps.tenant.flows.selectors import found
from apps.tenant.intake import selectors
from apps.tenant.inventory.models import Application


def test_figures_stay_as_they_are(harbor, consultant):
    with client_scope(harbor):
        load_inventory(harbor, by=consultant)
        load_flows(harbor, by=consultant)
        before = list(Application.objects.order_by("pk").values())
        load_intake(harbor, by=consultant)
        assert list(Application.objects.order_by("pk").values()) == before
        assert len(before) == 12
        assert str(hours(found(harbor).cost.hours_per_week)) == "15.2"
        shown = {link.name: (link.sent, link.waiting) for link in selectors.links()}
        assert shown == {"Operations": (2, 1), "Finance": (0, 0)}
        assert [str(one) for one in selectors.waiting()] == ["Inventory sheet → Shopify, Product"]
