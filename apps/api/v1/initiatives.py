"""…/initiatives/ and …/phases/"""

from functools import cache
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.response import Response

from apps.api.resources import Collection, Item
from apps.api.serializers import PersonName, Strict, StrictModel
from apps.api.v1.flows import Named
from apps.core.errors import Refused
from apps.methods.critical_path import Slack
from apps.tenant.roadmap import selectors, services
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Degree, Initiative, Phase
from apps.tenant.roadmap.selectors import Slip
from apps.tenant.roadmap.services.initiatives import PLAIN

MOST = 99_999_999  # the largest amount that the columns hold


class MilestoneSerializer(Strict):
    """id: of one that is there already; without it a new one."""

    id = serializers.IntegerField(required=False)
    name = serializers.CharField(max_length=60)
    date = serializers.DateField(source="on")
    done = serializers.BooleanField(source="is_done", required=False, default=False)


class RiskSerializer(Strict):
    """likelihood, impact: low, medium or high."""

    id = serializers.IntegerField(required=False)
    what = serializers.CharField(max_length=160)
    likelihood = serializers.ChoiceField(choices=Degree.choices, required=False)
    impact = serializers.ChoiceField(choices=Degree.choices, required=False)
    answer = serializers.CharField(required=False, allow_blank=True, max_length=200)
    owner = PersonName()


class InitiativeSerializer(StrictModel):
    """start is the first day of building, end the day of going live. phase: by id or name, made when new.

    cost: once, building and training; writing it sets the building part to what training leaves. value_per_month: as
    claimed by the hand-offs, with what is saved beside (other_saving_per_month); it can be written where no hand-offs
    carry a value, as an estimate of your own. milestones, risks: whole lists. limit_reason: why more than three run at
    once; it stays on the roadmap and in the report. slack_days: how much later it may be live without moving the end of
    the roadmap, 0 is critical; slip_days: live later than in the version approved last. Both null where there is none.
    """

    name = serializers.CharField(required=False, max_length=120)
    phase = Named(required=False, allow_null=True)
    owner = PersonName()
    depends_on = serializers.ListField(child=serializers.IntegerField(), required=False)
    opportunity = serializers.IntegerField(required=False, allow_null=True)
    consolidation = serializers.IntegerField(required=False, allow_null=True)
    version = serializers.IntegerField(required=False, min_value=1)
    milestones = MilestoneSerializer(many=True, required=False)
    risks = RiskSerializer(many=True, required=False)
    value_per_month = serializers.DecimalField(None, None, required=False, min_value=0, max_value=MOST)
    cost = serializers.DecimalField(None, None, required=False, min_value=0, max_value=MOST)
    limit_reason = serializers.CharField(required=False, write_only=True, max_length=300)
    slack_days = serializers.IntegerField(read_only=True, allow_null=True)
    slip_days = serializers.IntegerField(read_only=True, allow_null=True)
    first_week = serializers.IntegerField(read_only=True, allow_null=True)
    live_week = serializers.IntegerField(read_only=True, allow_null=True)
    hand_off_hours_per_week = serializers.SerializerMethodField()
    claimed_hours_per_week = serializers.SerializerMethodField()
    value_per_year = serializers.SerializerMethodField()

    class Meta:
        model = Initiative
        fields = ["id", *PLAIN, "phase", "owner", "depends_on", "opportunity", "consolidation", "version"]
        fields += ["slack_days", "slip_days", "milestones", "risks", "value_per_month", "cost", "limit_reason"]
        fields += ["first_week", "live_week", "hand_off_hours_per_week", "claimed_hours_per_week", "value_per_year"]

    def to_representation(self, line: InitiativeLine) -> dict[str, Any]:
        own = line.initiative
        shown = {name: self._shown(name, getattr(own, name)) for name in PLAIN}
        return {
            "id": own.pk,
            **shown,
            "phase": own.phase.name if own.phase else None,
            "owner": own.owner.name if own.owner else "",
            "depends_on": list(line.depends_on),
            "opportunity": own.opportunity_id,
            "consolidation": own.consolidation_id,
            "version": own.version,
            **self._against_the_plan(own.pk),
            "milestones": MilestoneSerializer(own.milestones.all(), many=True).data,
            "risks": RiskSerializer(own.risks.all(), many=True).data,
            "value_per_month": self._shown("value_per_month", line.value_per_month),
            "cost": self._shown("cost", line.cost),
            "first_week": line.first_week,
            "live_week": line.live_week,
            "hand_off_hours_per_week": self.get_hand_off_hours_per_week(line),
            "claimed_hours_per_week": self.get_claimed_hours_per_week(line),
            "value_per_year": self.get_value_per_year(line),
        }

    def _against_the_plan(self, pk: int) -> dict[str, int | None]:
        slacks, slips = self.context["plan"]()
        slack, slip = slacks.get(pk), slips.get(pk)
        return {"slack_days": slack.days if slack else None, "slip_days": slip.live if slip else None}

    def get_hand_off_hours_per_week(self, line: InitiativeLine) -> str:
        return f"{line.hand_off_hours:f}"

    def get_claimed_hours_per_week(self, line: InitiativeLine) -> str:
        return f"{line.claimed_hours:f}"

    def get_value_per_year(self, line: InitiativeLine) -> str:
        return f"{line.value_per_year:f}"

    def _shown(self, name: str, value: Any) -> Any:
        return None if value is None else self.fields[name].to_representation(value)


class InitiativesMixin:
    def get_serializer_context(self) -> dict[str, Any]:
        """With slack and slip of the whole roadmap, which no initiative has by itself; worked out when it is shown."""
        return {**super().get_serializer_context(), "plan": cache(self._plan)}  # type: ignore[misc]

    def _plan(self) -> tuple[dict[int, Slack], dict[int, Slip | None]]:
        return selectors.against_plan(self.asked.client)  # type: ignore[attr-defined]

    def shown(self, item: Any, **options: Any) -> Response:
        (line,) = selectors.with_risks([selectors.initiative_line(self.asked.client, item.pk)])  # type: ignore[attr-defined]
        return super().shown(line, **options)  # type: ignore[misc]


class Initiatives(InitiativesMixin, Collection):
    serializer_class = InitiativeSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Initiative.objects.none()
        return selectors.with_risks(selectors.list_initiatives(self.asked.client, with_dropped=True))

    def add(self, values: dict[str, Any]) -> Initiative:
        """Without a name it takes the opportunity's; a given opportunity also decides kind and state unless said."""
        return services.add_estimated(self.asked.client, plain_values(values), by=self.by)


class InitiativeItem(InitiativesMixin, Item):
    serializer_class = InitiativeSerializer
    key = "initiative_id"

    def get_queryset(self) -> QuerySet[Initiative]:
        return Initiative.objects.all()

    def change(self, item: Initiative, values: dict[str, Any]) -> Initiative:
        version = values.get("version")
        return services.change_estimated(self.asked.client, item, plain_values(values), by=self.by, version=version)

    def remove(self, item: Initiative) -> None:
        services.remove_initiative(item, by=self.by)


class PhaseSerializer(StrictModel):
    """Both days are inclusive."""

    class Meta:
        model = Phase
        fields = ["id", "name", "start", "end"]
        extra_kwargs: ClassVar[dict[str, Any]] = {"name": {"validators": []}}


class Phases(Collection):
    serializer_class = PhaseSerializer

    def get_queryset(self) -> QuerySet[Phase]:
        return selectors.list_phases()

    def add(self, values: dict[str, Any]) -> Phase:
        return services.add_phase(values, by=self.by)


class PhaseItem(Item):
    serializer_class = PhaseSerializer
    key = "phase_id"

    def get_queryset(self) -> QuerySet[Phase]:
        return selectors.list_phases()

    def change(self, item: Phase, values: dict[str, Any]) -> Phase:
        return services.change_phase(item, values, by=self.by)

    def remove(self, item: Phase) -> None:
        services.remove_phase(item, by=self.by)


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """For the services: without the row's version, and the phase by name."""
    plain = {name: value for name, value in values.items() if name != "version"}
    if isinstance(plain.get("phase"), int):
        phase = Phase.objects.filter(pk=plain["phase"]).first()
        if phase is None:
            raise Refused(f"There is no phase {plain['phase']}.", field="phase")
        plain["phase"] = phase.name
    return plain
