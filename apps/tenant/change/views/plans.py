"""The change of one initiative: champions, plan, workflows and messages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from apps.core.clock import today_of
from apps.core.http import Request, whole_number
from apps.tenant.change import access, selectors, services
from apps.tenant.change.forms import ChampionForm, MessageForm, PlanForm, StepForm
from apps.tenant.change.models import Side
from apps.tenant.change.pages.forms import FormPage, Names, department_names, people_names, tool_names
from apps.tenant.change.pages.initiative import initiative_page
from apps.tenant.change.pages.overview import overview_page
from apps.tenant.change.selectors.people import applications_of
from apps.tenant.change.views.answers import ask, do, posted
from apps.tenant.roadmap.models import Initiative


def overview(request: Request) -> HttpResponse:
    return render(request, "change/overview.html", {"page": overview_page(request)})


def initiative(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    return render(request, "change/initiative.html", {"page": initiative_page(request, found)})


def name_champion(request: Request) -> HttpResponse:
    """`?department=` is filled in already; `?initiative=` is where it leads back to."""
    asked = request.GET.get("department", "")[:80]
    form = ChampionForm(posted(request), initial={"department": asked})
    page = FormPage(
        title="Name a champion",
        text="Two or three in each department: people whom others ask anyway, with an hour a week for it.",
        form=form,
        submit="Name champion",
        back=_back(request),
        names=Names(people=people_names(), departments=department_names()),
    )
    said = "Named. The initiatives of that department show it."
    return ask(request, page, lambda: services.name_champion(**form.cleaned_data, by=request.user), said)


def release_champion(request: Request, person_id: int) -> HttpResponse:
    found = access.champion_or_404(request, person_id)
    said = f"{found} is no champion any more."
    return do(request, lambda: services.release_champion(found, by=request.user), said, reverse("change"))


def change_plan(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    plan = selectors.plan_of(found)
    start = {"support_person": plan.support_person, "version": plan.version} if plan else {}
    form = PlanForm(posted(request), instance=plan, initial=start)
    page = FormPage(
        title="Support and targets",
        text="Where people ask, and from how much use a day on the change counts as adopted.",
        form=form,
        submit="Save",
        back=_page(found),
        names=Names(people=people_names()),
    )

    def act() -> Any:
        version = form.cleaned_data["version"]
        return services.change_plan(found, form.values(), by=request.user, version=version)

    return ask(request, page, act, "Saved.")


def add_step(request: Request, initiative_id: int) -> HttpResponse:
    """`?side=` is chosen already; it begins where the step before it ended."""
    found = access.initiative_or_404(request, initiative_id)
    side = request.GET.get("side", "")
    side = side if side in Side.values else Side.TODAY
    before = found.workflow_steps.filter(side=side).last()
    start = {"side": side, "source": before.target if before else "", "who": before.who if before else ""}
    form = StepForm(posted(request), initial=start)
    page = _step_page(found, form, "Add step")
    return ask(request, page, lambda: services.add_step(found, form.values(), by=request.user), "Step added.")


def change_step(request: Request, workflow_step_id: int) -> HttpResponse:
    step = access.step_or_404(request, workflow_step_id)
    form = StepForm(posted(request), instance=step)
    page = _step_page(step.initiative, form, "Save step")
    return ask(request, page, lambda: services.change_step(step, form.values(), by=request.user), "Step saved.")


def _step_page(found: Initiative, form: StepForm, submit: str) -> FormPage:
    return FormPage(
        title=submit,
        text="One thing that moves on, from where to where, and who does it.",
        form=form,
        submit=submit,
        back=f"{_page(found)}#workflow",
        names=Names(departments=department_names(), tools=tool_names(applications_of(found))),
    )


def move_step(request: Request, workflow_step_id: int) -> HttpResponse:
    step = access.step_or_404(request, workflow_step_id)
    places = -1 if request.POST.get("move") == "-1" else 1
    back = f"{_page(step.initiative)}#workflow"
    return do(request, lambda: services.move_step(step, places, by=request.user), "", back)


def remove_step(request: Request, workflow_step_id: int) -> HttpResponse:
    step = access.step_or_404(request, workflow_step_id)
    back = f"{_page(step.initiative)}#workflow"
    return do(request, lambda: services.remove_step(step, by=request.user), "Step removed.", back)


def copy_today(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    said = "Copied. Now take out what is no longer needed."
    return do(request, lambda: services.copy_today(found, by=request.user), said, f"{_page(found)}#workflow")


def add_message(request: Request, initiative_id: int) -> HttpResponse:
    found = access.initiative_or_404(request, initiative_id)
    is_first = not found.change_messages.exists()
    start = {"on": today_of(request.client), "purpose": "why" if is_first else "what"}
    form = MessageForm(posted(request), initial=start)
    page = _message_page(found, form, "Plan message")
    return ask(request, page, lambda: services.add_message(found, form.values(), by=request.user), "Planned.")


def change_message(request: Request, message_id: int) -> HttpResponse:
    message = access.message_or_404(request, message_id)
    form = MessageForm(posted(request), instance=message, initial={"sender": message.sender})
    page = _message_page(message.initiative, form, "Save message")
    return ask(request, page, lambda: services.change_message(message, form.values(), by=request.user), "Saved.")


def _message_page(found: Initiative, form: MessageForm, submit: str) -> FormPage:
    return FormPage(
        title=submit,
        text="Throughline sends nothing by itself: somebody says it, and ticks here that it went out.",
        form=form,
        submit=submit,
        back=f"{_page(found)}#messages",
        names=Names(people=people_names()),
    )


def send_message(request: Request, message_id: int) -> HttpResponse:
    """Sent, or with `done=no` not sent after all."""
    message, by = access.message_or_404(request, message_id), request.user
    back = f"{_page(message.initiative)}#messages"
    if request.POST.get("done") == "no":
        return do(request, lambda: services.unsend_message(message, by=by), "Taken back.", back)
    return do(request, lambda: services.send_message(message, by=by), "Noted as sent.", back)


def remove_message(request: Request, message_id: int) -> HttpResponse:
    message = access.message_or_404(request, message_id)
    back = f"{_page(message.initiative)}#messages"
    return do(request, lambda: services.remove_message(message, by=request.user), "Message removed.", back)


def _page(found: Initiative) -> str:
    return reverse("initiative-change", args=[found.pk])


def _back(request: Request) -> str:
    """The initiative that was asked from, else the overview."""
    number = whole_number(request.GET.get("initiative", ""))
    return reverse("initiative-change", args=[number]) if number is not None else reverse("change")
