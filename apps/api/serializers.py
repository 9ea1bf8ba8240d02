"""Shapes that several resources share."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class StrictMixin:
    """Unknown fields are an error: a misspelt one must not vanish silently."""

    fields: Any

    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, Mapping) else []
        if unknown:
            raise serializers.ValidationError({name: ["There is no such field."] for name in unknown})
        return super().to_internal_value(data)  # type: ignore[misc]


class Strict(StrictMixin, serializers.Serializer):
    """Read-only fields sent back unchanged are accepted and ignored."""


class StrictModel(StrictMixin, serializers.ModelSerializer):
    """The same for a model's fields. Never saved: the views hand the values to the services."""


class Names(serializers.ListField):
    """A list of names, of rows that are made when they are new."""

    child = serializers.CharField(max_length=80)

    def to_representation(self, data: Any) -> list[str]:
        return sorted(str(entry) for entry in (data.all() if hasattr(data, "all") else data))


@extend_schema_field(OpenApiTypes.BINARY)
class Upload(serializers.FileField):
    """A file of a multipart request."""


class PersonName(serializers.CharField):
    """A person of the client by name; "" for nobody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_blank=True, max_length=80, **kwargs)

    def to_representation(self, value: Any) -> str:
        return str(value) if value else ""

    def get_attribute(self, instance: Any) -> Any:
        return super().get_attribute(instance) or ""
