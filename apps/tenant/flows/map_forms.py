"""What the address of the map and a move on it may say. Anything unknown in an address is left out, as an old link
must open."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models

from apps.tenant.flows.map_models import Grouping


class State(models.TextChoices):
    """Which state of the flows is drawn."""

    FOUND = "", "As found"
    TODAY = "today", "Today"
    TO_BE = "to_be", "To be"
    COMPARE = "compare", "Side by side"


@dataclass(frozen=True)
class Asked:
    """flow: the one whose record is open; touches: an application by number or name; only_touched: leave the others
    out instead of fading them; box, other_box: names of boxes where they are not departments."""

    grouping: str = Grouping.DEPARTMENT
    state: str = State.FOUND
    touches: str = ""
    steps: int = 1
    only_touched: bool = False
    flow: int | None = None
    box: str = ""
    other_box: str = ""
    has_table: bool = False


class MapForm(forms.Form):
    """Beside the filters that map and list share."""

    group = forms.ChoiceField(choices=Grouping.choices, required=False)
    state = forms.ChoiceField(choices=[one for one in State.choices if one[0]], required=False)
    touches = forms.CharField(required=False, max_length=120)
    steps = forms.ChoiceField(choices=[("1", ""), ("2", "")], required=False)
    alone = forms.BooleanField(required=False)
    flow = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    box = forms.CharField(required=False)
    box2 = forms.CharField(required=False)
    table = forms.BooleanField(required=False)

    def asked(self) -> Asked:
        self.is_valid()
        chosen: dict[str, Any] = self.cleaned_data
        by_capability = chosen.get("group") == Grouping.CAPABILITY
        return Asked(
            grouping=Grouping.CAPABILITY if by_capability else Grouping.DEPARTMENT,
            state=chosen.get("state") or State.FOUND,
            touches=chosen.get("touches", ""),
            steps=int(chosen.get("steps") or 1),
            only_touched=chosen.get("alone", False),
            flow=chosen.get("flow"),
            box=chosen.get("box", "") if by_capability else "",
            other_box=chosen.get("box2", "") if by_capability else "",
            has_table=chosen.get("table", False),
        )


class MoveForm(forms.Form):
    """One move: a chip or a box, and either where it was let go (in the drawing's units) or a step."""

    chip = forms.IntegerField(required=False)
    box = forms.CharField(required=False)
    x = forms.FloatField(required=False)
    y = forms.FloatField(required=False)
    step = forms.ChoiceField(choices=[(one, "") for one in ("left", "right", "up", "down")], required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_point = given.get("x") is not None and given.get("y") is not None
        if not (given.get("chip") or given.get("box")) or not (is_point or given.get("step")):
            raise forms.ValidationError("Say what is moved (chip or box) and where to (x and y, or step).")
        return given
