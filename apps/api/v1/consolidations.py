"""…/consolidations/"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Names, Strict
from apps.core.clock import today_of
from apps.methods.consolidation import Question
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.lines.consolidation import ConsolidationLine
from apps.tenant.decisions.models import Consolidation, Decision
from apps.tenant.flows.selectors import flow_costs
from apps.tenant.inventory.selectors import application_named

DECIDE = {"decision": "decision", "decision_reason": "reason", "decided_on": "on", "decided_with": "together_with"}


class ToolNames(Names):
    def get_attribute(self, instance: ConsolidationLine) -> list[str]:
        return [tool.name for tool in instance.tools]


class ConsolidationSerializer(Strict):
    """Takes a `ConsolidationLine`, gives the values that the services take. Money left out is computed."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=120, required=False)
    applications = ToolNames()
    keep = serializers.CharField(source="consolidation.keep", required=False, allow_blank=True, allow_null=True)
    saving_12_months = serializers.DecimalField(
        12, 2, source="consolidation.saving_12_months", required=False, allow_null=True, min_value=0
    )
    migration_cost = serializers.DecimalField(
        12, 2, source="consolidation.migration_cost", required=False, allow_null=True, min_value=0
    )
    retraining_cost = serializers.DecimalField(
        12, 2, source="consolidation.retraining_cost", required=False, allow_null=True, min_value=0
    )
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
    version = serializers.IntegerField(source="consolidation.version", required=False, min_value=1)
    questions = serializers.SerializerMethodField()
    recommendation = serializers.CharField(source="advice.recommendation", read_only=True)
    close_call = serializers.BooleanField(source="advice.close_call", read_only=True)
    reasons = serializers.ListField(source="advice.reasons", read_only=True)
    saving_used = serializers.DecimalField(None, None, source="saving", read_only=True)
    migration_used = serializers.DecimalField(None, None, source="migration", read_only=True)

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


def _answer(question: Question) -> dict[str, Any]:
    return {"answer": question.answer, "computed": question.computed}


class ConsolidationMixin(Resource):
    serializer_class = ConsolidationSerializer

    def get_queryset(self) -> QuerySet[Consolidation]:
        return selectors.list_consolidations()

    def line(self, case: Consolidation) -> ConsolidationLine:
        fresh = self.get_queryset().get(pk=case.pk)
        client = self.request.client  # type: ignore[attr-defined]
        return selectors.consolidation_line(fresh, client, flow_costs(client).values())

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
            today = today_of(self.request.client)  # type: ignore[attr-defined]
            services.decide_consolidation(case, **{"by": by, **decide, "on": decide.get("on") or today})
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
