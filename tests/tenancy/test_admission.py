"""Who gets into a client, and what those who don't can learn: nothing."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import get_script_prefix

from apps.core.access import Role
from apps.core.tenancy.context import active_schema
from apps.core.tenancy.links import client_api_url, client_url, public_url
from apps.shared.clients.models import Client, ClientHost
from tests.factories import join_client
from tests.personas import HARBOR_ROLES, PERSONAS

DENIED = [name for name in PERSONAS if name not in {*HARBOR_ROLES, "anonymous"}]


@pytest.fixture(autouse=True)
def _urls(settings):
    settings.CLIENT_URLCONF = settings.CLIENT_API_URLCONF = "tests.tenancy.urls"
    settings.CLIENT_PENDING_URLCONF = settings.CLIENT_PENDING_API_URLCONF = "tests.tenancy.urls_pending"


@pytest.fixture(autouse=True)
def _nothing_is_left_behind():
    yield
    assert active_schema() == "public"
    assert connection.schema_name == "public"
    assert get_script_prefix() == "/"


def facts(response, slug):
    """What somebody outside could tell two answers apart by: all but the slug they typed, and what is random."""
    text = response.content.decode().replace(slug, "SLUG")
    text = re.sub(r'nonce="[^"]+"|(value|content)="[A-Za-z0-9]{64}"', "", text)
    kept = {name: value.replace(slug, "SLUG") for name, value in response.headers.items()}
    for random in ("Content-Security-Policy", "Content-Length"):
        kept.pop(random, None)
    return response.status_code, kept, text


@pytest.mark.parametrize("persona", HARBOR_ROLES)
def test_members_get_in_with_their_role(visit, harbor, persona):
    answer = visit(persona).get("/clients/harbor/inside/").json()
    assert answer["client"] == "harbor"
    assert answer["role"] == HARBOR_ROLES[persona]
    assert answer["here"] == answer["path"] == "/clients/harbor/inside/"
    assert answer["place"] == {"role": harbor.schema_name, "schema": harbor.schema_name}


@pytest.mark.parametrize("persona", DENIED)
@pytest.mark.parametrize("path", ["inside/", "change/", "no-such-page/", "inside", ""])
@pytest.mark.parametrize("prefix", ["/clients/", "/api/v1/clients/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_role_a_client_looks_like_one_that_is_not_there(visit, persona, path, prefix, method):
    send = getattr(visit(persona), method)
    there, not_there = (
        facts(send(f"{prefix}harbor/{path}"), "harbor"),
        facts(send(f"{prefix}missing/{path}"), "missing"),
    )
    assert there[0] == (301 if path == "inside" else 404)
    assert there == not_there


@pytest.mark.parametrize("path", ["inside/", "no-such-page/", "change/"])
def test_nobody_learns_which_clients_exist_before_signing_in(visit, path):
    browser = visit("anonymous")
    for slug in ("harbor", "missing"):
        page = browser.get(f"/clients/{slug}/{path}")
        assert page.status_code == 302
        assert page["Location"] == f"/accounts/login/?next=/clients/{slug}/{path}"
        assert browser.post(f"/clients/{slug}/{path}").status_code == 302
    there, not_there = (facts(browser.get(f"/api/v1/clients/{slug}/{path}"), slug) for slug in ("harbor", "missing"))
    assert there[0] == 401
    assert there == not_there


@pytest.mark.parametrize("persona", [*DENIED, "anonymous"])
def test_a_client_being_set_up_looks_the_same_from_outside(visit, persona, harbor):
    browser = visit(persona)
    before = [facts(browser.get(f"/clients/harbor/{path}"), "harbor") for path in ("", "inside/", "inside")]
    Client.objects.filter(pk=harbor.pk).update(status=Client.Status.CREATING)
    assert [facts(browser.get(f"/clients/harbor/{path}"), "harbor") for path in ("", "inside/", "inside")] == before


@pytest.mark.parametrize("status", [Client.Status.CREATING, Client.Status.FAILED])
def test_until_it_is_ready_only_the_progress_answers(visit, harbor, status):
    Client.objects.filter(pk=harbor.pk).update(status=status)
    browser = visit("lead")
    assert b"being set up" in browser.get("/clients/harbor/").content
    assert browser.get("/clients/harbor/inside/").status_code == 404


def test_an_archived_client_is_read_but_not_changed(visit, harbor):
    Client.objects.filter(pk=harbor.pk).update(status=Client.Status.ARCHIVED)
    browser = visit("consultant")
    assert browser.get("/clients/harbor/inside/").status_code == 200
    assert browser.post("/clients/harbor/change/").status_code == 409


def test_consultants_of_the_firm_need_a_role_of_their_own(visit, harbor, colleague):
    assert visit("colleague").get("/clients/harbor/inside/").status_code == 404
    join_client(colleague, harbor, Role.CONSULTANT)
    assert visit("colleague").get("/clients/harbor/inside/").status_code == 200


def test_the_owner_of_another_firm_is_nobody_here(visit):
    browser = visit("outsider")
    assert browser.get("/clients/farrow-client/inside/").json()["role"] == Role.LEAD
    assert browser.get("/clients/harbor/inside/").status_code == 404


def test_a_streamed_answer_is_made_inside_and_leaves_nothing_open_in_between(visit, harbor):
    response = visit("consultant").get("/clients/harbor/stream/")
    for chunk in response.streaming_content:
        assert chunk == f"{harbor.schema_name}\n".encode()
        assert connection.schema_name == "public"


def test_templates_render_inside(visit, harbor):
    assert visit("consultant").get("/clients/harbor/rendered/").content.decode() == f"0 {harbor.schema_name}"


def test_an_error_page_names_no_client_and_closes_the_scope(visit, harbor, caplog):
    browser = visit("consultant", raise_request_exception=False)
    response = browser.get("/clients/harbor/broken/")
    assert response.status_code == 500
    assert "Lumen" not in response.content.decode()
    assert "broken on purpose" not in response.content.decode()
    assert "/clients/harbor/broken/" in caplog.text
    assert "lumen" not in caplog.text.lower()


def test_what_one_client_caches_no_other_reads(visit):
    lead = visit("owner")
    assert lead.get("/clients/harbor/remembered/").content == b"harbor"
    assert lead.get("/clients/lumen/remembered/").content == b"lumen"
    assert lead.get("/clients/harbor/remembered/").content == b"harbor"
    assert cache.get("remembered") is None


def test_a_missing_slash_after_the_slug_is_added_for_every_slug(visit):
    for slug in ("harbor", "missing"):
        response = visit("outsider").get(f"/clients/{slug}")
        assert (response.status_code, response["Location"]) == (302, f"/clients/{slug}/")


def test_a_clients_own_host_serves_its_portal_only(visit, harbor):
    ClientHost.objects.create(tenant=harbor, domain="progress.harborpine.example", is_primary=True)
    browser = visit("sponsor", headers={"host": "progress.harborpine.example"})
    start = browser.get("/")
    assert (start.status_code, start["Location"]) == (302, "/portal/")
    answer = browser.get("/portal/").json()
    assert (answer["client"], answer["here"]) == ("harbor", "/inside/")
    assert browser.get("/inside/").status_code == 404
    stranger = visit("other_client_member", headers={"host": "progress.harborpine.example"})
    assert stranger.get("/portal/").status_code == 404


def test_links_across_the_border(settings, harbor):
    assert client_url(harbor, "inside") == "/clients/harbor/inside/"
    assert client_url("lumen", "inside", absolute=True) == f"{settings.BASE_URL}/clients/lumen/inside/"
    assert client_api_url(harbor, "inside") == "/api/v1/clients/harbor/inside/"
    assert public_url("healthz") == "/healthz"


def test_admitting_a_person_costs_three_queries_and_a_switch(visit, django_assert_num_queries):
    browser = visit("consultant")
    browser.get("/clients/harbor/inside/")
    # To public; the person, their firm, the client with their role; to the client; the page's own query.
    with django_assert_num_queries(6):
        browser.get("/clients/harbor/inside/")
