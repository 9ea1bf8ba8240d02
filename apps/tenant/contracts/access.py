"""From the numbers in an address to a contract of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.contracts.models import Contract, ContractField, ContractVersion


def contract_or_404(request: Request, contract_id: int) -> Contract:
    return get_object_or_404(Contract.objects.select_related("data_object", "owner"), pk=contract_id)


def contract_field_or_404(request: Request, contract_field_id: int) -> ContractField:
    return get_object_or_404(ContractField.objects.select_related("contract__data_object"), pk=contract_field_id)


def contract_version_or_404(request: Request, contract_version_id: int) -> ContractVersion:
    found = ContractVersion.objects.select_related("contract__data_object", "published_by")
    return get_object_or_404(found, pk=contract_version_id)
