"""…/saved-views/"""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from apps.api.resources import Collection, Item
from apps.api.serializers import StrictModel
from apps.tenant.inventory import saved_views as services
from apps.tenant.inventory.models import SavedView


class SavedViewSerializer(StrictModel):
    """filters: lists of text by the names that the address of the list has; columns: their keys, none for the usual."""

    owner = serializers.CharField(read_only=True)
    filters = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), required=False)
    columns = serializers.ListField(child=serializers.CharField(), required=False)

    class Meta:
        model = SavedView
        fields: ClassVar = ["id", "name", "is_shared", "filters", "columns", "owner"]
        validators: ClassVar[list[Any]] = []

    def validate_filters(self, filters: dict[str, list[str]]) -> dict[str, list[str]]:
        unknown = sorted(filters.keys() - set(services.FILTERS))
        if unknown:
            known = ", ".join(services.FILTERS)
            raise serializers.ValidationError(f"There is no filter {unknown[0]}. There are {known}.")
        return filters


class SavedViews(Collection):
    serializer_class = SavedViewSerializer

    def get_queryset(self) -> QuerySet[SavedView]:
        return services.views_of(self.by)

    def add(self, values: dict[str, Any]) -> SavedView:
        return services.save_view(SavedView(), values, by=self.by)


class SavedViewItem(Item):
    serializer_class = SavedViewSerializer
    key = "saved_view_id"

    def get_queryset(self) -> QuerySet[SavedView]:
        return services.views_of(self.by)

    def change(self, item: SavedView, values: dict[str, Any]) -> SavedView:
        return services.save_view(item, values, by=self.by)

    def remove(self, item: SavedView) -> None:
        services.remove_view(item, by=self.by)
