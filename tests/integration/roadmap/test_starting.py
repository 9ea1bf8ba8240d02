"""A roadmap out of what was decided."""

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.methods.capacity import over_limit
from apps.tenant.roadmap import selectors, services
from apps.tenant.roadmap.models import Initiative


def test_everything_decided_gets_a_first_place(visit, harbor, roadmap, lead):
    with client_scope(harbor):
        Initiative.objects.all().delete()
        services.start_from_template(harbor, "G", by=lead)
    browser, url = visit("consultant"), client_url(harbor, "roadmap-decided")
    page = browser.get(client_url(harbor, "roadmap")).content.decode()
    assert "Add all 3 decided ones" in page
    told = browser.post(url, follow=True).content.decode()
    assert "3 initiatives are on the roadmap" in told
    with client_scope(harbor):
        made = {one.name: one for one in Initiative.objects.select_related("phase")}
        assert set(made) == {"Deal to invoice", "Stock sync", "Zoho into QuickBooks"}
        assert all(one.phase and one.start and one.end and one.opportunity_id for one in made.values())
        assert not over_limit(selectors.roadmap_spans())
    assert "Everything that was decided is on the roadmap already." in browser.post(url, follow=True).content.decode()
    with client_scope(harbor):
        assert Initiative.objects.count() == 3
