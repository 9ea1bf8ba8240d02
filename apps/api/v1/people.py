"""…/people/, …/invitations/ and …/activity/: who belongs to the client, who was invited, who did what."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict
from apps.core.access import ROLE_LABELS
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.models import User
from apps.shared.clients import people
from apps.shared.clients.access import client_invitation_or_404, member_or_404, user_of_firm_or_404
from apps.shared.clients.models import ClientMembership, Invitation
from apps.shared.clients.roster import roster_of_client
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import find_activities

ROLES = [(str(role), label) for role, label in ROLE_LABELS.items()]


class MemberSerializer(Strict):
    """user: id of somebody of the firm, given once when they join."""

    id = serializers.IntegerField(read_only=True)
    user = serializers.IntegerField(source="user_id")
    name = serializers.CharField(source="user.name", read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    role = serializers.ChoiceField(choices=ROLES)


class RoleSerializer(Strict):
    role = serializers.ChoiceField(choices=ROLES)


class People(Collection):
    """Everybody with a role on the client. POST adds a colleague of the firm; others are invited."""

    serializer_class = MemberSerializer

    def get_queryset(self) -> Any:
        return roster_of_client(self.asked.client).members

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset

    def add(self, values: dict[str, Any]) -> ClientMembership:
        with public_scope():
            user: User = user_of_firm_or_404(self.asked, values["user_id"])
        return people.add_colleague(client=self.asked.client, user=user, role=values["role"], by=self.by)


class PersonItem(Item):
    """PATCH {"role": …} changes the role, DELETE takes it away; what the person did stays."""

    serializer_class = MemberSerializer

    def get_object(self) -> ClientMembership:
        return member_or_404(self.asked, self.kwargs["membership_id"])

    def patch(self, request: Request, **numbers: int) -> Response:
        member = self.get_object()
        wanted = RoleSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        people.change_role(membership=member, role=wanted.validated_data["role"], by=self.by)
        return self.shown(self.get_object())

    def remove(self, item: ClientMembership) -> None:
        people.remove_member(membership=item, by=self.by)


class InvitationSerializer(Strict):
    id = serializers.IntegerField(read_only=True)
    email = serializers.EmailField()
    name = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    role = serializers.ChoiceField(choices=ROLES)
    created_at = serializers.DateTimeField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)
    is_open = serializers.BooleanField(read_only=True)


class Invitations(Collection):
    """Invitations that nobody has accepted or revoked. POST sends one by e-mail."""

    serializer_class = InvitationSerializer

    def get_queryset(self) -> Any:
        return roster_of_client(self.asked.client).invitations

    def filter_queryset(self, queryset: Any) -> Any:
        return queryset

    def add(self, values: dict[str, Any]) -> Invitation:
        return people.invite_person(**values, client=self.asked.client, by=self.by)


class InvitationItem(Resource):
    """GET shows it, POST sends it again with a fresh link, DELETE revokes it."""

    serializer_class = InvitationSerializer

    def get_object(self) -> Invitation:
        return client_invitation_or_404(self.asked, self.kwargs["invitation_id"])

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.get_object())

    def post(self, request: Request, **numbers: int) -> Response:
        return self.shown(people.resend_invitation(invitation=self.get_object(), by=self.by))

    def delete(self, request: Request, **numbers: int) -> Response:
        people.revoke_invitation(invitation=self.get_object(), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ActivitySerializer(Strict):
    at = serializers.DateTimeField(read_only=True)
    who = serializers.CharField(source="actor_name", read_only=True)
    verb = serializers.CharField(read_only=True)
    noun = serializers.CharField(read_only=True)
    object_id = serializers.IntegerField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]
    changes = serializers.JSONField(read_only=True)
    path = serializers.CharField(read_only=True)


class Activities(Resource):
    """Who did what to which object when, newest first. Filters: q (in the label), noun, person (whole name)."""

    serializer_class = ActivitySerializer

    def get_queryset(self) -> QuerySet[Activity]:
        wanted = self.request.query_params
        return find_activities(query=wanted.get("q", ""), noun=wanted.get("noun", ""), person=wanted.get("person", ""))

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)
