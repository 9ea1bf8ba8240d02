"""…/gaps/"""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.methods.gap_matrix import Cell, Matrix
from apps.tenant.flows.gap_selectors import department_of, gap_matrix
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Gap
from apps.tenant.flows.selectors import list_flows


class GapReasonSerializer(serializers.Serializer):
    gap = serializers.ChoiceField(choices=Gap.choices)
    text = serializers.CharField()


class FlowGapSerializer(serializers.Serializer):
    """One data flow: the gap that counts, all gaps, the rule's own answer with its reasons, and what overrules it."""

    flow = serializers.IntegerField(source="id")
    name = serializers.CharField()
    department = serializers.SerializerMethodField()
    gap = serializers.ChoiceField(choices=Gap.choices, allow_null=True)
    gaps = serializers.ListField(child=serializers.ChoiceField(choices=Gap.choices))
    rule = serializers.ChoiceField(source="rule.label", choices=Gap.choices, allow_null=True)
    reasons = GapReasonSerializer(source="rule.reasons", many=True)
    override = serializers.SerializerMethodField()
    reason = serializers.CharField(source="gap_override_reason")
    missing = serializers.ListField(source="rule.missing", child=serializers.CharField())
    symptom = serializers.CharField()

    def get_department(self, line: FlowLine) -> str:
        return department_of(line)

    def get_override(self, line: FlowLine) -> str | None:
        return line.gap_override or None


class CellSerializer(serializers.Serializer):
    """Of the data flows by hand that are timed, as decimal strings; None where there is none."""

    flows = serializers.IntegerField(source="count")
    untimed = serializers.IntegerField()
    hours_per_week = serializers.SerializerMethodField()
    cost_per_year = serializers.SerializerMethodField()

    def get_hours_per_week(self, cell: Cell) -> str | None:
        return None if cell.hours_per_week is None else f"{cell.hours_per_week:f}"

    def get_cost_per_year(self, cell: Cell) -> str | None:
        return None if cell.cost_per_year is None else f"{cell.cost_per_year:f}"


class MatrixCellSerializer(serializers.Serializer):
    """department, or gap, is empty in the sums."""

    department = serializers.CharField()
    gap = serializers.CharField()
    total = CellSerializer()


class GapPageSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = FlowGapSerializer(many=True)
    matrix = MatrixCellSerializer(many=True)
    total = CellSerializer()


class Gaps(Resource):
    """Each data flow with its gap, in pages, and what the gaps cost by department and gap over all of them."""

    serializer_class = FlowGapSerializer

    @extend_schema(responses=GapPageSerializer)
    def get(self, request: Request) -> Response:
        lines = list_flows(self.asked.client)
        found = gap_matrix(lines)
        rows: Any = self.paginate_queryset(lines)
        answer = self.get_paginated_response(self.get_serializer(rows, many=True).data)
        answer.data["matrix"] = MatrixCellSerializer(_entries(found), many=True).data
        answer.data["total"] = CellSerializer(found.all).data
        return answer


def _entries(found: Matrix) -> list[dict[str, Any]]:
    cells = [{"department": row, "gap": kind, "total": cell} for (row, kind), cell in sorted(found.cells.items())]
    rows = [{"department": row, "gap": "", "total": cell} for row, cell in sorted(found.rows.items())]
    return [*cells, *rows, *({"department": "", "gap": kind, "total": cell} for kind, cell in found.columns.items())]
