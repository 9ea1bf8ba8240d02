"""How sign-in behaves here: by invitation only, and its e-mails leave through the product's own delivery."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from apps.shared.accounts.letters import LETTERS
from apps.shared.accounts.mail import queue_mail


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the e-mail that allauth calls `template_prefix`. KeyError for one that the product has no words for."""
        queue_mail(to=email, letter=LETTERS[template_prefix]({**context, "email": email}))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")
