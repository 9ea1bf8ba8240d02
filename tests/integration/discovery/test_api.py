"""…/discoveries/: the answer holds what was found; decisions by number."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.inventory.models import Application
from tests.integration.discovery import files
from tests.integration.imports.files import csv_file


@pytest.fixture
def api(call):
    return call("consultant")


@pytest.fixture
def url(harbor):
    return client_api_url(harbor, "api-discoveries")


def upload(api, url, text, source="card"):
    return api.post(url, {"file": csv_file(text), "source": source}, format="multipart")


def test_the_answer_holds_what_was_found(api, url):
    answer = upload(api, url, files.CARD + files.CARD.splitlines()[1] + "\n")
    assert answer.status_code == 201
    data = answer.json()
    slack, trello = data["proposals"]
    assert (trello["product"], trello["charges"], float(trello["annual_cost"])) == ("Trello", 4, 720)
    assert (trello["confidence"], trello["match"], trello["sources"]) == ("medium", "certain", ["card"])
    assert (trello["state"], trello["merchant"]) == ("open", "TRELLO.COM* ATLASSIAN NEW YORK NY")
    assert slack["id"] == 1
    assert [line["merchant"] for line in data["unmatched"]] == ["BRIGHTDESK PRO 555-010-2233"]
    assert (data["duplicates"][0]["row"], data["duplicates"][0]["same_as_row"]) == (14, 2)
    assert api.get(f"{url}{data['id']}/").json()["proposals"] == data["proposals"]
    assert api.get(url).json()["results"][0]["id"] == data["id"]


def test_deciding(api, url, harbor):
    data = upload(api, url, files.CARD).json()
    one = f"{url}{data['id']}/proposals"
    accepted = api.post(f"{one}/2/accept/", {}, format="json").json()
    assert (accepted["state"], accepted["application"]["name"]) == ("accepted", "Trello")
    again = api.post(f"{one}/2/accept/", {}, format="json")
    assert again.status_code == 409
    assert "accepted Trello already" in again.json()["error"]["message"]
    assert api.post(f"{one}/2/reopen/", {}, format="json").json()["state"] == "open"
    assert api.post(f"{one}/2/dismiss/", {"reason": "Private"}, format="json").json()["state"] == "dismissed"
    assert api.post(f"{one}/1/merge/", {"application": "Nothing"}, format="json").status_code == 400
    with client_scope(harbor):
        assert not Application.objects.in_use().exists()
    assert api.post(f"{one}/1/accept/", {"annual_cost": None}, format="json").json()["state"] == "accepted"
    assert api.post(f"{one}/3/assign/", {"product": "Trello"}, format="json").json()["product"] == "Trello"
    assert api.post(f"{one}/99/accept/", {}, format="json").status_code == 404


def test_mistakes_are_told(api, url):
    assert upload(api, url, files.CARD, "fax").status_code == 400
    empty = upload(api, url, "")
    assert (empty.status_code, "empty" in empty.json()["error"]["message"]) == (400, True)
    one = upload(api, url, "Description\nTrello\n")
    assert "only one column" in one.json()["error"]["message"]


def test_columns_are_changed_and_the_file_removed(api, url):
    data = upload(api, url, "Wann,Wer,Wieviel\n05/12/2026,Trello,60\n").json()
    assert (data["status"], data["proposals"]) == ("unclear", [])
    here = f"{url}{data['id']}/"
    columns = {"0": "day", "1": "text", "2": "amount"}
    assert api.patch(here, {"columns": columns}, format="json").json()["proposals"][0]["product"] == "Trello"
    assert api.patch(here, {"columns": {"x": "day"}}, format="json").status_code == 400
    assert api.delete(here).status_code == 204
    assert api.get(here).status_code == 404
