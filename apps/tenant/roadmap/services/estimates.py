"""An initiative's money in two figures, as scripts give it: what it costs once, and what it brings a month."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from apps.core.errors import Refused
from apps.methods.rounding import half_up
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.decisions.models import Opportunity
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.selectors import initiative_line
from apps.tenant.roadmap.services.initiatives import (
    accept_opportunity,
    add_initiative,
    change_initiative,
    give_limit_reason,
)

EXTRA = ("value_per_month", "cost", "limit_reason")


@transaction.atomic
def add_estimated(client: Client, values: Mapping[str, Any], *, by: User) -> Initiative:
    """A new initiative, of its opportunity where it names one. Beside the values of `add_initiative`: cost, once;
    value_per_month; limit_reason, why more than three run at once."""
    plain, extra = _split(values)
    pk = plain.get("opportunity")
    opportunity = Opportunity.objects.filter(pk=pk).first() if pk else None
    made = accept_opportunity(opportunity, plain, by=by) if opportunity else add_initiative(plain, by=by)
    return _finish(client, made, extra, by=by)


@transaction.atomic
def change_estimated(
    client: Client, initiative: Initiative, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> Initiative:
    """As `change_initiative`, with the same three beside."""
    plain, extra = _split(values)
    return _finish(client, change_initiative(initiative, plain, by=by, version=version), extra, by=by)


def _split(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    plain = {name: value for name, value in values.items() if name not in EXTRA}
    return plain, {name: values[name] for name in EXTRA if values.get(name) is not None}


def _finish(client: Client, initiative: Initiative, extra: Mapping[str, Any], *, by: User) -> Initiative:
    money: dict[str, Any] = {}
    if "cost" in extra:
        money["build_cost"] = _build_cost(initiative, extra["cost"])
    if "value_per_month" in extra:
        money |= _own_value(initiative_line(client, initiative.pk), extra["value_per_month"])
    changed = change_initiative(initiative, money, by=by) if money else initiative
    if extra.get("limit_reason"):
        give_limit_reason(extra["limit_reason"], by=by)
    return changed


def _build_cost(initiative: Initiative, cost: Decimal) -> Decimal:
    if cost < initiative.training_cost:
        raise Refused("The cost holds the training as well, so it cannot be less than that.", field="cost")
    return cost - initiative.training_cost


def _own_value(line: InitiativeLine, value: Decimal) -> dict[str, Decimal]:
    """An estimate of one's own stands for the value only where no hand-offs carry one."""
    if half_up(value, 2) == half_up(line.value_per_month, 2):
        return {}
    if line.hand_off_hours:
        raise Refused(
            "Its hand-offs carry the value. Change them or the share expected to go; give what it saves beside them as "
            "other_saving_per_month.",
            field="value_per_month",
        )
    return {"other_saving_per_month": value}
