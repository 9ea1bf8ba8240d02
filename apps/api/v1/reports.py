"""…/reports/ and their deliveries."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Resource
from apps.api.serializers import Strict
from apps.core.http import Request as ClientRequest
from apps.core.tenancy.links import client_api_url
from apps.tenant.reports import selectors, services
from apps.tenant.reports.access import recipient_or_404
from apps.tenant.reports.models import Delivery, Recipient, Report, ReportKind, ReportStatus
from apps.tenant.reports.progress import progress_of
from apps.tenant.reports.storage import open_pdf


class KindField(serializers.ChoiceField):
    """By value, or by name as people call it: "executive_summary", "Executive summary"."""

    def to_internal_value(self, data: Any) -> Any:
        names = {label.lower(): value for value, label in ReportKind.choices}
        return super().to_internal_value(names.get(str(data).lower().replace("_", " "), data))


class ReportSerializer(Strict):
    id = serializers.IntegerField(read_only=True)
    kind = KindField(choices=ReportKind.choices, default=ReportKind.EXECUTIVE)
    title = serializers.CharField(read_only=True)
    status = serializers.CharField(read_only=True)
    progress = serializers.SerializerMethodField()
    step = serializers.SerializerMethodField()
    error = serializers.CharField(read_only=True)
    pdf = serializers.SerializerMethodField()
    sha256 = serializers.CharField(read_only=True)
    snapshot_sha256 = serializers.CharField(read_only=True)
    pages = serializers.IntegerField(read_only=True)
    size = serializers.IntegerField(read_only=True)
    is_published = serializers.BooleanField(read_only=True)
    requested_by = serializers.CharField(read_only=True)
    requested_at = serializers.DateTimeField(read_only=True)
    finished_at = serializers.DateTimeField(read_only=True)

    def get_progress(self, report: Report) -> int:
        """Percent, 0 to 100."""
        return progress_of(report).percent

    def get_step(self, report: Report) -> str:
        """What it is doing now, in words."""
        return progress_of(report).words

    def get_pdf(self, report: Report) -> str | None:
        """Address of the file, for the same token; null until it is ready."""
        client = self.context["view"].asked.client
        return client_api_url(client, "api-report-pdf", report_id=report.pk) if report.is_ready else None


class Reports(Collection):
    """POST asks for a report, which is made in the background; while one is being made that one is answered."""

    serializer_class = ReportSerializer

    def get_queryset(self) -> QuerySet[Report]:
        return selectors.list_reports()

    def add(self, values: dict[str, Any]) -> Report:
        return services.request_report(self.asked.client, kind=values["kind"], by=self.by)


class ReportItem(Resource):
    """How far the report is, and where its PDF is once it is ready."""

    serializer_class = ReportSerializer

    def get_queryset(self) -> QuerySet[Report]:
        return selectors.list_reports()

    def get(self, request: Request, report_id: int) -> Response:
        return self.shown(get_object_or_404(self.get_queryset(), pk=report_id))


def report_pdf(request: ClientRequest, report_id: int) -> HttpResponseBase:
    """The file. Beside the API's views because it answers with bytes."""
    report = get_object_or_404(Report, pk=report_id, status=ReportStatus.READY)
    return FileResponse(open_pdf(report), filename=report.file_name, content_type="application/pdf")


class PublicationSerializer(Strict):
    published = serializers.BooleanField()


class ReportPublication(Resource):
    """PUT {"published": true} shows the report in the client's portal, false takes it out."""

    serializer_class = PublicationSerializer

    def put(self, request: Request, report_id: int) -> Response:
        report = get_object_or_404(Report, pk=report_id)
        services.publish_report(report, published=self.values()["published"], by=self.by)
        return Response({"published": report.is_published})


class CopySerializer(serializers.ModelSerializer):
    class Meta:
        model = Recipient
        fields: ClassVar = ["id", "email", "name", "state", "attempt", "by_link", "error", "message_id", "changed_at"]


class CopyChange(Strict):
    action = serializers.ChoiceField(choices=["resend", "mark_arrived", "revoke_link"])


class CopyItem(Resource):
    """One recipient's copy. POST {"action": "resend" | "mark_arrived" | "revoke_link"}."""

    serializer_class = CopySerializer

    def get_object(self) -> Recipient:
        return recipient_or_404(self.asked, self.kwargs["recipient_id"])

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(self.get_object())

    @extend_schema(request=CopyChange)
    def post(self, request: Request, **numbers: int) -> Response:
        asked, copy = CopyChange(data=request.data), self.get_object()
        asked.is_valid(raise_exception=True)
        actions: dict[str, Callable[..., Any]] = {
            "resend": partial(services.resend_copy, self.asked.client),
            "mark_arrived": services.mark_arrived,
            "revoke_link": services.revoke_link,
        }
        actions[asked.validated_data["action"]](copy, by=self.by)
        return self.shown(self.get_object())


class DeliverySerializer(Strict):
    id = serializers.IntegerField(read_only=True)
    key = serializers.UUIDField(required=False, help_text="Yours; the same key a second time sends nothing again.")
    recipients = serializers.ListField(child=serializers.CharField(max_length=254), allow_empty=False, write_only=True)
    subject = serializers.CharField(max_length=200)
    message = serializers.CharField(max_length=5000, required=False, allow_blank=True, default="")
    sent_by = serializers.CharField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    copies = CopySerializer(source="recipients.all", many=True, read_only=True)


class Deliveries(Collection):
    """To whom the report went; POST {recipients, subject, message, key?} sends it, once for each key."""

    serializer_class = DeliverySerializer

    def get_queryset(self) -> QuerySet[Delivery]:
        if getattr(self, "swagger_fake_view", False):
            return Delivery.objects.none()
        return selectors.deliveries_of(get_object_or_404(Report, pk=self.kwargs["report_id"]))

    def get(self, request: Request, **numbers: int) -> Response:
        return super().get(request)

    def post(self, request: Request, **numbers: int) -> Response:
        report = get_object_or_404(Report, pk=self.kwargs["report_id"])
        values = self.values()
        key: UUID = values.get("key") or uuid4()
        parcel = services.Parcel(
            key=key,
            subject=values["subject"],
            message=values["message"],
            recipients=tuple((email, "") for email in values["recipients"]),
        )
        delivery = services.deliver_report(self.asked.client, report, parcel, by=self.by)
        return self.shown(delivery, status_code=status.HTTP_201_CREATED)
