"""What is done with proposed opportunities: taken over, put aside, or looked at again. Never by themselves."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import DismissedProposal, Opportunity
from apps.tenant.decisions.selectors import Proposal, find_proposals
from apps.tenant.decisions.services.opportunities import add_opportunity
from apps.tenant.flows.selectors import Terms
from apps.tenant.history.services import record

PATH = "decide/opportunities/propose/"
LONGEST = 120
CHANGED = "These hand-offs changed meanwhile, or somebody else answered. Look at the list again."


@transaction.atomic
def accept_proposals(client: Terms, keys: Iterable[str] | None, *, by: User, on: date) -> list[Opportunity]:
    """Each becomes an opportunity with its name and flows; None: all that wait. Conflict when one is there no more."""
    waiting = {one.key: one for one in find_proposals(client).waiting}
    chosen = list(waiting) if keys is None else list(dict.fromkeys(keys))
    taken = {name.lower() for name in Opportunity.objects.values_list("name", flat=True)}
    made = []
    for proposal in _found(waiting, chosen):
        name = _free_name(proposal.name, taken)
        taken.add(name.lower())
        made.append(add_opportunity({"name": name, "flows": [flow.id for flow in proposal.flows]}, by=by, on=on))
    return made


@transaction.atomic
def dismiss_proposals(client: Terms, keys: Iterable[str], *, by: User, reason: str = "") -> list[DismissedProposal]:
    """Not proposed again until one of the flows changes, or another one joins them."""
    waiting = {one.key: one for one in find_proposals(client).waiting}
    return [_dismiss(one, by, reason) for one in _found(waiting, dict.fromkeys(keys))]


@transaction.atomic
def reconsider_proposals(client: Terms, keys: Iterable[str], *, by: User) -> None:
    """Proposed again from now on."""
    dismissed = {one.key: one for one in find_proposals(client).dismissed}
    for proposal in _found(dismissed, dict.fromkeys(keys)):
        if proposal.dismissed is not None:
            record("reconsidered", proposal.dismissed, by=by, label=proposal.name, path=PATH)
            proposal.dismissed.delete()


def _found(known: dict[str, Proposal], keys: Iterable[str]) -> list[Proposal]:
    wanted = list(keys)
    if not wanted or any(key not in known for key in wanted):
        raise Conflict(CHANGED if wanted else "Choose at least one proposal.", field="chosen")
    return [known[key] for key in wanted]


def _dismiss(proposal: Proposal, by: User, reason: str) -> DismissedProposal:
    source, target, data_object = proposal.group
    kept, _ = DismissedProposal.objects.update_or_create(
        source_id=source,
        target_id=target,
        data_object_id=data_object,
        defaults={
            "seen": proposal.seen,
            "reason": reason.strip()[:200],
            "dismissed_by": by,
            "dismissed_at": timezone.now(),
        },
    )
    record("dismissed", kept, by=by, label=proposal.name, path=PATH)
    return kept


def _free_name(name: str, taken: set[str]) -> str:
    """The name, shortened and numbered where an opportunity has it already."""
    number, free = 1, name[:LONGEST].strip()
    while free.lower() in taken:
        number += 1
        free = f"{name[: LONGEST - 5]} {number}"
    return free
