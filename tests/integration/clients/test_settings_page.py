"""A client's settings: details, archive, reactivate, erase."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.shared.clients.models import Client
from apps.tenant.history.models import Activity
from apps.tenant.roi.models import CaseLine

URL = "/clients/harbor/settings/"
FORM = {
    "name": "Harbor & Pine",
    "currency": "USD",
    "hourly_rate": "40.00",
    "time_zone": "America/Los_Angeles",
    "engagement_start": "2026-09-07",
    "engagement_weeks": "26",
}


def test_a_lead_changes_the_details_and_history_says_which(visit, harbor, run_outbox):
    assert visit("lead").post(URL, FORM)["Location"] == URL
    harbor.refresh_from_db()
    assert (harbor.name, str(harbor.hourly_rate)) == ("Harbor & Pine", "40.00")
    run_outbox()
    with client_scope(harbor):
        act = Activity.objects.get(verb="changed", noun="client")
    rate = next(change for change in act.changes if change["field"] == "hourly_rate")
    assert (rate["before"], rate["after"], act.path) == ("38.00", "40.00", "settings/")


def test_the_currency_stays_once_amounts_are_entered(visit, harbor, lead):
    euros = FORM | {"currency": "EUR"}
    with client_scope(harbor):
        CaseLine.objects.create(kind="cost", name="Licences", initial=1)
    answer = visit("lead").post(URL, euros)
    assert answer.status_code == 422
    assert "Amounts are entered in USD already, so the currency stays." in answer.content.decode()
    with client_scope(harbor):
        CaseLine.objects.all().delete()
    assert visit("lead").post(URL, euros).status_code == 302
    harbor.refresh_from_db()
    assert harbor.currency == "EUR"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_slip_of_the_year_is_refused_in_the_form(visit, day, harbor):
    answer = visit("lead").post(URL, {**FORM, "engagement_start": day})
    assert answer.status_code == 422
    assert "cannot be right. Choose a day from 1990 to 2099." in answer.content.decode()
    harbor.refresh_from_db()
    assert str(harbor.engagement_start) != day


@pytest.mark.parametrize("who", ["consultant", "sponsor", "viewer"])
def test_others_may_not(visit, who, harbor):
    assert visit(who).get(URL).status_code == 403
    assert visit(who).post(URL + "archive/").status_code == 403
    assert visit(who).post(URL + "erase/", {"typed_name": harbor.name}).status_code == 403


def test_archive_and_back(visit, harbor):
    browser = visit("lead")
    browser.post(URL + "archive/")
    harbor.refresh_from_db()
    assert harbor.is_archived
    assert "Reactivate client" in browser.get(URL).content.decode()
    overview = browser.get("/clients/harbor/").content.decode()
    assert "This client is archived." in overview, "nobody types into a client that takes nothing"
    assert "<small>Archived</small>" in overview
    browser.post(URL + "reactivate/")
    harbor.refresh_from_db()
    assert harbor.status == "ready"
    assert "This client is archived." not in browser.get("/clients/harbor/").content.decode()


def test_erasing_asks_for_the_name(visit, harbor):
    browser = visit("lead")
    page = browser.post(URL + "erase/", {"typed_name": "harbor"}, follow=True)
    assert "exactly as it is shown" in page.content.decode()
    assert Client.objects.filter(pk=harbor.pk).exists()
    assert browser.post(URL + "erase/", {"typed_name": harbor.name})["Location"] == "/"
    assert not Client.objects.filter(pk=harbor.pk).exists()
