"""…/map.svg, …/map.png and …/map/placement/"""

from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.core.http import Request as PageRequest
from apps.figures.bus_types import Placement
from apps.tenant.flows.map_files import map_png, map_svg
from apps.tenant.flows.map_models import Grouping, saved_placement
from apps.tenant.flows.map_services import place_on_map, reset_map


def as_svg(request: PageRequest) -> HttpResponse:
    """The data-flow map as a file of its own, with the choices of its page in the address.

    q, department, other, process, object, mechanism, gap, only; group (department, capability), state (today, to_be),
    touches, steps (1, 2), alone. Beside the API's views because it answers with a picture.
    """
    return HttpResponse(map_svg(request), content_type="image/svg+xml")


def as_png(request: PageRequest) -> HttpResponse:
    """The same as PNG, twice its size."""
    return HttpResponse(map_png(request), content_type="image/png")


class PlacementSerializer(Strict):
    """Names of boxes from left to right, and ids of applications in the order of their boxes."""

    group = serializers.ChoiceField(choices=Grouping.choices, default=Grouping.DEPARTMENT)
    upper = serializers.ListField(child=serializers.CharField(max_length=80), max_length=500)
    lower = serializers.ListField(child=serializers.CharField(max_length=80), max_length=500)
    chips = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=5000)


class MapPlacements(Resource):
    """GET, PUT or DELETE where things stand; `?group=capability` for the map by capabilities."""

    serializer_class = PlacementSerializer

    def get(self, request: Request) -> Response:
        return self._shown(self._group())

    def put(self, request: Request) -> Response:
        values = self.values()
        group = values.pop("group")
        placement = Placement(**{name: tuple(order) for name, order in values.items()})
        place_on_map(group, placement, by=self.by)
        return self._shown(group)

    def delete(self, request: Request) -> Response:
        reset_map(self._group(), by=self.by)
        return Response(status=204)

    def _group(self) -> str:
        wanted = self.request.query_params.get("group", "")
        return wanted if wanted in Grouping.values else Grouping.DEPARTMENT

    def _shown(self, group: str) -> Response:
        kept = saved_placement(group)
        shown: dict[str, Any] = {"upper": kept.upper, "lower": kept.lower, "chips": kept.chips}
        return Response({"group": group, **shown})
