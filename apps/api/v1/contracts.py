"""…/contracts/"""

from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import PersonName, Strict
from apps.tenant.contracts import selectors, services
from apps.tenant.contracts.models import Contract, ContractStatus, ContractVersion, FieldType
from apps.tenant.contracts.selectors import ContractLine


class FieldSerializer(Strict):
    name = serializers.CharField(max_length=80)
    type = serializers.ChoiceField(FieldType.choices, default=FieldType.TEXT)
    is_required = serializers.BooleanField(default=False)
    is_unique = serializers.BooleanField(default=False)
    format = serializers.CharField(max_length=120, default="", allow_blank=True)
    allowed_values = serializers.ListField(child=serializers.CharField(max_length=80), default=list, max_length=300)
    default = serializers.CharField(max_length=120, default="", allow_blank=True)
    description = serializers.CharField(max_length=200, default="", allow_blank=True)


class Words(serializers.CharField):
    """One of the contract's texts."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(source=f"contract.{name}", required=False, allow_blank=True, **kwargs)


class Published(Strict):
    """A version as it stands on the contract."""

    number = serializers.CharField()
    change = serializers.CharField()
    reasons = serializers.ListField()
    note = serializers.CharField()
    approved_by_owner = serializers.BooleanField()
    published_at = serializers.DateTimeField()


class ContractSerializer(Strict):
    """Takes a `ContractLine`, gives the values that the services take. fields: given, they replace all fields."""

    id = serializers.IntegerField(read_only=True)
    data_object = serializers.CharField(source="name", max_length=80)
    starter = serializers.CharField(write_only=True, required=False, allow_blank=True)
    status = serializers.ChoiceField(ContractStatus.choices, source="contract.status", required=False)
    system_of_record = serializers.SerializerMethodField()
    purpose = Words("purpose")
    owner = PersonName(source="contract.owner")
    approval_path = Words("approval_path", max_length=300)
    unique_key = Words("unique_key", max_length=200)
    matching = Words("matching")
    write_rules = Words("write_rules")
    error_handling = Words("error_handling")
    test_cases = Words("test_cases")
    sample_payload = serializers.JSONField(source="contract.sample_payload", required=False, allow_null=True)
    version = serializers.IntegerField(source="contract.version", required=False, min_value=1)
    parts = serializers.SerializerMethodField()
    latest = Published(read_only=True)
    pending = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        """`fields` is the serializer's own attribute, so the contract's fields are declared here."""
        return super().get_fields() | {"fields": FieldSerializer(source="contract.fields", many=True, required=False)}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values = super().to_internal_value(data)
        values |= values.pop("contract", {})
        if "name" in values:
            values["data_object"] = values.pop("name")
        return cast(dict[str, Any], values)

    def get_system_of_record(self, line: ContractLine) -> str:
        return str(line.contract.data_object.system_of_record or "")

    def get_parts(self, line: ContractLine) -> dict[str, Any]:
        return {"done": line.parts.done, "missing": line.parts.missing}

    def get_pending(self, line: ContractLine) -> dict[str, Any] | None:
        if not line.has_changes:
            return None
        return {
            "number": line.next_number,
            "change": line.level,
            "reasons": line.pending.reasons if line.latest else [],
        }


class ContractMixin:
    serializer_class: Any = ContractSerializer
    request: Any

    def get_queryset(self) -> QuerySet[Contract]:
        return selectors.list_contracts()

    @transaction.atomic
    def save(self, contract: Contract | None, values: dict[str, Any]) -> ContractLine:
        wanted, version = values.pop("status", None), values.pop("version", None)
        if contract is None:
            contract = services.add_contract(values, by=self.request.user)
        else:
            values.pop("data_object", None)
            values.pop("starter", None)
            contract = services.change_contract(contract, values, by=self.request.user, version=version)
        if wanted and wanted != contract.status:
            services.set_status(contract, wanted, by=self.request.user)
        return selectors.contract_line(contract.pk)


class Contracts(ContractMixin, Collection):
    def get(self, request: Request) -> Response:
        rows = self.paginate_queryset(self.get_queryset())
        lines = [selectors.line_of(contract) for contract in rows or []]
        return self.get_paginated_response(self.get_serializer(lines, many=True).data)

    def add(self, values: dict[str, Any]) -> ContractLine:
        return self.save(None, values)


class ContractItem(ContractMixin, Item):
    key = "contract_id"

    def get(self, request: Request, **numbers: int) -> Response:
        return self.shown(selectors.line_of(cast(Contract, self.get_object())))

    def change(self, item: Contract, values: dict[str, Any]) -> ContractLine:
        return self.save(item, values)

    def remove(self, item: Contract) -> None:
        services.remove_contract(item, by=self.by)


class VersionSerializer(Published):
    """A published version; posted: note, and the owner's approval of a breaking change."""

    number = serializers.CharField(read_only=True)
    change = serializers.CharField(read_only=True)
    reasons = serializers.ListField(read_only=True)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)
    approved_by_owner = serializers.BooleanField(required=False)
    published_at = serializers.DateTimeField(read_only=True)
    content = serializers.JSONField(read_only=True)


class ContractVersions(Resource):
    """GET lists a contract's versions, newest first; POST publishes the contract as it stands."""

    serializer_class = VersionSerializer

    def get_queryset(self) -> QuerySet[ContractVersion]:
        return ContractVersion.objects.filter(contract=self.kwargs["contract_id"])

    def contract(self) -> Contract:
        return get_object_or_404(Contract, pk=self.kwargs["contract_id"])

    def get(self, request: Request, **numbers: int) -> Response:
        self.contract()
        rows = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def post(self, request: Request, **numbers: int) -> Response:
        version = services.publish_version(self.contract(), by=self.by, **self.values())
        return self.shown(version, status_code=status.HTTP_201_CREATED)


class PayloadSerializer(Strict):
    payload = serializers.JSONField()


class ContractCheck(Resource):
    """POST checks a payload, one record or a list of them, against the contract's fields. Nothing is kept."""

    serializer_class = PayloadSerializer

    def post(self, request: Request, **numbers: int) -> Response:
        contract = get_object_or_404(Contract, pk=self.kwargs["contract_id"])
        found = selectors.check_payload(contract, self.values()["payload"])
        findings = [{"record": one.record, "field": one.field, "message": one.message} for one in found.findings]
        return Response({"is_valid": found.is_valid, "findings": findings, "unchecked": found.unchecked})
