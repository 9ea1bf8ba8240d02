"""…/consolidations/<id>/parallel-run/ with measures, reconciliations, checklist and cut-over"""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Item, Resource
from apps.api.serializers import Strict, StrictModel
from apps.core.clock import today_of
from apps.methods.reconciliation import CutOverPoint
from apps.tenant.decisions import selectors, services
from apps.tenant.decisions.models import Consolidation, ReconciliationMeasure
from apps.tenant.decisions.selectors import MeasureRow, ParallelRun


class RunResource(Resource):
    """Every answer is the whole run: small, and always whole."""

    def case(self) -> Consolidation:
        return get_object_or_404(Consolidation, pk=self.kwargs["consolidation_id"])

    def run(self, status: int = 200) -> Response:
        client = self.asked.client
        line = selectors.consolidation_line(self.case().pk, client)
        return Response(_shown(selectors.parallel_run(line, today=today_of(client))), status=status)


class DatesSerializer(Strict):
    start = serializers.DateField()
    cut_over = serializers.DateField(required=False, allow_null=True)


class Run(RunResource):
    """GET shows the run, PUT plans its days."""

    serializer_class = DatesSerializer

    def get(self, request: Request, consolidation_id: int) -> Response:
        return self.run()

    def put(self, request: Request, consolidation_id: int) -> Response:
        services.plan_parallel_run(self.case(), client=self.asked.client, by=self.by, **self.values())
        return self.run()


class MeasureSerializer(StrictModel):
    class Meta:
        model = ReconciliationMeasure
        fields = ("id", "name", "unit", "tolerance", "is_percent", "version")


class Measures(RunResource):
    """POST adds a number that both tools show."""

    serializer_class = MeasureSerializer

    def post(self, request: Request, consolidation_id: int) -> Response:
        case, values = self.case(), self.values()
        values.pop("version", None)
        services.add_measure(case, values, by=self.by)
        return self.run(201)


class MeasureItem(Item):
    key = "reconciliation_measure_id"
    serializer_class = MeasureSerializer

    def get_queryset(self) -> Any:
        return ReconciliationMeasure.objects.select_related("consolidation")

    def change(self, item: ReconciliationMeasure, values: dict[str, Any]) -> ReconciliationMeasure:
        version = values.pop("version", None)
        services.change_measure(item, values, by=self.by, version=version)
        return self.get_queryset().get(pk=item.pk)

    def remove(self, item: ReconciliationMeasure) -> None:
        services.remove_measure(item, by=self.by)


class ReadingSerializer(Strict):
    measure = serializers.IntegerField()
    week = serializers.IntegerField(min_value=1, max_value=4)
    old = serializers.DecimalField(16, 2, required=False, allow_null=True)
    new = serializers.DecimalField(16, 2, required=False, allow_null=True)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class Reconciliations(RunResource):
    """POST enters one measure's numbers of one week."""

    serializer_class = ReadingSerializer

    def post(self, request: Request, consolidation_id: int) -> Response:
        case, values = self.case(), self.values()
        measure, week = values.pop("measure"), values.pop("week")
        services.read_week(case, week, {measure: values}, client=self.asked.client, by=self.by)
        return self.run(201)


class PointSerializer(Strict):
    point = serializers.ChoiceField([point.value for point in CutOverPoint])
    done = serializers.BooleanField()
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class Checklist(RunResource):
    """POST ticks a point of the cut-over checklist, or takes the tick back."""

    serializer_class = PointSerializer

    def post(self, request: Request, consolidation_id: int) -> Response:
        case, values = self.case(), self.values()
        point = CutOverPoint(values.pop("point"))
        services.tick_point(case, point, by=self.by, **values)
        return self.run()


class CutOverSerializer(Strict):
    on = serializers.DateField()


class CutOver(RunResource):
    """POST records that the old tool is switched off; 400 with what is missing before that."""

    serializer_class = CutOverSerializer

    def post(self, request: Request, consolidation_id: int) -> Response:
        services.cut_over(self.case(), client=self.asked.client, by=self.by, **self.values())
        return self.run()


def _shown(run: ParallelRun) -> dict[str, Any]:
    dates = run.dates
    return {
        "start": dates.start if dates else None,
        "cut_over": dates.cut_over if dates else None,
        "initiative": dates.initiative if dates else "",
        "week": run.week,
        "weeks": [{"number": one.number, "first": one.first, "due": one.due} for one in run.weeks],
        "measures": [_measure(row) for row in run.rows],
        "checklist": [{"point": point.value, "done": point in run.ticks} for point in CutOverPoint],
        "missing": run.readiness.missing,
    }


def _measure(row: MeasureRow) -> dict[str, Any]:
    weeks = [
        {
            "week": number,
            "old": cell.check.old,
            "new": cell.check.new,
            "difference": cell.check.difference,
            "verdict": cell.check.verdict.value,
            "note": cell.reading.note if cell.reading else "",
            "read_by": str(cell.reading.read_by) if cell.reading else "",
            "read_at": cell.reading.read_at if cell.reading else None,
        }
        for number, cell in enumerate(row.cells, start=1)
    ]
    return {**MeasureSerializer(row.measure).data, "weeks": weeks}
