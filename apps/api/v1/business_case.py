"""…/business-case/ and its settings"""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.methods.case_lines import years_of
from apps.methods.cash_flow import NOTHING_SPENT, CashFlow
from apps.methods.handoffs import MONTHS_PER_YEAR
from apps.methods.measurement import Standing
from apps.methods.monte_carlo import Spread, simulate
from apps.methods.ranges import Case
from apps.methods.tornado import tornado
from apps.tenant.roi import case_services, selectors, services
from apps.tenant.roi.lines import ReturnLine, ReturnOf
from apps.tenant.roi.models import LONGEST_HORIZON, BusinessCase
from apps.tenant.roi.own_lines import OwnLine
from apps.tenant.roi.selectors.uncertainty import uncertainty_of


class CaseSerializer(serializers.Serializer):
    """Money over the horizon in the client's currency; payback in months from the start, null for never."""

    cost = serializers.DecimalField(max_digits=None, decimal_places=None)
    benefit = serializers.DecimalField(max_digits=None, decimal_places=None)
    net_benefit = serializers.DecimalField(max_digits=None, decimal_places=None)
    roi_percent = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    payback_months = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    payback_on = serializers.DateField(allow_null=True)
    payback = serializers.CharField(help_text="In words: paid back, never within the horizon, nothing to pay back.")
    pv_costs = serializers.DecimalField(max_digits=None, decimal_places=None)
    pv_benefits = serializers.DecimalField(max_digits=None, decimal_places=None)
    npv = serializers.DecimalField(max_digits=None, decimal_places=None)
    irr_percent = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    irr = serializers.CharField(help_text="In words: why there is no internal rate, or which others fit; else empty.")


class ChancesSerializer(serializers.Serializer):
    """10,000 draws, each input from a triangular distribution between its low and its high value, seeded.

    within_12_months_percent, losing_percent: of the draws. npv, payback_months: what one draw in ten, half of them and
    nine in ten stay at or below; null: never within the horizon.
    """

    draws = serializers.IntegerField()
    within_12_months_percent = serializers.DecimalField(max_digits=None, decimal_places=None)
    losing_percent = serializers.DecimalField(max_digits=None, decimal_places=None)
    npv = serializers.DictField()
    payback_months = serializers.DictField()
    distribution = serializers.CharField()


class BusinessCaseSerializer(CaseSerializer):
    """The expected case, with all three, what each initiative and line contributes, and found, won back and left.

    With a discount rate, roi_percent is that of the present values. years: undiscounted, year 0 the first day.
    """

    currency = serializers.CharField()
    start = serializers.DateField()
    horizon_months = serializers.IntegerField()
    discount_rate = serializers.DecimalField(max_digits=5, decimal_places=2, help_text="Percent a year.")
    cases = serializers.DictField(child=CaseSerializer())
    years = serializers.ListField(child=serializers.DictField())
    initiatives = serializers.ListField(child=serializers.DictField())
    lines = serializers.ListField(child=serializers.DictField())
    chances = ChancesSerializer(allow_null=True)
    tornado = serializers.ListField(child=serializers.DictField())
    standing = serializers.DictField(child=serializers.DecimalField(max_digits=None, decimal_places=None))


class SettingsSerializer(Strict):
    """The terms. horizon_years is another way to say horizon_months.

    discount_rate: percent a year, 10 for 10 %; a number below 1 is a share, 0.1 for 10 %. Read back it is percent.
    """

    horizon_months = serializers.IntegerField(required=False, min_value=1, max_value=LONGEST_HORIZON)
    horizon_years = serializers.IntegerField(
        required=False, min_value=1, max_value=LONGEST_HORIZON // MONTHS_PER_YEAR, write_only=True
    )
    discount_rate = serializers.DecimalField(
        required=False, max_digits=7, decimal_places=4, min_value=Decimal(0), max_value=Decimal(100)
    )
    low_cost_increase = serializers.DecimalField(
        required=False, max_digits=5, decimal_places=2, min_value=Decimal(0), help_text="Percent."
    )
    low_upkeep_hours = serializers.DecimalField(
        required=False, max_digits=5, decimal_places=2, min_value=Decimal(0), help_text="Hours a month, at least."
    )
    currency = serializers.CharField(required=False, max_length=3, write_only=True)
    version = serializers.IntegerField(required=False, min_value=1)

    def validate_discount_rate(self, rate: Decimal) -> Decimal:
        """Scripts say 0.1 and 10. A rate below one percent that stands already is what was read back, not a share."""
        is_share = rate < 1 and rate != selectors.assumptions().discount_rate
        return round(rate * 100 if is_share else rate, 2)


class BusinessCaseView(Resource):
    """Costs and benefits of everything committed on the roadmap, measured initiatives with what was measured."""

    serializer_class = BusinessCaseSerializer

    def get(self, request: Request) -> Response:
        client = self.asked.client
        made = selectors.business_case_of(client)
        cases = {case.value: _case(made.of(case)) for case in Case}
        return Response(
            {
                **cases[Case.EXPECTED],
                "currency": client.currency,
                "start": made.start,
                "horizon_months": made.horizon_months,
                "discount_rate": made.discount_rate,
                "cases": cases,
                "years": [asdict(year) for year in years_of(expected)] if (expected := made.of(Case.EXPECTED)) else [],
                "lines": [_line(line) for line in made.own],
                **_chances(made),
                "initiatives": [_initiative(line, today_of(client)) for line in made.lines],
                "undated": [one.line.name for one in made.undated],
                "standing": _standing(selectors.standing(client, made)),
            }
        )


class BusinessCaseSettings(Resource):
    """GET the terms, PUT changed ones; what is left out stays."""

    serializer_class = SettingsSerializer

    def get(self, request: Request) -> Response:
        return self._settings(selectors.assumptions())

    def put(self, request: Request) -> Response:
        values = self.values()
        version, years = values.pop("version", None), values.pop("horizon_years", None)
        months = None if years is None else years * MONTHS_PER_YEAR
        if months is not None and values.setdefault("horizon_months", months) != months:
            words = "horizon_years and horizon_months say different things. Give one of them."
            raise Refused(words, field="horizon_years")
        currency = values.pop("currency", self.asked.client.currency).upper()
        with transaction.atomic():
            if currency != self.asked.client.currency:
                case_services.change_currency(self.asked.client, currency, by=self.by)
            return self._settings(services.change_assumptions(values, by=self.by, version=version))

    def _settings(self, terms: BusinessCase) -> Response:
        return Response({**self.get_serializer(terms).data, "currency": self.asked.client.currency})


def _case(flow: CashFlow | None) -> dict[str, Any]:
    """Zeros, and no return, while nothing on the roadmap has its days and nothing is entered by line."""
    if flow is None:
        zero = dict.fromkeys(("cost", "benefit", "net_benefit", "pv_costs", "pv_benefits", "npv"), Decimal(0))
        none = dict.fromkeys(("roi_percent", "payback_months", "payback_on", "irr_percent"))
        return {**zero, **none, "payback": NOTHING_SPENT, "irr": ""}
    return {
        "cost": flow.cost,
        "benefit": flow.benefit,
        "net_benefit": flow.net,
        "roi_percent": flow.roi_percent,
        "payback_months": flow.payback.months,
        "payback_on": flow.payback.on,
        "payback": flow.payback.word,
        "pv_costs": flow.pv_cost,
        "pv_benefits": flow.pv_benefit,
        "npv": flow.npv,
        "irr_percent": flow.irr_percent,
        "irr": flow.irr_words,
    }


def _chances(made: ReturnOf) -> dict[str, Any]:
    """The draws, and each input that matters with the net present value at its ends, the widest first."""
    if made.total is None:
        return {"chances": None, "tornado": []}
    found = uncertainty_of(made)
    drawn = simulate(found)
    bars = tornado(found)
    return {
        "chances": {
            "draws": drawn.draws,
            "within_12_months_percent": drawn.within_a_year,
            "losing_percent": drawn.losing,
            "npv": _spread(drawn.npv),
            "payback_months": _spread(drawn.payback),
            "distribution": "triangular",
        },
        "tornado": [{"input": one.name, "npv_low": one.low, "npv_high": one.high} for one in bars],
    }


def _spread(found: Spread) -> dict[str, Decimal | None]:
    return {"p10": found.low, "p50": found.middle, "p90": found.high}


def _line(line: OwnLine) -> dict[str, Any]:
    """Amounts over the horizon, as positive numbers."""
    return {
        "id": line.id,
        "kind": line.kind.value,
        "name": line.name,
        "is_counted": line.is_counted,
        "low": line.low,
        "expected": line.expected,
        "high": line.high,
        "present_value": line.present,
    }


def _initiative(line: ReturnLine, today: Any) -> dict[str, Any]:
    """Payback here counts from the day it is live."""
    monthly, own = line.monthly(), line.measured
    return {
        "id": line.id,
        "name": line.name,
        "is_measured": line.is_measured,
        "hours_claimed": own.line.claimed_hours,
        "hours_measured": own.won_hours,
        "once": monthly.once,
        "running_per_month": monthly.running_per_month,
        "hours_saved_per_month": line.gains.hours,
        "errors_avoided_per_month": line.gains.errors,
        "other_saving_per_month": line.gains.other,
        "payback_months": line.payback.months,
        "payback_on": line.payback.on,
        "payback": line.payback.word,
        "plan_payback_months": line.plan_payback.months,
        "net_to_date": line.net_to_date(today) if line.is_measured else None,
        "reason": line.reason,
        "cases": {case.value: _case(line.flow(case)) for case in Case},
    }


def _standing(found: Standing) -> dict[str, Decimal]:
    return {
        "found_hours_per_week": found.found_hours,
        "won_back_hours_per_week": found.won_back_hours,
        "left_hours_per_week": found.left_hours,
        "found_per_year": found.found_per_year,
        "won_back_per_year": found.won_back_per_year,
        "left_per_year": found.left_per_year,
    }
