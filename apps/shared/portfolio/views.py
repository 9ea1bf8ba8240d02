"""Where everybody begins, and the firm's own settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.shared.accounts.services import update_firm
from apps.shared.portfolio import access
from apps.shared.portfolio.forms import FirmForm
from apps.shared.portfolio.pages import accent_page, own_clients_page, portfolio_page
from apps.shared.portfolio.roadmap_pages import roadmap_page


def portfolio(request: HttpRequest) -> HttpResponse:
    """The firm's clients; a client's own people go to their client, or choose one of several."""
    user, firm = access.person(request), access.firm_access(request)
    if firm.firm is None:
        return _own_clients(request)
    template = "portfolio/portfolio.html#list" if request.htmx else "portfolio/portfolio.html"  # type: ignore[attr-defined]
    return render(request, template, {"page": portfolio_page(request, user, firm)})


def roadmap(request: HttpRequest) -> HttpResponse:
    """The roadmaps of all the firm's clients on one figure, and what lies on whom."""
    page = roadmap_page(request, access.person(request), access.firm_access(request))
    return render(request, "portfolio/roadmap.html", {"page": page}, status=422 if page.form.errors else 200)


def firm_settings(request: HttpRequest) -> HttpResponse:
    """The firm's name and colour; its owners may change them."""
    firm = access.own_firm(request)
    form = FirmForm(request.POST or None, initial={"name": firm.name, "accent": firm.accent})
    if request.method == "POST" and form.is_valid():
        try:
            update_firm(firm=firm, **form.cleaned_data)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "The settings are saved.")
            return redirect("firm-settings")
    context = {"form": form, "accent": accent_page(firm), "firm": firm, "may_change": access.may_change_firm(request)}
    return render(request, "portfolio/settings.html", context, status=422 if form.errors else 200)


def _own_clients(request: HttpRequest) -> HttpResponse:
    page = own_clients_page(access.person(request), access.firm_access(request))
    if len(page.rows) == 1:
        return redirect(page.rows[0].url)
    return render(request, "portfolio/own_clients.html", {"page": page})
