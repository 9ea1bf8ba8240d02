"""The table of data flows: what it shows, adding, editing in place."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.tenant.flows.models import Flow
from apps.tenant.flows.services import add_flow
from tests.queries import assert_constant, queries_of

NEW = {
    "direction": "one_way",
    "source": "Trello",
    "target": "Asana",
    "data_object": "Task",
    "mechanism": "manual",
    "per": "week",
    "people": 1,
}


@pytest.fixture
def page(to):
    return to("flows")


def text(response):
    return " ".join(response.content.decode().split())


def test_rows_and_sums(flows, visit, page):
    shown = text(visit("consultant").get(page))
    assert "Shopify → Inventory sheet" in shown
    assert "Asana ↔ Slack" in shown
    assert ">Re-entry<" in shown
    assert "20 a week, 12 min" in shown
    for figure in ("15.21", "$577.92", "$2,504.31", "$30,051.67", "Found: 9 hand-offs at their baseline"):
        assert figure in shown


def test_sums_follow_the_filter(flows, visit, page):
    shown = text(visit("consultant").get(page, {"department": "People"}))
    assert "Found: 1 hand-off at" in shown
    assert "Shopify" not in shown.split("<tbody>")[1].split("</table>")[0]


def test_nothing_matches(flows, visit, page):
    assert "No data flow matches" in text(visit("consultant").get(page, {"q": "nothing of the kind"}))


def test_before_the_first_flow(visit, page):
    assert "No data flows yet" in text(visit("consultant").get(page))


def test_unknown_filters_open_the_page(flows, visit, page):
    response = visit("consultant").get(page, {"gap": "x", "process": "99999", "sort": "-nothing", "page": "7"})
    assert response.status_code == 200


def test_adding(flows, visit, page, scope):
    response = visit("consultant").post(page, NEW | {"times": 10, "minutes": 10}, follow=True)
    assert "Trello → Asana, Task added." in text(response)
    assert Flow.objects.filter(source__name="Trello").get().version == 1


def test_an_unknown_application_keeps_what_was_typed(flows, visit, page, scope):
    response = visit("consultant").post(page, NEW | {"source": "Trelo", "minutes": 17})
    assert response.status_code == 422
    shown = text(response)
    assert "Did you mean Trello?" in shown
    assert 'value="Trelo"' in shown
    assert 'value="17"' in shown
    assert Flow.objects.count() == 15


def test_negative_minutes_are_refused(flows, visit, page):
    assert visit("consultant").post(page, NEW | {"minutes": -1}).status_code == 422


def test_editing_in_place(flows, visit, to, scope):
    row = to("flow-row", flow_id=flows[4].pk)
    browser = visit("consultant")
    assert 'value="Zendesk"' in text(browser.get(row, {"edit": ""}))
    given = {"source": "Zendesk", "target": "HubSpot", "data_object": "Ticket", "mechanism": "manual", "times": 30}
    given |= {"per": "week", "minutes": 6, "people": 1, "error_cost": "minor", "version": 1}
    assert "3.00" in text(browser.post(row, given))
    stale = browser.post(row, given | {"times": 50})
    assert stale.status_code == 422
    assert "Somebody else changed" in text(stale)
    assert Flow.objects.get(pk=flows[4].pk).times == 30


def test_who_only_looks_at_the_portal_sees_nothing(flows, visit, page):
    assert visit("sponsor").get(page).status_code in {403, 404}


def test_queries_do_not_grow_with_rows(flows, visit, page, harbor, consultant):
    browser = visit("consultant")
    queries_of(browser, page)
    few = queries_of(browser, page)
    with client_scope(harbor):
        for source in ("Trello", "Asana", "Gusto", "Slack"):
            add_flow({"source": source, "target": "Shopify", "data_object": "Task", "owner": source}, by=consultant)
    assert_constant(browser, page, few=few)
