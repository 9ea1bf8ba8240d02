"""Merges and splits that can still be taken back."""

from apps.tenant.decisions.models import Regrouping

SHOWN = 3


def regroupings_of(opportunity_id: int) -> list[Regrouping]:
    """The latest ones of an opportunity, newest first. One query."""
    found = Regrouping.objects.filter(opportunity_id=opportunity_id, undone_at=None).select_related("made_by")
    return list(found[:SHOWN])


def latest_regrouping() -> Regrouping | None:
    """What Undo takes back right after a merge or a split."""
    return Regrouping.objects.filter(undone_at=None).first()
