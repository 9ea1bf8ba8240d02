"""…/processes/"""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import StrictModel
from apps.shared.accounts.models import User
from apps.tenant.flows import process_services, selectors
from apps.tenant.flows.models import Process


class Steps(serializers.ListField):
    """The ids of its data flows, in order; one that passes twice is there twice."""

    child = serializers.IntegerField(min_value=1)

    def get_attribute(self, instance: Process) -> list[int]:
        return [step.flow_id for step in instance.steps.all()]


class ProcessSerializer(StrictModel):
    steps = Steps(required=False)
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = Process
        fields: list[str] = ["id", "name", "description", "position", "steps", "version"]
        # Uniqueness is the service's to refuse: its message says what to do.
        extra_kwargs: dict[str, Any] = {"name": {"validators": []}, "position": {"min_value": 1}}
        validators: list[Any] = []


class ProcessesMixin:
    def get_queryset(self) -> QuerySet[Process]:
        return selectors.processes_with_steps()


def _placed(process: Process, place: int | None, *, by: User) -> Process:
    if place is not None:
        process_services.place_process(process, place, by=by)
    return selectors.processes_with_steps().get(pk=process.pk)


class Processes(ProcessesMixin, Collection):
    serializer_class = ProcessSerializer

    def add(self, values: dict[str, Any]) -> Process:
        values.pop("version", None)
        place = values.pop("position", None)
        return _placed(process_services.add_process(values, by=self.by), place, by=self.by)


class ProcessRestore(ProcessesMixin, Resource):
    """Out of the trash."""

    serializer_class = ProcessSerializer

    def post(self, request: Request, process_id: int) -> Response:
        process = get_object_or_404(Process.objects.in_trash(), pk=process_id)
        process_services.restore_process(process, by=self.by)
        return self.shown(selectors.processes_with_steps().get(pk=process.pk))


class ProcessItem(ProcessesMixin, Item):
    serializer_class = ProcessSerializer
    key = "process_id"

    def change(self, item: Process, values: dict[str, Any]) -> Process:
        version, place = values.pop("version", None), values.pop("position", None)
        changed = process_services.change_process(item, values, by=self.by, version=version)
        return _placed(changed, place, by=self.by)

    def remove(self, item: Process) -> None:
        process_services.remove_process(item, by=self.by)
