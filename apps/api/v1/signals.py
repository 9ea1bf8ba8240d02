"""POST /api/v1/signals/<key>/: an integration says that a run started, succeeded or failed.

The key is the whole admission: nobody signs in, and an unknown key is answered like an address that does not exist.
"""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers, status
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from apps.api.parsers import Json
from apps.api.serializers import Strict
from apps.core.errors import Conflict
from apps.shared.accounts.secrets import digest_of
from apps.tenant.registry.health_services import receive_signal
from apps.tenant.registry.models import SignalKind
from apps.tenant.registry.signal_keys import UnknownKey, addressed

LARGEST_BODY = 64 * 1024
MOST = 2_147_483_647


class PerKey(SimpleRateThrottle):
    """So many signals a minute for each address."""

    scope = "signal"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"throttle-{self.scope}-{digest_of(view.kwargs['signal_key'])}"


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = "A signal is at most 64 KiB. Send counts, not the records themselves."


class SignalSerializer(Strict):
    kind = serializers.ChoiceField(SignalKind.choices)
    run = serializers.CharField(max_length=64, required=False, allow_blank=True)
    records = serializers.IntegerField(min_value=0, max_value=MOST, required=False, allow_null=True)
    errors = serializers.IntegerField(min_value=0, max_value=MOST, required=False, allow_null=True)  # type: ignore[assignment]
    newest_record_at = serializers.DateTimeField(required=False, allow_null=True)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class Signals(APIView):
    """One signal, as JSON or as a form."""

    authentication_classes = []
    parser_classes = [Json, FormParser, MultiPartParser]
    throttle_classes = [PerKey]

    @extend_schema(request=SignalSerializer, responses={201: None})
    def post(self, request: Request, signal_key: str) -> Response:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise TooLarge
        try:
            with addressed(signal_key) as (client, integration):
                if client.is_archived:
                    raise Conflict(f"{client.name} is archived: its signals are not taken until it is active again.")
                serializer = SignalSerializer(data=request.data)
                serializer.is_valid(raise_exception=True)
                signal = receive_signal(client, integration, serializer.validated_data)
        except UnknownKey as error:
            raise Http404 from error
        body = {"kind": signal.kind, "received_at": signal.at.isoformat()}
        return Response(body, status=status.HTTP_201_CREATED)
