"""The scorecard's weights: changed, never overwritten."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from apps.core.errors import Refused
from apps.methods.scorecard import Criterion, check_weights
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import ScorecardWeights
from apps.tenant.decisions.selectors import current_weights
from apps.tenant.history.services import differences, record


@transaction.atomic
def change_weights(values: Mapping[str, int], *, by: User, reason: str = "") -> ScorecardWeights:
    """New weights in percent, one for each criterion. Refused unless they add to 100. The old ones stay as history."""
    try:
        check_weights({Criterion(name): Decimal(value) for name, value in values.items()})
    except ValueError as error:
        raise Refused(str(error)) from error
    before = current_weights()
    old = {name: getattr(before, name) for name in values}
    changes = differences(old, values, ScorecardWeights)
    if not changes:
        return before
    weights = ScorecardWeights.objects.create(**values, reason=reason.strip(), changed_by=by)
    record("changed", weights, by=by, changes=changes, path="decide/weights/")
    return weights
