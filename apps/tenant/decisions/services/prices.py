"""Writes of the client's own price lines; the supplied sheet itself never changes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from apps.core.checking import check_fields
from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import PriceLine
from apps.tenant.decisions.supplied import key_of, supplied_prices
from apps.tenant.history.services import differences, record

PLAIN = ("price", "currency", "included", "overage", "most", "counts", "billing", "source", "sourced_on")
PATH = "decide/price-sheets/"
CURRENCY_LETTERS = 3


@transaction.atomic
def set_price(values: Mapping[str, Any], *, by: User, version: int | None = None) -> PriceLine:
    """The client's own line for a plan: a new one, or changes of the one there is. It counts instead of the supplied.

    `values`: platform, plan, and fields of `PLAIN`. version: of the own line that the person saw, 0 when there was
    none; Conflict when that is no longer so.
    """
    platform, plan = (" ".join(str(values.get(name, "")).split()) for name in ("platform", "plan"))
    if not platform or not plan:
        raise Refused("Name the platform and its plan.", field="plan" if platform else "platform")
    current = _own(platform, plan)
    if version is not None and version != (current.version if current else 0):
        raise Stale(
            f"Somebody else changed {platform}, {plan} while you were editing. Check it and save again.",
            version=current.version if current else 0,
        )
    line = current or _from_supplied(platform, plan)
    before = {name: getattr(line, name) for name in PLAIN}
    for name in values.keys() & set(PLAIN):
        setattr(line, name, values[name])
    line.is_left_out = False
    _check(line)
    _save(line, by=by)
    changes = differences(before, {name: getattr(line, name) for name in PLAIN}, PriceLine)
    record("changed" if current else "entered", line, by=by, changes=changes, path=PATH)
    return line


@transaction.atomic
def leave_out(platform: str, plan: str, *, by: User) -> PriceLine:
    """The plan no longer takes part in comparisons. Refused when there is no such plan."""
    line = _own(platform, plan) or _from_supplied(platform, plan)
    if line.pk is None and key_of(platform, plan) not in supplied_prices():
        raise Refused(f"There is no plan {plan} of {platform}." if platform else "Name the platform and its plan.")
    line.is_left_out = True
    _save(line, by=by)
    record("left out", line, by=by, path=PATH)
    return line


@transaction.atomic
def restore_price(line: PriceLine, *, by: User) -> None:
    """The own line goes; the supplied one counts again where there is one."""
    record("removed", line, by=by, path=PATH)
    line.delete()


def _own(platform: str, plan: str) -> PriceLine | None:
    found = PriceLine.objects.select_for_update(of=("self",))
    return found.filter(platform__iexact=platform, plan__iexact=plan).first()


def _from_supplied(platform: str, plan: str) -> PriceLine:
    """A fresh line, filled from the supplied one where there is one."""
    given = supplied_prices().get(key_of(platform, plan))
    if given is None:
        return PriceLine(platform=_spelling(platform), plan=plan, version=0)
    known = given.plan
    return PriceLine(
        platform=known.platform,
        plan=known.name,
        price=known.price,
        currency=known.currency,
        included=known.included,
        overage=known.overage,
        most=known.most,
        counts=known.counts.value,
        billing=given.billing,
        source=given.source,
        sourced_on=given.sourced_on,
        version=0,
    )


def _spelling(platform: str) -> str:
    """The platform's name as the sheets have it already, so that "zapier" makes no second Zapier."""
    names = [line.plan.platform for line in supplied_prices().values()]
    names += PriceLine.objects.filter(platform__iexact=platform).values_list("platform", flat=True)
    return next((name for name in names if name.casefold() == platform.casefold()), platform)


def _check(line: PriceLine) -> None:
    line.currency = str(line.currency or "").strip().upper()
    if len(line.currency) != CURRENCY_LETTERS or not (line.currency.isascii() and line.currency.isalpha()):
        raise Refused("A currency has three letters: USD, EUR, GBP.", field="currency")
    if line.most is not None and line.included is not None and line.most < line.included:
        raise Refused("The vendor cannot stop below the included volume.", field="most")
    check_fields(line, exclude={"changed_by", "changed_at"})


def _save(line: PriceLine, *, by: User) -> None:
    line.changed_by, line.version = by, line.version + 1
    line.changed_at = Now()
    line.save()
    line.refresh_from_db()
