"""Tokens for scripts: issued, used, refused."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from django.utils import timezone

from apps.core.errors import Refused
from apps.shared.accounts.models import ApiToken
from apps.shared.accounts.services import deactivate_user, issue_token, revoke_token

API = "/api/v1/clients/harbor/applications/"
ROW = {"name": "HubSpot", "vendor": "HubSpot", "function": "CRM"}


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def code_of(response) -> str:
    return response.json()["error"]["code"]


def test_a_token_reads_and_writes_with_its_persons_rights(consultant):
    headers = bearer(issue_token(user=consultant, name="x").secret)
    browser = Browser(enforce_csrf_checks=True)
    assert browser.get(API, headers=headers).status_code == 200
    assert browser.post(API, ROW, content_type="application/json", headers=headers).status_code == 201


def test_only_the_digest_is_kept(consultant):
    issued = issue_token(user=consultant, name="x")
    assert issued.secret not in str(ApiToken.objects.filter(pk=issued.token.pk).values().get())


def test_a_read_token_cannot_write(consultant):
    headers = bearer(issue_token(user=consultant, name="x", scope="read").secret)
    assert Browser().get(API, headers=headers).status_code == 200
    answer = Browser().post(API, ROW, content_type="application/json", headers=headers)
    assert (answer.status_code, code_of(answer)) == (403, "read_only_token")


@pytest.mark.parametrize("secret", ["", "tl_unknown", "x" * 500])
def test_an_unknown_token_is_401_in_the_apis_shape(secret, world):
    answer = Browser().get(API, headers=bearer(secret))
    assert (answer.status_code, code_of(answer)) == (401, "invalid_token")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_expired_and_revoked_tokens_are_401(consultant):
    expired, revoked = issue_token(user=consultant, name="a"), issue_token(user=consultant, name="b")
    ApiToken.objects.filter(pk=expired.token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    revoke_token(token=revoked.token)
    for issued in (expired, revoked):
        assert Browser().get(API, headers=bearer(issued.secret)).status_code == 401


def test_a_closed_account_ends_its_tokens(consultant):
    issued = issue_token(user=consultant, name="x")
    deactivate_user(user=consultant)
    assert Browser().get(API, headers=bearer(issued.secret)).status_code == 401
    with pytest.raises(Refused):
        issue_token(user=consultant, name="y")


def test_a_token_opens_no_page(lead):
    answer = Browser().get("/account/", headers=bearer(issue_token(user=lead, name="x").secret))
    assert answer["Location"].startswith("/accounts/login/")


def test_a_token_of_another_firm_finds_nothing(outsider):
    answer = Browser().get(API, headers=bearer(issue_token(user=outsider, name="x").secret))
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_a_bad_token_is_refused_even_with_a_session(visit):
    assert visit("consultant").get(API, headers=bearer("tl_old")).status_code == 401


def test_use_is_noted_to_the_minute(consultant):
    issued = issue_token(user=consultant, name="x")
    Browser().get(API, headers=bearer(issued.secret))
    issued.token.refresh_from_db()
    first = issued.token.last_used_at
    Browser().get(API, headers=bearer(issued.secret))
    issued.token.refresh_from_db()
    assert first is not None
    assert issued.token.last_used_at == first


@pytest.mark.parametrize("days", [0, -1, 367])
def test_lifetimes_have_limits(consultant, days):
    with pytest.raises(Refused):
        issue_token(user=consultant, name="x", days=days)


def test_the_command_prints_the_token_and_nothing_else(consultant):
    out = StringIO()
    call_command("issue_token", consultant.email.upper(), "--scope=read", "--days=1", stdout=out)
    secret = out.getvalue().strip()
    assert out.getvalue() == f"{secret}\n"
    assert Browser().get(API, headers=bearer(secret)).status_code == 200


def test_the_command_says_who_is_missing(world):
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("issue_token", "nobody@x.example")


def test_the_page_shows_a_new_token_once(visit, consultant):
    browser = visit("consultant")
    made = browser.post("/account/tokens/", {"name": "Import", "scope": "write", "days": "30"})
    secret = made.context["page"].secret
    assert secret in made.content.decode()
    assert made["Cache-Control"] == "no-store"
    assert secret not in browser.get("/account/tokens/").content.decode()
    assert Browser().get(API, headers=bearer(secret)).status_code == 200


def test_revoking_on_the_page(visit, consultant):
    issued = issue_token(user=consultant, name="Import")
    page = visit("consultant").post(f"/account/tokens/{issued.token.pk}/revoke/", follow=True)
    assert "no longer works" in page.content.decode()
    assert Browser().get(API, headers=bearer(issued.secret)).status_code == 401


def test_somebody_elses_token_is_not_there(visit, consultant):
    issued = issue_token(user=consultant, name="Import")
    assert visit("lead").post(f"/account/tokens/{issued.token.pk}/revoke/").status_code == 404
    issued.token.refresh_from_db()
    assert issued.token.is_valid
