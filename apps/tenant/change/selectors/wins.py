"""Wins that the client's people may see."""

from django.db.models import QuerySet

from apps.tenant.change.models import Win


def shared_wins() -> QuerySet[Win]:
    """Newest first."""
    return Win.objects.exclude(shared_at=None).select_related("initiative").order_by("-shared_at", "-pk")
