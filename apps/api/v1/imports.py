"""…/imports/: bring in a spreadsheet of applications, see the verdict on each row, apply the good ones once."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.parsers import Json
from apps.api.resources import Collection, Resource
from apps.api.serializers import Strict, Upload
from apps.tenant.imports import services
from apps.tenant.imports.models import Import, ImportRow
from apps.tenant.imports.preparing import progress_of
from apps.tenant.imports.selectors import list_imports, rows_of


class ImportSerializer(serializers.ModelSerializer):
    """status: reading, ready, applying, applied, failed or discarded."""

    counts = serializers.DictField(child=serializers.IntegerField(), read_only=True)
    created_by: Any = serializers.StringRelatedField()
    applied_by: Any = serializers.StringRelatedField()

    class Meta:
        model = Import
        fields = ["id", "name", "status", "error", "counts", "created_by", "created_at", "applied_by", "applied_at"]


class RowSerializer(serializers.ModelSerializer):
    class Meta:
        model = ImportRow
        fields = ["number", "name", "verdict", "reason", "changes", "cells"]


class OneImportSerializer(ImportSerializer):
    columns = serializers.SerializerMethodField()
    progress = serializers.SerializerMethodField()

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "sheet", "sheets", "head_row", "columns", "progress"]

    def get_columns(self, imported: Import) -> list[dict[str, Any]]:
        return [{"position": position, **column} for position, column in enumerate(imported.columns)]

    def get_progress(self, imported: Import) -> dict[str, int]:
        done, total = progress_of(imported)
        return {"done": done, "total": total}


class UploadSerializer(Strict):
    file = Upload(allow_empty_file=True, max_length=400)


class ReadingSerializer(Strict):
    """columns: position in the file → key of the field, "" to leave the column out."""

    sheet = serializers.CharField(max_length=200, required=False)
    head_row = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False)
    columns = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=40), required=False)

    def validate_columns(self, columns: dict[str, str]) -> dict[int, str]:
        if not all(position.isascii() and position.isdigit() for position in columns):
            raise serializers.ValidationError("Name columns by their position, from 0.")
        return {int(position): key for position, key in columns.items()}


class Imports(Collection):
    """POST a multipart `file`. Small files answer with their counts at once, larger ones with status `reading`."""

    serializer_class = UploadSerializer
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[Import]:
        return list_imports()

    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(ImportSerializer(rows, many=True).data)

    def post(self, request: Request) -> Response:
        file = self.values()["file"]
        upload = services.Upload(file.name, file.read())
        imported = services.start_import(upload, client=self.asked.client, by=self.by)
        return Response(OneImportSerializer(imported).data, status=status.HTTP_201_CREATED)


class ImportItem(Resource):
    """GET shows it with a page of its rows (`?verdict=`, `?page=`), PATCH reads the file in another way."""

    serializer_class = ReadingSerializer
    parser_classes = [Json]

    def get_object(self) -> Import:
        return get_object_or_404(Import.objects.select_related("created_by", "applied_by"), pk=self.kwargs["import_id"])

    def get(self, request: Request, import_id: int) -> Response:
        return Response(self._whole(self.get_object()))

    def patch(self, request: Request, import_id: int) -> Response:
        wanted = services.Reading(**self.values())
        imported = services.change_reading(self.get_object(), wanted, client=self.asked.client)
        return Response(self._whole(imported))

    def _whole(self, imported: Import) -> dict[str, Any]:
        rows = self.paginate_queryset(rows_of(imported, self.request.query_params.get("verdict", "")))
        page = self.get_paginated_response(RowSerializer(rows, many=True).data)
        return {**OneImportSerializer(imported).data, "rows": page.data}


class ImportApply(ImportItem):
    """POST writes the good rows, all or none, once: a second call answers the same and changes nothing."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, import_id: int) -> Response:
        imported = services.apply_import(self.get_object(), client=self.asked.client, by=self.by)
        code = status.HTTP_202_ACCEPTED if imported.is_working else status.HTTP_200_OK
        return Response(OneImportSerializer(imported).data, status=code)
