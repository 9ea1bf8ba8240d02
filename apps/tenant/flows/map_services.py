"""Moving things on the map. Each move starts from what is saved at that moment, so of two people the last one wins and
what the other one moved elsewhere stays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Refused
from apps.figures.bus_placement import (
    Places,
    Step,
    drop_box,
    drop_chip,
    merged,
    placement_of,
    places_of,
    step_box,
    step_chip,
)
from apps.figures.bus_types import BusMap, Placement
from apps.shared.accounts.models import User
from apps.tenant.flows.map_models import Grouping, MapPlacement
from apps.tenant.history.services import record

PATH = "assess/flows/map/"
SAME_SITTING = timedelta(hours=1)
GONE = "That is not on the map any more. Load the page again to see what is."


@transaction.atomic
def move_on_map(whole: BusMap, shown: BusMap, move: Mapping[str, Any], *, width: int, by: User) -> Placement:
    """Move one chip or box. whole: all of the map, shown: the part of it that the person saw, `width` units wide.

    move: chip (id) or box (name); x and y in the drawing's units, or step. Refused when it is not on the map.
    """
    kept = _locked(whole.kind)
    before = Placement(upper=tuple(kept.upper), lower=tuple(kept.lower), chips=tuple(kept.chips))
    places = places_of(replace(shown, placement=before), width)
    moved = _moved(places, move)
    everything = placement_of(places_of(replace(whole, placement=before), width))
    return _keep(kept, merged(everything, moved), by)


@transaction.atomic
def place_on_map(grouping: str, placement: Placement, *, by: User) -> Placement:
    """Keep a whole order as it is given."""
    return _keep(_locked(grouping), placement, by)


@transaction.atomic
def reset_map(grouping: str, *, by: User) -> None:
    """Everything places itself again."""
    kept = _locked(grouping)
    if not (kept.upper or kept.lower or kept.chips):
        return
    kept.upper, kept.lower, kept.chips = [], [], []
    kept.changed_by, kept.changed_at = by, timezone.now()
    kept.save()
    record("reset", kept, by=by, path=PATH)


def _locked(grouping: str) -> MapPlacement:
    MapPlacement.objects.get_or_create(grouping=Grouping(grouping))
    return MapPlacement.objects.select_for_update().get(grouping=grouping)


def _moved(places: Places, move: Mapping[str, Any]) -> Placement:
    chip, box, step = move.get("chip"), move.get("box"), move.get("step")
    if chip and chip in places.chips:
        return step_chip(places, chip, Step(step)) if step else drop_chip(places, chip, (move["x"], move["y"]))
    if box and box in (*places.upper, *places.lower):
        return step_box(places, box, Step(step)) if step else drop_box(places, box, (move["x"], move["y"]))
    raise Refused(GONE)


def _keep(kept: MapPlacement, placement: Placement, by: User) -> Placement:
    """Save it; the history names a person once an hour, not once for every chip."""
    is_new_sitting = kept.changed_by_id != by.pk or timezone.now() - kept.changed_at > SAME_SITTING
    kept.upper, kept.lower, kept.chips = list(placement.upper), list(placement.lower), list(placement.chips)
    kept.changed_by, kept.changed_at = by, timezone.now()
    kept.save()
    if is_new_sitting:
        record("rearranged", kept, by=by, path=PATH)
    return placement
