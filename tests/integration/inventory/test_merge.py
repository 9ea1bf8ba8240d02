"""Two applications that are one: what moves, what the history says, and how it is taken apart again."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.flows.models import Flow
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application, DataObject, DifferentPair, Merge
from apps.tenant.inventory.services import add_application, change_application
from tests.queries import assert_constant, queries_of


@pytest.fixture
def pair(harbor, consultant):
    """The same tool twice, each with a flow to Xero, and one between the two."""
    with client_scope(harbor):
        shared = {"capabilities": ["deals"], "data_objects": ["Deal"], "lifecycle": "active"}
        kept = add_application(shared | {"name": "HubSpot", "licences": 8, "annual_cost": Decimal(9600)}, by=consultant)
        values = {"name": "Hub Spot, Inc.", "licences": 2, "annual_cost": Decimal(100), "vendor": "HubSpot"}
        values |= {"capabilities": ["contacts"], "data_objects": ["Deal", "Contact"], "departments": ["Sales"]}
        other = add_application(values, by=consultant)
        xero = add_application({"name": "Xero"}, by=consultant)
        deal = DataObject.objects.get(name="Deal")
        other.holdings.filter(data_object=deal).update(updates=True)
        Flow.objects.create(source=kept, target=xero, data_object=deal)
        Flow.objects.create(source=xero, target=other, data_object=deal)
        Flow.objects.create(source=kept, target=other, data_object=deal)
        return kept, other


def flows(harbor):
    with client_scope(harbor):
        return [(f.source.name, f.target.name) for f in Flow.objects.order_by("pk").select_related("source", "target")]


def merge_url(harbor, kept, other):
    return f"{client_url(harbor, 'applications-merge')}?keep={kept.pk}&other={other.pk}"


def test_likely_duplicates_are_listed_with_a_way_to_compare(visit, harbor, pair):
    html = visit("consultant").get(client_url(harbor, "applications-duplicates")).content.decode()
    assert "Hub Spot, Inc." in html
    assert "100 %" in html
    assert f"?keep={pair[0].pk}&amp;other={pair[1].pk}" in html


def test_the_page_asks_only_where_both_know_something_else(visit, harbor, pair):
    page = visit("consultant").get(merge_url(harbor, *pair)).context["page"]
    assert [line.label for line in page.differences] == ["Application", "Yearly cost", "Licences paid"]


def test_everything_moves_and_is_taken_apart_again(visit, harbor, pair):
    kept, other = pair
    before = flows(harbor)
    browser = visit("consultant")
    assert browser.post(merge_url(harbor, kept, other), {"annual_cost": "kept"}).status_code == 302
    assert flows(harbor) == [("HubSpot", "Xero"), ("Xero", "HubSpot"), ("HubSpot", "Hub Spot, Inc.")]
    with client_scope(harbor):
        now = Application.objects.get(pk=kept.pk)
        assert (now.name, now.licences, now.annual_cost, now.vendor) == ("HubSpot", 10, 9600, "HubSpot")
        assert sorted(str(c) for c in now.capabilities.all()) == ["contacts", "deals"]
        assert [str(d) for d in now.departments.all()] == ["Sales"]
        uses = {h.data_object.name: h.updates for h in now.holdings.all()}
        assert uses == {"Deal": True, "Contact": False}
        assert Application.objects.get(pk=other.pk).deleted_at
    trash = browser.get(client_url(harbor, "applications-trash")).content.decode()
    assert "Merged into" in trash
    page = browser.get(client_url(harbor, "application", application_id=kept.pk)).content.decode()
    assert "was merged into this application" in page
    browser.post(client_url(harbor, "application-restore", application_id=other.pk))
    assert flows(harbor) == before
    with client_scope(harbor):
        now, back = Application.objects.get(pk=kept.pk), Application.objects.get(pk=other.pk)
        assert (now.licences, now.vendor, back.licences, back.deleted_at) == (8, "", 2, None)
        assert [str(c) for c in now.capabilities.all()] == ["deals"]
        assert {h.data_object.name: h.updates for h in now.holdings.all()} == {"Deal": False}
        assert {h.data_object.name: h.updates for h in back.holdings.all()} == {"Deal": True, "Contact": False}


def test_the_history_of_both_is_on_the_page_of_the_one_that_stays(visit, harbor, pair):
    visit("consultant").post(merge_url(harbor, *pair), {})
    page = visit("consultant").get(client_url(harbor, "application", application_id=pair[0].pk)).context["page"]
    assert {(act.verb, act.object_id) for act in page.history} >= {
        ("added", pair[0].pk),
        ("added", pair[1].pk),
        ("merged", pair[0].pk),
        ("merged", pair[1].pk),
    }


def test_what_was_changed_since_stays_when_it_is_taken_apart(visit, harbor, pair, lead):
    kept, other = pair
    visit("consultant").post(merge_url(harbor, kept, other), {})
    with client_scope(harbor):
        change_application(kept, {"licences": 50}, by=lead)
    visit("consultant").post(client_url(harbor, "application-restore", application_id=other.pk))
    with client_scope(harbor):
        now = Application.objects.get(pk=kept.pk)
        assert (now.licences, now.annual_cost) == (50, 9600)
        assert Merge.objects.get().undone_at


@pytest.mark.parametrize("address", ["", "?keep=1", "?keep=x&other=y", "?keep=99999999&other=99999998"])
def test_without_two_applications_the_page_leads_to_the_list(visit, harbor, pair, address):
    answer = visit("consultant").get(client_url(harbor, "applications-merge") + address)
    assert answer["Location"] == client_url(harbor, "applications-duplicates")


def test_the_api_lists_merges_and_restores(call, harbor, pair):
    kept, other = pair
    client = call("consultant")
    (found,) = client.get(client_api_url(harbor, "api-duplicates")).json()
    assert found == {"applications": [kept.pk, other.pk], "names": ["HubSpot", "Hub Spot, Inc."], "likeness": 100}
    merge = client_api_url(harbor, "api-application-merge", application_id=kept.pk)
    assert client.post(merge, {"other": other.pk, "choices": {"licences": "maybe"}}, format="json").status_code == 400
    assert client.post(merge, {"other": kept.pk}, format="json").status_code == 400
    merged = client.post(merge, {"other": other.pk, "choices": {"licences": "other"}}, format="json")
    assert (merged.status_code, merged.json()["licences"]) == (200, 2)
    restore = client_api_url(harbor, "api-application-restore", application_id=other.pk)
    assert client.post(restore, {}, format="json").json()["name"] == "Hub Spot, Inc."


def test_two_that_are_told_apart_are_no_duplicates_until_it_is_taken_back(visit, harbor, pair):
    page, browser = client_url(harbor, "applications-duplicates"), visit("consultant")
    told = browser.post(page, {"one": pair[1].pk, "other": pair[0].pk}, follow=True)
    assert "HubSpot and Hub Spot, Inc. are different tools." in told.content.decode()
    assert told.context["page"].rows == []
    with client_scope(harbor):
        assert Activity.objects.filter(verb="told apart").count() == 1
        different = DifferentPair.objects.get()
    again = browser.post(f"{page}{different.pk}/take-back/", follow=True)
    assert [row.one.name for row in again.context["page"].rows] == ["HubSpot"]
    assert again.context["page"].apart == []


@pytest.mark.parametrize("sent", [{}, {"one": "x", "other": "1"}, {"one": "99999999", "other": "99999998"}])
def test_telling_apart_what_is_not_there_says_so(visit, harbor, pair, sent):
    page = visit("consultant").post(client_url(harbor, "applications-duplicates"), sent, follow=True)
    assert "Choose two applications that are there" in page.content.decode()
    assert visit("viewer").post(client_url(harbor, "applications-duplicates"), sent).status_code == 403


def test_the_api_tells_apart_and_takes_back(call, harbor, pair):
    address, client = client_api_url(harbor, "api-duplicates"), call("consultant")
    both = [pair[0].pk, pair[1].pk]
    assert client.post(address, {"applications": both}, format="json").json() == []
    assert client.get(address).json() == []
    again = client.post(address, {"applications": both, "same": True}, format="json").json()
    assert [one["applications"] for one in again] == [both]
    assert client.post(address, {"applications": both[:1]}, format="json").status_code == 400
    assert client.post(address, {"applications": [both[0], both[0]]}, format="json").status_code == 400
    assert client.post(address, {"applications": [both[0], 99999999]}, format="json").status_code == 409


def test_pages_ask_as_often_for_many(visit, harbor, pair, consultant):
    browser = visit("consultant")
    addresses = [client_url(harbor, name) for name in ("applications-duplicates", "applications-trash")]
    few = [queries_of(browser, address) for address in addresses]
    with client_scope(harbor):
        for number in range(10):
            add_application({"name": f"Tooling {number}"}, by=consultant)
            add_application({"name": f"Tooling {number}, Inc"}, by=consultant)
    for address, count in zip(addresses, few, strict=True):
        assert_constant(browser, address, few=count)
