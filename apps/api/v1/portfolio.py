"""/portfolio/roadmap/: the roadmaps of all clients that the person works at, and what lies on whom."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.methods.people_load import MonthLoad, PersonLoad, loads
from apps.shared.clients.selectors import FirmAccess
from apps.shared.portfolio.roadmap_selectors import firm_roadmaps, work_of


class AskedSerializer(serializers.Serializer):
    """months: how many, from this one on. days_per_month: what everybody has; left out, the month's working days."""

    months = serializers.IntegerField(min_value=1, max_value=36, default=12)
    days_per_month = serializers.DecimalField(6, 2, min_value=0, max_value=31, default=None)


class PlannedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.CharField()
    owner = serializers.CharField()
    start = serializers.DateField()
    live = serializers.DateField()
    effort_days = serializers.DecimalField(None, None, source="days")


class ClientRoadmapSerializer(serializers.Serializer):
    client = serializers.CharField(source="client.slug")
    name = serializers.CharField(source="client.name")
    initiatives = PlannedSerializer(many=True)


class MonthLoadSerializer(serializers.Serializer):
    """clash: more days than there are, or more than three efforts at once."""

    month = serializers.SerializerMethodField()
    days = serializers.DecimalField(None, None)
    free = serializers.DecimalField(None, None)
    at_once = serializers.IntegerField()
    efforts = serializers.SerializerMethodField()
    clash = serializers.BooleanField(source="is_clash")

    def get_month(self, month: MonthLoad) -> str:
        return f"{month.first:%Y-%m}"

    def get_efforts(self, month: MonthLoad) -> list[dict[str, str]]:
        return [{"client": work.client, "name": work.effort} for work in month.efforts]


class PersonLoadSerializer(serializers.Serializer[PersonLoad]):
    name = serializers.CharField()
    clients = serializers.ListField(child=serializers.CharField())
    months = MonthLoadSerializer(many=True)


class PortfolioRoadmapSerializer(serializers.Serializer):
    clients = ClientRoadmapSerializer(many=True)
    people = PersonLoadSerializer(many=True)


class PortfolioRoadmap(Resource):
    serializer_class = PortfolioRoadmapSerializer

    def get(self, request: Request) -> Response:
        asked = AskedSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        wanted: dict[str, Any] = asked.validated_data
        roadmaps = firm_roadmaps(self.by, FirmAccess(self.asked.firm, self.asked.firm_rights))
        first = timezone.localdate().replace(day=1)
        people = loads(work_of(roadmaps), first=first, **wanted)
        return self.shown({"clients": roadmaps, "people": people})
