"""A report is made exactly once, whatever happens to the worker."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import client_scope
from apps.shared.clients.models import OutboxMessage
from apps.tenant.flows.map_models import saved_placement
from apps.tenant.flows.map_selectors import map_data
from apps.tenant.flows.map_services import move_on_map
from apps.tenant.flows.selectors import list_flows
from apps.tenant.history.models import Activity
from apps.tenant.reports import making, services
from apps.tenant.reports.models import Recipient, Report
from apps.tenant.reports.progress import progress_of
from apps.tenant.reports.selectors import report_before
from apps.tenant.reports.snapshot import read
from apps.tenant.reports.storage import open_pdf
from tests.integration.reports.conftest import parcel


class Killed(BaseException):
    """What a worker that is killed leaves behind: nothing is handled any more."""


def kill(*_args):
    raise Killed


def test_asking_promises_the_work_and_a_double_click_asks_once(at_harbor, lead):
    first = services.request_report(at_harbor, kind="executive", by=lead)
    second = services.request_report(at_harbor, kind="executive", by=lead)
    assert first.pk == second.pk
    assert OutboxMessage.objects.filter(name=services.MAKE).count() == 1
    assert Activity.objects.filter(verb="asked for", object_id=first.pk).count() == 1


def test_an_unknown_kind_is_refused(at_harbor, lead):
    with pytest.raises(Refused):
        services.request_report(at_harbor, kind="poem", by=lead)


def test_the_task_makes_it_and_stores_it_where_only_the_client_is(harbor, waiting, run_outbox):
    run_outbox()
    with client_scope(harbor):
        waiting.refresh_from_db()
        assert (waiting.status, waiting.attempts) == ("ready", 1)
        assert waiting.file.name.startswith(f"clients/{harbor.schema_name}/reports/{waiting.public_id}")
        with open_pdf(waiting) as file:
            assert len(file.read()) == waiting.size


def test_a_second_copy_of_the_task_changes_nothing(at_harbor, ready):
    before = (ready.sha256, ready.finished_at, ready.attempts)
    making.make(at_harbor, ready.pk)
    ready.refresh_from_db()
    assert (ready.sha256, ready.finished_at, ready.attempts) == before


def test_a_killed_worker_leaves_a_report_that_is_finished_once(at_harbor, waiting, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(making, "save_pdf", kill)
        with pytest.raises(Killed):
            making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status == "running"
    snapshot = waiting.snapshot_sha256
    making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts, waiting.snapshot_sha256) == ("ready", 2, snapshot)
    folder = f"clients/{at_harbor.schema_name}/reports"
    assert len(default_storage.listdir(folder)[1]) == 1


def test_a_report_that_kills_its_workers_is_given_up(at_harbor, waiting, monkeypatch):
    monkeypatch.setattr(making, "save_pdf", kill)
    for _ in range(making.MAX_ATTEMPTS):
        with pytest.raises(Killed):
            making.make(at_harbor, waiting.pk)
    making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status == "failed"
    assert "try again" in waiting.error


def test_a_failure_says_what_to_do_and_can_be_tried_again(at_harbor, waiting, lead, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(making, "collect", lambda *_: 1 / 0)
        making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.error) == ("failed", making.BROKE)
    services.retry_report(at_harbor, waiting, by=lead)
    making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status == "ready"
    with pytest.raises(Conflict):
        services.retry_report(at_harbor, waiting, by=lead)


def test_a_snapshot_that_was_tampered_with_fails_the_check(at_harbor, waiting, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(making, "save_pdf", kill)
        with pytest.raises(Killed):
            making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    Report.objects.filter(pk=waiting.pk).update(snapshot=waiting.snapshot | {"seen": True})
    making.make(at_harbor, waiting.pk)
    waiting.refresh_from_db()
    assert waiting.status == "failed"


def test_progress_is_told_while_it_is_made(at_harbor, waiting, monkeypatch):
    told = []
    monkeypatch.setattr(making, "_store", lambda report, pdf: told.append(progress_of(report)))
    assert progress_of(waiting).percent == 0
    making.make(at_harbor, waiting.pk)
    assert (told[0].words, told[0].percent) == ("Storing", 95)


def test_made_again_it_is_the_same_file(at_harbor, ready):
    assert making.make_again(ready).is_same
    ready.snapshot["about"]["client"] = "Somebody else"
    assert not making.make_again(ready).is_same


def test_the_map_stands_in_the_report_as_it_was_placed_whatever_is_moved_later(filled, lead):
    with client_scope(filled):
        seen = map_data(list_flows(filled), "department", is_whole=True)
        placed = move_on_map(seen, seen, {"box": "Sales", "step": "down"}, width=1100, by=lead)
        report = services.request_report(filled, kind="executive", by=lead)
        making.make(filled, report.pk)
        report.refresh_from_db()
        drawn = read(report.snapshot).hand_offs.map
        assert "Sales" in drawn.placement.lower
        assert drawn.placement == placed == saved_placement()
        assert making.make_again(report).is_same
        move_on_map(seen, seen, {"box": "Sales", "step": "up"}, width=1100, by=lead)
        assert saved_placement() != placed
        assert making.make_again(report).is_same


def dated(report, days_ago):
    Report.objects.filter(pk=report.pk).update(requested_at=timezone.now() - timedelta(days=days_ago))


def made(client, lead):
    report = services.request_report(client, kind="executive", by=lead)
    making.make(client, report.pk)
    report.refresh_from_db()
    return report


def test_the_second_report_says_which_one_it_replaces_and_what_changed(filled, ready, lead):
    with client_scope(filled):
        dated(ready, 30)
        second = made(filled, lead)
        assert (second.status, second.snapshot["about"]["number"]) == ("ready", 2)
        first, now = read(ready.snapshot), read(second.snapshot)
        assert now.about.previous_on == today_of(filled) - timedelta(days=30)
        assert (now.since.on, now.since.stands) == (first.about.today, ())
        assert now.since.left_then == first.hand_offs.standing.left_hours
        assert making.make_again(second).is_same
        Report.objects.filter(pk=ready.pk).delete()
        assert making.make_again(second).is_same


def test_the_first_report_and_one_of_the_same_day_have_nothing_before_them(at_harbor, ready, lead):
    assert ready.snapshot["since"] is None
    assert made(at_harbor, lead).snapshot["since"] is None


def test_it_is_compared_with_the_last_one_that_the_clients_people_got(at_harbor, ready, lead):
    """A draft in between is nobody's "then"; where nothing was handed out the latest draft has to do."""
    draft, unfinished = made(at_harbor, lead), services.request_report(at_harbor, kind="executive", by=lead)
    Report.objects.filter(pk=unfinished.pk).update(status="failed")
    for report, days_ago in ((ready, 30), (draft, 10), (unfinished, 5)):
        dated(report, days_ago)
    third = made(at_harbor, lead)
    assert report_before(at_harbor, third) == draft
    services.publish_report(ready, published=True, by=lead)
    assert report_before(at_harbor, third) == ready
    services.publish_report(ready, published=False, by=lead)
    services.deliver_report(at_harbor, ready, parcel(), by=lead)
    assert report_before(at_harbor, third) == draft
    Recipient.objects.update(state="sent")
    assert report_before(at_harbor, third) == ready


def test_a_report_is_made_although_the_one_before_cannot_be_read(at_harbor, ready, lead):
    Report.objects.filter(pk=ready.pk).update(snapshot={"format": 1, "about": "torn"})
    dated(ready, 30)
    second = made(at_harbor, lead)
    assert (second.status, second.snapshot["since"]) == ("ready", None)
