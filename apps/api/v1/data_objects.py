"""…/data-objects/, …/data-objects/findings/ and …/conflicts/"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Names, PersonName, Strict, StrictModel
from apps.api.v1.flows import Named
from apps.methods.object_rules import Kind
from apps.tenant.inventory import data_objects_services as services
from apps.tenant.inventory import finding_services
from apps.tenant.inventory.data_objects_selectors import list_conflicts
from apps.tenant.inventory.finding_selectors import ObjectFinding, findings
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


class FindingSerializer(serializers.Serializer):
    """What a rule finds about an object, in words, with what it concerns; dismissed: why it was set aside."""

    key = serializers.CharField(source="finding.key")
    kind = serializers.ChoiceField(source="finding.kind", choices=[kind.value for kind in Kind])
    data_object = serializers.IntegerField(source="finding.object")
    text = serializers.CharField(source="finding.text")
    advice = serializers.CharField(source="finding.advice")
    rule = serializers.CharField(source="finding.workings.rule")
    applications = serializers.ListField(source="finding.applications", child=serializers.IntegerField())
    flows = serializers.ListField(source="finding.flows", child=serializers.IntegerField())
    dismissed = serializers.SerializerMethodField()

    def get_dismissed(self, found: ObjectFinding) -> str | None:
        return found.dismissal.reason if found.dismissal else None


class DismissalSerializer(Strict):
    key = serializers.CharField(max_length=400)
    reason = serializers.CharField(max_length=300)


class Findings(Resource):
    """GET lists what the rules find, set aside or not; POST sets one aside with its reason."""

    serializer_class = FindingSerializer

    @extend_schema(responses=FindingSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows: Any = self.paginate_queryset(findings())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    @extend_schema(request=DismissalSerializer, responses=FindingSerializer)
    def post(self, request: Request) -> Response:
        given = DismissalSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        kept = finding_services.dismiss_finding(**given.validated_data, by=self.by)
        found = next(one for one in findings() if one.finding.key == kept.key)
        return self.shown(found, status_code=status.HTTP_201_CREATED)


class ConflictSerializer(StrictModel):
    data_object = Named()
    applications = Names()
    found_by = PersonName()
    share_differing = serializers.SerializerMethodField()
    is_settled = serializers.SerializerMethodField()

    class Meta:
        model = ObjectConflict
        fields: list[str] = ["id", "data_object", "applications", *services.CONFLICT_FIELDS, "found_by"]
        fields += ["share_differing", "resolved_at", "is_settled"]
        extra_kwargs: dict[str, Any] = {"resolved_at": {"read_only": True}}

    def get_share_differing(self, conflict: ObjectConflict) -> str | None:
        """Percent, as a decimal string with all digits."""
        share = conflict.share_differing
        return None if share is None else f"{share:f}"

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
