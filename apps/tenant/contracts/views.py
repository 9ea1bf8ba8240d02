"""Data contracts: access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.contracts import access, selectors, services
from apps.tenant.contracts.forms import FieldForm, NewContractForm, PartsForm, SampleForm
from apps.tenant.contracts.models import Contract, ContractField
from apps.tenant.contracts.pages import (
    FieldRow,
    Sample,
    VersionPage,
    contract_page,
    contracts_page,
    publish_page,
)

LIST = "contracts/contracts.html"
DETAIL = "contracts/contract.html"


def contracts(request: Request) -> HttpResponse:
    """The list; posting adds a contract."""
    if request.method == "POST":
        return _add(request)
    template = f"{LIST}#table" if request.htmx else LIST
    return render(request, template, {"page": contracts_page(request)})


def _add(request: Request) -> HttpResponse:
    form = NewContractForm(request.POST)
    if form.is_valid():
        try:
            made = services.add_contract(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"Contract {made} added.")
            return redirect("contract", contract_id=made.pk)
    return render(request, LIST, {"page": contracts_page(request, new=form)}, status=422)


def contract(request: Request, contract_id: int) -> HttpResponse:
    """The eight parts, the fields, the versions; posting changes the parts."""
    found = access.contract_or_404(request, contract_id)
    form = PartsForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            services.change_contract(found, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"Contract {found} saved.")
            return redirect("contract", contract_id=found.pk)
    return render(request, DETAIL, {"page": contract_page(request, found, form=form)}, status=422 if form else 200)


def add_field(request: Request, contract_id: int) -> HttpResponse:
    found = access.contract_or_404(request, contract_id)
    form = FieldForm(request.POST)
    if form.is_valid():
        try:
            services.add_field(found, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect(f"{reverse('contract', args=[found.pk])}#new-field")
    return render(request, DETAIL, {"page": contract_page(request, found, new_field=form)}, status=422)


def field_row(request: Request, contract_field_id: int) -> HttpResponse:
    """One line of the table: as it stands, or `?edit` as a form; posting saves it in place."""
    field = access.contract_field_or_404(request, contract_field_id)
    if request.method == "POST":
        return _save_row(request, field)
    return _row(request, FieldRow(field, FieldForm(field=field) if "edit" in request.GET else None))


def _save_row(request: Request, field: ContractField) -> HttpResponse:
    form = FieldForm(request.POST, field=field)
    if form.is_valid():
        try:
            saved = services.change_field(field, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _row(request, FieldRow(saved)) if request.htmx else _back(field.contract)
    return _row(request, FieldRow(field, form), status=422)


def _row(request: Request, row: FieldRow, *, status: int = 200) -> HttpResponse:
    return render(request, f"{DETAIL}#row", {"row": row, "may_edit": True}, status=status)


def _back(contract: Contract) -> HttpResponse:
    return redirect("contract", contract_id=contract.pk)


def remove_field(request: Request, contract_field_id: int) -> HttpResponse:
    field = access.contract_field_or_404(request, contract_field_id)
    services.remove_field(field, by=request.user)
    messages.success(request, f"Field {field.name} removed. Published versions keep it.")
    return _back(field.contract)


def set_status(request: Request, contract_id: int) -> HttpResponse:
    found = access.contract_or_404(request, contract_id)
    try:
        changed = services.set_status(found, request.POST.get("status", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Contract {changed}: {str(changed.get_status_display()).lower()}.")
    return _back(found)


def publish(request: Request, contract_id: int) -> HttpResponse:
    """What publishing now would mean; posting publishes."""
    found = access.contract_or_404(request, contract_id)
    page = publish_page(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.form.is_valid():
        try:
            version = services.publish_version(found, by=request.user, **page.form.values())
        except Refused as refusal:
            refused(page.form, refusal)
        else:
            messages.success(request, f"{found} {version.number} is in force.")
            return _back(found)
    status = 422 if page.form.is_bound else 200
    return render(request, "contracts/publish.html", {"page": page}, status=status)


def check_sample(request: Request, contract_id: int) -> HttpResponse:
    """Checks a payload against the fields; with `keep`, it becomes the contract's own sample."""
    found = access.contract_or_404(request, contract_id)
    form, result = SampleForm(request.POST), None
    if form.is_valid():
        try:
            payload = selectors.decoded(form.cleaned_data["payload"])
            result = selectors.check_payload(found, payload)
            if "keep" in request.POST:
                services.change_contract(found, {"sample_payload": payload}, by=request.user)
                messages.success(request, "Kept as the contract's sample.")
        except Refused as refusal:
            refused(form, refusal)
    page = contract_page(request, found, sample=Sample(form, result))
    template = f"{DETAIL}#sample" if request.htmx else DETAIL
    return render(request, template, {"page": page}, status=200 if form.is_valid() else 422)


def remove_contract(request: Request, contract_id: int) -> HttpResponse:
    found = access.contract_or_404(request, contract_id)
    try:
        services.remove_contract(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return _back(found)
    messages.success(request, f"Contract {found} removed.")
    return redirect("contracts")


def version(request: Request, contract_version_id: int) -> HttpResponse:
    found = access.contract_version_or_404(request, contract_version_id)
    return render(request, "contracts/version.html", {"page": VersionPage(found)})
