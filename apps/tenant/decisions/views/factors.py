"""The inputs behind an opportunity's figures, entered where the figures stand."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Conflict, Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.decisions import access, selectors, services
from apps.tenant.decisions.forms import FactorForm
from apps.tenant.decisions.models import Opportunity
from apps.tenant.decisions.pages.opportunities import opportunities_page
from apps.tenant.flows.models import Flow
from apps.tenant.flows.services import change_flow

TEMPLATE = "decisions/opportunities.html"


def factor(request: Request, opportunity_id: int, flow_id: int) -> HttpResponse:
    """One factor of the priority score: GET gives its form in place, POST saves it, and the score follows at once."""
    item = access.opportunity_or_404(request, opportunity_id)
    flow = access.flow_or_404(request, flow_id)
    of = request.GET.get("of", "times")
    if of not in FactorForm.names:
        raise Http404
    initial = {name: getattr(flow, name) for name in (*FactorForm.names[of], "version")}
    form = FactorForm(request.POST if request.method == "POST" else None, initial=initial, of=of)
    if form.is_bound and form.is_valid():
        try:
            change_flow(flow, form.values(), by=request.user, version=form.cleaned_data["version"])
        except Refused as refusal:
            _explain(request, form, flow, refusal)
        else:
            return _detail(request, item, changed=of)
    context = {"form": form, "of": of, "flow": flow, "item": item, "back": reverse("opportunity", args=[item.pk])}
    part = f"{TEMPLATE}#factor" if request.htmx else "decisions/factor.html"
    return render(request, part, context, status=422 if form.is_bound else 200)


def take_suggestion(request: Request, opportunity_id: int) -> HttpResponse:
    """A suggested part of the requirement becomes its text, because a person says so."""
    item = access.opportunity_or_404(request, opportunity_id)
    line = selectors.opportunity_summary(request.client, item.pk)
    found = next((one for one in selectors.suggested_requirement(line) if one.part == request.POST.get("part")), None)
    if found is None:
        messages.error(request, "This part is written already, or nothing is known about it.")
    else:
        try:
            by, on = request.user, today_of(request.client)
            services.change_opportunity(item, {found.part: found.text}, by=by, on=on, version=item.version)
        except Refused as refusal:
            messages.error(request, refusal.message)
    return _detail(request, item)


def _detail(request: Request, item: Opportunity, *, changed: str = "") -> HttpResponse:
    """The opportunity again; with scripts the list's entry beside it too."""
    if not request.htmx:
        return redirect("opportunity", opportunity_id=item.pk)
    # The list beside it keeps the words, state and order that the address on screen asks for.
    request.GET = QueryDict(urlsplit(request.htmx.current_url or "").query)
    page = opportunities_page(request, item.pk)
    context = {"page": page, "is_part": True, "list_follows": True, "changed": changed}
    answer = render(request, f"{TEMPLATE}#detail", context)
    answer["HX-Retarget"] = "#detail"
    return answer


def _explain(request: Request, form: FactorForm, flow: Flow, refusal: Refused) -> None:
    """With a conflict: what stands there now, so that saving again is a choice. What was typed stays."""
    if not isinstance(refusal, Conflict):
        refused(form, refusal)
        return
    current = Flow.objects.get(pk=flow.pk)
    now = ", ".join(_words(current, name) for name in form.values())
    form.data = request.POST.dict() | {"version": str(current.version)}
    form.add_error(None, f"Somebody else changed this meanwhile. Now: {now}. Save again to replace it with yours.")


def _words(flow: Flow, name: str) -> str:
    labelled = getattr(flow, f"get_{name}_display", None)
    value = labelled() if labelled else getattr(flow, name)
    return "not known" if value in (None, "") else str(value)
