"""Firms, the people who sign in, and their tokens: everything that changes them."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from apps.core.errors import Refused
from apps.figures.palette import accent_shades
from apps.shared.accounts.models import ApiToken, Firm, FirmMembership, User
from apps.shared.accounts.secrets import digest_of, new_secret

TOKEN_PREFIX = "tl_"  # noqa: S105  (recognisable in leaks, not a secret)
LONGEST_TOKEN_DAYS = 366


@dataclass(frozen=True, kw_only=True)
class IssuedToken:
    """A new token; `secret` is never to be had again."""

    token: ApiToken
    secret: str


@transaction.atomic
def create_user(*, email: str, name: str, password: str | None) -> User:
    """A person whose address counts as confirmed: an invitation, or the operator, vouches for it.

    Refused when somebody with this address exists.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise Refused(f"{email} already has an account. Sign in instead.", field="email")
    user = User.objects.create_user(email, password, name=name.strip())
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def rename_user(*, user: User, name: str) -> User:
    user.name = name.strip()
    user.save(update_fields=["name"])
    return user


@transaction.atomic
def deactivate_user(*, user: User) -> None:
    """Sign-in, sessions and tokens end at once; what the person did stays under their name."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.api_tokens.filter(revoked_at=None).update(revoked_at=timezone.now())


def reactivate_user(*, user: User) -> None:
    """Sign-in works again; tokens stay revoked."""
    user.is_active = True
    user.save(update_fields=["is_active"])


@transaction.atomic
def create_firm(*, name: str, owner: User, slug: str = "", accent: str = "#1f4e79") -> Firm:
    """A firm with its first owner. Refused when the slug is taken, the owner has a firm, or the colour is none."""
    slug = slug or slugify(name)
    if Firm.objects.filter(slug=slug).exists():
        raise Refused(f"There is already a firm at “{slug}”.", field="slug")
    firm = Firm.objects.create(name=name.strip(), slug=slug, accent=_colour(accent))
    add_to_firm(firm=firm, user=owner, role=FirmMembership.Role.OWNER)
    return firm


def update_firm(*, firm: Firm, name: str, accent: str) -> Firm:
    """Name and accent colour (#rrggbb). Refused when the colour is none."""
    firm.name, firm.accent = name.strip(), _colour(accent)
    firm.save(update_fields=["name", "accent"])
    return firm


@transaction.atomic
def add_to_firm(*, firm: Firm, user: User, role: str) -> FirmMembership:
    """Refused when the person belongs to another firm; a second call changes the role."""
    if FirmMembership.objects.filter(user=user).exclude(firm=firm).exists():
        raise Refused(f"{user} already belongs to another firm.")
    membership, _ = FirmMembership.objects.update_or_create(user=user, defaults={"firm": firm, "role": role})
    return membership


@transaction.atomic
def change_firm_role(*, membership: FirmMembership, role: str) -> FirmMembership:
    """Refused for the last owner."""
    if role not in FirmMembership.Role.values:
        raise Refused("Choose one of the roles.", field="role")
    if role != FirmMembership.Role.OWNER:
        require_other_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    return membership


def require_other_owner(membership: FirmMembership) -> None:
    """Refused when nobody else owns the firm. Locks the firm, so that two owners can't leave at the same moment."""
    firm = Firm.objects.select_for_update().get(pk=membership.firm_id)
    owners = firm.memberships.filter(role=FirmMembership.Role.OWNER, user__is_active=True)
    if membership.role == FirmMembership.Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise Refused(f"{firm.name} needs at least one owner. Make somebody else owner first.")


def issue_token(*, user: User, name: str, scope: str = ApiToken.Scope.WRITE, days: int = 90) -> IssuedToken:
    """A bearer token for `user`. days: 1 to 366. Refused for other days, scopes and people who can't sign in."""
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise Refused(f"A token lives 1 to {LONGEST_TOKEN_DAYS} days.", field="days")
    if scope not in ApiToken.Scope.values:
        raise Refused("Scope is “read” or “write”.", field="scope")
    if not user.is_active:
        raise Refused(f"{user} can’t sign in, so a token would not work.")
    secret = new_secret(TOKEN_PREFIX)
    token = ApiToken.objects.create(
        user=user,
        name=name.strip() or "Token",
        digest=digest_of(secret),
        scope=scope,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return IssuedToken(token=token, secret=secret)


def revoke_token(*, token: ApiToken) -> None:
    """Stops working with the next request. A second call changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def note_token_use(token: ApiToken) -> None:
    """Remember when the token was used, to the minute: not a write for each request."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def _colour(accent: str) -> str:
    accent = accent.strip().lower()
    try:
        accent_shades(accent)
    except ValueError as error:
        raise Refused("Write the colour as # and six digits, such as #1f4e79.", field="accent") from error
    return accent
