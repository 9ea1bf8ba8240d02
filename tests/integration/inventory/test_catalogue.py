"""What the catalogue suggests for an application: nothing by itself, one by one or all, and marked until confirmed."""

import pytest

from apps.core.tenancy.context import public_scope
from apps.shared.catalog.models import Product
from apps.shared.catalog.services import add_product
from apps.tenant.history.models import Activity
from apps.tenant.inventory.catalogue_selectors import known_about
from apps.tenant.inventory.catalogue_services import accept_suggestions
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application, change_application, snapshot
from tests.queries import assert_constant, queries_of

PAGE = "/clients/harbor/assess/applications/"
API = "/api/v1/clients/harbor/applications/"


class Outside:
    """Asks as a browser does, from outside, though the test itself is inside the client."""

    def __init__(self, browser):
        self.browser = browser

    def __getattr__(self, verb):
        def ask(*args, **values):
            with public_scope():
                return getattr(self.browser, verb)(*args, **values)

        return ask


@pytest.fixture
def visit(visit):
    def open_browser(who):
        with public_scope():
            return Outside(visit(who))

    return open_browser


@pytest.fixture
def call(call):
    def open_client(who):
        with public_scope():
            return Outside(call(who))

    return open_client


@pytest.fixture
def hubspot(at_harbor, lead):
    return add_application({"name": "Hub Spot", "capabilities": ["Contacts"], "webhooks": False}, by=lead)


def suggested(application, firm):
    return {s.field: s.value for s in known_about(application, firm).suggestions}


def now(application):
    return snapshot(
        Application.objects.get(pk=application.pk), ["vendor", "function", "capabilities", "open_api", "webhooks"]
    )


def test_only_what_nobody_has_answered_is_suggested(hubspot, northgate):
    open_ = suggested(hubspot, northgate)
    assert (open_["vendor"], open_["function"], open_["open_api"]) == ("HubSpot", "CRM", True)
    assert "contacts" not in open_["capabilities"]
    assert "deals" in open_["capabilities"]
    assert "webhooks" not in open_  # a person has said no
    assert "connectors" not in open_  # none of the client's other systems is among them


def test_connectors_are_suggested_for_the_clients_other_systems(hubspot, northgate, lead):
    add_application({"name": "QuickBooks"}, by=lead)
    add_application({"name": "Inventory sheet"}, by=lead)
    known = known_about(hubspot, northgate)
    found = next(s for s in known.suggestions if s.field == "connectors")
    assert (found.value, found.evidence) == (True, "Connects to QuickBooks")


def test_an_unknown_name_is_left_alone(at_harbor, northgate, lead, visit):
    sheet = add_application({"name": "Aunt May's list"}, by=lead)
    assert known_about(sheet, northgate).is_empty
    assert "From the catalogue" not in visit("lead").get(f"{PAGE}{sheet.pk}/").content.decode()


def test_the_firms_own_product_counts_and_another_firms_does_not(at_harbor, world, lead):
    words = {"name": "House planner", "vendor": "Ours"}
    add_product_in_public(world.northgate, words, lead)
    add_product_in_public(world.farrow, {"name": "Their secret", "vendor": "Theirs"}, lead)
    ours = add_application({"name": "house planner"}, by=lead)
    theirs = add_application({"name": "Their secret"}, by=lead)
    assert suggested(ours, world.northgate)["vendor"] == "Ours"
    assert known_about(theirs, world.northgate).product is None


def add_product_in_public(firm, values, by):
    with public_scope():
        return add_product(firm, values, by=by)


def test_looking_writes_nothing(hubspot, visit):
    before = now(hubspot)
    page = visit("consultant").get(f"{PAGE}{hubspot.pk}/").content.decode()
    assert "Suggested, not saved." in page
    assert now(hubspot) == before


def test_one_is_taken_over_and_marked_with_its_source(hubspot, visit):
    page = visit("consultant").post(f"{PAGE}{hubspot.pk}/catalogue/accept/", {"fields": "vendor"}, follow=True)
    assert now(hubspot)["vendor"] == "HubSpot"
    assert now(hubspot)["function"] == ""
    text = page.content.decode()
    assert "from the catalogue" in text
    assert "www.hubspot.com/pricing" in text
    assert Activity.objects.filter(noun="application", verb="changed").get().changes[0]["after"] == "HubSpot"


def test_all_are_taken_over_and_words_are_added_to_lists(hubspot, visit, northgate):
    visit("consultant").post(f"{PAGE}{hubspot.pk}/catalogue/accept/")
    assert set(now(hubspot)["capabilities"]) >= {"Contacts", "deals", "sales pipeline"}
    assert now(hubspot)["webhooks"] is False
    hubspot.refresh_from_db()
    assert known_about(hubspot, northgate).suggestions == []


def test_the_mark_goes_when_the_value_is_changed(hubspot, northgate, lead):
    changed = accept_suggestions(hubspot, ["vendor", "function"], firm=northgate, by=lead)
    change_application(changed, {"vendor": "HubSpot Ireland"}, by=lead)
    changed.refresh_from_db()
    assert [answer.field for answer in known_about(changed, northgate).taken_over] == ["function"]


def test_the_mark_goes_when_a_person_confirms(hubspot, northgate, lead, visit):
    changed = accept_suggestions(hubspot, ["vendor", "function"], firm=northgate, by=lead)
    visit("consultant").post(f"{PAGE}{hubspot.pk}/catalogue/confirm/", {"fields": "vendor"})
    assert [answer.field for answer in known_about(changed, northgate).taken_over] == ["function"]
    assert now(hubspot)["vendor"] == "HubSpot"
    assert Activity.objects.filter(verb="confirmed").get().changes[0]["after"] == "HubSpot"


def test_what_is_dismissed_comes_back_only_when_the_catalogue_changes(hubspot, northgate, visit):
    visit("consultant").post(f"{PAGE}{hubspot.pk}/catalogue/dismiss/", {"fields": "vendor"})
    assert "vendor" not in suggested(hubspot, northgate)
    assert now(hubspot)["vendor"] == ""
    with public_scope():
        Product.objects.filter(name="HubSpot").update(vendor="HubSpot Inc")
    assert suggested(hubspot, northgate)["vendor"] == "HubSpot Inc"


@pytest.mark.parametrize("act", ["accept", "dismiss", "confirm"])
def test_a_field_without_a_suggestion_is_refused_and_nothing_is_written(hubspot, visit, act):
    before = now(hubspot)
    page = visit("consultant").post(
        f"{PAGE}{hubspot.pk}/catalogue/{act}/", {"fields": ["vendor", "notes"]}, follow=True
    )
    assert "Load the page again" in page.content.decode()
    assert now(hubspot) == before
    assert not hubspot.catalogue_answers.exists()


def test_typing_a_known_name_shows_what_would_be_filled_in(at_harbor, visit):
    shown = visit("consultant").get(f"{PAGE}known/", {"name": "hubspot"}).content.decode()
    assert "HubSpot is in the catalogue" in shown
    assert 'name="known" value="vendor" checked' in shown
    assert "is in the catalogue" not in visit("consultant").get(f"{PAGE}known/", {"name": "hubsp"}).content.decode()
    assert 'hx-get="/clients/harbor/assess/applications/known/"' in visit("consultant").get(PAGE).content.decode()


def test_adding_with_what_is_ticked_keeps_what_was_typed(at_harbor, visit):
    typed = {
        "name": "HubSpot",
        "function": "Sales desk",
        "known": ["vendor", "function", "open_api"],
        "with_known": "on",
    }
    visit("consultant").post(PAGE, typed)
    added = Application.objects.get(name="HubSpot")
    assert (added.vendor, added.function, added.open_api, added.sso) == ("HubSpot", "Sales desk", True, None)
    assert set(added.catalogue_answers.values_list("field", flat=True)) == {"vendor", "open_api"}


def test_a_name_that_is_taken_is_refused_while_adding(hubspot, visit):
    typed = {"name": "hub spot", "function": "Sales desk", "users": "many", "known": ["vendor", "sso"]}
    answer = visit("consultant").post(PAGE, typed | {"with_known": "on"})
    assert answer.status_code == 422
    form = answer.context["page"].new
    assert (form["function"].value(), form["users"].value(), form.ticked) == ("Sales desk", "many", ["vendor", "sso"])
    answer = visit("consultant").post(PAGE, typed | {"with_known": "on", "users": "4"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "already is an application called hub spot" in html
    assert 'value="Sales desk"' in html
    assert "?again=1&amp;known=vendor&amp;known=sso" in html
    assert Application.objects.count() == 1


def test_what_was_ticked_stays_ticked_in_a_form_that_comes_back(at_harbor, visit):
    asked = {"name": "hubspot", "again": "1", "known": ["vendor"]}
    shown = visit("consultant").get(f"{PAGE}known/", asked).content.decode()
    assert 'name="known" value="vendor" checked' in shown
    assert 'name="known" value="open_api">' in shown


def test_the_api_suggests_accepts_dismisses_and_confirms(hubspot, call):
    api, url = call("consultant"), f"{API}{hubspot.pk}/suggestions/"
    shown = api.get(url).json()
    assert shown["product"]["name"] == "HubSpot"
    vendor = next(s for s in shown["suggestions"] if s["field"] == "vendor")
    assert (vendor["value"], vendor["sourced_on"]) == ("HubSpot", "2026-11-01")
    after = api.post(f"{url}accept/", {"fields": ["vendor", "open_api"]}, format="json").json()
    assert {row["field"] for row in after["from_catalogue"]} == {"vendor", "open_api"}
    after = api.post(f"{url}dismiss/", {"fields": ["function"]}, format="json").json()
    assert "function" not in {s["field"] for s in after["suggestions"]}
    after = api.post(f"{url}confirm/", {}, format="json").json()
    assert after["from_catalogue"] == []
    assert now(hubspot)["vendor"] == "HubSpot"


@pytest.mark.parametrize("wrong", [{"fields": ["notes"]}, {"fields": []}, {"fields": "vendor"}, {"field": ["vendor"]}])
def test_the_api_refuses_what_is_not_open(hubspot, call, wrong):
    answer = call("consultant").post(f"{API}{hubspot.pk}/suggestions/accept/", wrong, format="json")
    assert answer.status_code == 400
    assert not hubspot.catalogue_answers.exists()


def test_more_applications_cost_no_more_queries(hubspot, visit, lead):
    browser = visit("consultant")
    few = queries_of(browser, f"{PAGE}{hubspot.pk}/")
    for name in ("QuickBooks", "Slack", "Zoom", "Mailchimp"):
        add_application({"name": name}, by=lead)
    assert_constant(browser, f"{PAGE}{hubspot.pk}/", few=few)
