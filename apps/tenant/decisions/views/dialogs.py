"""The dialogs that change one part of an opportunity or of a case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.errors import Conflict, Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.decisions import access, selectors, services
from apps.tenant.decisions.forms import (
    DecisionForm,
    InputsForm,
    OpportunityForm,
    OverruleForm,
    RequirementForm,
    SharedForm,
    initial_of,
)
from apps.tenant.decisions.models import Decision, Opportunity
from apps.tenant.decisions.pages.dialogs import Dialog, go_to
from apps.tenant.history.services import shown


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None


def answer(request: Request, dialog: Dialog, save: Callable[[], str]) -> HttpResponse:
    """Show the dialog; or save it and go to the address that `save` gives. What was typed stays when it is refused."""
    if request.method == "POST" and dialog.form.is_valid():
        try:
            return go_to(request, save())
        except Refused as refusal:
            refused(dialog.form, refusal)
    template = "decisions/dialog.html#dialog" if request.htmx else "decisions/dialog.html"
    return render(request, template, {"dialog": dialog}, status=422 if dialog.form.is_bound else 200)


def _answer_for(request: Request, item: Opportunity, dialog: Dialog, act: Callable[[], Any]) -> HttpResponse:
    def save() -> str:
        act()
        messages.success(request, f"{item} saved.")
        return dialog.back

    return answer(request, dialog, save)


def _dialog(item: Opportunity, title: str, form: Form, submit: str, *, text: str = "", narrows: str = "") -> Dialog:
    return Dialog(title, form, submit, reverse("opportunity", args=[item.pk]), text, narrows)


def change(request: Request, opportunity_id: int) -> HttpResponse:
    """Name, flows and effort: choosing another opportunity's flow merges, leaving one out splits."""
    item = access.opportunity_or_404(request, opportunity_id)
    owners = {pk: [name for name in names if name != item.name] for pk, names in selectors.owners_of_flows().items()}
    initial = initial_of(item, OpportunityForm) | {"flows": list(item.flows.values_list("pk", flat=True))}
    form = OpportunityForm(posted(request), initial=initial, owners=owners)
    text = "Choose another opportunity's flow to merge the two; leave a flow out to split it off."
    dialog = _dialog(item, f"Change {item}", form, "Save opportunity", text=text, narrows="flows")
    return _answer_for(request, item, dialog, lambda: _change(request, item, form, move=True))


def inputs(request: Request, opportunity_id: int) -> HttpResponse:
    item = access.opportunity_or_404(request, opportunity_id)
    form = InputsForm(posted(request), initial=initial_of(item, InputsForm))
    text = (
        "What is left empty counts as missing: the total becomes a range, never 0. Time saved follows from the flows."
    )
    dialog = _dialog(item, f"Scorecard inputs of {item}", form, "Save inputs", text=text)
    return _answer_for(request, item, dialog, lambda: _change_shared(request, item, form))


def requirement(request: Request, opportunity_id: int) -> HttpResponse:
    item = access.opportunity_or_404(request, opportunity_id)
    form = RequirementForm(posted(request), initial=initial_of(item, RequirementForm))
    text = "Systems, objects and direction follow from the flows. Once the rest is written, a platform can be chosen."
    dialog = _dialog(item, f"Requirement of {item}", form, "Save requirement", text=text)
    return _answer_for(request, item, dialog, lambda: _change_shared(request, item, form))


def decision(request: Request, opportunity_id: int) -> HttpResponse:
    item = access.opportunity_or_404(request, opportunity_id)
    today = today_of(request.client)
    initial = {"on": item.decided_on or today, "reason": item.decision_reason, "together_with": item.decided_with}
    initial["decision"] = item.decision if item.is_decided else Decision.INTEGRATE
    form = DecisionForm(posted(request), initial=initial)
    dialog = _dialog(item, f"Decide on {item}", form, "Record decision")
    return _answer_for(request, item, dialog, lambda: services.decide(item, by=request.user, **form.values()))


def overrule(request: Request, opportunity_id: int) -> HttpResponse:
    item = access.opportunity_or_404(request, opportunity_id)
    initial = {"tier": item.tier_override, "pattern": item.pattern_override, "reason": item.override_reason}
    form = OverruleForm(posted(request), initial=initial)
    text = "The rule's own answer stays visible beside yours."
    dialog = _dialog(item, f"Overrule tier or pattern of {item}", form, "Save", text=text)
    return _answer_for(request, item, dialog, lambda: services.overrule_advice(item, by=request.user, **form.values()))


def _change(request: Request, item: Opportunity, form: Any, *, move: bool = False) -> None:
    version = form.cleaned_data["version"]
    services.change_opportunity(
        item, form.values(), by=request.user, on=today_of(request.client), version=version, move=move
    )


def _change_shared(request: Request, item: Opportunity, form: SharedForm) -> None:
    """Only what this person changed. Where another one changed the same field meanwhile, both values are shown."""
    current = initial_of(item, type(form))
    overtaken = form.overtaken(current)
    if not overtaken:
        by, on = request.user, today_of(request.client)
        services.change_opportunity(item, form.mine(), by=by, on=on, version=item.version)
        return
    form.reopen(current)
    for name in overtaken[1:]:
        form.add_error(name, _meanwhile(item, name))
    raise Conflict(_meanwhile(item, overtaken[0]), field=overtaken[0])


def _meanwhile(item: Opportunity, name: str) -> str:
    person = selectors.last_change(item.pk, (name,)).person or "Somebody else"
    return f"{person} changed this meanwhile to: {shown(getattr(item, name))}. Save again to replace it with yours."
