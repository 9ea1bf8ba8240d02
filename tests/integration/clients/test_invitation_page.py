"""The page behind an invitation's link: what each kind of visitor finds there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.utils import timezone

from apps.shared.accounts.models import User
from apps.shared.clients import people
from apps.shared.clients.models import ClientMembership, Invitation
from tests.integration.clients.helpers import link_in

JOIN = {"name": "Mara Voss", "password": "long enough words"}


@pytest.fixture
def link(harbor, lead, run_outbox) -> str:
    people.invite_person(email="mara@harbor.example", name="Mara", role="sponsor", by=lead, client=harbor)
    run_outbox()
    return link_in(mail.outbox[-1])


def test_a_new_person_joins_is_signed_in_and_lands_in_the_portal(link, visit):
    browser = visit("anonymous")
    page = browser.get(link)
    assert "You are invited to Harbor &amp; Pine" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    before = browser.session.session_key
    answer = browser.post(link, JOIN)
    assert answer["Location"] == "/clients/harbor/portal/"
    user = User.objects.get(email="mara@harbor.example")
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert browser.session.session_key != before


def test_the_second_visit_says_used(link, visit):
    visit("anonymous").post(link, JOIN)
    again = visit("anonymous").post(link, JOIN)
    assert again.status_code == 410
    assert "used already" in again.content.decode()
    assert User.objects.filter(email="mara@harbor.example").count() == 1


def test_an_expired_link_says_whom_to_ask(link, visit):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = visit("anonymous").post(link, JOIN)
    assert answer.status_code == 410
    assert "Ask Lead to send the invitation again" in answer.content.decode()
    assert not User.objects.filter(email="mara@harbor.example").exists()


def test_a_revoked_link(link, visit, lead):
    people.revoke_invitation(invitation=Invitation.objects.get(), by=lead)
    assert "taken back" in visit("anonymous").get(link).content.decode()


@pytest.mark.parametrize("token", ["nothing", "x" * 43])
def test_an_unknown_link(token, visit, world):
    answer = visit("anonymous").get(f"/invitations/{token}/")
    assert answer.status_code == 404
    assert "does not work" in answer.content.decode()


def test_the_wrong_person_is_told_and_gets_nothing(link, visit, outsider):
    answer = visit("outsider").post(link)
    assert answer.status_code == 403
    assert f"you are signed in as {outsider.email}" in answer.content.decode()
    assert not ClientMembership.objects.filter(user=outsider, client__slug="harbor").exists()


def test_somebody_with_an_account_signs_in_first(harbor, lead, outsider, run_outbox, visit):
    people.invite_person(email=outsider.email, name="", role="viewer", by=lead, client=harbor)
    run_outbox()
    link = link_in(mail.outbox[-1])
    assert f"/accounts/login/?next={link}" in visit("anonymous").get(link).content.decode()
    assert visit("outsider").post(link)["Location"] == "/clients/harbor/portal/"
    assert ClientMembership.objects.get(user=outsider, client=harbor).role == "viewer"


def test_an_anonymous_post_cannot_take_an_existing_account(harbor, lead, outsider, run_outbox, visit):
    people.invite_person(email=outsider.email, name="", role="viewer", by=lead, client=harbor)
    run_outbox()
    visit("anonymous").post(link_in(mail.outbox[-1]), JOIN)
    outsider.refresh_from_db()
    assert not outsider.check_password(JOIN["password"])
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize("password", ["", "short", "password123", "mara@harbor.example"])
def test_a_weak_password_is_refused(link, visit, password):
    answer = visit("anonymous").post(link, JOIN | {"password": password})
    assert answer.status_code == 422
    assert not User.objects.filter(email="mara@harbor.example").exists()


def test_without_csrf_token_nothing_happens(link, world):
    answer = Browser(enforce_csrf_checks=True).post(link, JOIN)
    assert answer.status_code == 403
    assert not User.objects.filter(email="mara@harbor.example").exists()
