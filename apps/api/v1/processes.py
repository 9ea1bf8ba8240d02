"""…/processes/"""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from apps.api.resources import Collection, Item
from apps.api.serializers import StrictModel
from apps.tenant.flows import process_services, selectors
from apps.tenant.flows.models import Process


class Steps(serializers.ListField):
    """The ids of its data flows, in order."""

    child = serializers.IntegerField(min_value=1)

    def get_attribute(self, instance: Process) -> list[int]:
        flows = sorted(instance.flows.all(), key=lambda flow: (flow.position, flow.pk))
        return [flow.pk for flow in flows]


class ProcessSerializer(StrictModel):
    steps = Steps(required=False)
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = Process
        fields: list[str] = ["id", "name", "description", "position", "steps", "version"]
        read_only_fields: list[str] = ["position"]
        # Uniqueness is the service's to refuse: its message says what to do.
        extra_kwargs: dict[str, Any] = {"name": {"validators": []}}
        validators: list[Any] = []


class ProcessesMixin:
    def get_queryset(self) -> QuerySet[Process]:
        return selectors.processes_with_steps()


class Processes(ProcessesMixin, Collection):
    serializer_class = ProcessSerializer

    def add(self, values: dict[str, Any]) -> Process:
        values.pop("version", None)
        return process_services.add_process(values, by=self.by)


class ProcessItem(ProcessesMixin, Item):
    serializer_class = ProcessSerializer
    key = "process_id"

    def change(self, item: Process, values: dict[str, Any]) -> Process:
        version = values.pop("version", None)
        changed = process_services.change_process(item, values, by=self.by, version=version)
        return selectors.processes_with_steps().get(pk=changed.pk)

    def remove(self, item: Process) -> None:
        process_services.remove_process(item, by=self.by)
