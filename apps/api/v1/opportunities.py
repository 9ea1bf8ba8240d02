"""…/opportunities/ and …/opportunities/<id>/platform/"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict
from apps.core.clock import today_of
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.models import Decision, Opportunity, Pattern, RuledOut, Tier
from apps.tenant.flows.lines import FlowLine

PARTS = ("conflict_resolution", "volume", "latency", "security")
DERIVED = ("systems", "objects", "direction", "text", "is_written", "missing", "written_on")
OVERRULE = {"tier_override": "tier", "pattern_override": "pattern", "override_reason": "reason"}
DECIDE = {"decision": "decision", "decision_reason": "reason", "decided_on": "on", "decided_with": "together_with"}


class RequirementField(serializers.Field):
    """An object with the four parts that somebody writes, or all of them in one text.

    Systems, objects and direction follow from the flows; sent back, they are ignored.
    """

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if isinstance(data, str):
            return {"requirement": data}
        if not isinstance(data, dict):
            raise serializers.ValidationError("Give a text, or an object with the parts.")
        unknown = sorted(set(data) - {*PARTS, *DERIVED})
        if unknown:
            raise serializers.ValidationError(f"There is no such part: {', '.join(unknown)}.")
        if any(not isinstance(data[name], str) for name in PARTS if name in data):
            raise serializers.ValidationError("Each part is a text.")
        return {name: data[name] for name in PARTS if name in data}

    def get_attribute(self, instance: OpportunityLine) -> OpportunityLine:
        return instance

    def to_representation(self, value: OpportunityLine) -> dict[str, Any]:
        own = value.opportunity
        return {
            "systems": value.systems,
            "objects": value.objects,
            "direction": "two_way" if value.is_two_way else "one_way",
            **{name: getattr(own, name) for name in PARTS},
            "text": own.requirement,
            "is_written": not own.unwritten,
            "missing": own.unwritten,
            "written_on": own.requirement_written_on,
        }


class FlowIds(serializers.ListField):
    """Ids of this client's flows."""

    child = serializers.IntegerField()

    def to_representation(self, data: Iterable[FlowLine]) -> list[int]:
        return [flow.id for flow in data]


class OpportunitySerializer(Strict):
    """Takes an `OpportunityLine`, gives the values that the services take."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(max_length=120)
    flows = FlowIds()
    change_effort = serializers.IntegerField(
        source="opportunity.change_effort", required=False, allow_null=True, min_value=1, max_value=5
    )
    requirement = RequirementField(required=False)
    needs_real_time = serializers.BooleanField(source="opportunity.needs_real_time", required=False)
    needs_complex_logic = serializers.BooleanField(source="opportunity.needs_complex_logic", required=False)
    needs_approval_steps = serializers.BooleanField(source="opportunity.needs_approval_steps", required=False)
    rules_out = serializers.ChoiceField(
        RuledOut.choices, source="opportunity.rules_out", required=False, allow_blank=True
    )
    tier_1_fails = serializers.CharField(source="opportunity.tier_1_fails", required=False, allow_blank=True)
    tier_2_fails = serializers.CharField(source="opportunity.tier_2_fails", required=False, allow_blank=True)
    error_points = serializers.DecimalField(
        5, 2, source="opportunity.error_points", required=False, allow_null=True, min_value=0, max_value=100
    )
    days_sooner = serializers.DecimalField(
        5, 1, source="opportunity.days_sooner", required=False, allow_null=True, min_value=0
    )
    risk_checks = serializers.IntegerField(
        source="opportunity.risk_checks", required=False, allow_null=True, min_value=0, max_value=5
    )
    user_pain = serializers.DecimalField(
        3, 2, source="opportunity.user_pain", required=False, allow_null=True, min_value=1, max_value=5
    )
    inputs_source = serializers.CharField(source="opportunity.inputs_source", required=False, allow_blank=True)
    decision = serializers.ChoiceField(Decision.choices, source="opportunity.decision", required=False)
    decision_reason = serializers.CharField(source="opportunity.decision_reason", required=False, allow_blank=True)
    decided_on = serializers.DateField(source="opportunity.decided_on", required=False, allow_null=True)
    decided_with = serializers.CharField(source="opportunity.decided_with", required=False, allow_blank=True)
    decided_by = serializers.StringRelatedField(source="opportunity.decided_by", read_only=True)  # type: ignore[var-annotated]
    tier_override = serializers.ChoiceField(
        Tier.choices, source="opportunity.tier_override", required=False, allow_null=True
    )
    pattern_override = serializers.ChoiceField(
        Pattern.choices, source="opportunity.pattern_override", required=False, allow_blank=True
    )
    override_reason = serializers.CharField(source="opportunity.override_reason", required=False, allow_blank=True)
    version = serializers.IntegerField(source="opportunity.version", required=False, min_value=1)
    hours_per_week = serializers.DecimalField(None, None, read_only=True)
    cost_per_year = serializers.DecimalField(None, None, read_only=True)
    priority = serializers.SerializerMethodField()
    possible_score = serializers.SerializerMethodField()
    scorecard = serializers.SerializerMethodField()
    tier = serializers.IntegerField(read_only=True, allow_null=True)
    pattern = serializers.CharField(read_only=True, allow_null=True)
    reasons = serializers.SerializerMethodField()
    would_change = serializers.SerializerMethodField()
    tier_by_rule = serializers.IntegerField(source="rule_tier", read_only=True, allow_null=True)
    pattern_by_rule = serializers.CharField(source="rule_pattern", read_only=True, allow_null=True)
    platform = serializers.CharField(source="opportunity.platform", read_only=True)
    platform_price = serializers.DecimalField(10, 2, source="opportunity.platform_price", read_only=True)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values = super().to_internal_value(data)
        nested = {**values.pop("opportunity", {}), **values.pop("requirement", {})}
        return values | nested

    def get_priority(self, line: OpportunityLine) -> dict[str, Any] | None:
        if line.priority is None:
            return None
        best = line.priority.best
        return {
            "frequency": best.frequency.points,
            "error_cost": best.error_cost.points,
            "time_cost": best.time_cost.points,
            "score": best.score,
            "band": best.band,
            "flow": int(best.key),
            "flows": [{"flow": int(one.key), "score": one.score, "band": one.band} for one in line.priority.flows],
        }

    def get_scorecard(self, line: OpportunityLine) -> dict[str, Any]:
        card = line.card
        fields = ("criterion", "weight", "value", "unit", "score", "low", "high")
        rows = [{name: getattr(row, name) for name in fields} for row in card.contributions]
        return {
            "total": card.total,
            "low": card.low,
            "high": card.high,
            "contributions": rows,
            "missing": list(card.missing),
        }

    def get_possible_score(self, line: OpportunityLine) -> dict[str, Any] | None:
        found = line.possible_score
        return {"low": found.low, "high": found.high, "missing": list(found.missing)} if found else None

    def get_reasons(self, line: OpportunityLine) -> list[str]:
        return [*line.advice.tier_reasons, *line.advice.pattern_reasons] if line.advice else []

    def get_would_change(self, line: OpportunityLine) -> list[str]:
        return list(line.advice.would_change) if line.advice else []


class OpportunityMixin(Resource):
    serializer_class = OpportunitySerializer

    def line(self, opportunity_id: int) -> OpportunityLine:
        try:
            return selectors.opportunity_summary(self.request.client, opportunity_id)  # type: ignore[attr-defined]
        except Opportunity.DoesNotExist as error:
            raise NotFound from error

    @transaction.atomic
    def save(self, item: Opportunity | None, values: dict[str, Any]) -> Opportunity:
        """The plain fields first, then what is decided and overruled: each by its own service."""
        by, today = self.by, today_of(self.request.client)  # type: ignore[attr-defined]
        overrule = {OVERRULE[name]: values.pop(name) for name in OVERRULE if name in values}
        decide = {DECIDE[name]: values.pop(name) for name in DECIDE if name in values}
        version = values.pop("version", None)
        if item is None:
            item = services.add_opportunity(values, by=by, on=today)
        else:
            item = services.change_opportunity(item, values, by=by, on=today, version=version)
        if "decision" in decide:
            services.decide(item, **{"by": by, **decide, "on": decide.get("on") or today})
        if overrule:
            services.overrule_advice(item, by=by, **overrule)
        return item


class Opportunities(OpportunityMixin, Collection):
    def get_queryset(self) -> Any:
        return selectors.list_opportunities()

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(selectors.ranked_opportunities(request.client))  # type: ignore[attr-defined]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def add(self, values: dict[str, Any]) -> OpportunityLine:
        return self.line(self.save(None, values).pk)


class OpportunityItem(OpportunityMixin, Item):
    key = "opportunity_id"

    def get_queryset(self) -> Any:
        return selectors.list_opportunities()

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.line(self.kwargs[self.key]))

    def change(self, item: Opportunity, values: dict[str, Any]) -> OpportunityLine:
        return self.line(self.save(item, values).pk)

    def remove(self, item: Opportunity) -> None:
        services.remove_opportunity(item, by=self.by)


class PlatformSerializer(Strict):
    platform = serializers.CharField(max_length=60, allow_blank=True)
    price = serializers.DecimalField(10, 2, required=False, allow_null=True, min_value=0)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class OpportunityPlatform(OpportunityMixin):
    """POST chooses a platform: 409 while the requirement is unwritten."""

    serializer_class = PlatformSerializer  # type: ignore[assignment]

    def post(self, request: Request, opportunity_id: int) -> Response:
        item = self.line(opportunity_id).opportunity
        services.choose_platform(item, by=self.by, **self.values())
        return Response(OpportunitySerializer(self.line(opportunity_id)).data)
