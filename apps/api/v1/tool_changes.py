"""…/changes/: changes of tools with their tasks, evidence and exit conditions"""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import PersonName, Strict, StrictModel
from apps.api.v1.evidence import EvidenceSerializer
from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.tenant.change import selectors, services
from apps.tenant.change.models import ToolChange, ToolTask
from apps.tenant.inventory.models import Application

APPLICATIONS = Application.objects.in_use


class TaskSerializer(StrictModel):
    """condition: the exit condition that it belongs to, "" for none. done and note can be changed."""

    done = serializers.BooleanField(required=False)
    done_by = serializers.StringRelatedField(read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = ToolTask
        fields: ClassVar[list[str]] = ["id", "name", "condition", "due", "note", "done", "done_by", "done_at"]
        read_only_fields: ClassVar[list[str]] = ["condition", "done_at"]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        instance.done = instance.done_at is not None
        return super().to_representation(instance)


class ToolChangeSerializer(StrictModel):
    """missing: exit conditions that do not hold yet. Without an end: two weeks for each major change."""

    application = serializers.PrimaryKeyRelatedField(
        queryset=Application.objects.all(), pk_field=serializers.IntegerField()
    )
    successor = serializers.PrimaryKeyRelatedField(
        queryset=Application.objects.all(), required=False, allow_null=True, pk_field=serializers.IntegerField()
    )
    owner = PersonName()
    start = serializers.DateField(required=False)
    end = serializers.DateField(required=False, allow_null=True)
    version = serializers.IntegerField(required=False, min_value=1)
    name = serializers.CharField(source="__str__", read_only=True)
    tasks = TaskSerializer(many=True, read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)
    missing = serializers.SerializerMethodField()

    class Meta:
        model = ToolChange
        fields: ClassVar[list[str]] = [
            *("id", "name", "application", "kind", "successor", "reason", "owner", "major_changes", "start", "end"),
            *("state", "drop_reason", "missing", "tasks", "evidence", "version"),
        ]
        read_only_fields: ClassVar[list[str]] = ["state", "drop_reason"]
        validators: ClassVar[list[Any]] = []  # one open change at a time: the service says it, with its name

    def get_missing(self, change: ToolChange) -> list[str]:
        return [condition.value for condition in selectors.conditions_missing(change)]


def _changes() -> Any:
    found = ToolChange.objects.select_related("application", "successor", "owner")
    return found.prefetch_related("tasks__done_by", "evidence__given_by")


class ToolChanges(Collection):
    """POST starts one: its tasks follow from what the application touches."""

    serializer_class = ToolChangeSerializer

    def get_queryset(self) -> Any:
        return _changes()

    def add(self, values: dict[str, Any]) -> ToolChange:
        own = values.pop("application")
        get_object_or_404(APPLICATIONS(), pk=own.pk)
        values.pop("version", None)
        values.setdefault("start", today_of(self.asked.client))
        return services.start_tool_change(own, values, by=self.by)


class ToolChangeItem(Item):
    """DELETE is not offered: a change is closed or dropped."""

    serializer_class = ToolChangeSerializer
    key = "tool_change_id"
    http_method_names = ["get", "patch", "head", "options"]

    def get_queryset(self) -> Any:
        return _changes()

    def change(self, item: ToolChange, values: dict[str, Any]) -> ToolChange:
        version = values.pop("version", None)
        values.pop("application", None)
        services.change_tool_change(item, values, by=self.by, version=version)
        return self.get_queryset().get(pk=item.pk)


class ToolChangePart(Resource):
    """Every answer is the whole change as it then stands."""

    def own(self) -> ToolChange:
        return get_object_or_404(_changes(), pk=self.kwargs["tool_change_id"])

    def whole(self, status_code: int = 200, *, pk: int | None = None) -> Response:
        change = self.own() if pk is None else _changes().get(pk=pk)
        shown = ToolChangeSerializer(change, context=self.get_serializer_context())
        return Response(shown.data, status=status_code)


class ToolTasks(ToolChangePart):
    """POST adds a task of your own: name, due."""

    serializer_class = TaskSerializer

    @extend_schema(responses={201: ToolChangeSerializer})
    def post(self, request: Request, tool_change_id: int) -> Response:
        own, values = self.own(), self.values()
        services.add_task(own, {name: values[name] for name in ("name", "due") if name in values}, by=self.by)
        return self.whole(status.HTTP_201_CREATED)


class TickSerializer(Strict):
    done = serializers.BooleanField()
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class ToolTaskItem(ToolChangePart):
    """PATCH ticks it, or opens it again; DELETE removes one of your own."""

    serializer_class = TickSerializer

    def task(self) -> ToolTask:
        return get_object_or_404(ToolTask.objects.select_related("tool_change"), pk=self.kwargs["tool_task_id"])

    @extend_schema(responses=ToolChangeSerializer)
    def patch(self, request: Request, tool_task_id: int) -> Response:
        task, values = self.task(), self.values()
        services.tick_task(task, by=self.by, done=values["done"], note=values.get("note"))
        return self.whole(pk=task.tool_change_id)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, tool_task_id: int) -> Response:
        services.remove_task(self.task(), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ToolEvidence(ToolChangePart):
    """POST adds evidence that the staging test was passed, as JSON or, with a file, as multipart."""

    serializer_class = EvidenceSerializer

    @extend_schema(responses=EvidenceSerializer(many=True))
    def get(self, request: Request, tool_change_id: int) -> Response:
        rows = self.paginate_queryset(self.own().evidence.all())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(responses={201: ToolChangeSerializer})
    def post(self, request: Request, tool_change_id: int) -> Response:
        own, values = self.own(), self.values()
        file = values.get("file")
        if len(self.asked.FILES.getlist("file")) > 1:
            raise Refused("Send one file at a time.", field="file")
        services.add_evidence(
            own,
            by=self.by,
            words=values.get("words", ""),
            link=values.get("link", ""),
            file=(file.name, file.read()) if file else None,
        )
        return self.whole(status.HTTP_201_CREATED)


class NothingSerializer(Strict):
    """Takes nothing."""


class ToolChangeClose(ToolChangePart):
    """POST closes it; 400 with what is missing before that."""

    serializer_class = NothingSerializer

    @extend_schema(responses=ToolChangeSerializer)
    def post(self, request: Request, tool_change_id: int) -> Response:
        own, _ = self.own(), self.values()
        services.close_tool_change(own, by=self.by)
        return self.whole()


class DropSerializer(Strict):
    reason = serializers.CharField(max_length=300)


class ToolChangeDrop(ToolChangePart):
    """POST drops it, with the reason."""

    serializer_class = DropSerializer

    @extend_schema(responses=ToolChangeSerializer)
    def post(self, request: Request, tool_change_id: int) -> Response:
        own, values = self.own(), self.values()
        services.drop_tool_change(own, values["reason"], by=self.by)
        return self.whole()
