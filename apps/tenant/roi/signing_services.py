"""Asking the sponsor to sign what was observed before. The signature itself is `services.sign_baseline`."""

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.mail import queue_mail
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.history.services import record
from apps.tenant.roadmap.selectors import sponsors_of
from apps.tenant.roi.letters import signing_letter
from apps.tenant.roi.models import Metric, PhaseOfStudy
from apps.tenant.roi.services import path_of


@transaction.atomic
def ask_for_signature(client: Client, metric: Metric, *, by: User) -> Metric:
    """Show the baseline in the portal, where a sponsor signs it; they get an e-mail. Doing it twice is doing it once.

    Refused while nothing was observed before.
    """
    current = Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk)
    if current.baseline_signed_at:
        raise Conflict(f"The baseline of {current} is signed already.")
    if not current.observations.filter(phase=PhaseOfStudy.BEFORE).exists():
        raise Refused("Nothing was observed before yet. Measure first, then ask for the signature.")
    if current.signing_asked_at is None:
        current.signing_asked_at = timezone.now()
        current.save(update_fields=["signing_asked_at"])
        record("asked to sign the baseline of", current, by=by, path=path_of(current))
        letter, moment = signing_letter(client, current, by=by), f"{current.signing_asked_at:%Y%m%d%H%M%S}"
        for sponsor in sponsors_of(client):
            with public_scope():
                key = f"baseline-{client.pk}-{current.pk}-{sponsor.pk}-{moment}"
                queue_mail(to=sponsor.email, letter=letter, key=key)
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
