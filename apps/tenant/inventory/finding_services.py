"""Setting a finding about a data object aside, and taking that back."""

from django.db import transaction

from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.history.services import record
from apps.tenant.inventory.finding_selectors import findings
from apps.tenant.inventory.models import FindingDismissal

PATH = "assess/data-objects/findings/"


@transaction.atomic
def dismiss_finding(key: str, reason: str, *, by: User) -> FindingDismissal:
    """Set a finding aside; it stays on record. Refused without a reason, and when it is not found any more."""
    if not reason.strip():
        raise Refused("Say why this is in order.", field="reason")
    found = next((one for one in findings() if one.finding.key == key), None)
    if found is None:
        raise Refused("This is not found any more: somebody repaired it. Reload the page.")
    values = {"data_object_id": found.finding.object, "text": found.finding.text[:400], "reason": reason.strip()[:300]}
    kept, _ = FindingDismissal.objects.update_or_create(key=key, defaults={**values, "dismissed_by": by})
    changes = [{"field": "reason", "label": "Reason", "before": "–", "after": kept.reason}]
    record("set aside", kept, by=by, label=kept.text, changes=changes, path=PATH)
    return kept


@transaction.atomic
def restore_finding(dismissal: FindingDismissal, *, by: User) -> None:
    """A finding that was set aside counts again."""
    record("restored", dismissal, by=by, label=dismissal.text, path=PATH)
    dismissal.delete()
