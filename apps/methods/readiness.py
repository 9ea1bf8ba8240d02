"""Integration readiness of an application (R "integration-first", DOMAIN 1): yes ÷ 5.

Five criteria: open API with documentation, pre-built connectors to the client's other systems, webhooks, bulk import
and export, single sign-on (SAML or OIDC). Each is yes, no or unknown. Unknowns are shown and never counted as no:
beside the score stands the highest it can still become.

Worked example: three yes, one no, one unknown is 60 %, at most 80 %.

>>> result = readiness(Criteria(open_api=True, connectors=True, webhooks=True, bulk=False))
>>> result.share, result.highest_share, result.unknown
(Decimal('0.6'), Decimal('0.8'), ('sso',))
"""

from dataclasses import dataclass, fields
from decimal import Decimal

from apps.methods.workings import Input, Workings

SOURCE = "R integration-first criteria"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Yes True, no False, unknown None."""

    open_api: bool | None = None
    connectors: bool | None = None
    webhooks: bool | None = None
    bulk: bool | None = None
    sso: bool | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """`share` yes ÷ 5 from 0 to 1, `highest_share` if every unknown turned out yes, names by answer."""

    share: Decimal
    highest_share: Decimal
    yes: tuple[str, ...]
    no: tuple[str, ...]
    unknown: tuple[str, ...]
    workings: Workings


def readiness(criteria: Criteria) -> Readiness:
    answers = {field.name: getattr(criteria, field.name) for field in fields(criteria)}
    yes, no, unknown = (tuple(name for name, got in answers.items() if got is kind) for kind in (True, False, None))
    share = Decimal(len(yes)) / len(answers)
    inputs = tuple(Input(name, got) for name, got in answers.items())
    workings = Workings(share, "of 5", "yes ÷ 5; unknown is shown, never counted as no", inputs, SOURCE)
    return Readiness(share, Decimal(len(yes) + len(unknown)) / len(answers), yes, no, unknown, workings)
