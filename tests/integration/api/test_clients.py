"""/api/v1/clients/: creating, waiting, reading, archiving; and the document that describes it all."""

import re

from apps.core.tenancy.links import client_api_url, public_url
from tests.tenancy.addresses import all_addresses

NEW = {"name": "Cedar & Sons", "currency": "EUR", "hourly_rate": "45.50", "time_zone": "Europe/Berlin"}


def test_a_client_is_creating_and_then_ready(call, run_outbox):
    api = call("owner")
    made = api.post("/api/v1/clients/", NEW)
    assert made.status_code == 201, made.content
    assert made.json()["slug"] == "cedar-sons"
    assert made.json()["status"] == "creating"
    address = "/api/v1/clients/cedar-sons/"
    assert api.get(address).json()["status"] == "creating"
    assert api.get(f"{address}applications/").status_code == 404
    run_outbox()
    ready = api.get(address).json()
    assert ready["status"] == "ready"
    assert float(ready["hourly_rate"]) == 45.5
    assert api.post(f"{address}applications/", {"name": "Datev"}).status_code == 201


def test_refusals(call):
    api = call("owner")
    assert api.post("/api/v1/clients/", NEW | {"hourly_rate": "-1"}).status_code == 400
    assert api.post("/api/v1/clients/", NEW | {"time_zone": "Mars/Base"}).json()["error"]["fields"]["time_zone"]
    assert api.post("/api/v1/clients/", NEW | {"slug": "new"}).status_code == 400
    assert api.post("/api/v1/clients/", NEW | {"slug": "harbor"}).status_code == 409
    assert call("sponsor").post("/api/v1/clients/", NEW).status_code == 403


def test_everybody_sees_only_their_own(call):
    names = {row["slug"] for row in call("consultant").get("/api/v1/clients/").json()["results"]}
    assert "harbor" in names
    assert "harbor" not in {row["slug"] for row in call("outsider").get("/api/v1/clients/").json()["results"]}
    assert call("anonymous").get("/api/v1/clients/").status_code == 401


def test_archived_clients_are_read_only(call, harbor):
    api = call("lead")
    status = client_api_url(harbor, "api-client-status")
    applications = client_api_url(harbor, "api-applications")
    assert api.put(status, {"status": "archived"}).json() == {"status": "archived"}
    assert api.get(applications).status_code == 200
    refused = api.post(applications, {"name": "X"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "archived")
    assert api.put(status, {"status": "archived"}).status_code == 409
    assert api.put(status, {"status": "ready"}).status_code == 200
    assert api.post(applications, {"name": "X"}).status_code == 201


def test_the_document_names_every_address(call):
    paths = call("anonymous").get(public_url("api-document")).json()["paths"]
    assert "/api/v1/clients/{slug}/applications/" in paths
    public = [address.pattern for address in all_addresses() if address.is_public and address.is_api]
    told = {"/" + re.sub("<.*?:(.*?)>", r"{\1}", pattern) for pattern in public}
    assert told - {"/api/v1/docs/", "/api/v1/openapi.json"} <= set(paths)
    assert call("anonymous").get(public_url("api-docs")).status_code == 200


def test_a_lead_changes_the_details(call, harbor):
    address = client_api_url(harbor, "api-client")
    shown = call("lead").patch(address, {"hourly_rate": "41.50", "engagement_weeks": 30})
    assert (shown.status_code, shown.json()["hourly_rate"], shown.json()["name"]) == (200, 41.5, harbor.name)
    assert call("lead").patch(address, {"time_zone": "Mars/Base"}).json()["error"]["fields"]["time_zone"]
    assert call("lead").patch(address, {"currency": "usd"}).status_code == 400
    assert call("lead").patch(address, {"engagement_start": "9999-01-01"}).status_code == 400
    assert call("consultant").patch(address, {"hourly_rate": 1}).status_code == 403


def test_erasing_repeats_the_name(call, harbor):
    api, address = call("lead"), client_api_url(harbor, "api-client")
    assert api.delete(address).status_code == 400
    assert "name exactly" in api.delete(address, {"name": "harbor"}).json()["error"]["message"]
    assert call("consultant").delete(address, {"name": harbor.name}).status_code == 403
    assert api.delete(address, {"name": harbor.name}).status_code == 204
    assert api.get(address).status_code == 404
