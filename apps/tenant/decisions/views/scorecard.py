"""The scorecard: weights that can be changed, tried out before, and taken back."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.methods.scorecard import Criterion
from apps.tenant.decisions import services
from apps.tenant.decisions.forms import WeightsForm
from apps.tenant.decisions.pages.scorecard import Preview, preview_of, scorecard_page
from apps.tenant.decisions.views.dialogs import posted

TEMPLATE = "decisions/scorecard.html"


def weights(request: Request) -> HttpResponse:
    form = WeightsForm(request.POST) if posted(request) is not None else None
    if form and form.is_valid():
        try:
            services.change_weights(form.weights(), by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, "Weights saved. Scores and order follow them.")
            return redirect("scorecard-weights")
    page = scorecard_page(request, form=form)
    return render(request, TEMPLATE, {"page": page}, status=422 if form else 200)


def preview(request: Request) -> HttpResponse:
    """The ranking at the weights in the address, which nobody has saved."""
    form = WeightsForm(request.GET)
    if form.is_valid():
        found = preview_of(request, {Criterion(name): Decimal(value) for name, value in form.weights().items()})
    else:
        found = Preview([], wrong="Give each criterion a whole number from 0 to 100.")
    return render(request, f"{TEMPLATE}#preview", {"preview": found})
