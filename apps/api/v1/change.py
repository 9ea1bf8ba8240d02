"""…/champions/ and …/initiatives/<id>/change/ with workflow, messages, parallel run, adoption, retrospective, wins"""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import PersonName, Strict, StrictModel
from apps.core.clock import today_of
from apps.tenant.change import selectors, services
from apps.tenant.change.models import (
    AdoptionDay,
    ChangePlan,
    Message,
    Origin,
    Retrospective,
    RunPoint,
    Win,
    WorkflowStep,
)
from apps.tenant.change.services import Counted
from apps.tenant.change.services.adoption import MOST_AT_ONCE
from apps.tenant.inventory.models import Person
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.selectors import initiative_line


class ChampionSerializer(Strict):
    """department by name, made when new."""

    id = serializers.IntegerField(source="pk", read_only=True)
    name = serializers.CharField(max_length=80)
    department = serializers.CharField(max_length=80)


class Champions(Collection):
    serializer_class = ChampionSerializer

    def get_queryset(self) -> Any:
        return Person.objects.filter(is_champion=True, department__isnull=False).select_related("department")

    def add(self, values: dict[str, Any]) -> Person:
        return services.name_champion(**values, by=self.by)


class ChampionItem(Resource):
    """DELETE releases: the person stays."""

    serializer_class = ChampionSerializer

    def delete(self, request: Request, person_id: int) -> Response:
        services.release_champion(get_object_or_404(Person, pk=person_id), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class OfInitiative(Resource):
    """Below …/initiatives/<id>/."""

    def initiative(self) -> Initiative:
        found = Initiative.objects.select_related("opportunity", "consolidation")
        return get_object_or_404(found, pk=self.kwargs["initiative_id"])


class PlanSerializer(StrictModel):
    support_person = PersonName()
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = ChangePlan
        fields: ClassVar[list[str]] = [
            *("support_channel", "support_person", "feature", "logins_target", "uses_target", "tickets_most", "version")
        ]


class ChangeOf(OfInitiative):
    """GET: the whole plan, whether the benefit is at risk, and what is missing. PATCH: support and targets."""

    serializer_class = PlanSerializer

    def get(self, request: Request, initiative_id: int) -> Response:
        return Response(self._shown(self.initiative()))

    def patch(self, request: Request, initiative_id: int) -> Response:
        found, values = self.initiative(), self.values(partial=True)
        version = values.pop("version", None)
        services.change_plan(found, values, by=self.by, version=version)
        return Response(self._shown(found))

    def _shown(self, found: Initiative) -> dict[str, Any]:
        client, plan = self.asked.client, selectors.plan_of(found)
        today, due = today_of(client), selectors.due_day(found)
        checklist = selectors.checklist_of(found, today)
        return {
            "initiative": found.pk,
            "benefit_at_risk": initiative_line(client, found.pk).is_benefit_at_risk,
            "retrospective_due": due.isoformat() if due else None,
            "champions": [
                {
                    "department": one.department,
                    "people": [person.name for person in one.people],
                    "missing": one.missing,
                }
                for one in selectors.champions_of_initiative(found)
            ],
            "plan": PlanSerializer(plan or ChangePlan(initiative=found)).data,
            "messages_before_why": [one.message.pk for one in selectors.messages_of(found) if one.is_before_why],
            "parallel_run": {
                "first": checklist.run.first.isoformat(),
                "last": checklist.run.last.isoformat(),
                "weeks": checklist.run.weeks,
                "is_usual": checklist.run.is_usual,
                "days_checked": checklist.checked,
                "missed": [day.isoformat() for day in checklist.missed],
                "differences": checklist.differences,
            }
            if checklist
            else None,
            "adoption": [
                {
                    "count": use.field,
                    "target": use.target,
                    "is_ceiling": use.is_ceiling,
                    "mean": None if use.found.mean is None else f"{use.found.mean:f}",
                    "verdict": use.found.verdict.value,
                }
                for use in selectors.uses_of(found, plan)
            ],
        }


class OfInitiativeCollection(Collection, OfInitiative):
    """A list below one initiative."""

    def get(self, request: Request, **numbers: int) -> Response:
        return super().get(request)

    def post(self, request: Request, **numbers: int) -> Response:
        self.initiative()  # 404 before the body is looked at
        return super().post(request)


class StepSerializer(StrictModel):
    class Meta:
        model = WorkflowStep
        fields: ClassVar[list[str]] = ["id", "side", "who", "source", "target", "what", "is_manual", "minutes"]


class Steps(OfInitiativeCollection):
    """The work today and as it is wanted, each in its order."""

    serializer_class = StepSerializer

    def get_queryset(self) -> Any:
        return WorkflowStep.objects.filter(initiative=self.initiative()).order_by("side", "position", "pk")

    def add(self, values: dict[str, Any]) -> WorkflowStep:
        return services.add_step(self.initiative(), values, by=self.by)


class StepItem(Item):
    serializer_class = StepSerializer
    key = "workflow_step_id"

    def get_queryset(self) -> Any:
        return WorkflowStep.objects.select_related("initiative")

    def change(self, item: WorkflowStep, values: dict[str, Any]) -> WorkflowStep:
        return services.change_step(item, values, by=self.by)

    def remove(self, item: WorkflowStep) -> None:
        services.remove_step(item, by=self.by)


class MessageSerializer(StrictModel):
    """sent: whether it went out; the why has to go out first."""

    sender = PersonName()
    sent = serializers.BooleanField(required=False)
    sent_by = serializers.StringRelatedField(read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Message
        fields: ClassVar[list[str]] = [
            *("id", "purpose", "text", "audience", "channel", "on", "sender", "sent", "sent_by", "sent_at")
        ]
        read_only_fields: ClassVar[list[str]] = ["sent_at"]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        instance.sent = instance.sent_at is not None
        return super().to_representation(instance)


class Messages(OfInitiativeCollection):
    serializer_class = MessageSerializer

    def get_queryset(self) -> Any:
        return Message.objects.filter(initiative=self.initiative()).select_related("sender", "sent_by")

    def add(self, values: dict[str, Any]) -> Message:
        sent = values.pop("sent", False)
        return services.add_message(self.initiative(), values, by=self.by, is_sent=sent)


class MessageItem(Item):
    serializer_class = MessageSerializer
    key = "message_id"

    def get_queryset(self) -> Any:
        return Message.objects.select_related("initiative", "sender", "sent_by")

    def change(self, item: Message, values: dict[str, Any]) -> Message:
        sent = values.pop("sent", None)
        services.change_message(item, values, by=self.by, is_sent=sent)
        return self.get_queryset().get(pk=item.pk)

    def remove(self, item: Message) -> None:
        services.remove_message(item, by=self.by)


class PointSerializer(StrictModel):
    class Meta:
        model = RunPoint
        fields: ClassVar[list[str]] = ["id", "name"]


class Points(OfInitiativeCollection):
    """What is checked on each day of the parallel run."""

    serializer_class = PointSerializer

    def get_queryset(self) -> Any:
        return RunPoint.objects.filter(initiative=self.initiative())

    def add(self, values: dict[str, Any]) -> RunPoint:
        return services.add_point(self.initiative(), values["name"], by=self.by)


class DaySerializer(Strict):
    """done: ids of the points that were checked; differences need a note."""

    day = serializers.DateField()
    done = serializers.ListField(child=serializers.IntegerField(), required=False)
    differences = serializers.IntegerField(required=False, min_value=0)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class RunDays(OfInitiative):
    """GET: the days up to today, newest first. POST: what was checked and what differed on one of them."""

    serializer_class = DaySerializer

    def get(self, request: Request, initiative_id: int) -> Response:
        checklist = selectors.checklist_of(self.initiative(), today_of(self.asked.client))
        days = [
            {
                "day": one.day,
                "done": sorted(one.ticks),
                "differences": one.row.differences if one.row else None,
                "note": one.row.note if one.row else "",
            }
            for one in (checklist.days if checklist else ())
        ]
        return self.get_paginated_response(self.paginate_queryset(days))

    def post(self, request: Request, initiative_id: int) -> Response:
        found, values = self.initiative(), self.values()
        services.check_day(found, values, client=self.asked.client, by=self.by)
        return Response(DaySerializer(values).data, status=status.HTTP_201_CREATED)


class AdoptionSerializer(StrictModel):
    """A count that is not given stays as it is known."""

    day = serializers.DateField()

    class Meta:
        model = AdoptionDay
        fields: ClassVar[list[str]] = ["day", "logins", "uses", "tickets"]


class AdoptionsSerializer(Strict):
    """One day, or many under days; all of them or none."""

    days = AdoptionSerializer(many=True)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value({"days": [data]} if isinstance(data, dict) and "days" not in data else data)


class Adoption(OfInitiative):
    """GET: counts a day, newest first. POST: {day, logins, uses, tickets}, or {days: […]} of them."""

    serializer_class = AdoptionsSerializer

    def get(self, request: Request, initiative_id: int) -> Response:
        rows = self.paginate_queryset(AdoptionDay.objects.filter(initiative=self.initiative()).order_by("-day"))
        return self.get_paginated_response(AdoptionSerializer(rows, many=True).data)

    def post(self, request: Request, initiative_id: int) -> Response:
        found, days = self.initiative(), [Counted(**row) for row in self.values()["days"][: MOST_AT_ONCE + 1]]
        today = today_of(self.asked.client)
        count = services.record_adoption(found, days, today=today, by=self.by, origin=Origin.API)
        return Response({"days": count}, status=status.HTTP_201_CREATED)


class RetrospectiveSerializer(StrictModel):
    """file: true files it; the benefit is at risk until then."""

    file = serializers.BooleanField(required=False, write_only=True)
    filed_by = serializers.StringRelatedField(read_only=True)  # type: ignore[var-annotated]
    version = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = Retrospective
        fields: ClassVar[list[str]] = [
            *("went_well", "went_badly", "hours", "errors", "next_steps", "file", "filed_by", "filed_at", "version")
        ]
        read_only_fields: ClassVar[list[str]] = ["filed_at"]


class RetrospectiveOf(OfInitiative):
    """PUT saves the given answers, and files them with file: true once 30 days are over."""

    serializer_class = RetrospectiveSerializer

    def get(self, request: Request, initiative_id: int) -> Response:
        found = self.initiative()
        row = Retrospective.objects.select_related("filed_by").filter(initiative=found).first()
        return self.shown(row or Retrospective(initiative=found))

    def put(self, request: Request, initiative_id: int) -> Response:
        found, values = self.initiative(), self.values(partial=True)
        more: dict[str, Any] = {"by": self.by, "version": values.pop("version", None)}
        if values.pop("file", False):
            today = today_of(self.asked.client)
            return self.shown(services.file_retrospective(found, values, today=today, **more))
        return self.shown(services.save_retrospective(found, values, **more))


class WinSerializer(StrictModel):
    """shared: whether the client's people see it in the portal."""

    shared = serializers.BooleanField(required=False)

    class Meta:
        model = Win
        fields: ClassVar[list[str]] = ["id", "title", "words", "hours", "errors", "shared", "shared_at"]
        read_only_fields: ClassVar[list[str]] = ["shared_at"]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        instance.shared = instance.shared_at is not None
        return super().to_representation(instance)


class Wins(OfInitiativeCollection):
    serializer_class = WinSerializer

    def get_queryset(self) -> Any:
        return Win.objects.filter(initiative=self.initiative())

    def add(self, values: dict[str, Any]) -> Win:
        shared = values.pop("shared", False)
        return services.add_win(self.initiative(), values, by=self.by, is_shared=shared)


class WinItem(Item):
    serializer_class = WinSerializer
    key = "win_id"

    def get_queryset(self) -> Any:
        return Win.objects.select_related("initiative")

    def change(self, item: Win, values: dict[str, Any]) -> Win:
        shared = values.pop("shared", None)
        services.change_win(item, values, by=self.by, is_shared=shared)
        return self.get_queryset().get(pk=item.pk)

    def remove(self, item: Win) -> None:
        services.remove_win(item, by=self.by)
