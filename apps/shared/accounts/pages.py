"""Everything that the account's templates may use."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from apps.shared.accounts.forms import TokenForm
from apps.shared.accounts.models import ApiToken, User
from apps.shared.accounts.selectors import second_factors, tokens_of


@dataclass(frozen=True, kw_only=True)
class SecurityPage:
    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int | None  # None: no recovery codes were made

    @property
    def has_second_factor(self) -> bool:
        return bool(self.app or self.passkeys)

    @property
    def codes_words(self) -> str:
        return f"{self.codes_left} left" if self.codes_left else "None left"


def security_page(user: User) -> SecurityPage:
    found = second_factors(user)
    codes = found.get(Authenticator.Type.RECOVERY_CODES, [])
    return SecurityPage(
        app=next(iter(found.get(Authenticator.Type.TOTP, [])), None),
        passkeys=tuple(found.get(Authenticator.Type.WEBAUTHN, [])),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


@dataclass(frozen=True, kw_only=True)
class TokensPage:
    tokens: tuple[ApiToken, ...]
    form: TokenForm
    secret: str = ""  # of the token just made; shown this once


def tokens_page(user: User, form: TokenForm, *, secret: str = "") -> TokensPage:
    return TokensPage(tokens=tuple(tokens_of(user)), form=form, secret=secret)
