"""Writes of the business case's own lines. Page and API give the same plain values."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.core.checking import check_fields
from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import User
from apps.shared.clients.details import Details, change_client
from apps.shared.clients.models import Client
from apps.tenant.history.services import differences, record
from apps.tenant.roi.models import LONGEST_YEARS, CaseLine

MOST_LINES = 500
LARGEST = Decimal(10**12)
FIELDS = (
    *("kind", "name", "source", "initial", "yearly", "ramp_months"),
    *("low_percent", "high_percent", "risk_percent", "is_counted"),
)
NEGATIVE = "Amounts are 0 or more. Enter what is spent as a cost, and a saving that turned out negative as a cost, too."
TOO_LARGE = "Amounts end below 1,000,000,000,000."
STALE = "Somebody else changed this line while you were editing. Check it and save again."


@transaction.atomic
def add_line(values: Mapping[str, Any], *, by: User) -> CaseLine:
    """A cost or benefit. Refused without a name, with an amount below 0, and beyond 500 of them."""
    if CaseLine.objects.count() >= MOST_LINES:
        raise Refused(f"A business case has at most {MOST_LINES} lines. Put small ones together.")
    line = CaseLine()
    _apply(line, values)
    record("added", line, by=by, path=path_of(line))
    return line


@transaction.atomic
def change_line(line: CaseLine, values: Mapping[str, Any], *, by: User, version: int | None = None) -> CaseLine:
    """Change the given fields. Conflict when somebody changed the line since `version`."""
    current = CaseLine.objects.select_for_update().get(pk=line.pk)
    if version is not None and version != current.version:
        raise Stale(STALE, version=current.version)
    before = _snapshot(current)
    current.version += 1
    _apply(current, values)
    changes = differences(before, _snapshot(current), CaseLine)
    if changes:
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


@transaction.atomic
def remove_line(line: CaseLine, *, by: User) -> None:
    record("removed", line, by=by)
    line.delete()


def change_currency(client: Client, currency: str, *, by: User) -> None:
    """Refused once amounts are entered, for nobody could say at which rate and day; and for what is no currency."""
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise Refused("Name the currency by its three capital letters, such as USD.", field="currency")
    now = {name: getattr(client, name) for name in Details.__dataclass_fields__}
    change_client(client, Details(**now | {"currency": currency}), by=by)


def path_of(line: CaseLine) -> str:
    return f"prove/business-case/lines/{line.pk}/"


def _snapshot(line: CaseLine) -> dict[str, Any]:
    own: dict[str, Any] = {name: getattr(line, name) for name in FIELDS}
    return own | {"kind": line.get_kind_display(), "yearly": list(line.yearly)}


def _apply(line: CaseLine, values: Mapping[str, Any]) -> None:
    for name in values.keys() & set(FIELDS):
        setattr(line, name, values[name])
    line.name, line.source = line.name.strip(), line.source.strip()
    _check_amounts([line.initial], "initial")
    _check_amounts(line.yearly, "yearly")
    if len(line.yearly) > LONGEST_YEARS:
        raise Refused(f"At most {LONGEST_YEARS} years can be planned.", field="yearly")
    # What is paid or saved once has no years, which the model's own check takes for a gap.
    check_fields(line, exclude={"id", "version", "created_at", *([] if line.yearly else ["yearly"])})
    line.save()


def _check_amounts(amounts: Sequence[Decimal], field: str) -> None:
    if any(not amount.is_finite() or amount < 0 for amount in amounts):
        raise Refused(NEGATIVE, field=field)
    if any(amount >= LARGEST for amount in amounts):
        raise Refused(TOO_LARGE, field=field)
