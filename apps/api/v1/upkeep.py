"""…/upkeep/: hours booked, and how each integration stands; …/progress/: what each month brought; …/claimed/"""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict
from apps.tenant.roi import selectors, upkeep_services
from apps.tenant.roi.models import UpkeepHours


class UpkeepSerializer(Strict):
    """month: any day of it. key: a UUID of your own, under which the hours are booked once only."""

    id = serializers.IntegerField(read_only=True)
    integration = serializers.IntegerField(source="integration_id")
    month = serializers.DateField()
    hours = serializers.DecimalField(max_digits=6, decimal_places=2, min_value=0, max_value=744)
    done_by = serializers.CharField(required=False, allow_blank=True, max_length=80)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)
    key = serializers.UUIDField(required=False, allow_null=True)


class Upkeep(Collection):
    """Newest month first; POST books hours."""

    serializer_class = UpkeepSerializer

    def get_queryset(self) -> Any:
        return selectors.booked_hours()

    def add(self, values: dict[str, Any]) -> UpkeepHours:
        return upkeep_services.book_hours(self.asked.client, _plain(values), by=self.by)


class UpkeepItem(Item):
    serializer_class = UpkeepSerializer
    key = "upkeep_hours_id"

    def get_queryset(self) -> Any:
        return selectors.booked_hours()

    def change(self, item: UpkeepHours, values: dict[str, Any]) -> UpkeepHours:
        return upkeep_services.change_hours(self.asked.client, item, _plain(values), by=self.by)

    def remove(self, item: UpkeepHours) -> None:
        upkeep_services.remove_hours(item, by=self.by)


class StandingSerializer(serializers.Serializer):
    """Hours a month over whole months, and the limit; is_over: on average."""

    integration = serializers.IntegerField(source="integration.pk")
    name = serializers.CharField(source="integration.name")
    mean = serializers.DecimalField(max_digits=None, decimal_places=None, source="judged.mean")
    limit = serializers.DecimalField(max_digits=None, decimal_places=None, source="judged.limit")
    months = serializers.SerializerMethodField()
    is_over = serializers.BooleanField(source="judged.is_over")

    def get_months(self, line: selectors.UpkeepLine) -> list[dict[str, Any]]:
        return [{"month": one.first, "hours": one.hours, "over": one.over} for one in line.judged.months]


class UpkeepStanding(Resource):
    """Each integration against the 2 to 3 hours a month that are expected."""

    serializer_class = StandingSerializer

    def get(self, request: Request) -> Response:
        return Response(StandingSerializer(selectors.upkeep_lines(self.asked.client), many=True).data)


class MonthSerializer(serializers.Serializer):
    month = serializers.DateField(source="first")
    hours_won_back = serializers.DecimalField(max_digits=None, decimal_places=None, source="hours")
    errors_avoided = serializers.DecimalField(max_digits=None, decimal_places=None)
    integrations_live = serializers.IntegerField(source="live")
    incidents = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer):
    """Sums since the beginning, and the last twelve months; errors_avoided null: nothing is audited."""

    hours_won_back = serializers.DecimalField(max_digits=None, decimal_places=None, source="hours")
    errors_avoided = serializers.DecimalField(max_digits=None, decimal_places=None, source="errors", allow_null=True)
    integrations_live = serializers.IntegerField(source="live")
    incidents = serializers.IntegerField()
    months = MonthSerializer(many=True)


class ProgressItem(Resource):
    """What the integrations have brought, month by month."""

    serializer_class = ProgressSerializer

    def get(self, request: Request) -> Response:
        return Response(ProgressSerializer(selectors.progress_of(self.asked.client)).data)


class ClaimedSerializer(serializers.Serializer):
    """Hours a week: planned as claimed, forecast with what is measured in its place, realised null until measured."""

    initiative = serializers.IntegerField(source="line.id")
    name = serializers.CharField(source="line.name")
    planned = serializers.DecimalField(max_digits=None, decimal_places=None, source="line.claimed_hours")
    forecast = serializers.DecimalField(max_digits=None, decimal_places=None, source="forecast_hours")
    realised = serializers.DecimalField(max_digits=None, decimal_places=None, source="won_hours", allow_null=True)
    is_live = serializers.BooleanField()


class Claimed(Resource):
    """Every committed initiative: planned, forecast and realised."""

    serializer_class = ClaimedSerializer

    def get(self, request: Request) -> Response:
        return Response(ClaimedSerializer(selectors.measured(self.asked.client), many=True).data)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    plain = dict(values)
    if "integration_id" in plain:
        plain["integration"] = plain.pop("integration_id")
    return plain
