"""The consultant's page: links per department, who answered, how far, and what to do with a link."""

import pytest
from django.core import mail
from django.utils import timezone

from apps.core.tenancy.links import client_url
from apps.tenant.history.models import Activity
from apps.tenant.intake import services
from apps.tenant.intake.models import IntakeLink
from apps.tenant.inventory.models import Department
from tests.integration.intake.conftest import HAND_OFF, Asked
from tests.queries import assert_constant, queries_of


@pytest.fixture
def desk(visit):
    return visit("consultant")


def url(harbor, name, **numbers):
    return client_url(harbor, name, **numbers)


def test_without_a_department_it_says_where_they_come_from(desk, harbor):
    assert "There are no departments yet" in desk.get(url(harbor, "intake-links")).content.decode()


def test_a_link_is_made_for_a_department_once(desk, harbor, known):
    department = Department.objects.get()
    made = desk.post(url(harbor, "intake-links"), {"department": department.pk}, follow=True)
    assert "Intake link for Operations" in made.content.decode()
    again = desk.post(url(harbor, "intake-links"), {"department": department.pk})
    assert again.status_code == 422
    assert IntakeLink.objects.count() == 1
    assert Activity.objects.filter(verb="made").count() == 1


def test_it_shows_who_answered_and_how_far(desk, harbor, link, answered, address):
    Asked(address, "Tom Okafor").post("tools/", name="Trello", go="next")
    page = desk.get(url(harbor, "intake-link", intake_link_id=link.pk))
    html = page.content.decode()
    assert address in html
    assert "<svg" in html
    assert {row.answer.person: row.how_far for row in page.context["page"].answers} == {
        "Lena Brandt": (6, 6),
        "Tom Okafor": (2, 6),
    }
    rows = desk.get(url(harbor, "intake-links")).context["page"].rows
    assert [(row.link.sent, row.link.people, row.link.waiting) for row in rows] == [(1, 2, 3)]


def test_the_code_alone_for_a_meeting(desk, harbor, link, address):
    html = desk.get(url(harbor, "intake-link-code", intake_link_id=link.pk)).content.decode()
    assert address in html
    assert "<svg" in html
    assert " style=" not in html


def test_renewing_opens_the_same_address_again(desk, harbor, link, address):
    IntakeLink.objects.update(expires_at=timezone.now())
    assert desk.get(address).status_code == 410
    desk.post(url(harbor, "intake-link-renew", intake_link_id=link.pk))
    assert desk.get(address).status_code == 200


def test_withdrawing_is_for_good_and_makes_room_for_another(desk, harbor, link, address, consultant):
    for _ in range(2):
        desk.post(url(harbor, "intake-link-withdraw", intake_link_id=link.pk))
    assert Activity.objects.filter(verb="withdrew").count() == 1
    told = desk.post(url(harbor, "intake-link-renew", intake_link_id=link.pk), follow=True)
    assert "stays closed" in told.content.decode()
    assert desk.get(address).status_code == 410
    desk.post(url(harbor, "intake-links"), {"department": link.department_id})
    assert IntakeLink.objects.filter(revoked_at=None).count() == 1


def test_it_goes_by_e_mail(desk, harbor, link, address, run_outbox):
    send = url(harbor, "intake-link-send", intake_link_id=link.pk)
    assert desk.post(send, {"email": "head@harbor.example", "words": "As discussed."}).status_code == 302
    run_outbox()
    assert mail.outbox[0].to == ["head@harbor.example"]
    assert address in mail.outbox[0].body
    assert "As discussed." in mail.outbox[0].body
    assert desk.post(send, {"email": "nobody"}).status_code == 422


def test_a_closed_link_is_not_sent(desk, harbor, link, consultant, run_outbox):
    services.withdraw_link(link, by=consultant)
    send = url(harbor, "intake-link-send", intake_link_id=link.pk)
    assert "This link is closed" in desk.post(send, {"email": "a@b.example"}, follow=True).content.decode()
    run_outbox()
    assert not mail.outbox


def test_a_department_that_goes_leaves_the_link(link):
    link.department.delete()
    link.refresh_from_db()
    assert (link.name, link.department) == ("Operations", None)


def test_more_links_and_answers_cost_no_more_queries(desk, harbor, link, answered, consultant, address):
    pages = [url(harbor, "intake-links"), url(harbor, "intake-link", intake_link_id=link.pk)]
    few = [queries_of(desk, page) for page in pages]
    for number in range(6):
        asked = Asked(address, f"Person {number}")
        asked.post("by-hand/", **HAND_OFF, go="add")
        department = Department.objects.create(name=f"Department {number}")
        services.make_link(department.pk, by=consultant)
    for page, before in zip(pages, few, strict=True):
        assert_constant(desk, page, few=before)
