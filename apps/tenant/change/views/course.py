"""Daily checklist, adoption, retrospective and wins of one initiative."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.forms import noticed, tried
from apps.core.http import Request
from apps.figures.numerals import plural
from apps.tenant.change import access, services
from apps.tenant.change.forms import (
    AdoptionForm,
    AdoptionSheetForm,
    DayForm,
    PointForm,
    RetrospectiveForm,
    TickForm,
    WinForm,
)
from apps.tenant.change.models import Origin
from apps.tenant.change.pages.course import adoption_page, retrospective_page, run_page
from apps.tenant.change.pages.forms import FormPage
from apps.tenant.change.reading import read_adoption
from apps.tenant.change.services import Counted
from apps.tenant.change.views.answers import ask, do, posted
from apps.tenant.roadmap.models import Initiative

RUN, ADOPTION, RETROSPECTIVE = "change/run.html", "change/adoption.html", "change/retrospective.html"


def run(request: Request, initiative_id: int) -> HttpResponse:
    """The checklist of `?day=`, today without; posting notes what differed on a day."""
    found = access.initiative_or_404(request, initiative_id)
    today = today_of(request.client)
    if request.method != "POST":
        day = access.day_or_404(request.GET.get("day", ""), today)
        return render(request, RUN, {"page": run_page(request, found, day)})
    form = DayForm(request.POST)
    if form.is_valid():
        given = form.values()
        if tried(form, lambda: services.note_day(found, **given, client=request.client, by=request.user)):
            messages.success(request, "Noted.")
            return redirect(_on(found, given["day"]))
    day = form.cleaned_data.get("day", today)
    return render(request, RUN, {"page": run_page(request, found, day, form=form)}, status=422)


def tick(request: Request, run_point_id: int) -> HttpResponse:
    """Checked on a day, or not after all. A script gets the list alone."""
    point, form = access.point_or_404(request, run_point_id), TickForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That is no day of the parallel run.")
        return redirect("initiative-run", initiative_id=point.initiative_id)
    day, done = form.cleaned_data["day"], form.cleaned_data["done"] == "yes"
    noticed(request, lambda: services.tick_point(point, day, client=request.client, by=request.user, done=done))
    if request.htmx:
        return render(request, f"{RUN}#today", {"page": run_page(request, point.initiative, day)})
    return redirect(_on(point.initiative, day))


def start_checklist(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    said = "The usual points are there. Change them as you need."
    return do(request, lambda: services.start_checklist(found, by=request.user), said, _on(found))


def add_point(request: Request, initiative_id: int) -> HttpResponse:
    found, form = access.initiative_or_404(request, initiative_id), PointForm(request.POST)
    if form.is_valid() and tried(form, lambda: services.add_point(found, form.cleaned_data["name"], by=request.user)):
        messages.success(request, "Added to every day.")
        return redirect(_on(found))
    page = run_page(request, found, today_of(request.client), point_form=form)
    return render(request, RUN, {"page": page}, status=422)


def remove_point(request: Request, run_point_id: int) -> HttpResponse:
    point = access.point_or_404(request, run_point_id)
    said = f"{point} is off the checklist, with its ticks."
    return do(request, lambda: services.remove_point(point, by=request.user), said, _on(point.initiative))


def adoption(request: Request, initiative_id: int) -> HttpResponse:
    """Counts a day; posting adds a day's."""
    found = access.initiative_or_404(request, initiative_id)
    form = AdoptionForm(posted(request), initial={"day": today_of(request.client)})
    if form.is_bound and form.is_valid() and tried(form, lambda: _record(request, found, form)):
        messages.success(request, "Counted.")
        return redirect("initiative-adoption", initiative_id=found.pk)
    page = adoption_page(request, found, form=form)
    return render(request, ADOPTION, {"page": page}, status=422 if form.is_bound else 200)


def _record(request: Request, found: Initiative, form: AdoptionForm) -> int:
    day = Counted(**form.cleaned_data)
    return services.record_adoption(found, [day], today=today_of(request.client), by=request.user)


def import_adoption(request: Request, initiative_id: int) -> HttpResponse:
    """Many days at once, all of them or none."""
    found = access.initiative_or_404(request, initiative_id)
    form = AdoptionSheetForm(request.POST, request.FILES)
    count = tried(form, lambda: _import(request, found, form)) if form.is_valid() else None
    if count:
        messages.success(request, f"{plural(count, 'day')} taken over.")
        return redirect("initiative-adoption", initiative_id=found.pk)
    return render(request, ADOPTION, {"page": adoption_page(request, found, sheet=form)}, status=422)


def _import(request: Request, found: Initiative, form: AdoptionSheetForm) -> int:
    days, today = read_adoption(form.content()), today_of(request.client)
    return services.record_adoption(found, days, today=today, by=request.user, origin=Origin.FILE)


def remove_adoption_day(request: Request, adoption_day_id: int) -> HttpResponse:
    day = access.adoption_day_or_404(request, adoption_day_id)
    back = reverse("initiative-adoption", args=[day.initiative_id])
    return do(request, lambda: services.remove_adoption_day(day, by=request.user), "The day is removed.", back)


def retrospective(request: Request, initiative_id: int) -> HttpResponse:
    """Saved as it stands, or with the button of that name filed as well."""
    found = access.initiative_or_404(request, initiative_id)
    if request.method != "POST":
        return render(request, RETROSPECTIVE, {"page": retrospective_page(request, found)})
    form = RetrospectiveForm(request.POST)
    is_filing = request.POST.get("act") == "file"
    if form.is_valid() and tried(form, lambda: _keep(request, found, form, is_filing=is_filing)):
        said = f"Filed. The benefit of {found} counts as secured." if is_filing else "Saved."
        messages.success(request, said)
        return redirect("initiative-change" if is_filing else "initiative-retrospective", initiative_id=found.pk)
    return render(request, RETROSPECTIVE, {"page": retrospective_page(request, found, form=form)}, status=422)


def _keep(request: Request, found: Initiative, form: RetrospectiveForm, *, is_filing: bool) -> Any:
    values, more = form.values(), {"by": request.user, "version": form.cleaned_data["version"]}
    if is_filing:
        return services.file_retrospective(found, values, today=today_of(request.client), **more)
    return services.save_retrospective(found, values, **more)


def take_back_retrospective(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    back = reverse("initiative-retrospective", args=[found.pk])
    said = "A draft again; the benefit is at risk until it is filed."
    return do(request, lambda: services.take_back_retrospective(found, by=request.user), said, back)


def add_win(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    form = WinForm(posted(request))
    page = _win_page(found, form, "Add win")
    return ask(request, page, lambda: services.add_win(found, form.values(), by=request.user), "Win added.")


def change_win(request: Request, win_id: int) -> HttpResponse:
    win = access.win_or_404(request, win_id)
    form = WinForm(posted(request), instance=win)
    page = _win_page(win.initiative, form, "Save win")
    return ask(request, page, lambda: services.change_win(win, form.values(), by=request.user), "Win saved.")


def _win_page(found: Initiative, form: WinForm, submit: str) -> FormPage:
    return FormPage(
        title=submit,
        text="Hours and errors that people can feel. Once you share it, the client's people see it in the portal.",
        form=form,
        submit=submit,
        back=f"{reverse('initiative-change', args=[found.pk])}#wins",
    )


def share_win(request: Request, win_id: int) -> HttpResponse:
    """Shown in the portal, or with `done=no` no longer."""
    win, is_shared = access.win_or_404(request, win_id), request.POST.get("done") != "no"
    back = f"{reverse('initiative-change', args=[win.initiative_id])}#wins"
    said = "The client's people see it in the portal." if is_shared else "It is out of the portal."
    return do(request, lambda: services.share_win(win, by=request.user, is_shared=is_shared), said, back)


def remove_win(request: Request, win_id: int) -> HttpResponse:
    win = access.win_or_404(request, win_id)
    back = f"{reverse('initiative-change', args=[win.initiative_id])}#wins"
    return do(request, lambda: services.remove_win(win, by=request.user), "Win removed.", back)


def _on(found: Initiative, day: Any = None) -> str:
    """The checklist's page, of a day."""
    address = reverse("initiative-run", args=[found.pk])
    return f"{address}?day={day}" if day else address
