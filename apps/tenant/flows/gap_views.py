from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.flows import access, services
from apps.tenant.flows.gap_forms import MissingForm
from apps.tenant.flows.gap_pages import gap_row, gaps_page
from apps.tenant.flows.selectors import flow_line

PAGE = "flows/gaps.html"


def gaps(request: Request) -> HttpResponse:
    """The flows by what is wrong with them."""
    return render(request, PAGE, {"page": gaps_page(request)})


def missing_facts(request: Request, flow_id: int) -> HttpResponse:
    """What the rule still needed to know about one flow; the answer is its line, with the gap once it is known."""
    found = access.flow_or_404(request, flow_id)
    form: MissingForm | None = MissingForm(flow_line(request.client, found.pk), request.POST)
    status = 422
    if form and form.is_valid():
        try:
            services.change_flow(found, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            status, form = 200, None
    if not request.htmx and status == 200:
        return redirect("gaps")
    if not request.htmx:
        return render(request, PAGE, {"page": gaps_page(request)}, status=status)
    item = gap_row(flow_line(request.client, found.pk), form)
    return render(request, f"{PAGE}#missing", {"item": item}, status=status)
