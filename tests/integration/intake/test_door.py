"""Who comes in by a link: whoever holds an open one. Everybody else learns nothing about the client."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from apps.core.tenancy.context import client_scope, public_scope
from apps.core.tenancy.links import public_url
from apps.tenant.intake import services
from apps.tenant.intake.links import answer_token, token_for
from apps.tenant.intake.models import IntakeAnswer, IntakeLink
from apps.tenant.intake.views import asking
from apps.tenant.inventory.models import Department
from tests.integration.intake.conftest import Asked, nobody

STEPS = ("", "tools/", "by-hand/", "pain/", "else/", "check/", "done/", "go-on/x/")


def test_it_opens_without_an_account(address, harbor):
    page = nobody().get(address)
    html = unescape(page.content.decode())
    assert page.status_code == 200
    assert harbor.name in html
    assert "Questions for Operations" in html
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_it_opens_for_somebody_who_is_signed_in_elsewhere(address, visit):
    assert visit("outsider").get(address).status_code == 200


@pytest.mark.parametrize("step", STEPS)
def test_an_expired_link_says_whom_to_ask_and_nothing_else(address, link, harbor, step):
    IntakeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    page = nobody().get(f"{address}{step}")
    html = page.content.decode()
    assert page.status_code == 410
    assert "This link has expired" in html
    assert "Ask whoever sent it" in html
    assert not [word for word in ("Harbor", harbor.firm.name, "Operations", "Shopify") if word in html]


def test_a_withdrawn_link_opens_nothing_and_keeps_what_was_answered(lena, link, harbor, consultant):
    services.withdraw_link(link, by=consultant)
    page = lena.get("tools/")
    assert page.status_code == 410
    assert "This link was withdrawn" in page.content.decode()
    assert "Harbor" not in page.content.decode()
    assert lena.post("tools/", name="X", go="add").status_code == 410
    assert IntakeAnswer.objects.get().person == "Lena Brandt"


def test_of_an_archived_client_it_is_closed(address, harbor):
    with public_scope():
        type(harbor).objects.filter(pk=harbor.pk).update(status="archived")
    assert nobody().get(address).status_code == 410


@pytest.mark.parametrize("change", [lambda t: t[:-2] + "xx", lambda t: "x" + t, lambda t: "nonsense", lambda t: t * 9])
def test_a_changed_link_is_unknown(address, link, harbor, change):
    page = nobody().get(public_url("intake-start", intake_token=change(token_for(harbor, link))))
    assert page.status_code == 404
    assert "This link opens nothing" in page.content.decode()


def test_a_link_of_no_client_gets_the_answer_of_a_forged_one(link, harbor):
    class NoClient:
        pk = 10**9

    forged = nobody().get(public_url("intake-start", intake_token="forged"))
    no_client = nobody().get(public_url("intake-start", intake_token=token_for(NoClient(), link)))
    link.pk = 10**9
    no_link = nobody().get(public_url("intake-start", intake_token=token_for(harbor, link)))
    assert {page.status_code for page in (forged, no_client, no_link)} == {404}
    shown = {page.content.split(b"<body")[1] for page in (forged, no_client, no_link)}
    assert len(shown) == 1


def test_guessing_is_slowed_down(world, monkeypatch):
    monkeypatch.setattr(asking, "MOST_GUESSES", 2)
    guess = public_url("intake-start", intake_token="guess")
    assert [nobody().get(guess).status_code for _ in range(3)] == [404, 404, 429]


def test_so_is_somebody_who_sends_without_end(lena, monkeypatch):
    monkeypatch.setattr(asking, "MOST_A_MINUTE", 1)
    assert lena.get("tools/").status_code == 429


def test_every_question_asks_for_the_name_first(address):
    for step in ("tools/", "by-hand/", "pain/", "else/", "check/", "done/"):
        answer = nobody().get(f"{address}{step}")
        assert (answer.status_code, answer["Location"]) == (302, address)


def test_the_name_is_needed(address):
    asked = Asked(address, name="")
    page = asked.post("", person="  ", key=asked.key())
    assert page.status_code == 422
    assert "Enter your name" in page.content.decode()
    assert not IntakeAnswer.objects.exists()


def test_begun_twice_by_a_double_click_is_begun_once(address):
    asked = Asked(address, name="")
    key = asked.key()
    for name in ("Lena", "Lena Brandt"):
        assert asked.post("", person=name, key=key).status_code == 302
    assert [answer.person for answer in IntakeAnswer.objects.all()] == ["Lena Brandt"]


def test_two_people_on_two_phones_do_not_meet(address):
    one, other = Asked(address, "Lena"), Asked(address, "Tom")
    one.post("tools/", name="Packing list", go="add")
    assert "Packing list" in one.get("tools/").content.decode()
    assert "Packing list" not in other.get("tools/").content.decode()


def test_somebody_else_on_the_same_phone(lena):
    assert "Welcome back, Lena Brandt" in lena.get().content.decode()
    lena.post("leave/")
    page = lena.get().content.decode()
    assert "Lena" not in page
    lena.post("", person="Tom", key=lena.key())
    assert IntakeAnswer.objects.count() == 2


def test_going_on_with_the_same_link_and_at_another_screen(lena, harbor, address):
    lena.post("tools/", name="Packing list", go="next")
    own = lena.get().context["page"].own_address
    laptop = nobody()
    there = laptop.get(own, follow=True)
    assert there.redirect_chain[-1][0] == f"{address}by-hand/"
    assert "Packing list" in laptop.get(f"{address}tools/").content.decode()


def test_the_token_of_one_link_is_worth_nothing_at_another(lena, harbor, lumen, lead, link):
    with client_scope(lumen):
        other = services.make_link(Department.objects.create(name="Front desk").pk, by=lead)
        start = public_url("intake-start", intake_token=token_for(lumen, other))
    token = answer_token(harbor, IntakeAnswer.objects.get())
    for wrong in (token, token[:-1] + "x", "nonsense"):
        answer = nobody().get(f"{start}go-on/{wrong}/")
        assert (answer.status_code, answer["Location"]) == (302, start)
    phone = nobody()
    phone.cookies[f"intake-{lumen.pk}-{other.pk}"] = token
    assert "Lena" not in phone.get(start).content.decode()


def test_no_more_people_than_a_link_is_for(address, monkeypatch, link):
    monkeypatch.setattr("apps.tenant.intake.services.answering.MOST_PEOPLE", 1)
    Asked(address, "Lena")
    refused = Asked(address, "Tom").begun
    assert refused.status_code == 422
    assert "Ask whoever sent it" in refused.content.decode()
    assert IntakeAnswer.objects.count() == 1


def test_a_form_from_another_site_is_refused(address):
    phone = nobody(enforce_csrf_checks=True)
    assert phone.post(address, {"person": "Lena", "key": "0" * 32}).status_code == 403
