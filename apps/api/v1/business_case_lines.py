"""…/business-case/lines/"""

from decimal import Decimal
from typing import Any

from rest_framework import serializers

from apps.api.resources import Collection, Item
from apps.api.serializers import Strict
from apps.tenant.roi import case_services
from apps.tenant.roi.models import LONGEST_HORIZON, LONGEST_YEARS, CaseLine, LineKind

AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 2}
PERCENT: dict[str, Any] = {"max_digits": 5, "decimal_places": 2, "min_value": Decimal(0), "max_value": Decimal(100)}


class LineSerializer(Strict):
    """A cost or benefit beside what follows from the initiatives; amounts in the client's currency, 0 or more.

    initial: on the first day. yearly: one amount for each year from then on, up to ten. ramp_months: how long the
    yearly amounts take to rise from nothing to full. low_percent, high_percent: how much worse and better it may come.
    risk_percent: lowers a benefit and raises a cost, in every case. is_counted false: shown, and in no figure.
    """

    id = serializers.IntegerField(read_only=True)
    kind = serializers.ChoiceField(choices=LineKind.choices)
    name = serializers.CharField(max_length=120)
    source = serializers.CharField(required=False, allow_blank=True, max_length=200)  # type: ignore[assignment]
    initial = serializers.DecimalField(required=False, **AMOUNT)
    yearly = serializers.ListField(
        child=serializers.DecimalField(**AMOUNT), required=False, max_length=LONGEST_YEARS, allow_empty=True
    )
    ramp_months = serializers.IntegerField(required=False, min_value=0, max_value=LONGEST_HORIZON)
    low_percent = serializers.DecimalField(required=False, **PERCENT)
    high_percent = serializers.DecimalField(required=False, **PERCENT)
    risk_percent = serializers.DecimalField(required=False, **PERCENT)
    is_counted = serializers.BooleanField(required=False)
    version = serializers.IntegerField(required=False, min_value=1)


class Lines(Collection):
    """Costs and benefits of the business case by line."""

    serializer_class = LineSerializer

    def get_queryset(self) -> Any:
        return CaseLine.objects.all()

    def add(self, values: dict[str, Any]) -> CaseLine:
        values.pop("version", None)
        return case_services.add_line(values, by=self.by)


class LineItem(Item):
    serializer_class = LineSerializer
    key = "case_line_id"

    def get_queryset(self) -> Any:
        return CaseLine.objects.all()

    def change(self, item: CaseLine, values: dict[str, Any]) -> CaseLine:
        version = values.pop("version", None)
        return case_services.change_line(item, values, by=self.by, version=version)

    def remove(self, item: CaseLine) -> None:
        case_services.remove_line(item, by=self.by)
