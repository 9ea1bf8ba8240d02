"""…/consolidations/"""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Names, Strict
from apps.core.clock import today_of
from apps.methods.consolidation import Question
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.models import Consolidation, Decision, DecisionRecord
from apps.tenant.decisions.selectors import FoundOverlap
from apps.tenant.inventory.selectors import application_named

DECIDE = {
    "decision": "decision",
    "decision_reason": "reason",
    "decided_on": "on",
    "decided_with": "together_with",
    "weighed": "weighed",
}


class ToolNames(Names):
    def get_attribute(self, instance: ConsolidationLine) -> list[str]:
        return [tool.name for tool in instance.tools]


class Money(serializers.DecimalField):
    """An amount of 0 or more; null: computed, estimated, or not known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"max_digits": 12, "decimal_places": 2, "required": False, "allow_null": True, "min_value": 0} | kwargs
        super().__init__(**kwargs)


class ConsolidationSerializer(Strict):
    """Takes a `ConsolidationLine`, gives the values that the services take. Money left out is computed."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=120, required=False)
    applications = ToolNames()
    keep = serializers.CharField(source="consolidation.keep", required=False, allow_blank=True, allow_null=True)
    saving_12_months = Money(source="consolidation.saving_12_months")
    migration_cost = Money(source="consolidation.migration_cost")
    migration_low = Money(source="consolidation.migration_low")
    migration_high = Money(source="consolidation.migration_high")
    retraining_cost = Money(source="consolidation.retraining_cost")
    retraining_low = Money(source="consolidation.retraining_low")
    retraining_high = Money(source="consolidation.retraining_high")
    can_maintain = serializers.BooleanField(source="consolidation.can_maintain", required=False, allow_null=True)
    overlap_override = serializers.BooleanField(
        source="consolidation.overlap_override", required=False, allow_null=True
    )
    saving_override = serializers.BooleanField(source="consolidation.saving_override", required=False, allow_null=True)
    override_reason = serializers.CharField(source="consolidation.override_reason", required=False, allow_blank=True)
    decision = serializers.ChoiceField(Decision.choices, source="consolidation.decision", required=False)
    decision_reason = serializers.CharField(source="consolidation.decision_reason", required=False, allow_blank=True)
    decided_on = serializers.DateField(source="consolidation.decided_on", required=False, allow_null=True)
    decided_with = serializers.CharField(source="consolidation.decided_with", required=False, allow_blank=True)
    weighed = serializers.CharField(write_only=True, required=False, allow_blank=True, max_length=2000)
    version = serializers.IntegerField(source="consolidation.version", required=False, min_value=1)
    questions = serializers.SerializerMethodField()
    recommendation = serializers.CharField(source="advice.recommendation", read_only=True)
    close_call = serializers.BooleanField(source="advice.close_call", read_only=True)
    reasons = serializers.ListField(source="advice.reasons", read_only=True)
    saving_used = serializers.DecimalField(None, None, source="saving", read_only=True)
    migration_used = serializers.DecimalField(None, None, source="migration", read_only=True)
    twelve_months = serializers.SerializerMethodField()
    sides = serializers.SerializerMethodField()

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values = super().to_internal_value(data)
        values |= values.pop("consolidation", {})
        if "keep" in values:
            values["keep"] = self._application(values["keep"])
        return values

    def _application(self, name: str | None) -> Any:
        found = application_named(name) if name else None
        if name and found is None:
            raise serializers.ValidationError({"keep": [f"There is no application called {name}."]})
        return found

    def get_questions(self, line: ConsolidationLine) -> dict[str, Any]:
        advice = line.advice
        return {
            "overlap": {**_answer(advice.overlap), "value": line.shared.value},
            "saving": {**_answer(advice.saving), "value": line.saving},
            "capability": _answer(advice.capability),
        }

    def get_sides(self, line: ConsolidationLine) -> dict[str, Any]:
        return {
            kind.value: {"benefits": benefits, "trade_offs": trade_offs}
            for kind, (benefits, trade_offs) in line.advice.sides.items()
        }

    def get_twelve_months(self, line: ConsolidationLine) -> dict[str, Any] | None:
        """Net benefit from the first day of the parallel run, month by month; null while a figure is missing."""
        found = line.economics
        if found is None:
            return None
        return {
            "net": asdict(found.net),
            "paid_back_in_month": found.paid_back,
            "months": [asdict(month) for month in found.months],
            "licences": [
                {"application": end.licence.name, "paid_until": end.day, "notice_by": end.notice_by}
                for end in found.ends
            ],
        }


def _answer(question: Question) -> dict[str, Any]:
    return {"answer": question.answer, "computed": question.computed}


class ConsolidationMixin(Resource):
    serializer_class = ConsolidationSerializer

    def get_queryset(self) -> QuerySet[Consolidation]:
        return selectors.list_consolidations()

    def line(self, case: Consolidation) -> ConsolidationLine:
        return selectors.consolidation_line(case.pk, self.asked.client)

    @transaction.atomic
    def save(self, case: Consolidation | None, values: dict[str, Any]) -> ConsolidationLine:
        by = self.by
        decide = {DECIDE[name]: values.pop(name) for name in DECIDE if name in values}
        version = values.pop("version", None)
        if case is None:
            case = services.add_consolidation(values, by=by)
        else:
            case = services.change_consolidation(case, values, by=by, version=version)
        if "decision" in decide:
            client = self.asked.client
            on = decide.pop("on", None) or today_of(client)
            services.decide_consolidation(case, client=client, by=by, on=on, **decide)
        return self.line(case)


class Consolidations(ConsolidationMixin, Collection):
    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(selectors.consolidation_lines(request.client))  # type: ignore[attr-defined]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def add(self, values: dict[str, Any]) -> ConsolidationLine:
        return self.save(None, values)


class ConsolidationItem(ConsolidationMixin, Item):
    key = "consolidation_id"

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.line(self.get_object()))  # type: ignore[arg-type]

    def change(self, item: Consolidation, values: dict[str, Any]) -> ConsolidationLine:
        return self.save(item, values)

    def remove(self, item: Consolidation) -> None:
        services.remove_consolidation(item, by=self.by)


class ConsolidationDecisions(ConsolidationMixin):
    """Every decision on a case as it was taken, newest first, with the figures of its day."""

    def get(self, request: Request, consolidation_id: int) -> Response:
        line = self.line(get_object_or_404(Consolidation, pk=consolidation_id))
        return Response({"decisions": [_record(one) for one in selectors.records_of(line.consolidation)]})


class Overlaps(Resource):
    """Proposals: applications that do much the same and are no case yet. Nothing is opened unasked."""

    serializer_class = serializers.Serializer

    def get(self, request: Request) -> Response:
        found = selectors.found_overlaps()
        return Response({"overlaps": [_overlap(one) for one in found.shown]})


class DismissalSerializer(Strict):
    applications = serializers.ListField(child=serializers.CharField(max_length=120), min_length=2)
    reason = serializers.CharField(max_length=200)


class OverlapDismissal(Resource):
    """POST puts a proposal aside, with the reason."""

    serializer_class = DismissalSerializer

    def post(self, request: Request) -> Response:
        values = self.values()
        found = {name: application_named(name) for name in values["applications"]}
        unknown = [name for name, one in found.items() if one is None]
        if unknown:
            raise serializers.ValidationError({"applications": [f"There is no application called {unknown[0]}."]})
        services.dismiss_overlap([one.pk for one in found.values() if one], by=self.by, reason=values["reason"])
        return Response(status=204)


def _record(one: DecisionRecord) -> dict[str, Any]:
    plain = ("id", "decision", "reason", "weighed", "decided_on", "decided_with", "figures", "recorded_at")
    return {name: getattr(one, name) for name in (*plain, "superseded_at")} | {"decided_by": str(one.decided_by)}


def _overlap(one: FoundOverlap) -> dict[str, Any]:
    return {
        "applications": [tool.name for tool in one.tools],
        "value": one.closest.value,
        "shared": one.closest.shared,
        "spare_seats": one.spare_seats,
        "cost_per_year": one.cost_per_year,
    }
