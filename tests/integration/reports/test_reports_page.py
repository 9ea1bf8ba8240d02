"""The list of reports: states, asking for one, a constant number of queries."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.reports.models import Report
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "reports")


def test_an_empty_list_says_what_belongs_here(visit, url):
    assert "No reports yet" in visit("consultant").get(url).content.decode()


def test_asking_leads_to_the_page_with_the_progress(visit, url, harbor):
    answer = visit("consultant").post(url)
    with client_scope(harbor):
        report = Report.objects.get()
    assert answer["Location"] == client_url(harbor, "report", report_id=report.pk)
    html = visit("consultant").get(answer["Location"]).content.decode()
    assert "Waiting to begin" in html
    assert client_url(harbor, "report-progress", report_id=report.pk) in html


def test_the_list_is_asked_again_only_while_something_is_made(visit, url, harbor, ready):
    assert "every 2s" not in visit("consultant").get(url).content.decode()
    visit("consultant").post(url)
    assert "every 2s" in visit("consultant").get(url).content.decode()


def test_a_finished_report_shows_its_size_and_fingerprint(visit, url, ready):
    html = visit("consultant").get(url).content.decode()
    assert ready.sha256 in html
    assert "Ready" in html


def test_the_number_of_queries_does_not_grow(visit, url, harbor, lead):
    browser = visit("consultant")
    with client_scope(harbor):
        Report.objects.create(title="One", requested_by=lead, status="ready")
    few = queries_of(browser, url)
    with client_scope(harbor):
        Report.objects.bulk_create(Report(title=f"No. {n}", requested_by=lead, status="ready") for n in range(20))
    assert_constant(browser, url, few=few)
