"""Access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.core.spreadsheets import download
from apps.tenant.imports import access, services
from apps.tenant.imports.forms import ImportForm, ReadingForm
from apps.tenant.imports.models import Import, ImportStatus
from apps.tenant.imports.pages import import_page, imports_page
from apps.tenant.imports.selectors import rows_to_repair

START = "imports/imports.html"
ONE = "imports/import.html"


def imports(request: Request) -> HttpResponse:
    """Where a spreadsheet is handed in, and the earlier ones; posting brings one in."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            imported = services.start_import(form.upload(), client=request.client, by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect("import", import_id=imported.pk)
    return render(request, START, {"page": imports_page(request, form=form)}, status=422 if form else 200)


def one_import(request: Request, import_id: int) -> HttpResponse:
    """Columns, verdicts and counts; posting reads the file in another way. Asked every second while it works."""
    found = access.import_or_404(request, import_id)
    if request.method == "POST":
        return _change_reading(request, found)
    if request.htmx and not found.is_working and "poll" in request.GET:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("import", args=[found.pk])})
    template = f"{ONE}#progress" if request.htmx and "poll" in request.GET else ONE
    return render(request, template, {"page": import_page(request, found)})


def _change_reading(request: Request, found: Import) -> HttpResponse:
    form = ReadingForm(request.POST, imported=found)
    if form.is_valid():
        try:
            services.change_reading(found, form.reading(), client=request.client)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect("import", import_id=found.pk)
    return render(request, ONE, {"page": import_page(request, found, form=form)}, status=422)


def apply_import(request: Request, import_id: int) -> HttpResponse:
    found = access.import_or_404(request, import_id)
    try:
        applied = services.apply_import(found, client=request.client, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        if applied.status == ImportStatus.APPLIED:
            changed = applied.to_apply
            messages.success(request, f"{changed:,} application{pluralize(changed)} brought in.")
    return redirect("import", import_id=found.pk)


def import_sheet(request: Request, import_id: int) -> HttpResponse:
    """Another sheet of the same file, as an import of its own."""
    found = access.import_or_404(request, import_id)
    try:
        sheet = request.POST.get("sheet", "")
        started = services.start_import_of_sheet(found, sheet, client=request.client, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("import", import_id=found.pk)
    return redirect("import", import_id=started.pk)


def discard_import(request: Request, import_id: int) -> HttpResponse:
    found = access.import_or_404(request, import_id)
    try:
        services.discard_import(found)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("import", import_id=found.pk)
    messages.success(request, f"{found} discarded. Nothing was written.")
    return redirect("imports")


def repair_file(request: Request, import_id: int) -> HttpResponse:
    """The rows that could not be taken, with the reason in front."""
    found = access.import_or_404(request, import_id)
    heads, rows = rows_to_repair(found)
    return download(f"To repair {found.name}", request.GET.get("format", "csv"), heads, rows)
