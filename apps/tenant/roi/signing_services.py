"""Asking the sponsor to sign what was observed before. The signature itself is `services.sign_baseline`."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.history.services import record
from apps.tenant.roi.models import Metric, PhaseOfStudy
from apps.tenant.roi.services import path_of


@transaction.atomic
def ask_for_signature(metric: Metric, *, by: User, at: datetime | None = None) -> Metric:
    """Show the baseline in the portal, where a sponsor signs it. Refused while nothing was observed before."""
    current = Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk)
    if current.baseline_signed_at:
        raise Conflict(f"The baseline of {current} is signed already.")
    if not current.observations.filter(phase=PhaseOfStudy.BEFORE).exists():
        raise Refused("Nothing was observed before yet. Measure first, then ask for the signature.")
    if current.signing_asked_at is None:
        current.signing_asked_at = at or timezone.now()
        current.save(update_fields=["signing_asked_at"])
        record("asked to sign the baseline of", current, by=by, path=path_of(current))
    return current


@transaction.atomic
def stop_asking(metric: Metric, *, by: User) -> Metric:
    """Take it out of the portal again."""
    current = Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk)
    if current.signing_asked_at is not None and current.baseline_signed_at is None:
        current.signing_asked_at = None
        current.save(update_fields=["signing_asked_at"])
        record("stopped asking to sign the baseline of", current, by=by, path=path_of(current))
    return current
