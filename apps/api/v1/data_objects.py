"""…/data-objects/ and …/conflicts/"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from rest_framework import serializers

from apps.api.resources import Collection, Item
from apps.api.serializers import Names, Strict, StrictModel
from apps.api.v1.flows import Named
from apps.tenant.inventory import data_objects_services as services
from apps.tenant.inventory.data_objects_selectors import list_conflicts
from apps.tenant.inventory.models import DataObject, ObjectConflict
from apps.tenant.inventory.selectors import list_data_objects


class HolderSerializer(Strict):
    """An application, and what it does with the object; none of the three: it does not hold it."""

    application = Named()
    creates = serializers.BooleanField(default=False)
    reads = serializers.BooleanField(default=False)
    updates = serializers.BooleanField(default=False)


class DataObjectSerializer(StrictModel):
    system_of_record = Named(required=False, allow_null=True)
    holders = HolderSerializer(source="holdings.all", many=True, required=False)

    class Meta:
        model = DataObject
        fields: list[str] = ["id", "name", "description", "system_of_record", "holders"]
        # Uniqueness is the service's to refuse: its message says what to do.
        extra_kwargs: dict[str, Any] = {"name": {"validators": []}}
        validators: list[Any] = []


class DataObjectsMixin:
    def get_queryset(self) -> QuerySet[DataObject]:
        return list_data_objects()


def _split(values: dict[str, Any]) -> tuple[dict[str, Any], dict[int | str, dict[str, bool]]]:
    """The object's own values, and what applications do with it."""
    lines = values.pop("holdings", {}).get("all", [])
    return values, {line["application"]: {use: line.get(use, False) for use in services.USES} for line in lines}


class DataObjects(DataObjectsMixin, Collection):
    serializer_class = DataObjectSerializer

    @transaction.atomic
    def add(self, values: dict[str, Any]) -> DataObject:
        own, holders = _split(values)
        added = services.add_data_object(own, by=self.by)
        services.hold_all(added, holders, by=self.by)
        return added


class DataObjectItem(DataObjectsMixin, Item):
    """Holders that are not named in a change stay as they are."""

    serializer_class = DataObjectSerializer
    key = "data_object_id"

    @transaction.atomic
    def change(self, item: DataObject, values: dict[str, Any]) -> DataObject:
        own, holders = _split(values)
        services.change_data_object(item, own, by=self.by)
        services.hold_all(item, holders, by=self.by)
        return list_data_objects().get(pk=item.pk)

    def remove(self, item: DataObject) -> None:
        services.remove_data_object(item, by=self.by)


class ConflictSerializer(StrictModel):
    data_object = Named()
    applications = Names()
    is_settled = serializers.SerializerMethodField()

    class Meta:
        model = ObjectConflict
        fields: list[str] = ["id", "data_object", "applications", *services.CONFLICT_FIELDS, "is_settled"]

    def get_is_settled(self, conflict: ObjectConflict) -> bool:
        return conflict.resolved_at is not None


class ConflictsMixin:
    def get_queryset(self) -> QuerySet[ObjectConflict]:
        return list_conflicts()


class Conflicts(ConflictsMixin, Collection):
    serializer_class = ConflictSerializer

    def add(self, values: dict[str, Any]) -> ObjectConflict:
        return services.add_conflict(values, by=self.by)


class ConflictItem(ConflictsMixin, Item):
    """DELETE settles it: it stays on record."""

    serializer_class = ConflictSerializer
    key = "object_conflict_id"

    def change(self, item: ObjectConflict, values: dict[str, Any]) -> ObjectConflict:
        return services.change_conflict(item, values, by=self.by)

    def remove(self, item: ObjectConflict) -> None:
        services.settle_conflict(item, by=self.by)
