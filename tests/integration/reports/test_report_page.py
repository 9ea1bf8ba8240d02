"""One report: progress, the file, publishing, and who may have it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.reports.models import Report


def url(client, name, report, **more):
    return client_url(client, name, report_id=report.pk, **more)


def test_progress_ends_by_fetching_the_page_again(visit, harbor, waiting, run_outbox):
    browser = visit("consultant", headers={"hx-request": "true"})
    first = browser.get(url(harbor, "report-progress", waiting))
    assert "hx-get" in first.content.decode()
    assert "HX-Refresh" not in first
    run_outbox()
    assert browser.get(url(harbor, "report-progress", waiting))["HX-Refresh"] == "true"


def test_without_scripts_the_progress_leads_to_the_page(visit, harbor, waiting):
    answer = visit("consultant").get(url(harbor, "report-progress", waiting))
    assert answer["Location"] == url(harbor, "report", waiting)


def test_the_file_is_shown_or_kept(visit, harbor, ready):
    shown = visit("consultant").get(url(harbor, "report-pdf", ready))
    assert shown["Content-Disposition"].startswith("inline")
    assert len(PdfReader(BytesIO(b"".join(shown.streaming_content))).pages) == ready.pages
    kept = visit("consultant").get(url(harbor, "report-pdf", ready) + "?download")
    assert kept["Content-Disposition"].startswith('attachment; filename="executive-summary')


def test_an_unfinished_report_has_no_file(visit, harbor, waiting):
    assert visit("consultant").get(url(harbor, "report-pdf", waiting)).status_code == 404


def test_the_portal_has_only_what_is_published(visit, harbor, ready):
    sponsor = visit("sponsor")
    assert sponsor.get(url(harbor, "portal-report", ready)).status_code == 404
    visit("consultant").post(url(harbor, "report-publish", ready), {"published": "yes"})
    assert sponsor.get(url(harbor, "portal-report", ready)).status_code == 200
    assert sponsor.get(url(harbor, "report-pdf", ready)).status_code == 403
    visit("consultant").post(url(harbor, "report-publish", ready))
    assert sponsor.get(url(harbor, "portal-report", ready)).status_code == 404


@pytest.mark.parametrize("name", ["report", "report-pdf", "portal-report", "report-progress"])
def test_another_clients_report_is_not_there(visit, harbor, lumen, ready, name):
    with client_scope(harbor):
        Report.objects.update(is_published=True)
    assert visit("owner").get(url(lumen, name, ready)).status_code == 404


def test_made_again_and_compared(visit, harbor, ready):
    page = visit("consultant").post(url(harbor, "report-verify", ready), follow=True)
    assert "byte for byte" in page.content.decode()


def test_a_failed_report_says_what_to_do(visit, harbor, waiting):
    with client_scope(harbor):
        Report.objects.update(status="failed", error="It broke. Try again.")
    html = visit("consultant").get(url(harbor, "report", waiting)).content.decode()
    assert "It broke. Try again." in html
    visit("consultant").post(url(harbor, "report-retry", waiting))
    with client_scope(harbor):
        waiting.refresh_from_db()
    assert waiting.status == "waiting"
