"""…/calendars/: the addresses under which calendar programs read the client's dates."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Resource
from apps.api.serializers import Strict
from apps.core.http import Request as PageRequest
from apps.tenant.calendars import services
from apps.tenant.calendars.links import address_of
from apps.tenant.calendars.models import CalendarFeed


class CalendarSerializer(Strict):
    """person: a name of somebody at the client, "" for all dates. address: secret, for whoever is to read it."""

    id = serializers.IntegerField(read_only=True)
    person = serializers.CharField(required=False, allow_blank=True, default="", max_length=80)
    address = serializers.SerializerMethodField()
    created_by = serializers.CharField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)

    def get_address(self, feed: CalendarFeed) -> str:
        asked: PageRequest = self.context["request"]._request
        return address_of(asked.client, feed)

    def to_representation(self, feed: CalendarFeed) -> dict[str, Any]:
        return super().to_representation(feed) | {"person": str(feed.person) if feed.person else ""}


class Calendars(Collection):
    """Those that were not withdrawn."""

    serializer_class = CalendarSerializer

    def get_queryset(self) -> QuerySet[CalendarFeed]:
        return open_feeds()

    def add(self, values: dict[str, Any]) -> CalendarFeed:
        return services.make_feed(values["person"], by=self.by)


class CalendarItem(Resource):
    """DELETE withdraws it."""

    serializer_class = CalendarSerializer

    def get(self, request: Request, calendar_feed_id: int) -> Response:
        return self.shown(open_feed(calendar_feed_id))

    def delete(self, request: Request, calendar_feed_id: int) -> Response:
        services.withdraw_feed(open_feed(calendar_feed_id), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CalendarRenewal(Resource):
    """POST gives a new address; the one before leads nowhere."""

    serializer_class = CalendarSerializer

    def post(self, request: Request, calendar_feed_id: int) -> Response:
        return self.shown(services.renew_feed(open_feed(calendar_feed_id), by=self.by))


def open_feeds() -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(revoked_at=None).select_related("person", "created_by")


def open_feed(pk: int) -> CalendarFeed:
    return get_object_or_404(open_feeds(), pk=pk)
