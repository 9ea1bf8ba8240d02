"""…/flows/"""

from collections.abc import Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import PersonName, StrictModel
from apps.core.http import whole_number
from apps.tenant.flows import selectors, services
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow, Gap

FILTERS = {
    "q": "Part of a name at either end, or of the object's.",
    "mechanism": "manual, spreadsheet, batch, script, connector, api or event.",
    "gap": "none, no_integration, batch, one_way, fragile, or unknown.",
    "process": "A process's id.",
    "object": "A data object's id.",
    "department": "Name of a department at either end.",
    "other": "Name of the department at the other end.",
    "only": "by_hand, automated, or outside: a step of no process.",
    "sort": "id, flow, object, mechanism, process, minutes, hours, cost, gap or priority; - before it turns it round.",
}


@extend_schema_field(OpenApiTypes.STR)
class Named(serializers.Field):
    """Something of the client by id (a number) or by name; shown by name."""

    def to_internal_value(self, data: Any) -> int | str | None:
        if isinstance(data, bool) or not isinstance(data, int | str | None):
            raise serializers.ValidationError("Give an id or a name.")
        return data

    def to_representation(self, value: Any) -> str:
        return str(value)


class ProcessNames(serializers.ListField):
    """All processes that it is a step of, by id or name; shown by name. `process` is the first of them."""

    child = Named()

    def to_representation(self, data: Any) -> list[str]:
        return list(data.values())


class PrioritySerializer(serializers.Serializer):
    frequency = serializers.IntegerField(source="frequency.points")
    error_cost = serializers.IntegerField(source="error_cost.points")
    time_cost = serializers.IntegerField(source="time_cost.points")
    score = serializers.IntegerField()
    band = serializers.CharField()


class FlowSerializer(StrictModel):
    source = Named()  # type: ignore[assignment]
    target = Named()
    data_object = Named()
    process = Named(required=False, allow_null=True)
    processes = ProcessNames(required=False)
    owner = PersonName()
    version = serializers.IntegerField(required=False, min_value=1)
    is_hand_off = serializers.BooleanField(read_only=True)
    source_id = serializers.IntegerField(read_only=True)
    target_id = serializers.IntegerField(read_only=True)
    data_object_id = serializers.IntegerField(read_only=True)
    process_id = serializers.IntegerField(read_only=True, allow_null=True)
    hours_per_week = serializers.SerializerMethodField()
    hours_per_month = serializers.SerializerMethodField()
    hours_per_year = serializers.SerializerMethodField()
    cost_per_week = serializers.SerializerMethodField()
    cost_per_month = serializers.SerializerMethodField()
    cost_per_year = serializers.SerializerMethodField()
    gap = serializers.ChoiceField(choices=Gap.choices, read_only=True, allow_null=True)
    gaps = serializers.ListField(child=serializers.ChoiceField(choices=Gap.choices), read_only=True)
    gap_by_rule = serializers.ChoiceField(source="rule.label", choices=Gap.choices, read_only=True, allow_null=True)
    gap_missing = serializers.ListField(source="rule.missing", child=serializers.CharField(), read_only=True)
    priority = PrioritySerializer(read_only=True, allow_null=True)

    class Meta:
        model = Flow
        fields = ["id", "source", "source_id", "target", "target_id", "data_object", "data_object_id", "process"]
        fields += ["process_id", "processes", "owner", *services.PLAIN, "version", "is_hand_off", "hours_per_week"]
        fields += ["hours_per_month", "hours_per_year", "cost_per_week", "cost_per_month", "cost_per_year"]
        fields += ["gap", "gaps", "gap_by_rule", "gap_missing", "priority"]

    def get_hours_per_week(self, line: FlowLine) -> str | None:
        return _exact(line, "hours_per_week")

    def get_hours_per_month(self, line: FlowLine) -> str | None:
        return _exact(line, "hours_per_month")

    def get_hours_per_year(self, line: FlowLine) -> str | None:
        return _exact(line, "hours_per_year")

    def get_cost_per_week(self, line: FlowLine) -> str | None:
        return _exact(line, "cost_per_week")

    def get_cost_per_month(self, line: FlowLine) -> str | None:
        return _exact(line, "cost_per_month")

    def get_cost_per_year(self, line: FlowLine) -> str | None:
        return _exact(line, "cost_per_year")


def _exact(line: FlowLine, name: str) -> str | None:
    """All digits as a decimal string; None while the flow is not timed."""
    return f"{getattr(line.cost, name):f}" if line.cost else None


def _wanted(asked: Mapping[str, str]) -> selectors.FlowFilter:
    """What the address asks for; ids that are no numbers filter nothing."""
    ids = {name: whole_number(asked.get(name, "")) for name in ("process", "object")}
    sort = asked.get("sort", "")
    return selectors.FlowFilter(
        query=asked.get("q", ""),
        mechanism=asked.get("mechanism", ""),
        gap=asked.get("gap", ""),
        process=ids.get("process"),
        department=asked.get("department", ""),
        other_department=asked.get("other", ""),
        data_object=ids.get("object"),
        only=asked.get("only", ""),
        sort=sort.lstrip("-"),
        descending=sort.startswith("-"),
    )


class FlowsMixin:
    def shown(self, item: Any, **options: Any) -> Response:
        line = selectors.flow_line(self.asked.client, item.pk)  # type: ignore[attr-defined]
        return super().shown(line, **options)  # type: ignore[misc]


class Flows(FlowsMixin, Collection):
    serializer_class = FlowSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Flow.objects.none()
        return selectors.list_flows(self.asked.client, _wanted(self.request.query_params))

    @extend_schema(parameters=[OpenApiParameter(name, description=words) for name, words in FILTERS.items()])
    def get(self, request: Request) -> Response:
        return super().get(request)

    def add(self, values: dict[str, Any]) -> Flow:
        values.pop("version", None)
        return services.add_flow(values, by=self.by)


class FlowRestore(FlowsMixin, Resource):
    """Out of the trash."""

    serializer_class = FlowSerializer

    def post(self, request: Request, flow_id: int) -> Response:
        flow = get_object_or_404(Flow.objects.in_trash(), pk=flow_id)
        return self.shown(services.restore_flow(flow, by=self.by))


class FlowItem(FlowsMixin, Item):
    serializer_class = FlowSerializer
    key = "flow_id"

    def get_queryset(self) -> Any:
        return Flow.objects.in_use()

    def change(self, item: Flow, values: dict[str, Any]) -> Flow:
        version = values.pop("version", None)
        return services.change_flow(item, values, by=self.by, version=version)

    def remove(self, item: Flow) -> None:
        services.remove_flow(item, by=self.by)
