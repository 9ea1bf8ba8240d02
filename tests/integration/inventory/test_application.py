"""One application: editing in full, two people at once, removing and restoring."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application, change_application, remove_application


@pytest.fixture
def hubspot(harbor, consultant):
    with client_scope(harbor):
        return add_application({"name": "HubSpot", "users": 8, "business_owner": "Jess Calder"}, by=consultant)


def test_the_second_of_two_people_loses_nothing(visit, harbor, hubspot, lead):
    """The first one's change is kept, the second one's typing too, and nothing is overwritten."""
    with client_scope(harbor):
        change_application(hubspot, {"users": 20}, by=lead, version=1)
    page = client_url(harbor, "application", application_id=hubspot.pk)
    typed = {"name": "HubSpot", "lifecycle": "active", "found_by": "listed", "users": "9", "version": "1"}
    answer = visit("consultant").post(page, typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Somebody else changed HubSpot" in html
    assert 'value="9"' in html
    with client_scope(harbor):
        assert Application.objects.get(pk=hubspot.pk).users == 20
    assert 'name="version" value="2"' in html, "who has read it may save again"
    assert visit("consultant").post(page, typed | {"version": "2"}).status_code == 302
    with client_scope(harbor):
        assert Application.objects.get(pk=hubspot.pk).users == 9


def test_saving_without_a_change_writes_no_history(visit, harbor, hubspot, consultant):
    with client_scope(harbor):
        change_application(hubspot, {"users": 8, "name": "HubSpot"}, by=consultant)
        assert not Activity.objects.filter(verb="changed").exists()
        assert Application.objects.get(pk=hubspot.pk).version == 1


def test_the_full_form_saves_everything(visit, harbor, hubspot):
    page = client_url(harbor, "application", application_id=hubspot.pk)
    browser = visit("consultant")
    assert "Open API with documentation" in browser.get(page).content.decode()
    typed = {
        "name": "HubSpot",
        "lifecycle": "active",
        "found_by": "listed",
        "open_api": "yes",
        "sso": "no",
        "version": "1",
    }
    typed |= {"departments": "Sales, Marketing", "data_objects": "Deal, Contact", "has_pii": "on"}
    assert browser.post(page, typed).status_code == 302
    with client_scope(harbor):
        saved = Application.objects.get(pk=hubspot.pk)
        assert (saved.open_api, saved.sso, saved.webhooks, saved.has_pii) == (True, False, None, True)
        assert saved.business_owner is None
        assert saved.holdings.count() == 2


def test_removing_and_restoring(visit, harbor, hubspot, consultant):
    browser = visit("consultant")
    assert browser.post(client_url(harbor, "application-remove", application_id=hubspot.pk)).status_code == 302
    assert browser.get(client_url(harbor, "application", application_id=hubspot.pk)).status_code == 404
    assert "HubSpot" in browser.get(client_url(harbor, "applications-trash")).content.decode()
    with client_scope(harbor):
        twin = add_application({"name": "hubspot"}, by=consultant)
    restore = client_url(harbor, "application-restore", application_id=hubspot.pk)
    refused = browser.post(restore, follow=True)
    assert "There already is an application called HubSpot" in refused.content.decode()
    with client_scope(harbor):
        remove_application(twin, by=consultant)
    assert browser.post(restore).status_code == 302
    with client_scope(harbor):
        assert Application.objects.in_use().get().pk == hubspot.pk


def test_the_history_trigger_keeps_raw_changes_too(harbor, hubspot):
    with client_scope(harbor):
        Application.objects.filter(pk=hubspot.pk).update(vendor="HubSpot Inc.")
        events = hubspot.history_events.order_by("pgh_id")  # type: ignore[attr-defined]
        assert [event.vendor for event in events][-1] == "HubSpot Inc."
