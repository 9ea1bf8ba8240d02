"""Changing a tool: what it touches, its tasks, and exit conditions that hold before it is closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_api_url, client_url
from apps.tenant.change.models import ChangeState, Evidence, ToolChange
from apps.tenant.contracts.services import add_contract
from apps.tenant.inventory.models import Application
from apps.tenant.registry.models import Integration, IntegrationStatus
from apps.tenant.reports.models import Report, ReportStatus
from tests.queries import assert_constant, queries_of


def text_of(browser, address):
    return " ".join(browser.get(address).content.decode().split())


@pytest.fixture
def hubspot(harbor, lead, deal):
    """With an integration, a contract and a report that name it."""
    with client_scope(harbor):
        own = Application.objects.get(name="HubSpot")
        Integration.objects.create(opportunity=deal.opportunity, name="Deal to invoice", status=IntegrationStatus.LIVE)
        add_contract({"data_object": "Invoice"}, by=lead)
        for title, names in (("With it", "HubSpot → QuickBooks"), ("Without it", "Zoho")):
            snapshot = {"flows": [{"name": names}]}
            Report.objects.create(
                title=title, requested_by=lead, status=ReportStatus.READY, snapshot=snapshot, public_id=uuid4()
            )
        return own


@pytest.fixture
def started(desk, harbor, hubspot, today):
    plan = {"kind": "replace", "reason": "Twice the price", "major_changes": "2", "start": today.isoformat()}
    answer = desk.post(client_url(harbor, "tool-change-start", application_id=hubspot.pk), plan)
    assert answer.status_code == 302
    with client_scope(harbor):
        return ToolChange.objects.get()


def page_of(harbor, change, name="tool-change"):
    return client_url(harbor, name, tool_change_id=change.pk)


def tick_all(desk, harbor, change, condition):
    with client_scope(harbor):
        tasks = list(change.tasks.filter(condition=condition))
    for task in tasks:
        desk.post(client_url(harbor, "tool-task-done", tool_task_id=task.pk), {"done": "yes", "note": "as planned"})
    return tasks


def test_what_an_application_touches(desk, harbor, hubspot):
    html = text_of(desk, client_url(harbor, "application-impact", application_id=hubspot.pk))
    for words in ("HubSpot → QuickBooks", "Deal to invoice", "Invoice", "With it", "Plan a change"):
        assert words in html
    assert "Without it" not in html
    link = client_url(harbor, "application-impact", application_id=hubspot.pk)
    assert link in text_of(desk, client_url(harbor, "application", application_id=hubspot.pk))


def test_two_steps_out_on_the_map(call, harbor, hubspot):
    """HubSpot → QuickBooks ← Zoho: Zoho is two steps away."""
    shown = call("consultant").get(client_api_url(harbor, "api-application-impact", application_id=hubspot.pk)).json()
    names = {row["step"]: [one["name"] for one in row["applications"]] for row in shown["steps"]}
    assert names == {1: ["QuickBooks"], 2: ["Zoho"]}
    assert [one["name"] for one in shown["flows"]] == ["HubSpot → QuickBooks, Invoice"]
    assert [one["name"] for one in shown["contracts"]] == ["Invoice"]
    assert [one["name"] for one in shown["integrations"]] == ["Deal to invoice"]
    assert [one["name"] for one in shown["initiatives"]] == ["Deal to invoice"]
    assert [one["name"] for one in shown["reports"]] == ["With it"]
    assert shown["change"] is None


def test_impact_costs_the_same_with_more_flows(desk, harbor, roadmap, hubspot):
    page = client_url(harbor, "application-impact", application_id=hubspot.pk)
    desk.get(page)
    few = queries_of(desk, page)
    roadmap.accept("Lead sync")
    assert_constant(desk, page, few=few)
    assert "Lead sync" in text_of(desk, page)


def test_nothing_hangs_on_a_new_application(desk, harbor, roadmap, lead):
    with client_scope(harbor):
        lonely = Application.objects.create(name="Lonely")
    html = text_of(desk, client_url(harbor, "application-impact", application_id=lonely.pk))
    assert "Nothing hangs on it" in html
    assert "Nobody owns it" in html


def test_a_change_begins_with_its_tasks_and_two_weeks_for_each_major_change(desk, harbor, started, today):
    assert started.end == today + timedelta(weeks=4)
    html = text_of(desk, page_of(harbor, started))
    for words in ("Check the data contract Invoice", "Test Deal to invoice in staging"):
        assert words in html
    assert "Update the registry entry Deal to invoice" in html
    assert "Missing: impact review, staging test, test evidence, registry update." in html


def test_it_closes_only_with_its_exit_conditions(desk, harbor, started):
    close = page_of(harbor, started, "tool-change-close")
    for condition in ("review", "staging_test", "registry"):
        assert "missing" in desk.post(close, follow=True).content.decode()
        assert tick_all(desk, harbor, started, condition)
    assert "Not yet: test evidence is missing." in desk.post(close, follow=True).content.decode()
    desk.post(page_of(harbor, started, "evidence-add"), {"words": "40 deals came through"})
    assert "is closed" in desk.post(close, follow=True).content.decode()
    with client_scope(harbor):
        assert ToolChange.objects.get().state == ChangeState.CLOSED
    late = desk.post(page_of(harbor, started, "tool-task-add"), {"name": "One more"})
    assert late.status_code == 422
    assert "so it stays as it is" in late.content.decode()


def test_evidence_is_words_a_link_or_a_file(desk, harbor, started, visit):
    add = page_of(harbor, started, "evidence-add")
    nothing = desk.post(add, {"words": "", "link": ""})
    assert nothing.status_code == 422
    assert "add a link or a file" in nothing.content.decode()
    assert desk.post(add, {"link": "javascript:alert(1)"}).status_code == 422
    empty = desk.post(add, {"file": SimpleUploadedFile("a.txt", b"")})
    assert "The file is empty" in empty.content.decode()
    program = desk.post(add, {"file": SimpleUploadedFile("setup.exe", b"x")})
    assert (program.status_code, "A program is no evidence" in program.content.decode()) == (422, True)
    desk.post(add, {"file": SimpleUploadedFile("protocol.html", b"<script>alert(1)</script>")})
    with client_scope(harbor):
        row = Evidence.objects.get()
    there = desk.get(client_url(harbor, "evidence-file", evidence_id=row.pk))
    assert there["Content-Disposition"] == 'attachment; filename="protocol.html"'
    assert there["Content-Type"] == "application/octet-stream"
    assert b"".join(there.streaming_content) == b"<script>alert(1)</script>"
    assert visit("sponsor").get(client_url(harbor, "evidence-file", evidence_id=row.pk)).status_code in {403, 404}
    default_storage.delete(row.stored)
    assert desk.get(client_url(harbor, "evidence-file", evidence_id=row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": ""}, "This field is required"),
        ({"major_changes": "0"}, "greater than or equal to 1"),
        ({"end": "2020-01-01"}, "before it starts"),
        ({"start": "20266-01-01"}, "valid date"),
        ({"start": "2150-01-01"}, "cannot be right"),
    ],
)
def test_a_wrong_plan_is_refused(desk, harbor, hubspot, today, given, words):
    plan = {"kind": "replace", "reason": "Price", "major_changes": "1", "start": today.isoformat()} | given
    answer = desk.post(client_url(harbor, "tool-change-start", application_id=hubspot.pk), plan)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not ToolChange.objects.exists()


def test_one_change_at_a_time(desk, harbor, hubspot, started, today):
    plan = {"kind": "update", "reason": "Again", "major_changes": "1", "start": today.isoformat()}
    page = client_url(harbor, "tool-change-start", application_id=hubspot.pk)
    assert "is under way" in desk.post(page, plan).content.decode()
    drop = page_of(harbor, started, "tool-change-drop")
    assert desk.post(drop, {"drop_reason": ""}).status_code == 422
    desk.post(drop, {"drop_reason": "The price fell"})
    assert desk.post(page, plan).status_code == 302


def test_a_task_of_your_own_goes_an_exit_condition_stays(desk, harbor, started):
    desk.post(page_of(harbor, started, "tool-task-add"), {"name": "Tell the vendor"})
    with client_scope(harbor):
        own, fixed = started.tasks.get(name="Tell the vendor"), started.tasks.filter(condition="review").first()
    for task in (own, fixed):
        desk.post(client_url(harbor, "tool-task-remove", tool_task_id=task.pk))
    with client_scope(harbor):
        assert not started.tasks.filter(pk=own.pk).exists()
        assert started.tasks.filter(pk=fixed.pk).exists()


def test_the_list_costs_the_same_with_more_changes(desk, harbor, lead, started, today):
    page = client_url(harbor, "tool-changes")
    assert "Replace HubSpot" in text_of(desk, page)
    few = queries_of(desk, page)
    with client_scope(harbor):
        for number in range(5):
            own = Application.objects.create(name=f"Tool {number}")
            ToolChange.objects.create(application=own, reason="x", start=today, end=today)
    assert_constant(desk, page, few=few)


def test_no_change_yet(desk, harbor):
    assert "No tool is being changed" in text_of(desk, client_url(harbor, "tool-changes"))
