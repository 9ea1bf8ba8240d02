"""Every figure that can be explained, by object and field: what each app offers, put together."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from apps.core.errors import Refused
from apps.core.http import whole_number
from apps.shared.clients.models import Client
from apps.tenant.decisions import explain as decisions
from apps.tenant.flows import explain as flows
from apps.tenant.history.explaining import Explained, Kind
from apps.tenant.registry import explain as registry
from apps.tenant.roadmap import explain as roadmap
from apps.tenant.roadmap import explain_plan as plan
from apps.tenant.roi import explain as roi
from apps.tenant.roi import explain_case as business_case
from apps.tenant.roi import explain_client as whole
from apps.tenant.roi import explain_upkeep as upkeep

CLIENT = "client"
KINDS: tuple[Kind[Any], ...] = (
    *flows.KINDS,
    *decisions.KINDS,
    *roadmap.KINDS,
    *plan.KINDS,
    *registry.KINDS,
    *roi.KINDS,
    *whole.KINDS,
    *business_case.KINDS,
    *upkeep.KINDS,
)


class NotExplained(Refused):
    """There is no such figure (HTTP 404), or nothing was asked (400); the message says what can be asked."""

    def __init__(self, message: str, *, field: str, status: int = 404) -> None:
        super().__init__(message, field=field)
        self.status = status


@lru_cache(maxsize=1)
def fields() -> Mapping[str, Mapping[str, Kind[Any]]]:
    """Kind of object → field → who explains it."""
    found: dict[str, dict[str, Kind[Any]]] = {}
    for kind in KINDS:
        found.setdefault(kind.name, {}).update(dict.fromkeys(kind.fields, kind))
    return found


def explain(client: Client, asked: str, field: str) -> Explained:
    """asked: "client", or the kind and the number of an object ("flow-12"). Raises NotExplained."""
    name, _, number = asked.partition("-")
    known = fields().get(name)
    pk = whole_number(number)
    if known is None or (name == CLIENT) != (not number) or (number and pk is None):
        kinds = f"Ask for client, {', '.join(f'{one}-<id>' for one in fields() if one != CLIENT)}."
        message = f"There is no such object. {kinds}" if asked else f"Say whose figure it is. {kinds}"
        raise NotExplained(message, field="object", status=404 if asked else 400)
    if field not in known:
        raise NotExplained(f"Nothing is known about this field of {name}. Ask for {', '.join(known)}.", field="field")
    kind = known[field]
    try:
        return kind.fields[field](kind.load(client, pk or 0))
    except ObjectDoesNotExist:
        what = "no such figure yet" if name == CLIENT else f"no {name} {number}"
        raise NotExplained(f"This client has {what}.", field="object") from None
