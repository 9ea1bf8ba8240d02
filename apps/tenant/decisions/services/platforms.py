"""Writes around the platform of an opportunity."""

from django.db import transaction

from apps.core.errors import Refused, Stale
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Opportunity
from apps.tenant.history.services import differences, record

MOST_STEPS = 100


@transaction.atomic
def count_steps(opportunity: Opportunity, steps: int | None, *, by: User, version: int | None = None) -> Opportunity:
    """How many steps follow the trigger of one run; None: estimated again. Conflict when changed since `version`."""
    current = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current} while you were editing. Check it and save again.",
            version=current.version,
        )
    if steps is not None and not 1 <= steps <= MOST_STEPS:
        raise Refused(f"Between 1 and {MOST_STEPS} steps after the trigger.", field="steps")
    before = {"platform_steps": current.platform_steps}
    changes = differences(before, {"platform_steps": steps}, Opportunity)
    if changes:
        current.platform_steps, current.version = steps, current.version + 1
        current.save()
        record("changed", current, by=by, changes=changes, path=f"decide/opportunities/{current.pk}/")
    return current
