"""The record of one flow beside the map."""

from dataclasses import dataclass

from django.urls import reverse

from apps.core.http import Request
from apps.core.listing import Link
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.map_links import with_query
from apps.tenant.flows.map_selectors import Connection
from apps.tenant.flows.models import Flow
from apps.tenant.flows.pages import FlowRow


@dataclass(frozen=True)
class MapPanel:
    """at: its place among the flows shown, by hours, from 1; previous, following: addresses, "" at the ends."""

    row: FlowRow
    at: int
    total: int
    previous: str
    following: str
    close: str
    opportunities: list[Link]
    connection: Connection | None

    @property
    def line(self) -> FlowLine:
        return self.row.line


def panel_of(
    request: Request, lines: list[FlowLine], wanted: int | None, connections: dict[int, Connection]
) -> MapPanel | None:
    """lines: those on the map, by hours. None where the address names no flow, or none of these."""
    order = [line.id for line in lines]
    if wanted not in order:
        return None
    at = order.index(wanted)
    around = [with_query(request, flow=order[one]) if 0 <= one < len(order) else "" for one in (at - 1, at + 1)]
    return MapPanel(
        row=FlowRow(lines[at]),
        at=at + 1,
        total=len(order),
        previous=around[0],
        following=around[1],
        close=with_query(request, flow=None),
        opportunities=_opportunities(wanted),
        connection=connections.get(wanted),
    )


def _opportunities(flow: int) -> list[Link]:
    """The opportunities that the flow is part of. One query."""
    found = Flow(pk=flow).opportunities.order_by("pk")
    words = [(one, f"{one.name}, {one.get_decision_display().lower()}") for one in found]
    return [Link(label, reverse("opportunity", args=[one.pk])) for one, label in words]
