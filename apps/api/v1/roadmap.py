"""…/roadmap/versions/: publishing, deciding, comparing, and what was said."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.core.access import WORKSPACE_ROLES
from apps.core.display import manner_of
from apps.tenant.portal import services as portal
from apps.tenant.portal.models import Comment
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import Change
from apps.tenant.roadmap.services import decide_version, give_limit_reason, publish_version


class VersionSerializer(Strict):
    """content: the roadmap as it was published. note: a word to the sponsor; limit_reason: why more than three."""

    number = serializers.IntegerField(read_only=True)
    status = serializers.CharField(read_only=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)
    limit_reason = serializers.CharField(required=False, write_only=True, max_length=300)
    published_by = serializers.CharField(read_only=True)
    published_at = serializers.DateTimeField(read_only=True)
    decided_by = serializers.CharField(read_only=True, allow_null=True)
    decided_at = serializers.DateTimeField(read_only=True, allow_null=True)
    decision_note = serializers.CharField(read_only=True)
    hours_per_week = serializers.SerializerMethodField()
    value_per_year = serializers.SerializerMethodField()
    content = serializers.JSONField(read_only=True)

    def get_hours_per_week(self, version: RoadmapVersion) -> str:
        return f"{selectors.snapshot_of(version).value.hours_per_week.expected:f}"

    def get_value_per_year(self, version: RoadmapVersion) -> str:
        return f"{selectors.snapshot_of(version).value.per_year.expected:f}"


class Versions(Resource):
    """GET lists, newest first; POST publishes the roadmap as it stands."""

    serializer_class = VersionSerializer

    def get_queryset(self) -> Any:
        return RoadmapVersion.objects.select_related("published_by", "decided_by")

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def post(self, request: Request) -> Response:
        values = self.values()
        if values.get("limit_reason"):
            give_limit_reason(values["limit_reason"], by=self.by)
        made = publish_version(self.asked.client, by=self.by, note=values.get("note", ""))
        return self.shown(made, status_code=status.HTTP_201_CREATED)


class VersionItem(Resource):
    serializer_class = VersionSerializer

    def get(self, request: Request, version_number: int) -> Response:
        return self.shown(version_numbered(version_number))


class DecisionSerializer(Strict):
    decision = serializers.ChoiceField(choices=[VersionStatus.APPROVED.value, VersionStatus.CHANGES_REQUESTED.value])
    note = serializers.CharField(required=False, allow_blank=True)


class VersionDecision(Resource):
    """POST approves, or asks for changes with a note."""

    serializer_class = DecisionSerializer

    @extend_schema(responses=VersionSerializer)
    def post(self, request: Request, version_number: int) -> Response:
        version, values = version_numbered(version_number), self.values()
        decided = decide_version(version, VersionStatus(values["decision"]), by=self.by, note=values.get("note", ""))
        return Response(VersionSerializer(decided).data)


class ChangeSerializer(serializers.Serializer):
    """One initiative in a comparison; was_* where it is in both versions."""

    id = serializers.IntegerField(source="bar.id")
    name = serializers.CharField(source="bar.name")
    start = serializers.DateField(source="bar.start")
    live = serializers.DateField(source="bar.live")
    was_start = serializers.SerializerMethodField()
    was_live = serializers.SerializerMethodField()
    moved = serializers.CharField()

    def get_was_start(self, change: Change) -> str | None:
        return str(change.before.start) if change.before else None

    def get_was_live(self, change: Change) -> str | None:
        return str(change.before.live) if change.before else None


class ComparisonSerializer(serializers.Serializer):
    """words: every change as a sentence, owners, phases, states and milestones included."""

    added = ChangeSerializer(many=True)
    moved = ChangeSerializer(many=True)
    unchanged = ChangeSerializer(many=True)
    removed = ChangeSerializer(many=True)
    hours_per_week_before = serializers.DecimalField(None, None, source="comparison.hours_before")
    hours_per_week_after = serializers.DecimalField(None, None, source="comparison.hours_after")
    value_per_year_before = serializers.DecimalField(None, None, source="comparison.per_year_before")
    value_per_year_after = serializers.DecimalField(None, None, source="comparison.per_year_after")
    words = serializers.ListField(child=serializers.CharField(), source="sentences")


class VersionComparison(Resource):
    """What the second version changes against the first."""

    serializer_class = ComparisonSerializer

    def get(self, request: Request, version_number: int, other_number: int) -> Response:
        old, new = version_numbered(version_number), version_numbered(other_number)
        before, after = selectors.snapshot_of(old), selectors.snapshot_of(new)
        found = selectors.changes_between(before, after)
        said = selectors.sentences(found, before, after, manner_of(self.asked.client))
        return self.shown({**vars(found), "sentences": said})


class CommentSerializer(Strict):
    """initiative: its id in the version, null for the version as a whole; answers: the comment that it belongs to."""

    id = serializers.IntegerField(read_only=True)
    initiative = serializers.IntegerField(source="initiative_id", required=False, allow_null=True)
    answers = serializers.IntegerField(source="answers_id", required=False, allow_null=True)
    body = serializers.CharField(max_length=portal.LONGEST)
    author = serializers.CharField(source="author_name", read_only=True)
    is_from_firm = serializers.BooleanField(read_only=True)
    at = serializers.DateTimeField(read_only=True)


class VersionComments(Resource):
    """GET lists what was said about a version, POST comments or answers."""

    serializer_class = CommentSerializer

    def get(self, request: Request, version_number: int) -> Response:
        said = Comment.objects.filter(version=version_numbered(version_number))
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(said), many=True).data)

    def post(self, request: Request, version_number: int) -> Response:
        version, values = version_numbered(version_number), self.values()
        from_firm = self.asked.client_role in WORKSPACE_ROLES
        first = values.get("answers_id")
        if first is not None:
            question = get_object_or_404(Comment.objects.select_related("author", "answers"), version=version, pk=first)
            made = portal.answer_comment(
                self.asked.client, question, values["body"], by=self.by, is_from_firm=from_firm
            )
        else:
            made = portal.add_comment(
                version, values["body"], by=self.by, initiative=values.get("initiative_id"), is_from_firm=from_firm
            )
        return self.shown(made, status_code=status.HTTP_201_CREATED)


def version_numbered(number: int) -> RoadmapVersion:
    return get_object_or_404(RoadmapVersion.objects.select_related("published_by", "decided_by"), number=number)
