"""How sure a found application is, and how many more there are than the client thought (R: usually 30 to 50 % more).

Worked example: the client listed 9, discovery found 3 more: 3 ÷ 9 = 33.3 %.

>>> round(found_beyond_list(listed=9, found=3), 1)
Decimal('33.3')
>>> confidence_of(["card", "sso"], [Strength.LIKELY]).value
'medium'
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from apps.methods.recognition import Strength
from apps.methods.workings import Input, Workings

BENCHMARK = (30, 50)  # percent more than listed (R step 1)


class Evidence(StrEnum):
    """Where an application was seen; each counts once, however many files say so."""

    CARD = "card"
    SSO = "sso"
    OAUTH = "oauth"
    INTAKE = "intake"
    LISTED = "listed"


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def confidence_of(sources: Iterable[str], strengths: Iterable[Strength]) -> Confidence:
    """How sure it is that this application is used: by its independent sources and its surest name match.

    One source is medium when the name is certain, else low. Two are high when one name is certain, else medium. Three
    or more are high. One more source never lowers it.
    """
    seen = len(set(sources))
    is_certain = Strength.CERTAIN in set(strengths)
    points = min(seen, 3) + (1 if is_certain else 0)
    return Confidence.HIGH if points >= 3 else Confidence.MEDIUM if points == 2 else Confidence.LOW


def found_beyond_list(*, listed: int, found: int) -> Decimal | None:
    """Applications found ÷ applications listed, in percent, unrounded.

    None when the client listed none: there is nothing to compare with.
    Source: R step 1.
    """
    return Decimal(100) * found / listed if listed else None


def beyond_list(*, listed: int, found: int) -> Workings:
    """The same with what made it, for "why?"."""
    inputs = (
        Input("listed by the client", listed, "applications", "inventory"),
        Input("found later", found, "applications", "inventory"),
    )
    return Workings(found_beyond_list(listed=listed, found=found), "%", "found later ÷ listed", inputs, "R step 1")
