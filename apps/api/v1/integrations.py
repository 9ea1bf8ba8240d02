"""…/integrations/"""

from typing import Any, ClassVar, cast

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import PersonName, Strict, StrictModel
from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.tenancy.links import public_url
from apps.methods.checklist import CheckPoint
from apps.methods.health import Metric
from apps.tenant.registry import health_services, selectors, services
from apps.tenant.registry.lines import IntegrationLine
from apps.tenant.registry.models import Incident, Integration, IntegrationStatus
from apps.tenant.registry.services import PLAIN


class EntrySerializer(StrictModel):
    """The fields of an entry that somebody writes."""

    owner = PersonName()
    runbook_call = PersonName()
    runbook_then = PersonName()
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = Integration
        fields: ClassVar[list[str]] = [*PLAIN, "owner", "runbook_call", "runbook_then", "version"]
        extra_kwargs: ClassVar[dict[str, Any]] = {"name": {"validators": [], "required": False}}
        validators: ClassVar[list[Any]] = []


class IntegrationSerializer(EntrySerializer):
    """Takes an `IntegrationLine`. opportunity or consolidation: the id, when it is added."""

    opportunity = serializers.IntegerField(required=False, min_value=1)
    consolidation = serializers.IntegerField(required=False, min_value=1)
    status = serializers.ChoiceField(IntegrationStatus.choices, required=False)

    class Meta(EntrySerializer.Meta):
        fields: ClassVar[list[str]] = [*EntrySerializer.Meta.fields, "opportunity", "consolidation", "status"]

    def to_representation(self, instance: IntegrationLine) -> dict[str, Any]:
        own = instance.integration
        entry = EntrySerializer(own, context=self.context).data
        return {
            "id": own.pk,
            **entry,
            "opportunity": own.opportunity_id,
            "consolidation": own.consolidation_id,
            "status": own.status,
            "live_since": own.live_since,
            "override_reason": own.override_reason,
            "has_signal_address": bool(own.signal_digest),
            "systems": instance.connects.systems,
            "data_objects": instance.connects.objects,
            "direction": "two_way" if instance.connects.is_two_way else "one_way",
            "checklist": _checklist(instance),
            "gate": {"is_open": instance.gate.is_open, "missing": instance.gate.missing},
            "flags": [words for words, _ in instance.flags],
            "health": _health(instance),
            "open_incidents": [_incident(incident) for incident in instance.open_incidents],
        }


def _checklist(line: IntegrationLine) -> list[dict[str, Any]]:
    found = [(point, line.ticks.get(point)) for point in CheckPoint]
    return [
        {
            "point": point.value,
            "done": item is not None,
            "done_by": str(item.done_by) if item else None,
            "done_at": item.done_at if item else None,
            "note": item.note if item else "",
        }
        for point, item in found
    ]


def _health(line: IntegrationLine) -> dict[str, Any] | None:
    health, last, seen = line.health, line.last, line.observed
    if health is None:
        return None
    return {
        "state": health.state,
        "causes": [{"key": cause.key, "text": cause.text} for cause in health.causes],
        "last_run": last.kind if last else None,
        "last_run_at": last.at if last else None,
        "newest_record_at": seen.newest_record_at,
        "records_7_days": seen.recent(Metric.VOLUME),
        "errors_7_days": seen.recent(Metric.ERRORS),
        "deviations": [
            {
                "metric": one.metric,
                "day": one.day,
                "value": one.value,
                "median": one.median,
                "percent": one.percent,
                "band": one.band,
            }
            for one in seen.tested
        ],
    }


def _incident(incident: Incident) -> dict[str, Any]:
    return {
        "id": incident.pk,
        "cause": incident.cause,
        "summary": incident.summary,
        "opened_at": incident.opened_at,
        "acknowledged_at": incident.acknowledged_at,
    }


class IntegrationMixin:
    serializer_class: Any = IntegrationSerializer
    request: Any

    def get_queryset(self) -> QuerySet[Integration]:
        return Integration.objects.all()

    def line(self, integration_id: int) -> IntegrationLine:
        return selectors.integration_line(self.request._request.client, integration_id)

    @transaction.atomic
    def save(self, entry: Integration, values: dict[str, Any]) -> IntegrationLine:
        wanted, version = values.pop("status", None), values.pop("version", None)
        for name in ("opportunity", "consolidation"):
            values.pop(name, None)
        if values:
            services.change_integration(entry, values, by=self.request.user, version=version)
        if wanted and wanted != entry.status:
            services.set_status(entry, wanted, by=self.request.user)
        return self.line(entry.pk)


class Integrations(IntegrationMixin, Collection):
    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset()) or []
        lines = selectors.registry_lines(self.asked.client, only=[one.pk for one in rows])
        return self.get_paginated_response(self.get_serializer(lines, many=True).data)

    @transaction.atomic
    def add(self, values: dict[str, Any]) -> IntegrationLine:
        kinds = [name for name in ("opportunity", "consolidation") if values.get(name)]
        if len(kinds) != 1:
            raise serializers.ValidationError({"opportunity": ["Give an opportunity, or a consolidation."]})
        entry = services.register(self.asked.client, kinds[0], values[kinds[0]], by=self.by)
        values.pop("version", None)
        return self.save(entry, values)


class IntegrationItem(IntegrationMixin, Item):
    key = "integration_id"

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.line(cast(Integration, self.get_object()).pk))

    def change(self, item: Integration, values: dict[str, Any]) -> IntegrationLine:
        return self.save(item, values)

    def remove(self, item: Integration) -> None:
        services.remove_integration(item, by=self.by)


class Verb(IntegrationMixin, Resource):
    """Something that is done to one integration."""

    def entry(self) -> Integration:
        return get_object_or_404(Integration, pk=self.kwargs["integration_id"])

    def answer(self, entry: Integration) -> Response:
        return Response(IntegrationSerializer(self.line(entry.pk), context=self.get_serializer_context()).data)


class TickSerializer(Strict):
    point = serializers.ChoiceField([point.value for point in CheckPoint])
    done = serializers.BooleanField(default=True)
    note = serializers.CharField(max_length=300, default="", allow_blank=True)


class IntegrationChecklist(Verb):
    """POST ticks a point of the checklist, or with `done` false takes the tick back."""

    serializer_class = TickSerializer

    def post(self, request: Request, **numbers: int) -> Response:
        entry, values = self.entry(), self.values()
        if values["done"]:
            services.tick_point(entry, values["point"], by=self.by, note=values["note"])
        else:
            services.untick_point(entry, values["point"], by=self.by)
        return self.answer(entry)


class LiveSerializer(Strict):
    override_reason = serializers.CharField(max_length=300, default="", allow_blank=True)


class IntegrationGoLive(Verb):
    """POST takes it live. 400 with what is missing; a lead may give an `override_reason`."""

    serializer_class = LiveSerializer

    def post(self, request: Request, **numbers: int) -> Response:
        entry, reason = self.entry(), self.values()["override_reason"]
        is_lead = allowed(self.asked, Right.CLIENT_LEAD)
        services.go_live(entry, by=self.by, on=today_of(self.asked.client), override_reason=reason, by_lead=is_lead)
        return self.answer(entry)


class IntegrationSignalAddress(Verb):
    """POST makes the signal address, which is answered this once; DELETE revokes it."""

    serializer_class = Strict

    def post(self, request: Request, **numbers: int) -> Response:
        key = services.make_signal_key(self.entry(), self.asked.client.pk, by=self.by)
        address = public_url("api-signal", absolute=True, signal_key=key)
        return Response({"key": key, "address": address}, status=status.HTTP_201_CREATED)

    def delete(self, request: Request, **numbers: int) -> Response:
        services.revoke_signal_key(self.entry(), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class IncidentSerializer(Strict):
    id = serializers.IntegerField(read_only=True)
    integration = serializers.CharField(read_only=True)
    cause = serializers.CharField(read_only=True)
    summary = serializers.CharField(read_only=True)
    effect = serializers.CharField(read_only=True)
    opened_at = serializers.DateTimeField(read_only=True)
    acknowledged_at = serializers.DateTimeField(read_only=True)
    resolved_at = serializers.DateTimeField(read_only=True)
    resolution = serializers.CharField(max_length=300, required=False, allow_blank=True)
    acknowledge = serializers.BooleanField(write_only=True, required=False)


class Incidents(Collection):
    """GET lists incidents, open ones first."""

    serializer_class = IncidentSerializer
    http_method_names = ["get", "head", "options"]

    def get_queryset(self) -> QuerySet[Incident]:
        return selectors.list_incidents()


class IncidentItem(Item):
    """PATCH with `acknowledge` true, or with a `resolution`, which resolves it."""

    serializer_class = IncidentSerializer
    http_method_names = ["get", "patch", "head", "options"]
    key = "incident_id"

    def get_queryset(self) -> QuerySet[Incident]:
        return selectors.list_incidents()

    def change(self, item: Incident, values: dict[str, Any]) -> Incident:
        if values.get("acknowledge"):
            item = health_services.acknowledge_incident(item, by=self.by)
        if "resolution" in values:
            item = health_services.resolve_incident(item, values["resolution"], by=self.by)
        return item
