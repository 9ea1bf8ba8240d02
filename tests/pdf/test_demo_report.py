"""The demo client's reports: one of week 7 as things stood then, and today's, on its way to the sponsor."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.tenancy.context import client_scope
from apps.demo.decisions import decide_first, decide_on_leads
from apps.demo.firms import engagement_start
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.demo.reports import load_first_report, load_reports
from apps.demo.roadmap import begin_roadmap, go_on_with_roadmap
from apps.demo.roi import measure_after, measure_before
from apps.demo.run import FIRST_REPORT, begin_run, go_on_running
from apps.tenant.reports.making import make_again
from apps.tenant.reports.snapshot import read


@pytest.fixture
def cast(harbor, lead, sponsor, stakeholder, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    harbor.time_zone = "America/Los_Angeles"
    harbor.engagement_start = engagement_start(timezone.localdate())
    harbor.save(update_fields=["engagement_start", "time_zone"])
    return SimpleNamespace(harbor=harbor, consultant=lead, sponsor=sponsor, stakeholder=stakeholder)


@pytest.fixture
def made(cast, lead, run_outbox):
    """Both reports, each at its place in the story."""
    harbor = cast.harbor
    with client_scope(harbor):
        load_inventory(harbor, by=lead)
        load_flows(harbor, by=lead)
        decide_first(harbor, by=lead)
        begin_roadmap(cast)
        measure_before(cast)
        begin_run(harbor, by=lead)
        first = load_first_report(cast)
        decide_on_leads(harbor, by=lead)
        go_on_with_roadmap(cast)
        measure_after(cast)
        go_on_running(harbor, by=lead)
    run_outbox()
    mail.outbox.clear()
    with client_scope(harbor):
        return first, load_reports(cast)


def test_both_are_in_the_portal_and_todays_is_sent_once(made, cast, run_outbox):
    first, report = made
    run_outbox()
    assert [message.to for message in mail.outbox] == [[cast.sponsor.email]]
    with client_scope(cast.harbor):
        for one in made:
            fingerprint = one.sha256
            one.refresh_from_db()
            assert (one.status, one.is_published, one.sha256) == ("ready", True, fingerprint)
            assert make_again(one).is_same
    then, now = read(first.snapshot), read(report.snapshot)
    day = cast.harbor.engagement_start + timedelta(days=FIRST_REPORT)
    assert (then.about.today, now.about.today) == (day, today_of(cast.harbor))
    assert (then.about.week, then.since, then.roadmap.gantt.today) == (7, None, day)
    assert [one.status for one in then.run.integrations] == ["live"]
    assert then.run.incidents == then.run.proposed_contracts == ()
    assert not then.hand_offs.standing.won_back_hours
    since = now.since
    assert (since.on, since.version_then, since.version_now) == (day, "1, approved", "2, waits")
    assert [(one.name, one.then, one.now) for one in since.stands] == [
        ("Zoho into QuickBooks", "planned", "parallel run"),
        ("Stock sync", "planned", "being built"),
        ("Lead sync", "waits", "planned"),
    ]
    assert (since.incidents_then, since.fixed_after) == (0, (3 * 3600 + 600,))
    assert [(one.name, one.then) for one in since.nets] == [("Deal to invoice", None)]
