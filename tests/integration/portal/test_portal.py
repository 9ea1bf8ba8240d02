"""The client's people: what they see, what never leaks, deciding, commenting."""

from datetime import date

import pytest

from apps.core.tenancy.context import client_scope, public_scope
from apps.core.tenancy.links import client_url
from apps.shared.accounts.models import Mail
from apps.tenant.portal.models import Comment, Sighting
from apps.tenant.reports.models import Report, ReportStatus
from apps.tenant.roadmap.models import RoadmapVersion, State, VersionStatus
from tests.queries import assert_constant, queries_of

PORTAL = ("portal", "portal-roadmap", "portal-reports", "portal-comments")


def html_of(browser, url):
    response = browser.get(url, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def address(harbor, name, **numbers):
    return client_url(harbor, f"portal-{name}", **numbers)


def test_before_anything_is_published_nothing_shows(visit, harbor, roadmap):
    browser = visit("sponsor")
    for name in PORTAL:
        html = html_of(browser, client_url(harbor, name))
        assert "Stock sync" not in html
        assert "$13,709" not in html
    assert browser.get(address(harbor, "version", version_number=1)).status_code == 404


def test_the_decision_comes_first(visit, harbor, roadmap):
    roadmap.publish()
    html = html_of(visit("sponsor"), client_url(harbor, "portal"))
    assert "One decision is waiting for you." in html
    assert html.index("Approve roadmap v1") < html.index("On the roadmap")
    assert "Approve roadmap v1" not in html_of(visit("stakeholder"), client_url(harbor, "portal"))


def test_drafts_notes_and_unreleased_reports_never_leak(visit, harbor, roadmap, lead):
    roadmap.change("Stock sync", notes="secret margin", build_cost=98765)
    roadmap.add("Maybe later", state=State.CANDIDATE, start=date(2027, 1, 4), end=date(2027, 2, 1))
    roadmap.publish()
    roadmap.add("Unpublished idea", start=date(2027, 1, 4), end=date(2027, 2, 1))
    roadmap.change("Stock sync", end=date(2027, 5, 31), summary="New words")
    with client_scope(harbor):
        Report.objects.create(title="Draft report", status=ReportStatus.READY, requested_by=lead)
        Report.objects.create(title="Half made", status=ReportStatus.RUNNING, is_published=True, requested_by=lead)
        Report.objects.create(title="Autumn report", status=ReportStatus.READY, is_published=True, requested_by=lead)
    idea, stock = roadmap.initiatives["Unpublished idea"].pk, roadmap.initiatives["Stock sync"].pk
    browser = visit("sponsor")
    one = {"version_number": 1}
    pages = [client_url(harbor, name) for name in PORTAL]
    pages += [address(harbor, name, **one) for name in ("version", "approve", "changes")]
    pages.append(address(harbor, "initiative", **one, initiative_number=stock))
    html = "".join(html_of(browser, page) for page in pages)
    for hidden in ("secret margin", "98765", "98,765", "Maybe later", "Unpublished idea", "31 May", "New words"):
        assert hidden not in html, hidden
    assert "Draft report" not in html
    assert "Half made" not in html
    assert "Autumn report" in html
    assert browser.get(address(harbor, "initiative", **one, initiative_number=idea)).status_code == 404
    comment = browser.post(address(harbor, "comment", **one), {"body": "Hm", "initiative": idea})
    assert comment.status_code == 422
    with client_scope(harbor):
        assert not Comment.objects.exists()


def test_another_clients_people_see_nothing(visit, harbor, roadmap):
    roadmap.publish()
    browser = visit("other_client_member")
    assert browser.get(address(harbor, "version", version_number=1)).status_code == 404
    assert browser.get(client_url("lumen", "portal-version", version_number=1)).status_code == 404
    assert "Stock sync" not in html_of(browser, client_url("lumen", "portal"))


def test_workspace_pages_are_closed_to_the_clients_people(visit, harbor, roadmap):
    for name in ("roadmap", "portal-manage", "roadmap-publish"):
        assert visit("sponsor").get(client_url(harbor, name)).status_code == 403


def test_approving_confirms_gives_a_receipt_and_happens_once(visit, harbor, roadmap):
    roadmap.publish()
    browser, approve = visit("sponsor"), address(harbor, "approve", version_number=1)
    asked = html_of(browser, approve)
    assert "Approve roadmap v1?" in asked
    assert "$13,709" in asked
    with client_scope(harbor):
        assert RoadmapVersion.objects.get().status == VersionStatus.PROPOSED, "looking is not deciding"
    receipt = browser.post(approve, follow=True)
    assert "Roadmap v1 is approved" in receipt.content.decode()
    with client_scope(harbor):
        moment = RoadmapVersion.objects.get().decided_at
    assert "Roadmap v1 is approved" in browser.post(approve, follow=True).content.decode()
    late = browser.post(address(harbor, "changes", version_number=1), {"note": "Wait"}, follow=True)
    assert "approved version 1 already" in late.content.decode()
    with client_scope(harbor):
        version = RoadmapVersion.objects.get()
        assert (version.status, version.decided_at) == (VersionStatus.APPROVED, moment)


@pytest.mark.parametrize("persona", ["stakeholder", "viewer", "lead", "consultant"])
def test_only_a_sponsor_decides(visit, harbor, roadmap, persona):
    roadmap.publish()
    assert visit(persona).post(address(harbor, "approve", version_number=1)).status_code == 403
    with client_scope(harbor):
        assert RoadmapVersion.objects.get().status == VersionStatus.PROPOSED


def test_asking_for_changes_needs_words(visit, harbor, roadmap):
    roadmap.publish()
    browser, changes = visit("sponsor"), address(harbor, "changes", version_number=1)
    assert browser.post(changes, {"note": "  "}).status_code == 422
    html = browser.post(changes, {"note": "Not in December, please"}, follow=True).content.decode()
    assert "You asked for changes to v1" in html
    assert "Not in December, please" in html


def test_a_replaced_version_cannot_be_approved_from_an_old_tab(visit, harbor, roadmap):
    roadmap.publish()
    roadmap.second_version()
    late = visit("sponsor").post(address(harbor, "approve", version_number=1), follow=True)
    assert "replaced by v2" in late.content.decode()


def test_what_changed_reads_in_words(visit, harbor, roadmap):
    browser = visit("sponsor")
    roadmap.publish()
    browser.post(address(harbor, "approve", version_number=1))
    roadmap.second_version()
    html = html_of(browser, address(harbor, "version", version_number=2))
    assert "What changes against v1" in html
    assert "Stock sync, two weeks later" in html
    assert "You approved v1 on" in html
    assert "$14,573" in html
    home = html_of(browser, client_url(harbor, "portal"))
    assert "One addition, one move." in home
    assert "Adds $865 a year" in home


def test_comment_answer_and_e_mail(visit, harbor, roadmap, stakeholder):
    roadmap.publish()
    with public_scope():
        Mail.objects.all().delete()
    stock = roadmap.initiatives["Stock sync"].pk
    browser, comment = visit("stakeholder"), address(harbor, "comment", version_number=1)
    for _ in range(2):
        said = browser.post(comment, {"body": "Why so <b>late</b>?", "initiative": stock})
        assert said.status_code == 302
    with client_scope(harbor):
        question = Comment.objects.get()
    manage = html_of(visit("consultant"), client_url(harbor, "portal-manage"))
    assert "Why so &lt;b&gt;late&lt;/b&gt;?" in manage
    answer = client_url(harbor, "comment-answer", comment_id=question.pk)
    assert visit("consultant").post(answer, {"body": ""}).status_code == 422
    visit("consultant").post(answer, {"body": "Because of the SKUs."})
    shown = html_of(browser, address(harbor, "initiative", version_number=1, initiative_number=stock))
    assert "Because of the SKUs." in shown
    with public_scope():
        assert Mail.objects.get().to == stakeholder.email


def test_a_viewer_reads_but_does_not_comment(visit, harbor, roadmap):
    roadmap.publish()
    browser = visit("viewer")
    assert "Send comment" not in html_of(browser, address(harbor, "version", version_number=1))
    assert browser.post(address(harbor, "comment", version_number=1), {"body": "Hi"}).status_code == 403


def test_who_has_seen_a_version_counts_the_clients_people_once(visit, harbor, roadmap):
    roadmap.publish()
    for persona in ("sponsor", "sponsor", "consultant", "viewer"):
        visit(persona).get(address(harbor, "version", version_number=1))
    with client_scope(harbor):
        assert sorted(one.person_name for one in Sighting.objects.all()) == ["Sponsor", "Viewer"]
        assert RoadmapVersion.objects.get().first_seen_at is not None
    assert "Sponsor, " in html_of(visit("lead"), client_url(harbor, "portal-manage"))


def test_a_reminder_goes_out_once_a_day(visit, harbor, roadmap, sponsor):
    roadmap.publish()
    browser, remind = visit("consultant"), client_url(harbor, "portal-remind")
    assert "A reminder is on its way" in browser.post(remind, follow=True).content.decode()
    assert "went out today already" in browser.post(remind, follow=True).content.decode()
    with public_scope():
        reminders = Mail.objects.filter(subject__startswith="Reminder")
        assert [mail.to for mail in reminders] == [sponsor.email]
    visit("sponsor").post(address(harbor, "approve", version_number=1))
    assert "no longer waits" in browser.post(remind, follow=True).content.decode()


def test_every_portal_page_works_without_scripts(visit, harbor, roadmap):
    """Nothing needs hx-…, a dialog or a script to be sent."""
    roadmap.publish()
    browser = visit("sponsor")
    for name in ("version", "approve", "changes"):
        html = html_of(browser, address(harbor, name, version_number=1))
        assert "hx-post" not in html
        assert "data-dialog-open" not in html


def test_queries_do_not_grow_with_comments(visit, harbor, roadmap):
    roadmap.publish()
    browser, url = visit("stakeholder"), address(harbor, "version", version_number=1)
    browser.post(address(harbor, "comment", version_number=1), {"body": "First"})
    browser.get(url)
    few = queries_of(browser, url)
    for number in range(8):
        browser.post(address(harbor, "comment", version_number=1), {"body": f"More {number}"})
    browser.get(url)
    assert_constant(browser, url, few=few)
