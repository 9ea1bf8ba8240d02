"""The end of a sitting: opportunities, the pilot candidate, one page that can be sent; and the same over the API."""

from decimal import Decimal

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.audit.models import AuditSitting
from apps.tenant.decisions.models import Decision, Opportunity
from apps.tenant.flows.models import Flow
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application
from apps.tenant.reports.making import make_again
from apps.tenant.reports.models import Report, ReportKind, ReportStatus
from apps.tenant.roadmap.models import Initiative
from tests.integration.audit.conftest import INVOICE, OFTEN, SELDOM


@pytest.fixture
def finished(timed, run_outbox):
    """Finished twice by an impatient person, and its page made."""
    for _ in range(2):
        answer = timed.post("finish")
        assert answer.status_code == 200
    run_outbox()
    return timed


def test_finishing_twice_makes_everything_once(finished, lumen):
    with client_scope(lumen):
        sitting = AuditSitting.objects.get()
        assert sitting.state == "finished"
        assert {one.name for one in Opportunity.objects.all()} == {
            "Invoice: Dentrix to QuickBooks",
            "Patient: Dentrix to Recall sheet",
        }
        assert sitting.pilot.name == "Invoice: Dentrix to QuickBooks"
        assert Report.objects.filter(kind=ReportKind.AUDIT).count() == 1
        assert Activity.objects.filter(verb="marked as pilot candidate").count() == 1
        assert Activity.objects.filter(verb="finished", noun="audit").count() == 1


def test_nothing_is_decided_by_itself(finished, lumen):
    with client_scope(lumen):
        assert not Opportunity.objects.exclude(decision=Decision.OPEN).exists()
        assert not Initiative.objects.exists()


def test_the_page_is_one_page_and_the_same_again(finished, lumen):
    with client_scope(lumen):
        report = Report.objects.get(kind=ReportKind.AUDIT)
        assert (report.status, report.pages, report.error) == (ReportStatus.READY, 1, "")
        assert make_again(report).is_same
    html = finished.browser.get(client_url(lumen, "audit", audit_sitting_id=finished.sitting.pk)).content.decode()
    assert "Open PDF" in html
    assert "The pilot we suggest" in html


def test_it_is_sent_like_any_report(finished, lumen):
    with client_scope(lumen):
        report = Report.objects.get(kind=ReportKind.AUDIT)
    html = finished.browser.get(client_url(lumen, "report", report_id=report.pk)).content.decode()
    assert "Here is our audit on one page." in html


def test_a_failed_page_is_tried_again_from_the_same_figures(finished, lumen, run_outbox):
    with client_scope(lumen):
        before = Report.objects.get(kind=ReportKind.AUDIT)
        Report.objects.update(status=ReportStatus.FAILED)
        Flow.objects.update(minutes=99)
    finished.browser.post(client_url(lumen, "report-retry", report_id=before.pk))
    run_outbox()
    with client_scope(lumen):
        after = Report.objects.get(pk=before.pk)
        assert (after.status, after.sha256) == (ReportStatus.READY, before.sha256)


def test_a_finished_sitting_is_only_read(finished, lumen):
    for step in ("room", "tools", "hand-offs", "minutes", "score", "pilot"):
        answer = finished.post(step, names="Xero", **INVOICE)
        assert "This audit is finished" in answer.content.decode()
        assert finished.get(step).status_code == 302
    with client_scope(lumen):
        assert not Application.objects.filter(name="Xero").exists()


def test_finishing_needs_a_time(named, lumen):
    answer = named.post("finish")
    assert answer.status_code == 422
    assert "Without a time there is nothing to say" in answer.content.decode()
    with client_scope(lumen):
        assert not Report.objects.exists()
        assert not Opportunity.objects.exists()


def test_no_pilot_is_marked_where_none_pays_back(named, lumen, run_outbox):
    named.post("minutes", **named.entries(SELDOM, SELDOM))
    named.post("finish")
    run_outbox()
    with client_scope(lumen):
        assert AuditSitting.objects.get().pilot is None
        assert Report.objects.get().pages == 1
    html = named.browser.get(client_url(lumen, "audit", audit_sitting_id=named.sitting.pk)).content.decode()
    assert "None of these pays back within 60 days" in html


def test_five_long_names_stay_on_one_page(steps, lumen, run_outbox):
    names = [f"{'A tool with a very long name indeed ' * 2}{n}" for n in range(6)]
    steps.post("tools", "add", names="\n".join(names))
    for n in range(5):
        steps.post("hand-offs", "add", source=names[n], target=names[n + 1], data_object="Something long to move " * 3)
    steps.post("room", people="\n".join(f"Somebody With A Long Name {n}" for n in range(20)), hourly_rate="99999")
    steps.post("minutes", **steps.entries(*[OFTEN | {"minutes": "9999.99", "times": "9999.99"}] * 5))
    answer = steps.post("finish")
    assert answer.status_code == 200, answer.content.decode()
    run_outbox()
    with client_scope(lumen):
        assert (Report.objects.get().status, Report.objects.get().pages) == (ReportStatus.READY, 1)


def test_a_decided_or_known_opportunity_is_kept(timed, lumen):
    with client_scope(lumen):
        flow = Flow.objects.get(data_object__name="Invoice")
        known = Opportunity.objects.create(name="Billing", decision=Decision.INTEGRATE)
        known.flows.add(flow)
    timed.post("finish")
    with client_scope(lumen):
        assert Opportunity.objects.filter(flows=flow).get() == known
        assert AuditSitting.objects.get().pilot == known


def test_an_audit_page_cannot_be_asked_for_by_itself(call, lumen):
    answer = call("owner").post(client_api_url(lumen, "api-reports"), {"kind": "audit"}, format="json")
    assert answer.status_code == 400
    assert "when the audit is finished" in answer.content.decode()


HAND_OFF = {**INVOICE, "times": "20", "per": "week", "minutes": "12", "people": 1, "error_cost": "revenue_loss"}


@pytest.fixture
def api(call, lumen):
    return call("owner"), lambda name, **numbers: client_api_url(lumen, name, **numbers)


def test_a_whole_sitting_over_the_api(api, lumen, run_outbox):
    asked, url = api
    begun = asked.post(url("api-audits"), {}, format="json")
    assert begun.status_code == 201
    pk = begun.json()["id"]
    assert asked.post(url("api-audits"), {}, format="json").json()["id"] == pk
    given = {
        "people": ["Ana Ruiz"],
        "hourly_rate": "38.00",
        "tools": [{"name": "Dentrix", "department": "Front desk"}, {"name": "QuickBooks"}],
        "hand_offs": [HAND_OFF],
        "step": "score",
    }
    one = url("api-audit", audit_sitting_id=pk)
    shown = asked.patch(one, given, format="json")
    assert shown.status_code == 200, shown.content
    body = shown.json()
    assert body["people"] == ["Ana Ruiz"]
    assert body["tools"] == ["Dentrix", "QuickBooks"]
    assert body["step"] == "score"
    [line] = body["hand_offs"]
    assert (Decimal(line["hours_per_week"]), line["score"]) == (4, 18)
    assert body["suggestion"]["pays_back_within_60_days"] is True
    changed = asked.patch(one, {"hand_offs": [{"id": line["id"], "build_cost": "9000"}]}, format="json").json()
    assert changed["suggestion"]["pays_back_within_60_days"] is False
    assert "build_cost" not in changed["hand_offs"][0]["assumed"]
    finish = url("api-audit-finish", audit_sitting_id=pk)
    first, second = (asked.post(finish, {}, format="json") for _ in range(2))
    assert first.json() == second.json()
    run_outbox()
    report = asked.get(url("api-report", report_id=first.json()["report"])).json()
    assert (report["status"], report["kind"], report["pages"]) == ("ready", "audit", 1)
    assert asked.get(url("api-audits")).json()["results"][0]["state"] == "finished"
    assert asked.patch(one, {"people": []}, format="json").status_code == 409


@pytest.mark.parametrize(
    "given",
    [
        {"peple": []},
        {"hand_offs": [{"id": 999}]},
        {"hand_offs": [{**HAND_OFF, "source": "Nowhere"}]},
        {"hand_offs": [{**HAND_OFF, "minutes": "-1"}]},
        {"hand_offs": [{**HAND_OFF, "effort": 9}]},
        {"tools": [{"name": ""}]},
        {"hourly_rate": "NaN"},
        {"step": "nowhere"},
    ],
)
def test_bad_input_changes_nothing(api, lumen, given):
    asked, url = api
    pk = asked.post(url("api-audits"), {}, format="json").json()["id"]
    whole = {"tools": [{"name": "Dentrix"}, {"name": "QuickBooks"}]} | given
    answer = asked.patch(url("api-audit", audit_sitting_id=pk), whole, format="json")
    assert answer.status_code == 400, answer.content
    with client_scope(lumen):
        assert not Application.objects.exists()
        assert not Flow.objects.exists()


def test_only_a_lead_changes_the_rate_over_the_api(call, harbor):
    asked = call("consultant")
    pk = asked.post(client_api_url(harbor, "api-audits"), {}, format="json").json()["id"]
    one = client_api_url(harbor, "api-audit", audit_sitting_id=pk)
    assert asked.patch(one, {"hourly_rate": "1"}, format="json").status_code == 400
    assert asked.patch(one, {"paused": True}, format="json").json()["paused"] is True
