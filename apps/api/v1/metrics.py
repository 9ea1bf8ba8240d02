"""…/metrics/ and their observations"""

from decimal import Decimal
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict, StrictModel
from apps.core.errors import Refused
from apps.methods.measurement import Verdict
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi import selectors, services, signing_services
from apps.tenant.roi.lines import MetricLine, Sample
from apps.tenant.roi.models import Metric, PhaseOfStudy
from apps.tenant.roi.services import LARGEST, MOST_AT_ONCE


class PhaseSerializer(serializers.Serializer):
    """n observations with their mean and its 95 % interval; of an error audit the share in percent."""

    n = serializers.IntegerField()
    mean = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    low = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    high = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)


class MetricSerializer(StrictModel):
    initiative = serializers.PrimaryKeyRelatedField(
        queryset=Initiative.objects.all(), required=False, allow_null=True, pk_field=serializers.IntegerField()
    )
    integration = serializers.IntegerField(source="integration_id", required=False, allow_null=True)
    flow = serializers.IntegerField(source="flow_id", required=False, allow_null=True)
    higher_is_better = serializers.BooleanField(required=False)
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()
    change_percent = serializers.SerializerMethodField()
    verdict = serializers.SerializerMethodField()
    more_needed = serializers.SerializerMethodField()
    hours_won_back = serializers.SerializerMethodField()
    lacks_signature = serializers.SerializerMethodField()
    baseline_signed_by = serializers.StringRelatedField(read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Metric
        fields: ClassVar[list[str]] = [
            *("id", "standard", "name", "kind", "unit", "initiative", "integration", "flow", "higher_is_better"),
            *("goal_limit", "goal_change_percent", "cost_per_error", "before", "after", "change_percent", "verdict"),
            *("more_needed", "hours_won_back", "lacks_signature", "signing_asked_at", "baseline_signed_by"),
            "baseline_signed_at",
        ]
        read_only_fields: ClassVar[list[str]] = ["signing_asked_at", "baseline_signed_at"]
        # An entry of the library fills what is not given; the service refuses what is then still missing.
        extra_kwargs: ClassVar[dict[str, Any]] = {"name": {"required": False}, "kind": {"required": False}}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """The model's own fields from the metric, the rest from its line."""
        self._line: MetricLine = instance
        return super().to_representation(instance.metric)

    @extend_schema_field(PhaseSerializer)
    def get_before(self, metric: Metric) -> dict[str, Any]:
        return _phase(self._line, self._line.before)

    @extend_schema_field(PhaseSerializer)
    def get_after(self, metric: Metric) -> dict[str, Any]:
        return _phase(self._line, self._line.after)

    def get_change_percent(self, metric: Metric) -> Decimal | None:
        return self._line.comparison.change_percent if self._line.comparison else None

    @extend_schema_field(serializers.ChoiceField(choices=[verdict.value for verdict in Verdict]))
    def get_verdict(self, metric: Metric) -> str:
        found = self._line.comparison
        return found.verdict.value if found else Verdict.CANNOT_TELL.value

    def get_more_needed(self, metric: Metric) -> int | None:
        """Observations in each phase that would carry a difference of the size seen."""
        return self._line.comparison.more_needed if self._line.comparison else None

    def get_lacks_signature(self, metric: Metric) -> bool:
        """Live, although nobody has signed what was observed before."""
        return self._line.lacks_signature

    def get_hours_won_back(self, metric: Metric) -> Decimal | None:
        """A week, by a time study that can tell; counted in the return once the initiative is live."""
        won = self._line.won_back
        return won.hours_per_week.value if won else None


def _phase(line: MetricLine, sample: Sample) -> dict[str, Any]:
    found, factor = sample.interval, 100 if line.is_share else 1
    if found is None:
        return {"n": 0, "mean": None, "low": None, "high": None}
    ends = {name: None if end is None else end * factor for name, end in (("low", found.low), ("high", found.high))}
    return {"n": found.n, "mean": found.value * factor, **ends}


class StandardSerializer(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    unit = serializers.CharField()
    better = serializers.CharField()
    goal_limit = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    goal_change_percent = serializers.DecimalField(max_digits=None, decimal_places=None, allow_null=True)
    how = serializers.CharField()


class ObservationsSerializer(Strict):
    """Either values (kept with four decimals), or (error audits) errors and sample.

    key: a UUID of your own. What is sent again under the same key is added once only; with other numbers: 409.
    """

    phase = serializers.ChoiceField(choices=PhaseOfStudy.choices)
    sample = serializers.IntegerField(required=False, min_value=1, max_value=10**8)
    observed_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=120)
    key = serializers.UUIDField(required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """`values` and `errors` are names that serializers use themselves."""
        value = serializers.DecimalField(max_digits=None, decimal_places=None, min_value=Decimal(0), max_value=LARGEST)
        values = serializers.ListField(child=value, required=False, allow_empty=False, max_length=MOST_AT_ONCE)
        errors = serializers.IntegerField(required=False, min_value=0, max_value=10**8)
        return {**super().get_fields(), "values": values, "errors": errors}


class MetricsMixin:
    def shown(self, item: Any, **options: Any) -> Response:
        line = selectors.metric_line(self.asked.client, item.pk)  # type: ignore[attr-defined]
        return super().shown(line, **options)  # type: ignore[misc]


class Metrics(MetricsMixin, Collection):
    """What is measured before and after."""

    serializer_class = MetricSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Metric.objects.none()
        return selectors.metric_lines(self.asked.client)

    def add(self, values: dict[str, Any]) -> Metric:
        return services.add_metric(_plain(values), by=self.by)


class MetricItem(MetricsMixin, Item):
    serializer_class = MetricSerializer
    key = "metric_id"

    def get_queryset(self) -> Any:
        return Metric.objects.all()

    def change(self, item: Metric, values: dict[str, Any]) -> Metric:
        return services.change_metric(item, _plain(values), by=self.by)

    def remove(self, item: Metric) -> None:
        services.remove_metric(item, by=self.by)


class MetricSigning(Resource):
    """POST shows the baseline in the portal, where a sponsor signs it; DELETE takes it out again."""

    serializer_class = Strict

    def get_queryset(self) -> Any:
        return Metric.objects.all()

    def post(self, request: Request, metric_id: int) -> Response:
        return self._as_it_stands(signing_services.ask_for_signature(self.asked.client, self._found(), by=self.by))

    def delete(self, request: Request, metric_id: int) -> Response:
        return self._as_it_stands(signing_services.stop_asking(self._found(), by=self.by))

    def _found(self) -> Metric:
        self.lookup_url_kwarg = "metric_id"
        return self.get_object()

    def _as_it_stands(self, metric: Metric) -> Response:
        return Response(MetricSerializer(selectors.metric_line(self.asked.client, metric.pk)).data)


class MetricLibrary(Resource):
    """The metrics of the method and the firm's own: `key` is the `standard` of a new metric."""

    serializer_class = StandardSerializer

    def get(self, request: Request) -> Response:
        return Response(StandardSerializer(selectors.library(), many=True).data)


class MetricObservations(Resource):
    """POST adds observations of one phase and answers with the metric as it then stands."""

    serializer_class = ObservationsSerializer

    def get_queryset(self) -> Any:
        return Metric.objects.all()

    def post(self, request: Request, metric_id: int) -> Response:
        self.lookup_url_kwarg = "metric_id"
        metric: Metric = self.get_object()
        given = self.values()
        asides: dict[str, Any] = {name: given[name] for name in ("observed_on", "note", "key") if name in given}
        more: dict[str, Any] = {"by": self.by, **asides}
        if "values" in given and given.keys() & {"errors", "sample"}:
            raise Refused("Give either values, or errors and sample, not both.", field="values")
        if "values" in given:
            services.add_values(metric, given["phase"], given["values"], **more)
        elif "errors" in given and "sample" in given:
            services.add_audit(metric, given["phase"], given["errors"], given["sample"], **more)
        else:
            raise Refused("Give either values, or errors and sample.", field="values")
        line = selectors.metric_line(self.asked.client, metric.pk)
        return Response(MetricSerializer(line).data, status=status.HTTP_201_CREATED)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As the services take them: ids."""
    plain = dict(values)
    if "initiative" in plain:
        plain["initiative"] = plain["initiative"] and plain["initiative"].pk
    for name in ("flow", "integration"):
        if f"{name}_id" in plain:
            plain[name] = plain.pop(f"{name}_id")
    return plain
