"""The day's check: 20 % against the same weekday, one incident a cause, by the client's own clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from apps.core.outbox import enqueue
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.methods.health import State
from apps.shared.clients.models import Client, OutboxMessage
from apps.tenant.registry import health_services, tasks
from apps.tenant.registry.models import Incident
from apps.tenant.registry.selectors import integration_line, open_incidents

ZONE = ZoneInfo("America/Los_Angeles")
TUESDAY = datetime(2026, 11, 10, 15, 0, tzinfo=ZONE)
MORNING_AFTER = datetime(2026, 11, 11, 6, 7, tzinfo=ZONE)


@pytest.fixture
def here(harbor):
    Client.objects.filter(pk=harbor.pk).update(time_zone=str(ZONE))
    harbor.refresh_from_db()
    with client_scope(harbor):
        yield harbor


@pytest.fixture
def live(make):
    return make(status="live")


def say(here, live, at, **values):
    return health_services.receive_signal(here, live, {"kind": "success"} | values, at=at)


def four_tuesdays(here, live, *volumes):
    for week, records in enumerate(volumes, start=1):
        say(here, live, TUESDAY - timedelta(weeks=week), records=records, errors=0)


def check(here, at=MORNING_AFTER):
    return [(one.cause, one.summary) for one in health_services.check_integrations(here, now=at)]


def test_41_percent_below_opens_one_incident_however_often_it_is_checked(here, live):
    four_tuesdays(here, live, 18, 17, 16, 17)
    say(here, live, TUESDAY, records=10, errors=0)
    assert check(here) == [("volume", "Volume 41 % below its Tuesday median")]
    assert check(here) == []
    (incident,) = open_incidents()
    health_services.resolve_incident(incident, "Connected again", by=None, at=MORNING_AFTER)
    assert check(here) == []


@pytest.mark.parametrize(("records", "is_outside"), [(8, False), (12, False), (7, True), (13, True)])
def test_exactly_20_percent_is_inside(here, live, records, is_outside):
    four_tuesdays(here, live, 10, 10, 10, 10)
    say(here, live, TUESDAY, records=records)
    assert bool(check(here)) is is_outside


def test_two_same_weekdays_are_too_few_to_judge(here, live):
    four_tuesdays(here, live, 17, 17)
    say(here, live, TUESDAY, records=1)
    assert check(here) == []
    assert integration_line(here, live.pk, now=MORNING_AFTER).health.state is State.LEARNING


def test_a_day_without_a_signal_counts_where_one_was_expected(here, live):
    four_tuesdays(here, live, 17, 17, 17, 17)
    assert check(here) == [("volume", "Volume 100 % below its Tuesday median")]


def test_a_quiet_sunday_is_no_news(here, live):
    four_tuesdays(here, live, 17, 17, 17, 17)
    say(here, live, TUESDAY, records=17)
    assert check(here, MORNING_AFTER + timedelta(days=5)) == []


def test_a_days_incident_takes_its_figures_and_leaves_the_baseline(here, live, consultant):
    four_tuesdays(here, live, 17, 17, 17, 17)
    say(here, live, TUESDAY.replace(hour=9), kind="fail", note="token expired")
    (incident,) = open_incidents()
    health_services.resolve_incident(incident, "Connected", by=consultant, at=TUESDAY.replace(hour=12))
    say(here, live, TUESDAY, records=10)
    assert check(here) == []
    incident.refresh_from_db()
    assert incident.effect == "Volume 41 % below its Tuesday median"
    line = integration_line(here, live.pk, now=MORNING_AFTER)
    assert (line.health.state, line.health.causes) == (State.WORKING, ())
    say(here, live, TUESDAY + timedelta(weeks=1), records=17)
    next_week = integration_line(here, live.pk, now=MORNING_AFTER + timedelta(weeks=1))
    (volume,) = [one for one in next_week.observed.tested if one.metric == "volume"]
    assert (volume.median, volume.points) == (17, 3)


def test_the_day_ends_at_the_clients_midnight(here, live):
    four_tuesdays(here, live, 10, 10, 10, 10)
    late = datetime(2026, 11, 10, 23, 30, tzinfo=ZONE)
    say(here, live, late, records=10)
    line = integration_line(here, live.pk, now=MORNING_AFTER)
    assert line.observed.days[-2].records == 10
    assert check(here) == []


def test_a_missed_run_and_a_token(here, make):
    entry = make("Nightly", status="live", run_every_hours=24, token_expires_on=MORNING_AFTER.date())
    say(here, entry, MORNING_AFTER - timedelta(hours=25), records=1)
    assert {cause for cause, _ in check(here)} == {"run_missed", "token"}
    assert check(here) == []


def test_what_does_not_run_is_not_checked(here, make):
    make("Planned", token_expires_on=MORNING_AFTER.date())
    assert check(here) == []


def test_acknowledge_and_resolve_over_the_pages(visit, harbor, make):
    entry = make(status="live")
    with client_scope(harbor):
        say(harbor, entry, timezone.now(), kind="fail")
        incident = Incident.objects.get()
    browser = visit("consultant")
    page = client_url(harbor, "integration", integration_id=entry.pk)
    assert "Acknowledge" in browser.get(page).content.decode()
    browser.post(client_url(harbor, "incident-acknowledge", incident_id=incident.pk))
    assert "looks after it" in browser.get(page).content.decode()
    resolve = client_url(harbor, "incident-resolve", incident_id=incident.pk)
    assert browser.post(resolve, {"resolution": " "}).status_code == 422
    assert browser.post(resolve, {"resolution": "Token renewed"}).status_code == 302
    assert "Token renewed" in browser.get(page).content.decode()
    assert "Token renewed" in browser.get(client_url(harbor, "incidents")).content.decode()


def test_a_person_reports_what_no_signal_said(visit, harbor, make):
    entry = make(status="live")
    browser = visit("consultant")
    url = client_url(harbor, "integration-problem", integration_id=entry.pk)
    assert browser.post(url, {"summary": ""}).status_code == 422
    assert browser.post(url, {"summary": "Invoices lack their tax"}).status_code == 302
    again = browser.post(url, {"summary": "Still"})
    assert again.status_code == 422
    assert "reported already" in again.content.decode()


def test_each_client_is_checked_once_a_day_after_six_by_its_own_clock(world, monkeypatch):
    Client.objects.filter(pk=world.harbor.pk).update(time_zone="America/Los_Angeles")
    Client.objects.filter(pk=world.lumen.pk).update(time_zone="Asia/Tokyo")
    Client.objects.filter(pk=world.farrow_client.pk).update(status=Client.Status.ARCHIVED)

    def promised(hour):
        now = datetime(2026, 11, 10, hour, 7, tzinfo=ZoneInfo("UTC"))
        monkeypatch.setattr(tasks.timezone, "now", lambda: now)
        before = set(OutboxMessage.objects.values_list("pk", flat=True))
        tasks.check_due_clients()
        new = OutboxMessage.objects.exclude(pk__in=before).filter(name="apps.tenant.registry.tasks.check_client")
        return set(new.values_list("client_id", flat=True))

    # 13:07 UTC is 05:07 in Los Angeles and 22:07 in Tokyo.
    assert promised(13) == {world.lumen.pk}
    assert promised(14) == {world.harbor.pk}
    assert promised(15) == set()


def test_the_promised_check_runs_in_the_clients_workspace(here, live, run_outbox):
    say(here, live, timezone.now() - timedelta(days=1), records=1)
    type(live).objects.filter(pk=live.pk).update(run_every_hours=2)
    enqueue(tasks.check_client, client=here)
    assert run_outbox() >= 1
    assert [one.cause for one in open_incidents()] == ["run_missed"]


def test_a_failure_now_is_written_to_those_who_run_the_engagement(here, live, world, run_outbox, mailoutbox):
    health_services.receive_signal(here, live, {"kind": "fail", "note": "token expired"})
    health_services.receive_signal(here, live, {"kind": "fail", "note": "token expired"})
    run_outbox()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([world.consultant.email, world.lead.email])
    assert "needs a look: The run failed: token expired" in mailoutbox[0].subject
    assert client_url(here, "integration", integration_id=live.pk) in mailoutbox[0].body


def test_what_happened_long_ago_is_written_to_nobody(here, live, run_outbox, mailoutbox):
    say(here, live, TUESDAY, kind="fail", note="token expired")
    run_outbox()
    assert mailoutbox == []
