"""Old and new side by side: planning, weekly numbers, checklist, cut-over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.http import Request
from apps.methods.reconciliation import WEEKS, CutOverPoint
from apps.tenant.decisions import access, selectors, services
from apps.tenant.decisions.forms.consolidations import CutOverForm, MeasureForm, RunForm, WeekForm
from apps.tenant.decisions.models import Consolidation
from apps.tenant.decisions.pages.dialogs import Dialog
from apps.tenant.decisions.views.dialogs import answer, posted


def plan_run(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    dates = selectors.consolidation_line(case.pk, request.client).dates
    initial = {"start": dates.start, "cut_over": dates.cut_over} if dates else {"start": today_of(request.client)}
    form = RunForm(posted(request), initial=initial)
    text = f"The cut-over follows {dates.initiative} on the roadmap." if dates and dates.initiative else ""
    dialog = Dialog(f"Parallel run of {case}", form, "Save dates", _back(case), text)
    return _saved(
        request,
        dialog,
        lambda: services.plan_parallel_run(case, client=request.client, by=request.user, **form.values()),
    )


def add_measure(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    form = MeasureForm(posted(request))
    dialog = Dialog("Compare a number", form, "Add number", _back(case))
    return _saved(request, dialog, lambda: services.add_measure(case, form.values(), by=request.user))


def change_measure(request: Request, reconciliation_measure_id: int) -> HttpResponse:
    measure = access.measure_or_404(request, reconciliation_measure_id)
    initial = {name: getattr(measure, name) for name in MeasureForm.base_fields}
    form = MeasureForm(posted(request), initial=initial)
    dialog = Dialog(f"Change {measure}", form, "Save number", _back(measure.consolidation))
    return _saved(
        request,
        dialog,
        lambda: services.change_measure(measure, form.values(), by=request.user, version=form.cleaned_data["version"]),
    )


def remove_measure(request: Request, reconciliation_measure_id: int) -> HttpResponse:
    measure = access.measure_or_404(request, reconciliation_measure_id)
    services.remove_measure(measure, by=request.user)
    messages.success(request, f"{measure} is no longer compared.")
    return redirect(_back(measure.consolidation))


def week(request: Request, consolidation_id: int, week_number: int) -> HttpResponse:
    """The numbers of one week."""
    case = access.consolidation_or_404(request, consolidation_id)
    if not 1 <= week_number <= WEEKS:
        raise Http404
    run = selectors.parallel_run(selectors.consolidation_line(case.pk, request.client), today=today_of(request.client))
    if not run.weeks:
        messages.error(request, "Plan the parallel run first: the weeks count from its first day.")
        return redirect(_back(case))
    form = WeekForm(posted(request), run=run, week=run.weeks[week_number - 1])
    text = "Read the same moment in both tools. An empty number counts as not read."
    dialog = Dialog(f"Numbers of week {week_number}", form, "Save numbers", _back(case), text)

    def act() -> None:
        seen = form.cleaned_data["seen"]
        services.read_week(case, week_number, form.readings(), client=request.client, by=request.user, seen=seen)

    return _saved(request, dialog, act)


def tick(request: Request, consolidation_id: int, cut_over_point: str) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    try:
        point = CutOverPoint(cut_over_point)
    except ValueError as error:
        raise Http404 from error
    try:
        services.tick_point(case, point, done=request.POST.get("done") == "yes", by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_back(case))


def cut_over(request: Request, consolidation_id: int) -> HttpResponse:
    case = access.consolidation_or_404(request, consolidation_id)
    form = CutOverForm(posted(request), initial={"on": today_of(request.client)})
    dialog = Dialog(f"Cut over {case}", form, "Record cut-over", _back(case))
    return _saved(
        request, dialog, lambda: services.cut_over(case, client=request.client, by=request.user, **form.values())
    )


def _saved(request: Request, dialog: Dialog, act: Callable[[], Any]) -> HttpResponse:
    def save() -> str:
        act()
        messages.success(request, "Saved.")
        return dialog.back

    return answer(request, dialog, save)


def _back(case: Consolidation) -> str:
    return f"{reverse('consolidation', args=[case.pk])}#run"
