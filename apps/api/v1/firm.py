"""/api/v1/firm/: the firm's name and colour, its people and those who are invited into it."""

from typing import Any

from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.api.v1.people import InvitationItem, Invitations, InvitationSerializer, MemberSerializer
from apps.shared.accounts.models import FirmMembership
from apps.shared.accounts.services import change_firm_role, update_firm
from apps.shared.clients import people
from apps.shared.clients.access import colleague_or_404, firm_invitation_or_404
from apps.shared.clients.models import Invitation
from apps.shared.clients.roster import roster_of_firm

ROLES = FirmMembership.Role.choices


class FirmSerializer(Strict):
    """accent: #rrggbb."""

    name = serializers.CharField(max_length=120)
    accent = serializers.RegexField("^#[0-9a-fA-F]{6}$")


class FirmItem(Resource):
    """The firm of whoever asks. PATCH changes the given fields."""

    serializer_class = FirmSerializer

    def get(self, request: Request) -> Response:
        return self.shown(self.asked.firm)

    def patch(self, request: Request) -> Response:
        firm = self.asked.firm
        given = {"name": firm.name, "accent": firm.accent} | self.values(partial=True)
        return self.shown(update_firm(firm=firm, **given))


class ColleagueSerializer(MemberSerializer):
    """`user` is what a client's `people/` takes."""

    user = serializers.IntegerField(source="user_id", read_only=True)
    role = serializers.ChoiceField(choices=ROLES)


class FirmPeople(Resource):
    """Everybody of the firm. Others are invited."""

    serializer_class = ColleagueSerializer

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(roster_of_firm(self.asked.firm).members)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


class FirmPerson(Resource):
    """PATCH {"role": …} changes the role, DELETE takes the person out of the firm and its clients."""

    serializer_class = ColleagueSerializer

    def get_object(self) -> FirmMembership:
        return colleague_or_404(self.asked, self.kwargs["membership_id"])

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.get_object())

    def patch(self, request: Request, **numbers: int) -> Response:
        change_firm_role(membership=self.get_object(), **self.values())
        return self.shown(self.get_object())

    def delete(self, request: Request, **numbers: int) -> Response:
        people.remove_from_firm(membership=self.get_object(), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class FirmInvitationSerializer(InvitationSerializer):
    role = serializers.ChoiceField(choices=ROLES)


class FirmInvitations(Invitations):
    """Invitations into the firm that nobody has accepted or revoked. POST sends one by e-mail."""

    serializer_class = FirmInvitationSerializer

    def get_queryset(self) -> Any:
        return roster_of_firm(self.asked.firm).invitations

    def add(self, values: dict[str, Any]) -> Invitation:
        return people.invite_person(**values, firm=self.asked.firm, by=self.by)


class FirmInvitationItem(InvitationItem):
    """GET shows it, POST sends it again with a fresh link, DELETE revokes it."""

    serializer_class = FirmInvitationSerializer

    def get_object(self) -> Invitation:
        return firm_invitation_or_404(self.asked, self.kwargs["invitation_id"])
