"""…/intake-links/, …/intake-answers/ and the decisions on what was proposed"""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict, StrictModel
from apps.tenant.intake import selectors, services
from apps.tenant.intake.links import address_of
from apps.tenant.intake.models import IntakeAnswer, IntakeLink, IntakeProposal
from apps.tenant.intake.services.deciding import FLOW_FIELDS, TOOL_FIELDS


class IntakeLinkSerializer(StrictModel):
    """A link; `url` is its address while it is open. POST takes the department's id."""

    department = serializers.IntegerField(source="department_id")
    url = serializers.SerializerMethodField()
    is_open = serializers.BooleanField(read_only=True)
    people = serializers.IntegerField(read_only=True)
    sent = serializers.IntegerField(read_only=True)
    waiting = serializers.IntegerField(read_only=True)

    class Meta:
        model = IntakeLink
        fields: ClassVar[list[str]] = [
            *("id", "department", "name", "url", "is_open", "expires_at", "revoked_at", "created_at"),
            *("people", "sent", "waiting"),
        ]
        read_only_fields: ClassVar[list[str]] = ["name", "expires_at", "revoked_at", "created_at"]

    def get_url(self, link: IntakeLink) -> str | None:
        return address_of(self.context["view"].asked.client, link) if link.is_open else None


class IntakeProposalSerializer(serializers.ModelSerializer):
    """What somebody named. `hours_per_week` of a hand-off; `application` or `flow` once it was accepted."""

    hours_per_week = serializers.SerializerMethodField()
    decided_by = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = IntakeProposal
        fields: ClassVar[list[str]] = [
            *("number", "kind", "state", "name", "used_for", "source", "target", "data_object", "times", "per"),
            *("minutes", "people", "pain", "hours_per_week", "application", "flow", "decided_by", "decided_at"),
            "version",
        ]

    def get_hours_per_week(self, proposal: IntakeProposal) -> float | None:
        hours = selectors.hours_of(proposal)
        return None if hours is None else float(hours)


class IntakeAnswerSerializer(serializers.ModelSerializer):
    link_name = serializers.CharField(source="link.name")
    proposals = IntakeProposalSerializer(many=True)

    class Meta:
        model = IntakeAnswer
        fields: ClassVar[list[str]] = [
            *("id", "link", "link_name", "person", "known_tools", "remark", "begun_at", "changed_at", "sent_at"),
            "proposals",
        ]


class AcceptSerializer(Strict):
    """Which fields to take (all when left out), into which application or flow (a new one when left out)."""

    take = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted({*TOOL_FIELDS, *FLOW_FIELDS})), required=False
    )
    into = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    add_missing = serializers.BooleanField(required=False, default=False)
    version = serializers.IntegerField(required=False, allow_null=True)


class SeenSerializer(Strict):
    version = serializers.IntegerField(required=False, allow_null=True)


class IntakeLinks(Collection):
    serializer_class = IntakeLinkSerializer

    def get_queryset(self) -> Any:
        return selectors.links()

    def add(self, values: dict[str, Any]) -> IntakeLink:
        return services.make_link(values["department_id"], by=self.by)


class IntakeLinkItem(Item):
    """DELETE withdraws it; PATCH renews it for fourteen days, whatever is sent."""

    serializer_class = IntakeLinkSerializer
    key = "intake_link_id"

    def get_queryset(self) -> Any:
        return selectors.links()

    def change(self, item: IntakeLink, values: dict[str, Any]) -> IntakeLink:
        return services.renew_link(item, by=self.by)

    def remove(self, item: IntakeLink) -> None:
        services.withdraw_link(item, by=self.by)


class IntakeAnswers(Resource):
    """GET lists who answered, with what they proposed. Nothing of it counts before it is accepted."""

    serializer_class = IntakeAnswerSerializer

    def get_queryset(self) -> Any:
        return selectors.answers_with_proposals()

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class IntakeAnswerItem(Resource):
    serializer_class = IntakeAnswerSerializer
    lookup_url_kwarg = "intake_answer_id"

    def get_queryset(self) -> Any:
        return selectors.answers_with_proposals()

    def get(self, request: Request, intake_answer_id: int) -> Response:
        return self.shown(self.get_object())


class Decision(Resource):
    """One proposal, by its number within the answer."""

    serializer_class: Any = SeenSerializer

    def get_queryset(self) -> Any:
        return IntakeProposal.objects.select_related("answer__link")

    def decide(self, proposal: IntakeProposal, given: dict[str, Any]) -> IntakeProposal:
        raise NotImplementedError

    def post(self, request: Request, intake_answer_id: int, proposal_number: int) -> Response:
        found = get_object_or_404(self.get_queryset(), answer=intake_answer_id, number=proposal_number)
        decided = self.decide(found, self.values())
        return Response(IntakeProposalSerializer(decided).data, status=status.HTTP_200_OK)


class ProposalAccept(Decision):
    serializer_class = AcceptSerializer

    def decide(self, proposal: IntakeProposal, given: dict[str, Any]) -> IntakeProposal:
        offered = selectors.offered(proposal)
        wanted = given.get("take", list(offered))
        values = {name: offered[name] for name in wanted if name in offered}
        taking = services.Taking(values, given.get("into"), add_missing=given["add_missing"])
        return services.accept(proposal, taking, by=self.by, version=given.get("version"))


class ProposalDismiss(Decision):
    def decide(self, proposal: IntakeProposal, given: dict[str, Any]) -> IntakeProposal:
        return services.dismiss(proposal, by=self.by, version=given.get("version"))


class ProposalUndo(Decision):
    def decide(self, proposal: IntakeProposal, given: dict[str, Any]) -> IntakeProposal:
        return services.undo(proposal, by=self.by, version=given.get("version"))
