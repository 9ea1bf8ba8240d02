"""Access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.core.spreadsheets import download
from apps.tenant.inventory import access, exporting, services
from apps.tenant.inventory.forms import ApplicationFilterForm, ApplicationForm, ApplicationRowForm
from apps.tenant.inventory.models import Application
from apps.tenant.inventory.pages import ApplicationRow, application_page, applications_page

LIST = "inventory/applications.html"
DETAIL = "inventory/application.html"


def applications(request: Request) -> HttpResponse:
    """The table; posting adds a row."""
    if request.method == "POST":
        return _add(request)
    template = f"{LIST}#table" if request.htmx else LIST
    return render(request, template, {"page": applications_page(request)})


def _add(request: Request) -> HttpResponse:
    form = ApplicationRowForm(request.POST)
    if form.is_valid():
        try:
            application = services.add_application(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{application} added.")
            return redirect("applications")
    return render(request, LIST, {"page": applications_page(request, new=form)}, status=422)


def export_applications(request: Request) -> HttpResponse:
    """The rows that the list shows for this address, as `?format=csv` or `xlsx`."""
    rows = exporting.application_rows(ApplicationFilterForm(request.GET).wanted())
    return download(f"Applications {request.client.slug}", request.GET.get("format", "csv"), exporting.HEADS, rows)


def application(request: Request, application_id: int) -> HttpResponse:
    """Everything about one application; posting changes it."""
    found = access.application_or_404(request, application_id)
    form = ApplicationForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            services.change_application(found, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{found} saved.")
            return redirect("application", application_id=found.pk)
    page = application_page(request, access.application_or_404(request, application_id), form=form)
    return render(request, DETAIL, {"page": page}, status=422 if form else 200)


def application_row(request: Request, application_id: int) -> HttpResponse:
    """One line of the table: as it stands, or `?edit` as a form; posting saves it in place."""
    found = access.application_or_404(request, application_id)
    if request.method == "POST":
        return _save_row(request, found)
    form = ApplicationRowForm(instance=found) if "edit" in request.GET else None
    return _row(request, found, form)


def _save_row(request: Request, application: Application) -> HttpResponse:
    form = ApplicationRowForm(request.POST, instance=application)
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            saved = services.change_application(application, form.values(), by=request.user, version=version)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _row(request, saved, None)
    return _row(request, application, form, status=422)


def _row(
    request: Request, application: Application, form: ApplicationRowForm | None, *, status: int = 200
) -> HttpResponse:
    row = ApplicationRow.of(application, form=form)
    return render(request, f"{LIST}#row", {"row": row, "may_edit": True}, status=status)


def remove_application(request: Request, application_id: int) -> HttpResponse:
    found = access.application_or_404(request, application_id)
    services.remove_application(found, by=request.user)
    messages.success(request, f"{found} is in the trash, with its flows.", extra_tags=f"undo:restore/{found.pk}")
    return redirect("applications")


def restore_application(request: Request, application_id: int) -> HttpResponse:
    found = access.trashed_application_or_404(request, application_id)
    try:
        services.restore_application(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications-trash")
    messages.success(request, f"{found} is back.")
    return redirect("application", application_id=found.pk)


def trash(request: Request) -> HttpResponse:
    return render(request, "inventory/trash.html", {"applications": Application.objects.in_trash()})
