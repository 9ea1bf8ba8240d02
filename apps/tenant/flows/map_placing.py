"""A move as the page sends it: on the map that its address shows."""

from collections.abc import Mapping
from typing import Any

from apps.core.http import Request
from apps.tenant.flows.map_figures import WIDTH
from apps.tenant.flows.map_forms import MapForm
from apps.tenant.flows.map_pages import shown_by
from apps.tenant.flows.map_selectors import map_data
from apps.tenant.flows.map_services import move_on_map, reset_map
from apps.tenant.flows.selectors import list_flows


def move(request: Request, given: Mapping[str, Any]) -> None:
    """Refused when the chip or box is not on that map."""
    shown = shown_by(request)
    whole = shown.scene.data
    if shown.wanted.is_filtered or shown.asked.box or shown.asked.only_touched:
        whole = map_data(list_flows(request.client), shown.asked.grouping, is_whole=True)
    move_on_map(whole, shown.scene.data, given, width=WIDTH, by=request.user)


def reset(request: Request) -> None:
    reset_map(MapForm(request.GET).asked().grouping, by=request.user)
