"""…/scorecard-weights/ and …/scorecard/robustness/"""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.methods.scorecard import SHORTLIST_RULE, Criterion
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import ScorecardWeights


class WeightsSerializer(Strict):
    """Percent; they must add to 100, which the service checks."""

    time_saved = serializers.IntegerField(min_value=0, max_value=100)
    error_reduction = serializers.IntegerField(min_value=0, max_value=100)
    revenue = serializers.IntegerField(min_value=0, max_value=100)
    risk_reduction = serializers.IntegerField(min_value=0, max_value=100)
    user_experience = serializers.IntegerField(min_value=0, max_value=100)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True)
    changed_by = serializers.StringRelatedField(read_only=True)  # type: ignore[var-annotated]
    changed_at = serializers.DateTimeField(read_only=True)


class Weights(Resource):
    """GET the weights that count, with every earlier set; PUT new ones."""

    serializer_class = WeightsSerializer

    def get(self, request: Request) -> Response:
        history = WeightsSerializer(selectors.weight_history(), many=True).data
        return Response({**self._shown(selectors.current_weights()), "history": history})

    def put(self, request: Request) -> Response:
        values = self.values()
        reason = values.pop("reason", "")
        return Response(self._shown(services.change_weights(values, by=self.by, reason=reason)))

    def _shown(self, weights: ScorecardWeights) -> dict[str, Any]:
        return self.get_serializer(weights).data


class Robustness(APIView):
    """How firmly the order stands: the share of draws in the top three, the smallest flip, the shortlist."""

    def get(self, request: Request) -> Response:
        lines = selectors.ranked_opportunities(request.client)  # type: ignore[attr-defined]
        found = selectors.robustness_of(lines)
        chosen = selectors.shortlist_of(lines)
        names = {str(line.id): line.name for line in lines}
        rows = [
            {"id": line.id, "name": line.name, "top_three_share": found.shares.get(line.id)}
            for line in lines
            if line.is_candidate
        ]
        flip = found.flip and {
            "criterion": Criterion(found.flip.criterion).value,
            "from_weight": found.flip.from_weight,
            "to_weight": found.flip.to_weight,
            "first": names[found.flip.first],
            "second": names[found.flip.second],
            "beyond": found.flip.beyond,
            "rule": found.flip.rule,
        }
        shortlist = {
            "rule": SHORTLIST_RULE,
            "opportunities": [names[key] for key in chosen.picked],
            "reasons": [{"opportunity": names[one.key], "reason": one.reason} for one in chosen.verdicts],
        }
        draws = {"draws": found.draws, "seed": selectors.SEED}
        return Response({"opportunities": rows, "flip": flip, "shortlist": shortlist, **draws})
