"""…/opportunities/<id>/platforms/ and …/price-sheets/"""

from dataclasses import asdict
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.lines.platform import PlatformMatrix, PlatformRow, SheetLine
from apps.tenant.decisions.models import Billing, Counts, Opportunity, PriceLine


class OpportunityPlatforms(Resource):
    """Every known platform against the requirement, best first, with its cost at the client's volume."""

    serializer_class = serializers.Serializer

    def get(self, request: Request, opportunity_id: int) -> Response:
        client = self.asked.client
        try:
            line = selectors.opportunity_summary(client, opportunity_id)
        except Opportunity.DoesNotExist as error:
            raise NotFound from error
        return Response(_matrix(selectors.platform_matrix(client, line)))


class PriceSerializer(Strict):
    """Takes a `SheetLine`, gives the values that the service takes."""

    platform = serializers.CharField(source="plan.platform", max_length=60)
    plan = serializers.CharField(source="plan.name", max_length=80)
    price = serializers.DecimalField(12, 2, source="plan.price", min_value=0)
    currency = serializers.CharField(source="plan.currency", min_length=3, max_length=3)
    included = serializers.DecimalField(14, 0, source="plan.included", min_value=0, required=False, allow_null=True)
    overage = serializers.DecimalField(12, 4, source="plan.overage", min_value=0, required=False, allow_null=True)
    most = serializers.DecimalField(14, 0, source="plan.most", min_value=0, required=False, allow_null=True)
    counts = serializers.ChoiceField(Counts.choices, source="plan.counts", required=False)
    billing = serializers.ChoiceField(Billing.choices, required=False)
    source = serializers.CharField(max_length=200)  # type: ignore[assignment]
    sourced_on = serializers.DateField()
    version = serializers.IntegerField(required=False, min_value=0)
    id = serializers.IntegerField(source="own.pk", read_only=True, default=None)
    is_own = serializers.SerializerMethodField()
    is_left_out = serializers.BooleanField(read_only=True)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values = super().to_internal_value(data)
        plan = values.pop("plan", {})
        return values | plan | ({"plan": plan["name"]} if "name" in plan else {})

    def get_is_own(self, line: SheetLine) -> bool:
        return line.own is not None


class PriceSheets(Collection):
    """GET: every plan as it counts. POST: the client's own line for a plan, in place of the supplied one."""

    serializer_class = PriceSerializer

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(selectors.price_sheet())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def add(self, values: dict[str, Any]) -> SheetLine:
        version = values.pop("version", None)
        values.pop("name", None)
        made = services.set_price(values, by=self.by, version=version)
        return next(line for line in selectors.price_sheet() if line.own and line.own.pk == made.pk)


class PriceLineItem(Item):
    """DELETE takes an own line back; the supplied one counts again where there is one."""

    key = "price_line_id"
    serializer_class = PriceSerializer

    def get_queryset(self) -> Any:
        return PriceLine.objects.all()

    def get(self, request: Request, **numbers: int) -> Response:
        own = self.get_object()
        return self.shown(next(line for line in selectors.price_sheet() if line.own and line.own.pk == own.pk))

    def patch(self, request: Request, **numbers: int) -> Response:
        own: Any = self.get_object()
        values = self.values(partial=True)
        version = values.pop("version", None)
        values.pop("name", None)
        services.set_price(values | {"platform": own.platform, "plan": own.plan}, by=self.by, version=version)
        return self.get(request)

    def remove(self, item: PriceLine) -> None:
        services.restore_price(item, by=self.by)


def _matrix(matrix: PlatformMatrix) -> dict[str, Any]:
    volume = matrix.volume
    return {
        "opportunity": matrix.opportunity.id,
        "is_locked": bool(matrix.opportunity.opportunity.unwritten),
        "missing": matrix.opportunity.opportunity.unwritten,
        "runs_per_month": volume.runs,
        "steps": volume.actions,
        "source": volume.source,
        "is_measured": volume.is_measured,
        "currency": matrix.currency,
        "platforms": [_row(row) for row in matrix.rows],
        "cheapest": [
            {
                "from_runs": leg.first_whole,
                "platform": leg.plan.platform if leg.plan else None,
                "plan": leg.plan.name if leg.plan else None,
            }
            for leg in matrix.legs
        ],
        "tiers": [asdict(one) for one in matrix.tiers],
    }


def _row(row: PlatformRow) -> dict[str, Any]:
    return {
        "platform": row.name,
        "met": len(row.fit.met),
        "unknown": len(row.fit.unknown),
        "needs": {need: asdict(answer) for need, answer in row.fit.needs.items()},
        "criteria": {name: asdict(answer) for name, answer in row.fit.criteria.items()},
        "plan": row.cheapest.plan.name if row.cheapest else None,
        "cost_per_month": row.cost,
        "currency": row.currency or None,
        "sources": [asdict(one) for one in row.ranges],
    }
