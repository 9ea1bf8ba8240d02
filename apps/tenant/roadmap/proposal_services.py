"""Taking over a proposed order. Nothing is ever moved without somebody who says so."""

from collections.abc import Mapping
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction

from apps.core.errors import Refused
from apps.methods.scheduling import Proposal
from apps.methods.scheduling_reasons import DEPENDENCIES, HORIZON
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.roadmap.proposal_inputs import Inputs, Wanted, inputs_of
from apps.tenant.roadmap.services import change_initiative

KEPT_SECONDS = 600
NEVER = frozenset({DEPENDENCIES, HORIZON})


def proposed(inputs: Inputs) -> Proposal:
    """The order for these inputs; searched for once, as the same inputs have the same answer. Refused where they
    cannot be put in order at all (a circle, too many of them)."""
    said = repr((inputs.efforts, inputs.limits, inputs.running))
    key = f"proposal:{sha256(said.encode()).hexdigest()}"
    found: Proposal | None = cache.get(key)
    if found is None:
        try:
            found = inputs.propose()
        except ValueError as error:
            raise Refused(str(error)) from error
        cache.set(key, found, KEPT_SECONDS)
    return found


@transaction.atomic
def accept_proposal(
    client: Client, wanted: Wanted, starts: Mapping[str, int], versions: Mapping[str, int], *, by: User
) -> int:
    """Give initiatives the days of the months chosen for them; the number of those that moved.

    starts, versions: by the initiative's id, as text. Conflict when somebody changed one of them since `versions`,
    Refused when one is not to be moved any more, begins before what it waits for, or is finished after the horizon.
    """
    inputs = inputs_of(client, wanted)
    if not starts:
        raise Refused("There is nothing to take over.")
    if starts.keys() - inputs.lines.keys():
        raise Refused("Something in this order is being built or is off the roadmap by now. Propose an order again.")
    if any(not 1 <= month <= wanted.horizon_months for month in starts.values()):
        raise Refused(f"Choose months from 1 to {wanted.horizon_months}.")
    try:
        found = inputs.check(starts)
    except ValueError as error:
        raise Refused(str(error)) from error
    wrong = next((breach for breach in found.breaches if breach.constraint in NEVER), None)
    if wrong:
        first = inputs.lines[wrong.efforts[0]].name
        late = "would begin before what it waits for is live" if wrong.constraint == DEPENDENCIES else "does not fit"
        raise Refused(f"{first} {late}. Choose another month for it.")
    moved = 0
    for key in sorted(starts, key=int):
        start, end = inputs.days(key, starts[key], found.lengths[key])
        initiative = inputs.lines[key].initiative
        before = initiative.version
        changed = change_initiative(initiative, {"start": start, "end": end}, by=by, version=versions.get(key))
        moved += changed.version != before
    return moved
