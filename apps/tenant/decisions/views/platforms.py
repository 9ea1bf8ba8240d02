"""Platforms: the matrix, choosing one, counting steps, and the price sheets."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.core.http import Request
from apps.tenant.decisions import access, selectors, services
from apps.tenant.decisions.forms import PlatformForm
from apps.tenant.decisions.forms.prices import PriceForm, StepsForm
from apps.tenant.decisions.pages.dialogs import Dialog, go_to
from apps.tenant.decisions.pages.platforms import platforms_page, price_sheets_page
from apps.tenant.decisions.supplied import key_of
from apps.tenant.decisions.views.dialogs import answer, posted


def platforms(request: Request) -> HttpResponse:
    return render(request, "decisions/platforms.html", {"page": platforms_page(request)})


def choose(request: Request, opportunity_id: int) -> HttpResponse:
    """With ?platform=…&price=… the one that was looked at. While the requirement is unwritten: to writing it."""
    item = access.opportunity_or_404(request, opportunity_id)
    if request.method == "GET" and item.unwritten:
        messages.warning(request, f"First the requirement of {item}, then the tool.")
        return go_to(request, reverse("opportunity-requirement", args=[item.pk]))
    initial: dict[str, Any] = {
        "platform": item.platform,
        "price": item.platform_price,
        "reason": item.platform_reason,
    }
    initial |= {name: request.GET[name] for name in ("platform", "price") if name in request.GET}
    form = PlatformForm(posted(request), initial=initial)
    dialog = Dialog(f"Platform of {item}", form, "Save platform", reverse("opportunity", args=[item.pk]))

    def save() -> str:
        services.choose_platform(item, by=request.user, **form.values())
        messages.success(request, f"{item} saved.")
        return dialog.back

    return answer(request, dialog, save)


def count_steps(request: Request, opportunity_id: int) -> HttpResponse:
    item = access.opportunity_or_404(request, opportunity_id)
    form = StepsForm(posted(request), initial={"steps": item.platform_steps, "version": item.version})
    back = f"{reverse('platforms')}?{urlencode({'opportunity': item.pk})}"
    text = "What is done after something has started the run: each record written, each look-up, each branch."
    dialog = Dialog(f"Steps of {item}", form, "Save steps", back, text)

    def save() -> str:
        version = form.cleaned_data["version"]
        services.count_steps(item, form.cleaned_data["steps"], by=request.user, version=version)
        messages.success(request, "Steps saved. Costs follow them.")
        return back

    return answer(request, dialog, save)


def price_sheets(request: Request) -> HttpResponse:
    return render(request, "decisions/price_sheets.html", {"page": price_sheets_page(request)})


def change_price(request: Request) -> HttpResponse:
    """With ?platform=…&plan=… the line as it counts now; without, a new one."""
    wanted = key_of(request.GET.get("platform", ""), request.GET.get("plan", ""))
    line = next((one for one in selectors.price_sheet() if key_of(one.plan.platform, one.plan.name) == wanted), None)
    initial: dict[str, Any] = {"sourced_on": today_of(request.client), "version": 0}
    if line:
        names = ("platform", "price", "currency", "included", "overage", "most")
        initial = {name: getattr(line.plan, name) for name in names} | {
            "plan": line.plan.name,
            "counts": line.plan.counts.value,
            "billing": line.billing,
            "source": line.source,
            "sourced_on": line.sourced_on,
            "version": line.version,
        }
    form = PriceForm(posted(request), initial=initial)
    title = f"Price of {line.plan.platform}, {line.plan.name}" if line else "Add a plan"
    text = "Kept for this client beside the supplied sheet, which stays as it is."
    dialog = Dialog(title, form, "Save price", reverse("price-sheets"), text)

    def save() -> str:
        made = services.set_price(form.values(), by=request.user, version=form.cleaned_data["version"])
        messages.success(request, f"{made} saved.")
        return dialog.back

    return answer(request, dialog, save)


def leave_out_price(request: Request) -> HttpResponse:
    try:
        line = services.leave_out(request.POST.get("platform", ""), request.POST.get("plan", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{line} is left out of comparisons.")
    return redirect("price-sheets")


def restore_price(request: Request, price_line_id: int) -> HttpResponse:
    line = access.price_line_or_404(request, price_line_id)
    services.restore_price(line, by=request.user)
    messages.success(request, f"{line}: your own line is gone.")
    return redirect("price-sheets")
