"""…/applications/<id>/impact/: everything that one application touches"""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.tenant.inventory.models import Application
from apps.tenant.overview.impact import Impact, impact_of


class TouchedSerializer(serializers.Serializer):
    """One thing by number and name; state in plain words where it has one."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.CharField(required=False)


class ConcernedSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="person.pk")
    name = serializers.CharField(source="person.name")
    parts = serializers.ListField(child=serializers.CharField())


class StepSerializer(serializers.Serializer):
    step = serializers.IntegerField()
    applications = TouchedSerializer(many=True)


class ImpactSerializer(serializers.Serializer):
    """steps: applications one and two steps away on the map. change: the number of the one under way, or null."""

    application = TouchedSerializer()
    flows = TouchedSerializer(many=True)
    contracts = TouchedSerializer(many=True)
    integrations = TouchedSerializer(many=True)
    initiatives = TouchedSerializer(many=True)
    reports = TouchedSerializer(many=True)
    people = ConcernedSerializer(many=True)
    steps = StepSerializer(many=True)
    change = serializers.IntegerField(allow_null=True)


class ApplicationImpact(Resource):
    """What to look at before this application is changed."""

    serializer_class = ImpactSerializer

    def get(self, request: Request, application_id: int) -> Response:
        known = Application.objects.in_use().select_related("business_owner", "technical_owner")
        return self.shown(_shown(impact_of(self.asked.client, get_object_or_404(known, pk=application_id))))


def _shown(found: Impact) -> dict[str, Any]:
    return {
        "application": _touched(found.application),
        "flows": [{"id": one.id, "name": one.name, "state": one.mechanism_words} for one in found.flows],
        "contracts": [_touched(one, str(one.get_status_display())) for one in found.contracts],
        "integrations": [_touched(one, str(one.get_status_display())) for one in found.integrations],
        "initiatives": [_touched(one, str(one.get_state_display())) for one in found.initiatives],
        "reports": [_touched(one) for one in found.reports],
        "people": found.people,
        "steps": [{"step": step, "applications": [_touched(one) for one in at]} for step, at in found.steps],
        "change": found.open_change.pk if found.open_change else None,
    }


def _touched(one: Any, state: str = "") -> dict[str, Any]:
    return {"id": one.pk, "name": str(one)} | ({"state": state} if state else {})
