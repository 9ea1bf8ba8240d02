"""Saved views: own and shared, an address of their own, and exports of exactly what they show."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.inventory.models import SavedView
from apps.tenant.inventory.services import add_application


@pytest.fixture
def url(harbor):
    return client_url(harbor, "applications")


@pytest.fixture
def filled(harbor, consultant):
    with client_scope(harbor):
        add_application({"name": "HubSpot", "users": 8, "departments": ["Sales"]}, by=consultant)
        add_application({"name": "Trello", "users": 6, "is_shadow_it": True, "notes": "=1+1"}, by=consultant)
        add_application({"name": "Asana", "users": 15, "is_shadow_it": True}, by=consultant)


@pytest.fixture
def shadow(harbor, visit, filled):
    address = "only=shadow&sort=-users&columns=name,users,notes,nonsense"
    page = visit("consultant").post(
        client_url(harbor, "saved-view-add"), {"name": "Shadow by users", "is_shared": "on", "address": address}
    )
    with client_scope(harbor):
        view = SavedView.objects.get()
    assert page["Location"].endswith(f"?view={view.pk}")
    return view


def test_a_view_filters_sorts_and_exports_what_it_shows(visit, harbor, url, shadow):
    browser = visit("lead")
    html = browser.get(url, {"view": shadow.pk}).content.decode()
    assert html.index("Asana</a>") < html.index("Trello</a>")
    assert "HubSpot</a>" not in html
    lines = browser.get(client_url(harbor, "applications-export"), {"view": shadow.pk}).content.decode("utf-8-sig")
    assert lines.splitlines() == ["Application,Users,Notes", "Asana,15,", "Trello,6,'=1+1"]


def test_the_address_adds_to_a_view(visit, url, shadow):
    html = visit("lead").get(url, {"view": shadow.pk, "q": "tre"}).content.decode()
    assert "Trello</a>" in html
    assert "Asana</a>" not in html


def test_only_the_owner_sees_a_view_of_their_own_and_only_they_change_it(visit, harbor, url, shadow):
    owner, other = visit("consultant"), visit("lead")
    change = client_url(harbor, "saved-view", saved_view_id=shadow.pk)
    remove = client_url(harbor, "saved-view-remove", saved_view_id=shadow.pk)
    assert other.post(change, {"name": "Mine now"}).status_code == 422
    other.post(remove)
    assert owner.post(change, {"name": "Private", "address": "only=personal"}).status_code == 302
    with client_scope(harbor):
        assert SavedView.objects.get().filters == {"only": ["personal"]}
    assert "Private" not in other.get(url).content.decode()
    assert "HubSpot</a>" in other.get(url, {"view": shadow.pk}).content.decode()  # gone for them: nothing is filtered
    assert other.post(remove).status_code == 404
    owner.post(remove)
    with client_scope(harbor):
        assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "shadow BY users"])
def test_a_name_that_is_missing_or_taken_comes_back(visit, harbor, shadow, name):
    answer = visit("consultant").post(client_url(harbor, "saved-view-add"), {"name": name, "address": "q=x"})
    assert answer.status_code == 422
    assert "data-dialog-now" in answer.content.decode()


@pytest.mark.parametrize("view", ["x", "0", "99999999999999999999", "³"])
def test_an_unknown_view_filters_nothing(visit, url, filled, view):
    answer = visit("consultant").get(url, {"view": view})
    assert answer.status_code == 200
    assert "HubSpot</a>" in answer.content.decode()


def test_views_in_the_api(call, harbor, filled):
    views = client_api_url(harbor, "api-saved-views")
    mine = {"name": "Big", "is_shared": False, "columns": ["name", "users"]}
    mine |= {"filters": {"only": ["shadow"], "q": ["a"]}}
    made = call("consultant").post(views, mine, format="json")
    assert made.status_code == 201
    assert made.json() | mine == made.json()
    item = client_api_url(harbor, "api-saved-view", saved_view_id=made.json()["id"])
    assert call("consultant").patch(item, {"is_shared": True}, format="json").json()["is_shared"] is True
    assert call("lead").get(views).json()["count"] == 1
    assert call("lead").patch(item, {"name": "x"}, format="json").status_code == 400
    wrong = call("consultant").post(views, mine | {"name": "B", "filters": {"colour": ["red"]}}, format="json")
    assert (wrong.status_code, "filters" in wrong.json()["error"]["fields"]) == (400, True)
    assert call("consultant").delete(item).status_code == 204
