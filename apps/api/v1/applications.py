"""…/applications/"""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers

from apps.api.resources import Collection, Item
from apps.api.serializers import Names, PersonName, StrictModel
from apps.tenant.inventory import selectors, services
from apps.tenant.inventory.models import Application


class HeldNames(Names):
    """The data objects an application holds."""

    def get_attribute(self, instance: Application) -> list[str]:
        return [holding.data_object.name for holding in instance.holdings.all()]


class ApplicationSerializer(StrictModel):
    departments = Names(required=False)
    capabilities = Names(required=False)
    data_objects = HeldNames(required=False)
    business_owner = PersonName()
    technical_owner = PersonName()
    readiness = serializers.SerializerMethodField()
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = Application
        fields = ["id", *services.PLAIN, "departments", "capabilities", "data_objects", "business_owner"]
        fields += ["technical_owner", "readiness", "version"]
        # Uniqueness is the service's to refuse: its message says what to do.
        extra_kwargs: ClassVar[dict[str, Any]] = {"name": {"validators": []}}
        validators: ClassVar[list[Any]] = []

    def get_readiness(self, application: Application) -> dict[str, Any]:
        result = selectors.readiness_of(application)
        return {"yes": len(result.yes), "no": len(result.no), "unknown": len(result.unknown), "share": result.share}


class ApplicationFilterSet(filters.FilterSet):
    q = filters.CharFilter(field_name="name", lookup_expr="icontains")
    department = filters.CharFilter(field_name="departments__name", lookup_expr="iexact")

    class Meta:
        model = Application
        fields = ["lifecycle", "is_shadow_it", "found_by"]


def every_application() -> QuerySet[Application]:
    return selectors.list_applications(selectors.ApplicationFilter())


class Applications(Collection):
    serializer_class = ApplicationSerializer
    filterset_class = ApplicationFilterSet

    def get_queryset(self) -> QuerySet[Application]:
        return every_application()

    def add(self, values: dict[str, Any]) -> Application:
        values.pop("version", None)
        return services.add_application(values, by=self.by)


class ApplicationItem(Item):
    serializer_class = ApplicationSerializer
    key = "application_id"

    def get_queryset(self) -> QuerySet[Application]:
        return every_application()

    def change(self, item: Application, values: dict[str, Any]) -> Application:
        version = values.pop("version", None)
        return services.change_application(item, values, by=self.by, version=version)

    def remove(self, item: Application) -> None:
        services.remove_application(item, by=self.by)
