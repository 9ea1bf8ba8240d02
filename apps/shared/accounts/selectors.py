"""Reads about people, their firm and their tokens."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from apps.shared.accounts.models import ApiToken, Firm, FirmMembership, User
from apps.shared.accounts.secrets import digest_of


def token_for(secret: str) -> ApiToken | None:
    """The token with its person, valid or not; None for an unknown one."""
    return ApiToken.objects.select_related("user").filter(digest=digest_of(secret)).first()


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """Those that are not revoked, newest first."""
    return user.api_tokens.filter(revoked_at=None)


def people_of_firm(firm: Firm) -> QuerySet[FirmMembership]:
    """Memberships with their person: owners first, then by name."""
    return firm.memberships.select_related("user").order_by("-role", "user__name", "user__email")


def second_factors(user: User) -> dict[str, list[Authenticator]]:
    """The person's authenticators by kind: "totp", "webauthn", "recovery_codes"."""
    found: dict[str, list[Authenticator]] = {}
    for authenticator in Authenticator.objects.filter(user=user).order_by("created_at"):
        found.setdefault(authenticator.type, []).append(authenticator)
    return found
