"""Access, form or page, service, answer. Rights stand beside the URLs."""

from collections.abc import Callable
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.errors import Refused
from apps.core.forms import noticed, refused
from apps.core.http import Request, whole_number
from apps.tenant.roadmap import access, pages, selectors, services
from apps.tenant.roadmap.forms import (
    InitiativeForm,
    InitiativeRowForm,
    LimitReasonForm,
    MoveForm,
    PhaseForm,
    PhaseMoveForm,
    PublishForm,
)
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.part_forms import Rows, milestone_rows, risk_rows
from apps.tenant.roadmap.selectors import Choice

ROADMAP = "roadmap/roadmap.html"
INITIATIVE = "roadmap/initiative.html"
PHASES = "roadmap/phases.html"


def roadmap(request: Request) -> HttpResponse:
    return render(request, ROADMAP, {"page": pages.roadmap_page(request, request.client)})


def add_initiative(request: Request) -> HttpResponse:
    """A new bar, from scratch or from `?opportunity=` or `?consolidation=`."""
    origin = _origin(request)
    form = InitiativeForm(request.POST if request.method == "POST" else None, initial=_suggested(origin))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_initiative(form.values(), by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{made} is on the roadmap.")
            return _home(request, made)
    page = pages.new_initiative_page(form, origin)
    return render(request, INITIATIVE, {"page": page}, status=422 if request.method == "POST" else 200)


def _origin(request: Request) -> Choice | None:
    wanted = {kind: request.GET.get(kind, "") for kind in ("opportunity", "consolidation")}
    if not any(wanted.values()):
        return None
    return next((one for one in selectors.not_yet_planned(request.client) if wanted[one.kind] == str(one.id)), None)


def _suggested(origin: Choice | None) -> dict[str, object]:
    return services.suggested_values(origin.kind, origin.id) if origin else {}


def initiative(request: Request, initiative_id: int) -> HttpResponse:
    """Everything about one initiative; posting changes it."""
    found = access.initiative_or_404(request, initiative_id)
    form = InitiativeForm(request.POST, instance=found) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            services.change_initiative(found, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{found} saved.")
            return _home(request, found)
    line = selectors.initiative_line(request.client, found.pk)
    page = pages.initiative_page(request, line, form)
    return render(request, INITIATIVE, {"page": page}, status=422 if form else 200)


def initiative_row(request: Request, initiative_id: int) -> HttpResponse:
    """One line of the table: as it stands, or `?edit` as a form; posting saves it in place."""
    found = access.initiative_or_404(request, initiative_id)
    if request.method == "POST":
        return _save_row(request, found)
    form = InitiativeRowForm(instance=found) if "edit" in request.GET else None
    return _row(request, found, form)


def _save_row(request: Request, found: Initiative) -> HttpResponse:
    form = InitiativeRowForm(request.POST, instance=found)
    if form.is_valid():
        try:
            saved = services.change_initiative(
                found, form.values(), by=request.user, version=form.cleaned_data["version"]
            )
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _asks_or_row(request, saved)
    return _row(request, found, form, status=422)


def _asks_or_row(request: Request, saved: Initiative) -> HttpResponse:
    if selectors.needs_reason(saved.pk):
        return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse('roadmap')}?view=table&ask=1"})
    return _row(request, saved, None)


def _row(request: Request, found: Initiative, form: InitiativeRowForm | None, *, status: int = 200) -> HttpResponse:
    row = pages.row_page(request.client, found, form)
    return render(request, f"{ROADMAP}#row", {"row": row, "may_edit": True}, status=status)


def move_initiative(request: Request, initiative_id: int) -> HttpResponse:
    """A bar that was dragged or moved by keys. The way back has its numbers in the address."""
    form = MoveForm(request.POST if "days" in request.POST else request.GET)
    found = access.initiative_or_404(request, initiative_id)
    if not form.is_valid():
        return HttpResponse(status=400)
    days, edge, version = (form.cleaned_data[name] for name in ("days", "edge", "version"))
    return _moved(
        request,
        lambda: services.move_initiative(found, days, by=request.user, edge=edge or "both", version=version),
    )


def put_into_phase(request: Request, initiative_id: int) -> HttpResponse:
    """A card of the board in another column."""
    form = PhaseMoveForm(request.POST if "phase" in request.POST else request.GET)
    found = access.initiative_or_404(request, initiative_id)
    if not form.is_valid():
        return HttpResponse(status=400)
    phase, version = form.cleaned_data["phase"], form.cleaned_data["version"]
    values = {"phase": phase.name if phase else ""}
    return _moved(request, lambda: services.change_initiative(found, values, by=request.user, version=version))


def _moved(request: Request, act: Callable[[], Initiative]) -> HttpResponse:
    try:
        return _home(request, act())
    except Refused as refusal:
        return HttpResponse(status=409, headers={"X-Message": quote(refusal.message)})


def _home(request: Request, changed: Initiative | None = None) -> HttpResponse:
    """Back to the roadmap as it was shown; it asks for a reason where the change went above the limit."""
    shown = QueryDict(request.POST.get("shown", "").lstrip("?"))
    kept = {name: shown[name] for name in ("view", "zoom", "phase") if name in shown}
    if changed and selectors.needs_reason(changed.pk):
        kept["ask"] = "1"
    return redirect(f"{reverse('roadmap')}?{urlencode(kept)}" if kept else "roadmap")


def put_in_order(request: Request) -> HttpResponse:
    """Moves later what starts before something it waits for is live."""
    moved = noticed(request, lambda: services.put_in_order(by=request.user))
    if moved:
        messages.success(request, f"Moved later: {', '.join(one.name for one in moved)}.")
    return _home(request)


def milestones(request: Request, initiative_id: int) -> HttpResponse:
    """The initiative's milestones as one list."""
    found = access.initiative_or_404(request, initiative_id)
    rows = milestone_rows(found, request.POST)
    if _kept(request, found, "milestones", rows):
        return redirect("initiative", initiative_id=found.pk)
    page = pages.initiative_page(request, selectors.initiative_line(request.client, found.pk), milestones=rows)
    return render(request, INITIATIVE, {"page": page}, status=422)


def risks(request: Request, initiative_id: int) -> HttpResponse:
    """The initiative's risks as one list."""
    found = access.initiative_or_404(request, initiative_id)
    rows = risk_rows(found, request.POST)
    if _kept(request, found, "risks", rows):
        return redirect("initiative", initiative_id=found.pk)
    page = pages.initiative_page(request, selectors.initiative_line(request.client, found.pk), risks=rows)
    return render(request, INITIATIVE, {"page": page}, status=422)


def _kept(request: Request, found: Initiative, name: str, rows: Rows) -> bool:
    """Whether the list was saved; where not, a notice says why and the lines keep what was typed."""
    if not rows.is_valid():
        return False
    version = whole_number(request.POST.get("version", ""))
    values = {name: rows.values()}
    saved = noticed(request, lambda: services.change_initiative(found, values, by=request.user, version=version))
    if saved:
        messages.success(request, f"{name.capitalize()} of {found} saved.")
    return bool(saved)


def remove_initiative(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    services.remove_initiative(found, by=request.user)
    messages.success(request, f"{found} is off the roadmap. Published versions keep it.")
    return redirect("roadmap")


def phases(request: Request) -> HttpResponse:
    """The phases; posting adds one, or those of a template."""
    if request.method != "POST":
        return render(request, PHASES, {"page": pages.phases_page(request)})
    if "template" in request.POST:
        return _start_from_template(request)
    return _save_phase(request, PhaseForm(request.POST))


def _start_from_template(request: Request) -> HttpResponse:
    try:
        made = services.start_from_template(request.client, request.POST["template"], by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("roadmap-phases")
    messages.success(request, f"{len(made)} phases added." if made else "These phases are there already.")
    return redirect("roadmap" if made else "roadmap-phases")


def plan_decided(request: Request) -> HttpResponse:
    """Everything decided onto the roadmap, in a first order."""
    made = noticed(request, lambda: services.plan_decided(request.client, by=request.user))
    if made:
        count = "1 initiative is" if len(made) == 1 else f"{len(made)} initiatives are"
        messages.success(request, f"{count} on the roadmap, best score first. Phases and dates are a first proposal.")
    return redirect("roadmap")


def phase(request: Request, phase_id: int) -> HttpResponse:
    found = access.phase_or_404(request, phase_id)
    if request.method == "POST":
        return _save_phase(request, PhaseForm(request.POST, instance=found))
    return render(request, PHASES, {"page": pages.phases_page(request, edited=found)})


def _save_phase(request: Request, form: PhaseForm) -> HttpResponse:
    edited = form.instance if form.instance.pk else None
    if form.is_valid():
        try:
            if edited:
                services.change_phase(edited, form.cleaned_data, by=request.user)
            else:
                services.add_phase(form.cleaned_data, by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return redirect("roadmap-phases")
    return render(request, PHASES, {"page": pages.phases_page(request, form=form, edited=edited)}, status=422)


def remove_phase(request: Request, phase_id: int) -> HttpResponse:
    found = access.phase_or_404(request, phase_id)
    services.remove_phase(found, by=request.user)
    messages.success(request, f"{found} removed; its initiatives stay, without a phase.")
    return redirect("roadmap-phases")


def limit_reason(request: Request) -> HttpResponse:
    form = LimitReasonForm(request.POST)
    if form.is_valid():
        try:
            services.give_limit_reason(form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "The reason is kept with the roadmap.")
            return _home(request)
    page = pages.roadmap_page(request, request.client, reason_form=form)
    return render(request, ROADMAP, {"page": page}, status=422)


def publish(request: Request) -> HttpResponse:
    """What would be shown to the sponsor; posting shows it."""
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.publish_version(request.client, by=request.user, note=form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, pages.published_words(request.client, made))
            return redirect("roadmap")
    page = pages.publish_page(request.client, form)
    return render(request, "roadmap/publish.html", {"page": page}, status=422 if request.method == "POST" else 200)


def version(request: Request, version_number: int) -> HttpResponse:
    found = access.version_or_404(request, version_number)
    return render(request, "roadmap/version.html", {"page": pages.version_page(request.client, found)})


def compare(request: Request, version_number: int, other_number: int) -> HttpResponse:
    """The first against the second."""
    old, new = access.version_or_404(request, version_number), access.version_or_404(request, other_number)
    return render(request, "roadmap/compare.html", {"page": pages.compare_page(request.client, old, new)})
