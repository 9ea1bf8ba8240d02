"""…/opportunities/proposals/ with its answers, and …/opportunities/<id>/suggestions/"""

from typing import Any

from django.db import transaction
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import Opportunity


class Chosen(Strict):
    """Keys of proposals, as their list gives them."""

    keys = serializers.ListField(child=serializers.CharField(max_length=400), required=False)
    all = serializers.BooleanField(required=False)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)


class ProposalSerializer(serializers.Serializer[selectors.Proposal]):
    key = serializers.CharField()
    name = serializers.CharField()
    reason = serializers.CharField()
    flows = serializers.SerializerMethodField()
    hours_per_week = serializers.DecimalField(None, None)
    score = serializers.IntegerField(allow_null=True)
    possible_score = serializers.SerializerMethodField()
    dismissed_at = serializers.DateTimeField(source="dismissed.dismissed_at", default=None)
    dismissed_by = serializers.CharField(source="dismissed.dismissed_by", default=None)
    state = serializers.SerializerMethodField()

    def get_flows(self, one: selectors.Proposal) -> list[dict[str, Any]]:
        return [{"id": flow.id, "name": flow.name, "hours_per_week": flow.hours_per_week} for flow in one.flows]

    def get_possible_score(self, one: selectors.Proposal) -> dict[str, int] | None:
        found = one.possible_score
        return {"low": found.low, "high": found.high} if found else None

    def get_state(self, one: selectors.Proposal) -> str:
        return "dismissed" if one.is_dismissed else "waiting"


class Proposals(Resource):
    """What could become an opportunity, with the flows it rests on; those put aside come last."""

    serializer_class = ProposalSerializer

    def get(self, request: Request) -> Response:
        found = selectors.find_proposals(self.asked.client)
        rows = self.paginate_queryset([*found.waiting, *found.dismissed])
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class Answer(Resource):
    serializer_class = Chosen

    def keys(self) -> list[str] | None:
        """None: all of them, which somebody has to say."""
        values = self.values()
        if values.get("all"):
            return None
        if not values.get("keys"):
            raise Refused('Give the "keys" of proposals, or "all": true.', field="keys")
        return list(values["keys"])


class Accept(Answer):
    """POST makes opportunities of the chosen proposals."""

    def post(self, request: Request) -> Response:
        made = services.accept_proposals(self.asked.client, self.keys(), by=self.by, on=today_of(self.asked.client))
        return Response({"opportunities": [{"id": one.pk, "name": one.name} for one in made]}, status=201)


class Dismiss(Answer):
    """POST puts proposals aside until their flows change."""

    @transaction.atomic
    def post(self, request: Request) -> Response:
        keys = self.keys()
        chosen = [one.key for one in selectors.proposed_opportunities(self.asked.client)] if keys is None else keys
        reason = self.values().get("reason", "")
        done = services.dismiss_proposals(self.asked.client, chosen, by=self.by, reason=reason)
        return Response({"dismissed": len(done)})


class Again(Answer):
    """POST proposes what was put aside again."""

    def post(self, request: Request) -> Response:
        keys = self.keys()
        dismissed = selectors.find_proposals(self.asked.client).dismissed
        chosen = [one.key for one in dismissed] if keys is None else keys
        services.reconsider_proposals(self.asked.client, chosen, by=self.by)
        return Response({"proposed": len(chosen)})


class Suggestions(Resource):
    """What a requirement may start from: texts for the parts that nobody has written, each with its evidence."""

    def get(self, request: Request, opportunity_id: int) -> Response:
        try:
            line = selectors.opportunity_summary(self.asked.client, opportunity_id)
        except Opportunity.DoesNotExist as error:
            raise NotFound from error
        found = selectors.suggested_requirement(line)
        return Response([{"part": one.part, "text": one.text, "evidence": one.evidence} for one in found])
