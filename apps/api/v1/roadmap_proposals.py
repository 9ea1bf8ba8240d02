"""…/roadmap/proposals/: the order that earns the most. It computes and changes nothing."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.core.display import manner_of
from apps.methods.scheduling import LONGEST, Proposal
from apps.methods.scheduling_months import month_day
from apps.tenant.roadmap.proposal_forms import MOST_BLACKOUTS, MOST_DAYS, MOST_MONEY, blackout
from apps.tenant.roadmap.proposal_inputs import Inputs, Wanted, inputs_of
from apps.tenant.roadmap.proposal_services import accept_proposal, proposed
from apps.tenant.roadmap.proposal_words import FIELDS, violated_words


class BlackoutsSerializer(serializers.ListField):
    """Each a month "2026-12", a day "2026-12-24", two of them "2026-12-24 to 2027-01-06", as a list, as {"from", "to"},
    or as {"start", "end"}."""

    child = serializers.JSONField()

    def to_internal_value(self, data: Any) -> Any:
        try:
            return tuple(blackout(_text(one)) for one in super().to_internal_value(data))
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error


def _text(one: Any) -> str:
    for first, last in (("from", "to"), ("start", "end")):
        if isinstance(one, dict) and set(one) <= {first, last} and first in one:
            return f"{one[first]} to {one.get(last) or one[first]}"
    if isinstance(one, list) and len(one) in {1, 2}:
        return f"{one[0]} to {one[-1]}"
    if isinstance(one, str):
        return one
    raise ValueError('Give each blackout as "2026-12", "2026-12-24" or {"from": "2026-12-24", "to": "2027-01-06"}.')


class WantedSerializer(Strict):
    """null is no limit. days_of: days a month by person; candidates: whether what is not decided yet takes part."""

    limit_in_flight = serializers.IntegerField(min_value=1, max_value=20, default=3)
    capacity_days_per_month = serializers.DecimalField(
        9, 2, min_value=0, max_value=MOST_DAYS, default=None, allow_null=True
    )
    budget_per_month = serializers.DecimalField(14, 2, min_value=0, max_value=MOST_MONEY, default=None, allow_null=True)
    horizon_months = serializers.IntegerField(min_value=1, max_value=LONGEST, default=12)
    blackouts = BlackoutsSerializer(default=list, max_length=MOST_BLACKOUTS)
    days_per_person = serializers.DecimalField(9, 2, min_value=0, max_value=MOST_DAYS, default=None, allow_null=True)
    days_of = serializers.DictField(
        child=serializers.DecimalField(9, 2, min_value=0, max_value=MOST_DAYS), default=dict
    )
    candidates = serializers.BooleanField(default=True)


class PlacedSerializer(serializers.Serializer):
    """start_month: 1 is the month that `first_month` begins; months: how many it is built for; version: to accept."""

    initiative = serializers.IntegerField()
    name = serializers.CharField()
    start_month = serializers.IntegerField()
    months = serializers.IntegerField()
    start = serializers.DateField()
    end = serializers.DateField()
    version = serializers.IntegerField()


class ReasonSerializer(serializers.Serializer):
    constraint = serializers.CharField()
    initiatives = serializers.ListField(child=serializers.IntegerField())
    person = serializers.CharField()
    message = serializers.CharField()


class ProposalSerializer(serializers.Serializer):
    """status: optimal, feasible or infeasible; is_proven: that no order is better, or that there is none.

    violated: names of the limits in the way, as they were asked for; reasons: in words, with the initiatives.
    gain_over_*: null where the simple order does not fit into the horizon.
    """

    status = serializers.CharField()
    is_proven = serializers.BooleanField()
    first_month = serializers.DateField()
    order = PlacedSerializer(many=True)
    value = serializers.DecimalField(None, None)
    bound = serializers.DecimalField(None, None)
    gap_percent = serializers.DecimalField(None, None)
    gain_over_score_order = serializers.DecimalField(None, None, allow_null=True)
    gain_over_ease_order = serializers.DecimalField(None, None, allow_null=True)
    violated = serializers.ListField(child=serializers.CharField())
    reasons = ReasonSerializer(many=True)


class RoadmapProposals(Resource):
    """POST proposes an order under the given limits; the roadmap stays as it is.

    An initiative is built over its months in a row and earns its value in each month after them, up to the horizon.
    """

    serializer_class = WantedSerializer

    def post(self, request: Request) -> Response:
        inputs = inputs_of(self.asked.client, Wanted(**self.values()))
        found = proposed(inputs)
        return Response(ProposalSerializer(self._shown(inputs, found)).data)

    def _shown(self, inputs: Inputs, found: Proposal) -> dict[str, Any]:
        manner = manner_of(self.asked.client)
        by_month = sorted(found.starts, key=lambda key: (found.starts[key], int(key)))
        return {
            "status": found.status.value,
            "is_proven": found.is_proven,
            "first_month": month_day(inputs.first, 1),
            "order": [_placed(inputs, found, key) for key in by_month],
            "value": found.value,
            "bound": found.bound,
            "gap_percent": found.gap * 100,
            "gain_over_score_order": found.gain_over_score,
            "gain_over_ease_order": found.gain_over_ease,
            "violated": list(dict.fromkeys(FIELDS[one.constraint] for one in found.violated)),
            "reasons": [
                {
                    "constraint": FIELDS[one.constraint],
                    "initiatives": [int(key) for key in one.efforts],
                    "person": one.person,
                    "message": violated_words(one, inputs, manner),
                }
                for one in found.violated
            ],
        }


def _placed(inputs: Inputs, found: Proposal, key: str) -> dict[str, Any]:
    start, end = inputs.days(key, found.starts[key], found.lengths[key])
    return {
        "initiative": int(key),
        "name": inputs.lines[key].name,
        "start_month": found.starts[key],
        "months": found.lengths[key],
        "start": start,
        "end": end,
        "version": inputs.lines[key].initiative.version,
    }


class ChosenSerializer(Strict):
    initiative = serializers.IntegerField(min_value=1)
    start_month = serializers.IntegerField(min_value=1, max_value=LONGEST)
    version = serializers.IntegerField(min_value=1, required=False)


class AcceptSerializer(WantedSerializer):
    """The limits that the order was asked for with, and the months chosen."""

    order = ChosenSerializer(many=True, allow_empty=False)


class AcceptRoadmapProposal(Resource):
    """POST gives the initiatives the days of the chosen months, all or none. 409 when one was changed since."""

    serializer_class = AcceptSerializer

    def post(self, request: Request) -> Response:
        values = self.values()
        order = values.pop("order")
        starts = {str(one["initiative"]): one["start_month"] for one in order}
        versions = {str(one["initiative"]): one["version"] for one in order if "version" in one}
        moved = accept_proposal(self.asked.client, Wanted(**values), starts, versions, by=self.by)
        return Response({"moved": moved})
