"""…/explain/"""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.tenant.history.explaining import Entered, Explained, who_entered
from apps.tenant.overview.explaining import explain

PARAMETERS = {
    "object": 'Whose figure: "client", or kind and number of an object: "flow-12", "initiative-3".',
    "field": 'Which figure, for example "hours_per_week"; low and high cases end in "-low" and "-high".',
}


@extend_schema_field(OpenApiTypes.ANY)
class Value(serializers.Field):
    """A number, words, yes or no; null: missing."""


class InputSerializer(serializers.Serializer):
    """entered_by and entered_at: of the latest change. figure: what to ask for where it was worked out itself."""

    label = serializers.CharField()  # type: ignore[assignment]
    value = Value(allow_null=True)
    unit = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    entered_by = serializers.CharField(allow_null=True)
    entered_at = serializers.DateTimeField(allow_null=True)
    figure = serializers.DictField(child=serializers.CharField(), allow_null=True)


class ExplainedSerializer(serializers.Serializer):
    object = serializers.CharField()
    field = serializers.CharField()
    name = serializers.CharField()
    value = Value(allow_null=True)
    unit = serializers.CharField()
    rule = serializers.CharField()
    inputs = InputSerializer(many=True)
    source = serializers.CharField()  # type: ignore[assignment]


class Explain(Resource):
    """Why a figure is what it is: rule, inputs, source, and who entered what when. 404 names what can be asked."""

    serializer_class = ExplainedSerializer

    @extend_schema(
        parameters=[OpenApiParameter(name, required=True, description=words) for name, words in PARAMETERS.items()]
    )
    def get(self, request: Request) -> Response:
        asked, field = (self.asked.GET.get(name, "") for name in PARAMETERS)
        found = explain(self.asked.client, asked, field)
        made = found.workings
        shown = {"object": asked, "field": field, "name": found.name, "value": made.value, "unit": made.unit}
        return Response({**shown, "rule": made.rule, "inputs": _inputs(found), "source": made.source})


def _inputs(found: Explained) -> list[dict[str, Any]]:
    rows = zip(found.workings.inputs, who_entered(found), found.figures, strict=True)
    return [
        {
            "label": one.label,
            "value": one.value,
            "unit": one.unit,
            "source": one.source,
            **_entered(who),
            "figure": {"object": figure.object, "field": figure.field} if figure else None,
        }
        for one, who, figure in rows
    ]


def _entered(who: Entered | None) -> dict[str, Any]:
    return {"entered_by": who.person if who else None, "entered_at": who.moment if who else None}
