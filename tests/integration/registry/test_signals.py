"""POST /api/v1/signals/<key>/: who may, what is kept, what is refused."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from django.utils.http import int_to_base36

from apps.api.v1.signals import PerKey
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url, public_url
from apps.shared.clients.models import Client
from apps.tenant.registry import services
from apps.tenant.registry.models import Incident, Integration, Signal


def address(key):
    return public_url("api-signal", signal_key=key)


@pytest.fixture
def live(make):
    return make(status="live")


@pytest.fixture
def key(live, harbor, consultant):
    with client_scope(harbor):
        return services.make_signal_key(live, harbor.pk, by=consultant)


@pytest.fixture
def send(db, key):
    def post(body, *, to=key, content_type="application/json"):
        return Browser().post(address(to), body, content_type=content_type)

    return post


def kept(harbor):
    with client_scope(harbor):
        return list(Signal.objects.all())


def test_a_signal_needs_nobody_signed_in_and_lands_in_the_clients_workspace(send, harbor, lumen, visit, live):
    now = timezone.now()
    body = {"kind": "success", "run": "7", "records": 17, "errors": 0, "newest_record_at": now.isoformat()}
    response = send(body)
    assert response.status_code == 201, response.content
    (signal,) = kept(harbor)
    assert (signal.integration_id, signal.kind, signal.run, signal.records) == (live.pk, "success", "7", 17)
    assert kept(lumen) == []
    html = visit("consultant").get(client_url(harbor, "integration", integration_id=live.pk)).content.decode()
    assert "17" in html


def test_a_form_will_do(key, harbor):
    response = Browser().post(address(key), {"kind": "start", "records": ""})
    assert response.status_code == 201, response.content
    assert kept(harbor)[0].records is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "kind"),
        ({"kind": "maybe"}, "kind"),
        ({"kind": "success", "records": -1}, "records"),
        ({"kind": "success", "records": "many"}, "records"),
        ({"kind": "success", "records": 2**31}, "records"),
        ({"kind": "success", "errors": 1.5}, "errors"),
        ({"kind": "success", "run": "x" * 65}, "run"),
        ({"kind": "success", "note": "a\u0000b"}, "note"),
        ({"kind": "success", "newest_record_at": "yesterday"}, "newest_record_at"),
        ({"kind": "success", "newest_record_at": "2999-01-01T00:00:00Z"}, "newest_record_at"),
        ({"kind": "success", "colour": "red"}, "colour"),
    ],
)
def test_bad_values_are_refused_in_words(send, harbor, body, field):
    response = send(body)
    assert response.status_code == 400
    assert response.json()["error"]["fields"][field]
    assert kept(harbor) == []


@pytest.mark.parametrize("body", ["{", "[]", '"success"', "null", "[" * 3000])
def test_what_is_no_signal_at_all(send, harbor, body):
    assert send(body).status_code == 400
    assert kept(harbor) == []


def test_unknown_keys_look_like_nothing(send, key, harbor, lumen):
    number, secret = key.split(".")
    other = Client.objects.get(pk=lumen.pk)
    wrong = ["x", f"{number}.", f".{secret}", f"{number}.{secret}x", f"zzzzzzzzzzzzzzzzzz.{secret}", "x" * 500]
    wrong += [f"{int_to_base36(other.pk)}.{secret}", f"{int_to_base36(10**9)}.{secret}", "a.b.c"]
    answers = {send({"kind": "success"}, to=one).content for one in wrong}
    assert [send({"kind": "success"}, to=one).status_code for one in wrong] == [404] * len(wrong)
    assert len(answers) == 1
    assert kept(harbor) == []


def test_an_empty_digest_opens_nothing(make, send, key, harbor):
    make("No address", status="live")
    assert send({"kind": "success"}, to=f"{key.split('.')[0]}.").status_code == 404


def test_a_renewed_or_revoked_key_stops_working(send, key, live, harbor, consultant):
    with client_scope(harbor):
        new = services.make_signal_key(live, harbor.pk, by=consultant)
    assert send({"kind": "success"}).status_code == 404
    assert send({"kind": "success"}, to=new).status_code == 201
    with client_scope(harbor):
        services.revoke_signal_key(live, by=consultant)
    assert send({"kind": "success"}, to=new).status_code == 404


def test_an_archived_client_and_a_retired_integration_say_so(send, harbor, live):
    Client.objects.filter(pk=harbor.pk).update(status=Client.Status.ARCHIVED)
    refused = send({"kind": "success"})
    assert refused.status_code == 409
    assert "archived" in refused.json()["error"]["message"]
    Client.objects.filter(pk=harbor.pk).update(status=Client.Status.READY)
    with client_scope(harbor):
        Integration.objects.filter(pk=live.pk).update(status="retired")
    assert send({"kind": "success"}).status_code == 409
    assert kept(harbor) == []


def test_64_kib_are_enough(send, harbor):
    response = send({"kind": "success", "note": "x" * 66_000})
    assert response.status_code == 413
    assert "64 KiB" in response.json()["error"]["message"]


def test_each_address_has_its_own_limit(send, key, make, harbor, consultant, monkeypatch):
    monkeypatch.setattr(PerKey, "get_rate", lambda self: "2/min")
    with client_scope(harbor):
        other = services.make_signal_key(make("Other", status="live"), harbor.pk, by=consultant)
    assert [send({"kind": "start"}).status_code for _ in range(3)] == [201, 201, 429]
    assert send({"kind": "start"}, to=other).status_code == 201


def test_a_failure_opens_an_incident_at_once_and_only_one(send, harbor):
    for _ in range(3):
        assert send({"kind": "fail", "note": "token expired"}).status_code == 201
    with client_scope(harbor):
        incident = Incident.objects.get()
        assert (incident.cause, incident.summary) == ("run_failed", "The run failed: token expired")


def test_data_that_arrive_too_old_open_an_incident(send, harbor, live):
    with client_scope(harbor):
        Integration.objects.filter(pk=live.pk).update(freshness_hours=1)
    old = timezone.now() - timedelta(hours=2)
    send({"kind": "success", "newest_record_at": old.isoformat()})
    with client_scope(harbor):
        assert Incident.objects.get().cause == "stale"


def test_what_is_still_being_built_alarms_nobody(send, harbor, live):
    with client_scope(harbor):
        Integration.objects.filter(pk=live.pk).update(status="building")
    send({"kind": "fail"})
    with client_scope(harbor):
        assert Signal.objects.count() == 1
        assert not Incident.objects.exists()
