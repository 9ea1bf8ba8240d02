"""…/audits/: first sittings. What is entered through them is the client's ordinary data."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Resource
from apps.api.serializers import Strict
from apps.core.access import Right, allowed
from apps.core.errors import Refused
from apps.methods.pilot import Appraisal, Outcome
from apps.methods.scorecard import EFFORTS
from apps.tenant.audit import finishing, selectors, services
from apps.tenant.audit.models import AuditHandOff, AuditSitting, Step
from apps.tenant.audit.selectors import Line, Result
from apps.tenant.audit.services import MINUTES, SCORE
from apps.tenant.flows.models import ErrorCost, Per

ZERO: dict[str, Any] = {"min_value": 0, "allow_null": True, "required": False}
ENDS = ("source", "target", "data_object")


class ToolSerializer(Strict):
    name = serializers.CharField(max_length=80)
    department = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")


class HandOffSerializer(Strict):
    """With `id` one that is in the sitting is changed, else one is added. A cost that is null is assumed."""

    id = serializers.IntegerField(required=False)
    source = serializers.CharField(max_length=120, required=False)  # type: ignore[assignment]
    target = serializers.CharField(max_length=120, required=False)
    data_object = serializers.CharField(max_length=80, required=False)
    times = serializers.DecimalField(max_digits=9, decimal_places=2, **ZERO)
    per = serializers.ChoiceField(choices=Per.choices, required=False)
    minutes = serializers.DecimalField(max_digits=8, decimal_places=2, **ZERO)
    people = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    error_cost = serializers.ChoiceField(choices=ErrorCost.choices, required=False, allow_blank=True)
    effort = serializers.ChoiceField(choices=list(EFFORTS), required=False, allow_null=True)
    build_cost = serializers.DecimalField(max_digits=12, decimal_places=2, **ZERO)
    training_cost = serializers.DecimalField(max_digits=12, decimal_places=2, **ZERO)
    subscription = serializers.DecimalField(max_digits=10, decimal_places=2, **ZERO)
    upkeep_hours = serializers.DecimalField(max_digits=6, decimal_places=2, **ZERO)


class AuditChangeSerializer(Strict):
    """What may be sent to a sitting. people: the whole list of who is there; tools and hand_offs: added or changed."""

    people = serializers.ListField(child=serializers.CharField(max_length=80), required=False, max_length=60)
    hourly_rate = serializers.DecimalField(max_digits=8, decimal_places=2, min_value=0, required=False)
    tools = ToolSerializer(many=True, required=False)
    hand_offs = HandOffSerializer(many=True, required=False)
    step = serializers.ChoiceField(choices=Step.choices, required=False)
    paused = serializers.BooleanField(required=False)


class AuditSerializer(serializers.Serializer):
    """A sitting as the list shows it."""

    id = serializers.IntegerField()
    state = serializers.CharField()
    step = serializers.CharField()
    paused = serializers.BooleanField(source="is_paused")
    started_at = serializers.DateTimeField()
    started_by = serializers.CharField()
    finished_at = serializers.DateTimeField()
    planned = serializers.DictField(child=serializers.IntegerField())
    minutes_spent = serializers.SerializerMethodField()
    pilot = serializers.IntegerField(source="pilot_id", allow_null=True)
    report = serializers.IntegerField(source="report_id", allow_null=True)

    def get_minutes_spent(self, sitting: AuditSitting) -> int:
        return int(selectors.spent(sitting).total_seconds()) // 60


def whole(sitting: AuditSitting, result: Result) -> dict[str, Any]:
    """Everything entered, with what follows from it, unrounded."""
    first = result.pilot or result.nearest
    return {
        **AuditSerializer(sitting).data,
        "people": sorted(person.name for person in sitting.people.all()),
        "tools": list(sitting.named_tools.values_list("application__name", flat=True)),
        "hand_offs": [_line(line) for line in result.lines],
        "hours_per_week": f"{result.cost.hours_per_week:f}",
        "cost_per_year": f"{result.cost.cost_per_year:f}",
        "suggestion": {
            "pays_back_within_60_days": result.pilot is not None,
            "hand_off": first.item.pk if first else None,
            "once_at_most": _text(result.takes.once_at_most if result.takes else None),
            "minutes_at_least": _text(result.takes.minutes_at_least if result.takes else None),
        },
    }


def _line(line: Line) -> dict[str, Any]:
    flow, item = line.flow, line.item
    entered = {name: getattr(flow, name) for name in (*ENDS, *MINUTES)} | {name: getattr(item, name) for name in SCORE}
    return {
        "id": item.pk,
        "flow": flow.id,
        "opportunity": item.opportunity_id,
        **{name: _text(value) if name not in {"people", "effort"} else value for name, value in entered.items()},
        "assumed": line.assumptions,
        "score": flow.score,
        "hours_per_week": _text(flow.hours_per_week),
        "cost_per_year": _text(flow.cost_per_year),
        "payback": _payback(line.appraisal) if line.appraisal else None,
    }


def _payback(found: Appraisal) -> dict[str, Any]:
    return {"is_pilot": found.is_pilot} | {
        name: _case(outcome)
        for name, outcome in (("low", found.low), ("expected", found.expected), ("high", found.high))
    }


def _case(outcome: Outcome) -> dict[str, Any]:
    made = outcome.figures
    return {
        "once": _text(made.once),
        "net_per_month": _text(made.net_per_month),
        "days": _text(outcome.payback.days) if made.net_per_month > 0 else None,
        "word": outcome.payback.word,
    }


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else f"{value:f}"


class Audits(Collection):
    """POST begins a sitting; while one is open that one is answered."""

    serializer_class = AuditSerializer

    def get_queryset(self) -> QuerySet[AuditSitting]:
        return selectors.list_sittings()

    def post(self, request: Request) -> Response:
        return self.shown(services.start_sitting(by=self.by), status_code=status.HTTP_201_CREATED)


class AuditItem(Resource):
    """GET everything entered and what follows from it; PATCH what was said at any step."""

    serializer_class = AuditChangeSerializer

    def answer(self, audit_sitting_id: int) -> Response:
        sitting = get_object_or_404(selectors.list_sittings(), pk=audit_sitting_id)
        return Response(whole(sitting, selectors.result_of(self.asked.client, sitting)))

    def get(self, request: Request, audit_sitting_id: int) -> Response:
        return self.answer(audit_sitting_id)

    def patch(self, request: Request, audit_sitting_id: int) -> Response:
        sitting = get_object_or_404(AuditSitting, pk=audit_sitting_id)
        values = self.values(partial=True)
        with transaction.atomic():
            services.locked(sitting)
            self._room(sitting, values)
            tools = [(tool["name"], tool.get("department", "")) for tool in values.get("tools", [])]
            services.add_tools(sitting, tools, by=self.by)
            for given in values.get("hand_offs", []):
                self._hand_off(sitting, given)
            if "step" in values:
                services.reach(sitting, values["step"])
            if "paused" in values:
                (services.pause if values["paused"] else services.go_on)(sitting, by=self.by)
        return self.answer(audit_sitting_id)

    def _room(self, sitting: AuditSitting, values: dict[str, Any]) -> None:
        if "people" in values:
            named = {name.lower() for name in values["people"]}
            left = [person.name for person in sitting.people.all() if person.name.lower() not in named]
            services.change_people(sitting, joined=values["people"], left=left, by=self.by)
        if "hourly_rate" in values:
            if not allowed(self.asked, Right.CLIENT_LEAD):
                raise Refused("Only a lead of this client changes its hourly rate.", field="hourly_rate")
            services.set_rate(self.asked.client, values["hourly_rate"], by=self.by)

    def _hand_off(self, sitting: AuditSitting, given: dict[str, Any]) -> None:
        if "id" in given:
            item = sitting.hand_offs.filter(pk=given["id"]).first()
            if item is None:
                raise Refused(f"There is no hand-off {given['id']} in this audit.", field="hand_offs")
        else:
            item = services.add_hand_off(sitting, {name: given.get(name) for name in ENDS}, by=self.by)
        self._say(item, given)

    def _say(self, item: AuditHandOff, given: dict[str, Any]) -> None:
        for names, change in ((MINUTES, services.change_minutes), (SCORE, services.change_score)):
            said = {name: given[name] for name in names if name in given}
            if said:
                change(item, said, {}, by=self.by)


class FinishedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    report = serializers.IntegerField(source="report_id")
    pilot = serializers.IntegerField(source="pilot_id", allow_null=True)


class AuditFinish(Resource):
    """Makes the opportunities and the report, once; a second time answers the same."""

    serializer_class = FinishedSerializer

    def post(self, request: Request, audit_sitting_id: int) -> Response:
        sitting = get_object_or_404(AuditSitting, pk=audit_sitting_id)
        return self.shown(finishing.finish(self.asked.client, sitting, by=self.by))
