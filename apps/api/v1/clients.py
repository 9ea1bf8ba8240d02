"""/clients/ and one client's own address."""

from typing import Any
from zoneinfo import available_timezones

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Resource
from apps.api.serializers import Strict
from apps.core.tenancy.context import public_scope
from apps.shared.clients.details import Details, change_client
from apps.shared.clients.models import Client
from apps.shared.clients.selectors import FirmAccess, setup_progress, visible_clients
from apps.shared.clients.services import NewClient, archive_client, create_client, erase_client, reactivate_client


class ClientSerializer(Strict):
    slug = serializers.SlugField(max_length=40, required=False)
    name = serializers.CharField(max_length=120)
    status = serializers.CharField(read_only=True)
    setup = serializers.SerializerMethodField()
    currency = serializers.CharField(max_length=3, default="USD")
    hourly_rate = serializers.DecimalField(max_digits=8, decimal_places=2)
    time_zone = serializers.CharField(max_length=64, default="UTC")
    locale = serializers.CharField(max_length=16, default="en-US")
    engagement_start = serializers.DateField(required=False, allow_null=True)
    engagement_weeks = serializers.IntegerField(min_value=1, max_value=520, default=26)
    created_at = serializers.DateTimeField(read_only=True)

    def get_setup(self, client: Client) -> dict[str, Any]:
        progress = setup_progress(client)
        return {"step": progress.step, "percent": progress.percent}


class Clients(Collection):
    """The clients on which the caller has a role; a new one is set up in the background (`creating`, then `ready`)."""

    serializer_class = ClientSerializer

    def get_queryset(self) -> QuerySet[Client]:
        return visible_clients(self.by, FirmAccess(self.asked.firm, self.asked.firm_rights))

    def add(self, values: dict[str, Any]) -> Client:
        return create_client(NewClient(**values), firm=self.asked.firm, by=self.by)


class DetailsSerializer(Strict):
    """What a lead may change of a client."""

    name = serializers.CharField(max_length=120)
    currency = serializers.RegexField("^[A-Z]{3}$")
    hourly_rate = serializers.DecimalField(max_digits=8, decimal_places=2, min_value=0)
    time_zone = serializers.ChoiceField(choices=sorted(available_timezones()))
    engagement_start = serializers.DateField(allow_null=True)
    engagement_weeks = serializers.IntegerField(min_value=1, max_value=520)


class ErasureSerializer(Strict):
    """name: the client's, as a confirmation."""

    name = serializers.CharField(max_length=120)


class ClientItem(Resource):
    """The client that the address names, also while it is being set up. PATCH changes the given details."""

    serializer_class = ClientSerializer

    def get(self, request: Request) -> Response:
        return self.shown(self.asked.client)

    def patch(self, request: Request) -> Response:
        client = self.asked.client
        given = DetailsSerializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        now = {name: getattr(client, name) for name in Details.__dataclass_fields__}
        change_client(client, Details(**now | given.validated_data), by=self.by)
        return self.shown(client)

    @extend_schema(request=ErasureSerializer)
    def delete(self, request: Request) -> Response:
        """Erase the client with everything in it, at once and for good. The body repeats its name."""
        given = ErasureSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        erase_client(self.asked.client, typed_name=given.validated_data["name"], by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class StatusSerializer(Strict):
    status = serializers.ChoiceField(choices=["archived", "ready"])


class ClientStatus(Resource):
    """PUT {"status": "archived"} archives the client, "ready" reactivates it."""

    serializer_class = StatusSerializer

    def put(self, request: Request) -> Response:
        client = self.asked.client
        change = {"archived": archive_client, "ready": reactivate_client}[self.values()["status"]]
        with public_scope():
            change(client, by=self.by)
        return Response({"status": client.status})
