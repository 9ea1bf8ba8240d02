"""…/evidence/<id>/: that a change's staging test was passed, in words, by a link or by a file"""

from typing import Any, ClassVar

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import StrictModel, Upload
from apps.core.tenancy.links import client_api_url
from apps.tenant.change import services
from apps.tenant.change.access import evidence_or_404
from apps.tenant.change.downloads import evidence_download
from apps.tenant.change.models import Evidence


class EvidenceSerializer(StrictModel):
    """Words, a link, or a file sent as multipart: at least one of them. file_url: where the file is, null without."""

    file = Upload(write_only=True, required=False, allow_empty_file=True)
    file_url = serializers.SerializerMethodField()
    given_by = serializers.StringRelatedField(read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Evidence
        fields: ClassVar[list[str]] = ["id", "words", "link", "file", "file_name", "file_url", "given_by", "given_at"]
        read_only_fields: ClassVar[list[str]] = ["file_name", "given_at"]

    @extend_schema_field(OpenApiTypes.URI)
    def get_file_url(self, row: Evidence) -> str | None:
        client = self.context["view"].asked.client
        return client_api_url(client, "api-evidence-file", evidence_id=row.pk) if row.stored else None

    def validate_file(self, file: Any) -> Any:
        """Before it is read."""
        services.refuse_large(file.size)
        return file


class EvidenceItem(Resource):
    """DELETE takes it away, with its file, while the change is under way."""

    serializer_class = EvidenceSerializer

    def get(self, request: Request, evidence_id: int) -> Response:
        return self.shown(evidence_or_404(self.asked, evidence_id))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, evidence_id: int) -> Response:
        services.remove_evidence(evidence_or_404(self.asked, evidence_id), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)


class EvidenceFile(Resource):
    """The file as it was added, always as a download."""

    serializer_class = EvidenceSerializer

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Whatever kind of file is accepted: the answer is the one that was uploaded."""
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, evidence_id: int) -> HttpResponseBase:
        return evidence_download(evidence_or_404(self.asked, evidence_id))
