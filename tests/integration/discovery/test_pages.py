"""The pages: handing in, deciding one by one and in bulk, the queue, the files, the figure at the end."""

import pytest

from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import client_url
from apps.tenant.discovery import services
from apps.tenant.discovery.models import Discovery, DiscoveryStatus, Finding
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.services import add_application
from tests.integration.discovery import files
from tests.integration.imports.files import csv_file
from tests.queries import assert_constant, queries_of


@pytest.fixture
def url(harbor):
    return client_url(harbor, "discovery")


@pytest.fixture
def browser(visit):
    return visit("consultant")


@pytest.fixture
def found(harbor, hand_in):
    """found("Trello"): its finding in the card export; "" for the unknown merchant."""
    discovery = hand_in(files.CARD)

    def finding(product):
        with client_scope(harbor):
            return discovery.findings.get(product=product)

    return finding


def of(harbor, finding, name="proposal"):
    return client_url(harbor, name, finding_id=finding.pk)


def test_an_empty_page_teaches(browser, url):
    html = browser.get(url).content.decode()
    assert "No export was uploaded yet" in html
    assert "30–50" in html


def test_a_file_is_read_and_its_proposals_shown(browser, url, harbor):
    answer = browser.post(url, {"source": "card", "file": csv_file(files.CARD, "amex.csv")}, follow=True)
    html = answer.content.decode()
    assert "Recognised, 100" in html
    html = browser.get(url).content.decode()
    assert "Trello" in html
    assert "$720" in html
    assert "Monthly" in html
    with client_scope(harbor):
        assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"source": "card"}, "Choose a file"),
        ({"source": "card", "file": b""}, "The file is empty"),
        ({"source": "card", "file": b"%PDF-1.7"}, "This is a PDF"),
        ({"source": "card", "file": b"Description\nTrello\n"}, "only one column"),
        ({"source": "fax", "file": b"a,b\n1,2\n"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_read_comes_back_with_the_reason(browser, url, harbor, typed, words):
    if "file" in typed:
        typed = typed | {"file": csv_file(typed["file"])}
    answer = browser.post(url, typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    with client_scope(harbor):
        assert not Discovery.objects.exists()


def test_200_megabytes_are_refused_by_what_they_announce(browser, url):
    answer = browser.post(url, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=200 * 1024 * 1024)
    assert answer.status_code == 413


def test_accepting_with_undo(browser, url, harbor, found):
    trello = found("Trello")
    page = browser.get(of(harbor, trello)).content.decode()
    assert "matches by" in page
    assert 'value="720.00"' in page
    answer = browser.post(
        of(harbor, trello, "proposal-accept"), {"name": "Trello", "annual_cost": "700", "is_shadow_it": "on"}
    )
    assert answer.status_code == 302
    with client_scope(harbor):
        assert Application.objects.in_use().get().annual_cost == 700
    assert "Trello accepted" in browser.get(url).content.decode()
    browser.post(of(harbor, trello, "proposal-reopen"))
    with client_scope(harbor):
        assert not Application.objects.in_use().exists()


def test_the_figure_at_the_end(browser, url, harbor, consultant, found):
    with client_scope(harbor):
        for number in range(3):
            add_application({"name": f"Tool {number}"}, by=consultant)
    browser.post(of(harbor, found("Trello"), "proposal-accept"))
    html = browser.get(url).content.decode()
    assert "+33" in html
    assert "+67" in html
    assert "with the 1 new proposal<" in html


def test_merge_and_dismiss_say_what_is_missing(browser, harbor, consultant, found):
    trello = found("Trello")
    assert browser.post(of(harbor, trello, "proposal-merge"), {}).status_code == 422
    dismissed = browser.post(of(harbor, trello, "proposal-dismiss"), {"reason": " "})
    assert "so that nobody asks again" in dismissed.content.decode()
    with client_scope(harbor):
        boards = add_application({"name": "Boards"}, by=consultant)
    assert browser.post(of(harbor, trello, "proposal-merge"), {"application": boards.pk}).status_code == 302
    again = browser.post(of(harbor, trello, "proposal-dismiss"), {"reason": "Late"}, follow=True).content.decode()
    assert "has merged Trello already" in again


def test_bulk_and_its_undo(browser, url, harbor, consultant, found):
    rows = [found("Trello").pk, found("Slack").pk]
    decide = client_url(harbor, "discovery-decide")
    assert "2 accepted" in browser.post(decide, {"row": rows, "action": "accept"}, follow=True).content.decode()
    with client_scope(harbor):
        assert Application.objects.in_use().count() == 2
    browser.post(f"{decide}?action=reopen&row={rows[0]}&row={rows[1]}")
    with client_scope(harbor):
        assert not Application.objects.in_use().exists()
        assert set(Finding.objects.exclude(product="").values_list("state", flat=True)) == {"open"}
    browser.post(decide, {"row": rows, "action": "dismiss", "reason": "Known"})
    assert "Dismissed" in browser.get(url, {"show": "decided"}).content.decode()
    late = browser.post(decide, {"row": rows, "action": "accept"}, follow=True).content.decode()
    assert "Nothing was changed" in late
    browser.post(f"{decide}?action=reopen&row={rows[0]}&row={rows[1]}")
    with client_scope(harbor):
        boards = add_application({"name": "Boards"}, by=consultant)
    nameless = browser.post(decide, {"row": rows, "action": "merge", "application": "Bards"}, follow=True)
    assert "Name the application of the inventory" in nameless.content.decode()
    merged = browser.post(decide, {"row": rows, "action": "merge", "application": " boards"}, follow=True)
    assert "2 merged" in merged.content.decode()
    with client_scope(harbor):
        assert set(Finding.objects.filter(state="merged").values_list("application", flat=True)) == {boards.pk}
    for wrong in ({"row": ["x", "٣", "9" * 5000], "action": "accept"}, {"row": rows, "action": "burn"}, {}):
        assert "Select at least one row" in browser.post(decide, wrong, follow=True).content.decode()


def test_the_queue(browser, url, harbor, found):
    unknown = found("")
    assert "BRIGHTDESK PRO" in browser.get(url, {"show": "unmatched"}).content.decode()
    assert browser.post(of(harbor, unknown, "proposal-assign"), {"product": ""}).status_code == 422
    browser.post(of(harbor, unknown, "proposal-ignore"))
    assert "BRIGHTDESK PRO" in browser.get(url, {"show": "ignored"}).content.decode()
    browser.post(of(harbor, unknown, "proposal-reopen"))
    browser.post(of(harbor, unknown, "proposal-assign"), {"product": "Brightdesk"})
    assert "Brightdesk" in browser.get(url).content.decode()


def test_a_cost_is_offered_and_taken_over_by_hand(browser, harbor, consultant, found):
    with client_scope(harbor):
        listed = add_application({"name": "Trello"}, by=consultant)
    trello = found("Trello")
    assert "has no yearly cost" in browser.get(of(harbor, trello)).content.decode()
    browser.post(of(harbor, trello, "proposal-cost"))
    with client_scope(harbor):
        listed.refresh_from_db()
        assert listed.annual_cost == 720


def test_columns_are_changed_on_the_files_page(browser, harbor, hand_in):
    discovery = hand_in("Wann,Wer,Wieviel\n05/12/2026,Trello,60\n")
    here = client_url(harbor, "discovery-file", discovery_id=discovery.pk)
    assert "No column is taken for" in browser.get(here).content.decode()
    wrong = browser.post(here, {"charges": "above", "column_0": "text", "column_1": "text"})
    assert wrong.status_code == 422
    assert "both taken for" in wrong.content.decode()
    right = {"charges": "above", "column_0": "day", "column_1": "text", "column_2": "amount"}
    assert "Chosen by hand" in browser.post(here, right, follow=True).content.decode()


def test_progress_is_asked_for_and_leads_on(browser, harbor, hand_in, run_outbox):
    discovery = hand_in("Date,Description,Amount\n" + "05/12/2026,Trello,60\n" * 5_100)
    here = client_url(harbor, "discovery-file", discovery_id=discovery.pk)
    poll = {"path": here, "data": {"poll": 1}, "headers": {"HX-Request": "true"}}
    assert "Opening the file" in browser.get(**poll).content.decode()
    run_outbox()
    assert browser.get(**poll).headers["HX-Redirect"] == here


@pytest.mark.parametrize("status", DiscoveryStatus.values)
def test_every_state_has_a_page(browser, harbor, hand_in, status):
    discovery = hand_in(files.CARD + files.CARD.splitlines()[1] + "\nsoon,x,y,z,1\n")
    with client_scope(harbor):
        Discovery.objects.update(status=status, error="Something was wrong." if status == "failed" else "")
    assert browser.get(client_url(harbor, "discovery-file", discovery_id=discovery.pk)).status_code == 200


def test_a_removed_file_comes_back(browser, url, harbor, hand_in):
    discovery = hand_in(files.CARD)
    browser.post(client_url(harbor, "discovery-remove", discovery_id=discovery.pk))
    assert "No export was uploaded yet" in browser.get(url).content.decode()
    here = client_url(harbor, "discovery-file", discovery_id=discovery.pk)
    assert "This file is removed" in browser.get(here).content.decode()
    browser.post(client_url(harbor, "discovery-restore", discovery_id=discovery.pk))
    assert "Trello" in browser.get(url).content.decode()


def test_queries_do_not_grow(browser, url, harbor, hand_in, consultant):
    first = hand_in(files.CARD)
    with client_scope(harbor):
        services.accept_findings(first.findings.filter(product="Slack"), client=harbor, by=consultant)
        trello = first.findings.get(product="Trello")
    shows = ["", "known", "decided", "unmatched"]
    few = {show: queries_of(browser, url, show=show) for show in shows}
    here = client_url(harbor, "discovery-file", discovery_id=first.pk)
    few_of_file, few_of_one = queries_of(browser, here), queries_of(browser, of(harbor, trello))
    for number in range(4):
        more = files.monthly(f"MERCHANT {chr(97 + number) * 6}", "9.00")
        hand_in(files.amex(*files.TRELLO, *files.SLACK, *more, *files.monthly("ZOOM.US", "15.99")))
        hand_in(files.OKTA, "sso")
    for show in shows:
        assert_constant(browser, url, few=few[show], show=show)
    assert_constant(browser, here, few=few_of_file)
    assert_constant(browser, of(harbor, trello), few=few_of_one)
