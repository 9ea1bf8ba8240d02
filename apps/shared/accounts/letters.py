"""What the product writes to people about their account: each e-mail as data, rendered by one pair of templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PRODUCT = "Throughline"
ACCENT = "#1f4e79"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One e-mail. `paragraphs` come before the button, `notes` small below it."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    sender: str = PRODUCT
    accent: str = ACCENT


Context = Mapping[str, Any]


def _password_reset(context: Context) -> Letter:
    return Letter(
        subject="Choose a new password",
        heading="Choose a new password",
        paragraphs=(f"Somebody, hopefully you, asked for a new password for {context['email']}.",),
        button="Choose a new password",
        url=context["password_reset_url"],
        notes=("The link works once. If you did not ask for it, nothing has changed and you can delete this e-mail.",),
    )


def _unknown_account(context: Context) -> Letter:
    return Letter(
        subject="No account with this address",
        heading="There is no account with this address",
        paragraphs=(
            f"Somebody, hopefully you, asked for a new password for {context['email']}, but nobody here uses it.",
            "Perhaps you were invited under another address. Accounts are made by invitation only.",
        ),
    )


def _confirm_address(context: Context) -> Letter:
    return Letter(
        subject="Confirm your e-mail address",
        heading="Confirm your e-mail address",
        paragraphs=(f"Please confirm that {context['email']} is yours.",),
        button="Confirm address",
        url=context["activate_url"],
        notes=("The link works for three days.",),
    )


def _notice(subject: str, what: str) -> Callable[[Context], Letter]:
    def letter(context: Context) -> Letter:
        return Letter(
            subject=subject,
            heading=subject,
            paragraphs=(
                what,
                f"It happened on {context['timestamp']:%-d %B %Y at %H:%M} UTC from the address {context['ip']}.",
            ),
            notes=("If this was not you, choose a new password at once and tell whoever invited you.",),
        )

    return letter


# By the names that django-allauth gives to its e-mails.
LETTERS: dict[str, Callable[[Context], Letter]] = {
    "account/email/password_reset_key": _password_reset,
    "account/email/unknown_account": _unknown_account,
    "account/email/email_confirmation": _confirm_address,
    "account/email/email_confirmation_signup": _confirm_address,
    "account/email/password_changed": _notice("Your password was changed", "The password of your account was changed."),
    "account/email/password_reset": _notice("Your password was changed", "Your account has a new password."),
    "account/email/password_set": _notice("Your password was set", "Your account has a password now."),
    "mfa/email/totp_activated": _notice(
        "Authenticator app added", "Signing in now also asks for a code from your authenticator app."
    ),
    "mfa/email/totp_deactivated": _notice(
        "Authenticator app removed", "Signing in no longer asks for a code from your authenticator app."
    ),
    "mfa/email/webauthn_added": _notice("Passkey added", "A passkey was added to your account."),
    "mfa/email/webauthn_removed": _notice("Passkey removed", "A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": _notice(
        "New recovery codes", "A new set of recovery codes was made. The old ones no longer work."
    ),
}
