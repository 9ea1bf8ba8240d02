"""…/applications/"""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Names, PersonName, Strict, StrictModel
from apps.tenant.inventory import selectors, services
from apps.tenant.inventory.different_services import keep_apart, take_back
from apps.tenant.inventory.merge_forms import MergeForm
from apps.tenant.inventory.merge_services import merge_applications, restore_or_take_apart
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


class MergeSerializer(Strict):
    """other: the application that becomes part of this one. choices: for fields in which they differ."""

    other = serializers.PrimaryKeyRelatedField(queryset=Application.objects.in_use())
    choices = serializers.DictField(child=serializers.ChoiceField(["kept", "other", "both"]), required=False)


class ApplicationMerge(Resource):
    """POST merges another application into this one; taken apart again by restoring that one."""

    serializer_class = MergeSerializer

    def post(self, request: Request, application_id: int) -> Response:
        kept = get_object_or_404(Application.objects.in_use(), pk=application_id)
        wanted = self.values()
        form = MergeForm(kept, wanted["other"], wanted.get("choices", {}))
        if not form.is_valid():
            raise serializers.ValidationError({"choices": form.errors.get_json_data(escape_html=False)})
        merge_applications(kept, wanted["other"], form.values(), by=self.by)
        return Response(ApplicationSerializer(every_application().get(pk=kept.pk)).data)


class ApplicationRestore(Resource):
    """POST brings an application back from the trash, out of the one it was merged into."""

    serializer_class = ApplicationSerializer

    def post(self, request: Request, application_id: int) -> Response:
        found = get_object_or_404(Application.objects.in_trash(), pk=application_id)
        restore_or_take_apart(found, by=self.by)
        return self.shown(every_application().get(pk=found.pk))


class ApartSerializer(Strict):
    """applications: the numbers of two; same: true takes it back that they are different tools."""

    applications = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=2, max_length=2)
    same = serializers.BooleanField(default=False)


class Duplicates(Resource):
    """Pairs whose names probably mean the same tool, the likeliest first. POST tells two of them apart for good."""

    serializer_class = ApartSerializer

    def post(self, request: Request) -> Response:
        wanted = self.values()
        pair = keep_apart(*wanted["applications"], by=self.by)
        if wanted["same"]:
            take_back(pair, by=self.by)
        return self.get(request)

    def get(self, request: Request) -> Response:
        names = dict(selectors.application_names())
        return Response(
            [
                {"applications": [pair.one, pair.other], "names": [names[pair.one], names[pair.other]]}
                | {"likeness": pair.likeness}
                for pair in selectors.likely_duplicates()
            ]
        )
