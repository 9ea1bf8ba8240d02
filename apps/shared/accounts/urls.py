"""Signing in and out, and a person's own account. django-allauth's views under the product's addresses."""

from allauth.account import views as sign_in
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import register_converter
from django.urls.converters import StringConverter

from apps.core.access import Right, route
from apps.shared.accounts import views

OPEN, SELF = Right.OPEN, Right.SIGNED_IN


class Base36(StringConverter):
    regex = "[0-9A-Za-z]+"


register_converter(Base36, "base36")

_sign_in = [
    route("accounts/login/", sign_in.login, name="account_login", read=OPEN, write=OPEN),
    route("accounts/login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn", read=OPEN, write=OPEN),
    route("accounts/login/second-step/", mfa.authenticate, name="mfa_authenticate", read=OPEN, write=OPEN),
    route("accounts/logout/", sign_in.logout, name="account_logout", read=OPEN, write=OPEN),
    route("accounts/inactive/", sign_in.account_inactive, name="account_inactive", read=OPEN),
    # Always answers "by invitation only": the adapter keeps sign-up closed.
    route("accounts/signup/", sign_in.signup, name="account_signup", read=OPEN),
]
_password = [
    route("accounts/password/reset/", sign_in.password_reset, name="account_reset_password", read=OPEN, write=OPEN),
    route("accounts/password/reset/sent/", sign_in.password_reset_done, name="account_reset_password_done", read=OPEN),
    route(
        "accounts/password/reset/<base36:uidb36>-<str:key>/",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
        read=OPEN,
        write=OPEN,
    ),
    route(
        "accounts/password/reset/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
        read=OPEN,
    ),
]
_address = [
    route("accounts/confirm/", sign_in.email_verification_sent, name="account_email_verification_sent", read=OPEN),
    route("accounts/confirm/<str:key>/", sign_in.confirm_email, name="account_confirm_email", read=OPEN, write=OPEN),
]
_again = [
    route("accounts/again/", sign_in.reauthenticate, name="account_reauthenticate", read=SELF, write=SELF),
    route("accounts/again/code/", mfa.reauthenticate, name="mfa_reauthenticate", read=SELF, write=SELF),
    route(
        "accounts/again/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
        read=SELF,
        write=SELF,
    ),
]
_own = [
    route("account/", views.profile, name="profile", read=SELF, write=SELF),
    route("account/security/", views.security, name="mfa_index", read=SELF),
    route("account/password/", sign_in.password_change, name="account_change_password", read=SELF, write=SELF),
    route("account/tokens/", views.tokens, name="tokens", read=SELF, write=SELF),
    route("account/tokens/<int:token_id>/revoke/", views.revoke_token, name="token-revoke", write=SELF),
    route("account/app/", totp.activate_totp, name="mfa_activate_totp", read=SELF, write=SELF),
    route("account/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp", read=SELF, write=SELF),
    route("account/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes", read=SELF),
    route(
        "account/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes", read=SELF, write=SELF
    ),
    route("account/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes", read=SELF),
    route("account/passkeys/", views.passkeys, name="mfa_list_webauthn", read=SELF),
    route("account/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn", read=SELF, write=SELF),
    route("account/passkeys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn", read=SELF, write=SELF),
    route(
        "account/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn", read=SELF, write=SELF
    ),
]
urlpatterns = [*_sign_in, *_password, *_address, *_again, *_own]
