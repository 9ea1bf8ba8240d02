"""…/imports/ over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url
from apps.tenant.inventory.models import Application
from tests.integration.imports.files import CSV, csv_file


@pytest.fixture
def url(harbor):
    return client_api_url(harbor, "api-imports")


@pytest.fixture
def api(call):
    return call("consultant")


def test_bring_in_look_match_apply(api, url, harbor):
    made = api.post(url, {"file": csv_file(CSV + "Gusto,,,,\n")}, format="multipart")
    assert made.status_code == 201, made.content
    shown = made.json()
    assert shown["status"] == "ready"
    assert shown["counts"] == {"new": 2, "update": 0, "unchanged": 0, "error": 1}
    item = f"{url}{shown['id']}/"
    rows = api.get(item, {"verdict": "error"}).json()["rows"]
    assert (rows["count"], rows["results"][0]["reason"]) == (1, "Same name as row 3.")
    changed = api.patch(item, {"columns": {"4": ""}}, format="json")
    assert changed.status_code == 200, changed.content
    assert changed.json()["columns"][4]["field"] == ""
    for _ in range(2):
        applied = api.post(f"{item}apply/")
        assert (applied.status_code, applied.json()["status"]) == (200, "applied")
    with client_scope(harbor):
        assert sorted(Application.objects.values_list("name", "annual_cost")) == [("Gusto", None), ("HubSpot", None)]
    assert api.get(url).json()["count"] == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"columns": {"x": "name"}}, "by their position"),
        ({"columns": {"0": "pk"}}, "no field called pk"),
        ({"columns": {"9": "name"}}, "no column 10"),
        ({"sheet": "Nowhere"}, "no sheet called Nowhere"),
        ({"head_row": -1}, "greater than or equal"),
        ({"nonsense": 1}, "no such field"),
    ],
)
def test_a_wrong_matching_is_refused(api, url, body, words):
    shown = api.post(url, {"file": csv_file()}, format="multipart").json()
    answer = api.patch(f"{url}{shown['id']}/", body, format="json")
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_file_that_cannot_be_read_is_a_400(api, url, content):
    answer = api.post(url, {"file": SimpleUploadedFile("tools.xlsx", content)}, format="multipart")
    assert answer.status_code == 400
    assert answer.json()["error"]["fields"]["file"]


def test_without_a_file(api, url):
    assert api.post(url, {}, format="multipart").status_code == 400
    assert api.post(url, {"file": "text"}, format="multipart").status_code == 400


def test_too_large_is_a_413(api, url):
    answer = api.post(url, {}, format="multipart", CONTENT_LENGTH=str(200 * 1024 * 1024))
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"


def test_a_large_one_is_read_and_applied_in_the_background(api, url, harbor, run_outbox):
    text = "Name\n" + "".join(f"Tool {n}\n" for n in range(600))
    made = api.post(url, {"file": csv_file(text)}, format="multipart").json()
    assert made["status"] == "reading"
    item = f"{url}{made['id']}/"
    assert api.post(f"{item}apply/").status_code == 409
    run_outbox()
    assert api.get(item).json()["counts"]["new"] == 600
    assert api.post(f"{item}apply/").status_code == 202
    run_outbox()
    assert api.get(item).json()["status"] == "applied"
