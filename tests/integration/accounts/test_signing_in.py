"""Signing in and out, second factor, forgotten password; and what must not work."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser

from apps.shared.accounts.models import Mail
from tests.factories import PASSWORD
from tests.integration.clients.helpers import link_in

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _fresh_limits(world):
    cache.clear()
    yield
    cache.clear()


def sign_in(browser: Browser, user, password: str = PASSWORD, **more: str):
    return browser.post(LOGIN, {"login": user.email, "password": password, **more})


def is_signed_in(browser: Browser) -> bool:
    return "_auth_user_id" in browser.session


def test_signing_in_goes_home_with_a_new_session(lead):
    browser = Browser()
    browser.get(LOGIN)
    browser.session.save()
    before = browser.session.session_key
    assert sign_in(browser, lead)["Location"] == "/"
    assert is_signed_in(browser)
    assert browser.session.session_key != before


def test_the_address_may_be_in_capitals(lead):
    browser = Browser()
    browser.post(LOGIN, {"login": lead.email.upper(), "password": PASSWORD})
    assert is_signed_in(browser)


def test_next_leads_on_but_never_out(lead):
    assert sign_in(Browser(), lead, next="/account/tokens/")["Location"] == "/account/tokens/"
    for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"):
        assert "evil" not in sign_in(Browser(), lead, next=away)["Location"]


def test_a_wrong_password_does_not_say_which_half_was_wrong(lead):
    known = sign_in(Browser(), lead, "wrong").content.decode()
    unknown = Browser().post(LOGIN, {"login": "nobody@x.example", "password": "wrong"}).content.decode()
    said = "email address and/or password you specified are not correct"
    assert said in known
    assert said in unknown


def test_after_many_wrong_passwords_the_right_one_has_to_wait(lead):
    browser = Browser()
    for _ in range(11):
        sign_in(browser, lead, "wrong")
    answer = sign_in(browser, lead)
    assert not is_signed_in(browser)
    assert "Too many" in answer.content.decode()


def test_csrf_is_required(lead):
    browser = Browser(enforce_csrf_checks=True)
    assert sign_in(browser, lead).status_code == 403


def test_a_closed_account_cannot_sign_in(lead):
    from apps.shared.accounts.services import deactivate_user

    signed_in = Browser()
    sign_in(signed_in, lead)
    deactivate_user(user=lead)
    assert signed_in.get("/account/")["Location"].startswith(LOGIN)
    browser = Browser()
    sign_in(browser, lead)
    assert not is_signed_in(browser)


def test_signing_out_takes_a_post(visit):
    browser = visit("lead")
    assert "Sign out?" in browser.get("/accounts/logout/").content.decode()
    assert is_signed_in(browser)
    browser.post("/accounts/logout/")
    assert not is_signed_in(browser)


def test_nobody_signs_up_without_an_invitation(world):
    from apps.shared.accounts.models import User

    before = User.objects.count()
    assert "By invitation only" in Browser().get("/accounts/signup/").content.decode()
    form = {"email": "new@x.example", "password1": PASSWORD, "password2": PASSWORD}
    assert Browser().post("/accounts/signup/", form).status_code == 405
    assert User.objects.count() == before


def test_a_forgotten_password_is_chosen_anew_once(lead, run_outbox):
    browser = Browser()
    browser.post("/accounts/password/reset/", {"email": lead.email})
    run_outbox()
    assert mail.outbox[0].to == [lead.email]
    link = link_in(mail.outbox[0])
    form = browser.get(link, follow=True)
    url = form.redirect_chain[-1][0]
    new = {"password1": "another long password", "password2": "another long password"}
    assert browser.post(url, new)["Location"] == "/accounts/password/reset/done/"
    lead.refresh_from_db()
    assert lead.check_password("another long password")
    assert "no longer works" in Browser().get(link).content.decode()


def test_an_unknown_address_gets_an_answer_that_tells_a_stranger_nothing(world, run_outbox):
    answer = Browser().post("/accounts/password/reset/", {"email": "nobody@x.example"})
    assert answer["Location"] == "/accounts/password/reset/sent/"
    run_outbox()
    assert mail.outbox[0].subject == "No account with this address"


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_second_factor_is_asked_for(lead):
    secret = generate_totp_secret()
    TOTP.activate(lead, secret)
    browser = Browser()
    answer = sign_in(browser, lead, next="/account/tokens/")
    assert answer["Location"].startswith("/accounts/login/second-step/")
    assert not is_signed_in(browser)
    assert browser.get("/account/")["Location"].startswith(LOGIN)
    wrong = browser.post("/accounts/login/second-step/", {"code": "000000"})
    assert "Incorrect code" in wrong.content.decode()
    assert browser.post("/accounts/login/second-step/", {"code": totp_code(secret)})["Location"] == "/account/tokens/"
    assert is_signed_in(browser)


def test_changing_the_guard_asks_for_the_password_again(visit):
    assert visit("lead").get("/account/app/")["Location"].startswith("/accounts/again/")


def test_the_policy_for_scripts_is_strict_and_the_pages_keep_to_it(lead):
    page = Browser().get(LOGIN)
    policy = page["Content-Security-Policy"]
    assert "unsafe" not in policy
    body = page.content.decode()
    assert "onclick" not in body
    assert 'style="' not in body


def test_mail_is_sent_once_though_the_task_runs_twice(lead, run_outbox):
    from apps.shared.accounts.delivery import send

    Browser().post("/accounts/password/reset/", {"email": lead.email})
    run_outbox()
    send(Mail.objects.get().pk)
    assert len(mail.outbox) == 1


def test_mail_waits_while_the_server_is_down(lead, settings, run_outbox):
    from apps.shared.accounts.delivery import MailServerDown, send

    Browser().post("/accounts/password/reset/", {"email": lead.email})
    row = Mail.objects.get()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(MailServerDown):
        send(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("pending", 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(row.pk)
    assert len(mail.outbox) == 1


def test_mail_that_was_cut_off_is_never_sent_by_itself(lead, run_outbox):
    from apps.shared.accounts.delivery import send

    Browser().post("/accounts/password/reset/", {"email": lead.email})
    Mail.objects.update(state="sending")
    send(Mail.objects.get().pk)
    run_outbox()
    assert mail.outbox == []


def test_filters_in_the_address_survive_signing_in(lead):
    browser = Browser()
    wanted = "/?q=pine&show=waiting"
    sign_in_page = browser.get(wanted)["Location"]
    form = browser.get(sign_in_page).context["redirect_field_value"]
    assert form == wanted
