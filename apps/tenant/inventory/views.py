"""Access, form or page, service, answer. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.core.spreadsheets import download
from apps.tenant.inventory import access, exporting, saved_views, services
from apps.tenant.inventory.catalogue_services import add_known_application
from apps.tenant.inventory.forms import ApplicationFilterForm, ApplicationForm, ApplicationRowForm, SavedViewForm
from apps.tenant.inventory.grid_columns import EDITABLE
from apps.tenant.inventory.merge_services import restore_or_take_apart
from apps.tenant.inventory.models import SavedView
from apps.tenant.inventory.pages import application_page, applications_page
from apps.tenant.inventory.selectors import trashed_applications

LIST = "inventory/applications.html"
DETAIL = "inventory/application.html"


def applications(request: Request) -> HttpResponse:
    """The table; posting adds a row."""
    if request.method == "POST":
        return _add(request)
    return render(request, LIST, {"page": applications_page(request)})


def _add(request: Request) -> HttpResponse:
    form = ApplicationRowForm(request.POST)
    if form.is_valid():
        try:
            return _added(request, form)
        except Refused as refusal:
            refused(form, refusal)
    return render(request, LIST, {"page": applications_page(request, new=form)}, status=422)


def _added(request: Request, form: ApplicationRowForm) -> HttpResponse:
    if form.ticked is None:
        application = services.add_application(form.values(), by=request.user)
        messages.success(request, f"{application} added.")
        return redirect("applications")
    application = add_known_application(form.values(), form.ticked, firm=request.firm, by=request.user)
    messages.success(request, f"{application} added. What came from the catalogue is marked until you confirm it.")
    return redirect("application", application_id=application.pk)


def export_applications(request: Request) -> HttpResponse:
    """The rows and columns that the list shows for this address, as `?format=csv` or `xlsx`."""
    view = access.view_or_none(request)
    filters = ApplicationFilterForm(saved_views.address_of(view, request.GET) if view else request.GET)
    columns = filters.columns_wanted() or EDITABLE
    rows = exporting.application_rows(filters.wanted(), columns)
    name = f"Applications {view or ''} {request.client.slug}"
    return download(name, request.GET.get("format", "csv"), exporting.heads(columns), rows)


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


def remove_application(request: Request, application_id: int) -> HttpResponse:
    found = access.application_or_404(request, application_id)
    services.remove_application(found, by=request.user)
    undo = reverse("application-restore", args=[found.pk])
    messages.success(request, f"{found} is in the trash, with its flows.", extra_tags=f"undo:{undo}")
    return redirect("applications")


def restore_application(request: Request, application_id: int) -> HttpResponse:
    found = access.trashed_application_or_404(request, application_id)
    try:
        restore_or_take_apart(found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications-trash")
    messages.success(request, f"{found} is back.")
    return redirect("application", application_id=found.pk)


def trash(request: Request) -> HttpResponse:
    return render(request, "inventory/trash.html", {"applications": trashed_applications()})


def add_view(request: Request) -> HttpResponse:
    return _save_view(request, SavedView())


def change_view(request: Request, saved_view_id: int) -> HttpResponse:
    return _save_view(request, access.saved_view_or_404(request, saved_view_id))


def _save_view(request: Request, view: SavedView) -> HttpResponse:
    form = SavedViewForm(request.POST)
    if form.is_valid():
        try:
            view = saved_views.save_view(view, form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"View “{view}” saved.")
            return redirect(f"{reverse('applications')}?view={view.pk}")
    return render(request, LIST, {"page": applications_page(request, view_form=form)}, status=422)


def remove_view(request: Request, saved_view_id: int) -> HttpResponse:
    view = access.saved_view_or_404(request, saved_view_id)
    try:
        saved_views.remove_view(view, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"View “{view}” removed. The applications are untouched.")
    return redirect("applications")
