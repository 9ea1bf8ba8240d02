"""…/business-case/benchmarks/"""

from dataclasses import asdict

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.tenant.roi.benchmarks import BENCHMARKS
from apps.tenant.roi.selectors.firm import firm_figures


class ReportedSerializer(serializers.Serializer):
    value = serializers.CharField()
    what = serializers.CharField()
    found_by = serializers.CharField()
    year = serializers.CharField()
    cited_in = serializers.CharField()


class FirmFigureSerializer(serializers.Serializer):
    """median: null while fewer than five clients contribute; rounded to `rounded_to`, which hides each client."""

    what = serializers.CharField()
    unit = serializers.CharField()
    median = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    rounded_to = serializers.DecimalField(max_digits=None, decimal_places=None)
    clients = serializers.IntegerField()


class BenchmarksSerializer(serializers.Serializer):
    reported = ReportedSerializer(many=True)
    firm = FirmFigureSerializer(many=True)


class Benchmarks(Resource):
    """What others report, each with its source, and medians of the firm's own clients. Never part of any figure."""

    serializer_class = BenchmarksSerializer

    def get(self, request: Request) -> Response:
        firm = [
            {
                "what": one.what,
                "unit": one.unit,
                "median": one.median.value,
                "rounded_to": one.median.step,
                "clients": one.median.clients,
            }
            for one in firm_figures(self.asked.client)
        ]
        return Response({"reported": [asdict(one) for one in BENCHMARKS], "firm": firm})
