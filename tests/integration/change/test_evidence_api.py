"""Evidence of a tool's change over the API: words, links and files."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.change.models import Evidence
from apps.tenant.change.services import drop_tool_change, start_tool_change
from apps.tenant.change.services.evidence import LARGEST
from apps.tenant.inventory.models import Application
from tests.queries import assert_constant, queries_of


@pytest.fixture
def api(call) -> APIClient:
    return call("consultant")


@pytest.fixture
def change(harbor, deal, consultant, today):
    with client_scope(harbor):
        own = Application.objects.get(name="HubSpot")
        return start_tool_change(own, {"kind": "update", "reason": "New sign-in", "start": today}, by=consultant)


@pytest.fixture
def url(harbor, change):
    return client_api_url(harbor, "api-tool-evidence", tool_change_id=change.pk)


def file(name="protocol.txt", content=b"passed"):
    return {"file": SimpleUploadedFile(name, content)}


def kept(harbor):
    with client_scope(harbor):
        return list(Evidence.objects.all())


def test_a_file_goes_up_is_listed_comes_down_and_goes(api, harbor, url, django_capture_on_commit_callbacks):
    made = api.post(url, {**file(), "words": "40 deals came through"}, format="multipart")
    assert made.status_code == 201
    assert made.json()["missing"] == ["review", "staging_test", "registry"]
    (row,) = api.get(url).json()["results"]
    assert (row["words"], row["file_name"], row["given_by"]) == ("40 deals came through", "protocol.txt", "Consultant")
    assert "file" not in row
    there = api.get(row["file_url"], headers={"accept": "text/plain"})
    assert there["Content-Disposition"] == 'attachment; filename="protocol.txt"'
    assert there["Content-Type"] == "application/octet-stream"
    assert b"".join(there.streaming_content) == b"passed"
    item, (stored,) = client_api_url(harbor, "api-evidence", evidence_id=row["id"]), kept(harbor)
    assert api.get(item).json() == row
    with django_capture_on_commit_callbacks(execute=True):
        assert api.delete(item).status_code == 204
    assert kept(harbor) == []
    assert not default_storage.exists(stored.stored)
    assert api.get(row["file_url"]).status_code == 404


def test_without_a_file_there_is_none_to_get(api, harbor, url):
    api.post(url, {"words": "Went well"}, format="json")
    (row,) = api.get(url).json()["results"]
    assert row["file_url"] is None
    there = client_api_url(harbor, "api-evidence-file", evidence_id=row["id"])
    assert "nothing at this address" in api.get(there).json()["error"]["message"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "add a link or a file"),
        (file(content=b""), "The file is empty"),
        (file(content=b"x" * (LARGEST + 1)), "larger than 10 MB"),
        (file("setup.exe"), "A program is no evidence"),
        (file("protocol.txt", b"MZ\x90\x00\x03\x00"), "A program is no evidence"),
        (file("setup.exe. "), "A program is no evidence"),
        ({"file": "C:\\protocol.txt"}, "not a file"),
        ({"file": [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]}, "one file at a time"),
        ({**file(), "link": "javascript:alert(1)"}, "valid URL"),
        ({**file(), "words": "x" * 501}, "500 characters"),
        ({**file(), "file_size": "3"}, "There is no such field"),
    ],
)
def test_what_is_no_evidence_is_refused_in_words(api, harbor, url, given, words):
    answer = api.post(url, given, format="multipart")
    assert answer.status_code == 400
    assert words in str(answer.json()["error"])
    assert kept(harbor) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Protokoll Übergabe.pdf", "Protokoll Übergabe.pdf"),
        ("safe\u202efdp.txt", "safefdp.txt"),
        ("x" * 240 + ".pdf", "x" * 196 + ".pdf"),
        ("测试.png", "测试.png"),
    ],
)
def test_odd_names_become_plain_ones(api, harbor, url, name, shown):
    assert api.post(url, file(name), format="multipart").status_code == 201
    assert [row.file_name for row in kept(harbor)] == [shown]


def test_after_the_end_it_stays_as_it_is(api, harbor, change, url, consultant):
    api.post(url, file(), format="multipart")
    (row,) = kept(harbor)
    with client_scope(harbor):
        drop_tool_change(change, "Too dear", by=consultant)
    assert api.post(url, file(), format="multipart").status_code == 409
    assert api.delete(client_api_url(harbor, "api-evidence", evidence_id=row.pk)).status_code == 409
    assert default_storage.exists(row.stored)


def test_rights_are_those_of_the_page(call, visit, harbor, url, api):
    api.post(url, file(), format="multipart")
    (row,) = kept(harbor)
    there = client_api_url(harbor, "api-evidence-file", evidence_id=row.pk)
    assert call("sponsor").get(there).status_code == 403
    assert visit("sponsor").get(client_url(harbor, "evidence-file", evidence_id=row.pk)).status_code == 403
    assert call("sponsor").post(url, file(), format="multipart").status_code == 403
    assert APIClient().get(there).status_code == 401


def test_a_list_of_any_length_costs_the_same(api, harbor, url):
    api.post(url, {"words": "One"}, format="json")
    queries_of(api, url)
    few = queries_of(api, url)
    for at in range(5):
        api.post(url, {"words": f"More {at}"}, format="json")
    assert_constant(api, url, few=few)


def test_the_document_tells_of_the_upload_and_the_file(api):
    document = api.get("/api/v1/openapi.json").json()
    paths = {path: one for path, one in document["paths"].items() if "evidence" in path}
    listed = next(one for path, one in paths.items() if path.endswith("/changes/{tool_change_id}/evidence/"))
    upload = listed["post"]["requestBody"]["content"]
    assert {"application/json", "multipart/form-data"} <= set(upload)
    name = upload["multipart/form-data"]["schema"]["$ref"].rsplit("/", 1)[-1]
    assert document["components"]["schemas"][name]["properties"]["file"]["format"] == "binary"
    down = next(one for path, one in paths.items() if path.endswith("/file/"))
    assert set(down["get"]["responses"]["200"]["content"]) == {"application/octet-stream"}
