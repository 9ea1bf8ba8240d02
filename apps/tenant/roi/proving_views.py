"""Wins, and hours of upkeep: access, form or page, service, answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.display import manner_of
from apps.core.figure_style import style_of
from apps.core.forms import noticed, tried
from apps.core.http import Request
from apps.figures.bars import render_bars
from apps.figures.figure import Figure
from apps.methods.upkeep import EXPECTED
from apps.tenant.roi import selectors, upkeep_services
from apps.tenant.roi.models import UpkeepHours
from apps.tenant.roi.pages.claimed import BESIDE, claimed_page
from apps.tenant.roi.selectors.progress import Progress, monthly_bars
from apps.tenant.roi.upkeep_forms import UpkeepForm

ROWS_PER_PAGE = 50
UPKEEP = "roi/upkeep.html"


@dataclass(frozen=True)
class WinsPage:
    made: Progress
    figure: Figure | None


@dataclass(frozen=True)
class UpkeepPage:
    lines: list[selectors.UpkeepLine]
    booked: Page[UpkeepHours]
    new: UpkeepForm
    may_edit: bool
    expected = EXPECTED

    @property
    def over(self) -> list[selectors.UpkeepLine]:
        return [line for line in self.lines if line.judged.is_over]


def claimed(request: Request) -> HttpResponse:
    """Planned, forecast and realised."""
    return render(request, "roi/claimed.html", {"page": claimed_page(request)})


def wins(request: Request) -> HttpResponse:
    """What the integrations have brought, month by month."""
    made = selectors.progress_of(request.client)
    bars = monthly_bars(made, manner_of(request.client))
    figure = render_bars(bars, width=BESIDE, style=style_of(request.client)) if made.measured else None
    return render(request, "roi/wins.html", {"page": WinsPage(made, figure)})


def upkeep(request: Request) -> HttpResponse:
    """Hours booked against what is expected; posting books some."""
    if request.method != "POST":
        return render(request, UPKEEP, {"page": _upkeep_page(request)})
    form = UpkeepForm(request.POST)
    if form.is_valid():
        made = tried(form, lambda: upkeep_services.book_hours(request.client, form.values(), by=request.user))
        if made:
            messages.success(request, f"{made.hours.normalize():f} hours booked for {made.integration}.")
            return redirect("upkeep")
    return render(request, UPKEEP, {"page": _upkeep_page(request, form)}, status=422)


def remove_upkeep(request: Request, upkeep_hours_id: int) -> HttpResponse:
    found = get_object_or_404(UpkeepHours.objects.select_related("integration"), pk=upkeep_hours_id)
    if noticed(request, lambda: upkeep_services.remove_hours(found, by=request.user)):
        messages.success(request, "Removed. The history keeps it.")
    return redirect("upkeep")


def _upkeep_page(request: Request, new: UpkeepForm | None = None) -> UpkeepPage:
    booked = Paginator(selectors.booked_hours(), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    form = new or UpkeepForm(initial={"month": f"{today_of(request.client):%Y-%m}"})
    return UpkeepPage(selectors.upkeep_lines(request.client), booked, form, allowed(request, Right.WORK_EDIT))
