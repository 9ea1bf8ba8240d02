"""…/opportunities/<id>/merge/, …/opportunities/<id>/split/ and …/opportunities/regroupings/<id>/undo/"""

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.api.v1.opportunities import OpportunityMixin, OpportunitySerializer
from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import Opportunity, Regrouping


class MergeSerializer(Strict):
    opportunities = serializers.ListField(child=serializers.IntegerField(), allow_empty=False)


class SplitSerializer(Strict):
    name = serializers.CharField(max_length=120)
    flows = serializers.ListField(child=serializers.IntegerField(), allow_empty=False)


class Regrouped(OpportunityMixin):
    def answer(self, opportunity: Opportunity) -> Response:
        """The opportunity as it is now, with the number by which it can be taken back."""
        done = Regrouping.objects.filter(opportunity=opportunity, undone_at=None).first()
        shown = OpportunitySerializer(self.line(opportunity.pk)).data
        return Response({**shown, "regrouping": done.pk if done else None})


class Merge(Regrouped):
    """POST moves the flows of others into this one."""

    serializer_class = MergeSerializer  # type: ignore[assignment]

    def post(self, request: Request, opportunity_id: int) -> Response:
        into = get_object_or_404(Opportunity, pk=opportunity_id)
        ids = set(self.values()["opportunities"])
        others = list(selectors.list_opportunities().filter(pk__in=ids))
        if len(others) < len(ids):
            raise Refused("Each number has to be one of this client's opportunities.", field="opportunities")
        services.merge_opportunities(into, others, by=self.by, on=today_of(self.asked.client))
        return self.answer(into)


class Split(Regrouped):
    """POST makes an opportunity of some of its flows."""

    serializer_class = SplitSerializer  # type: ignore[assignment]

    def post(self, request: Request, opportunity_id: int) -> Response:
        item = get_object_or_404(Opportunity, pk=opportunity_id)
        values = self.values()
        made = services.split_opportunity(
            item, values["flows"], values["name"], by=self.by, on=today_of(self.asked.client)
        )
        return self.answer(made)


class Undo(Resource):
    """POST brings everything back as it was before a merge or a split."""

    def post(self, request: Request, regrouping_id: int) -> Response:
        done = get_object_or_404(Regrouping, pk=regrouping_id)
        services.undo_regrouping(done, by=self.by)
        return Response({"undone": str(done)})
