"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.change.models import AdoptionDay, Evidence, Message, RunPoint, ToolChange, ToolTask, Win, WorkflowStep
from apps.tenant.inventory.models import Application, Person
from apps.tenant.roadmap.models import Initiative


def initiative_or_404(request: Request, initiative_id: int) -> Initiative:
    found = Initiative.objects.select_related("phase", "owner", "opportunity", "consolidation")
    return get_object_or_404(found, pk=initiative_id)


def champion_or_404(request: Request, person_id: int) -> Person:
    return get_object_or_404(Person.objects.select_related("department"), pk=person_id)


def step_or_404(request: Request, workflow_step_id: int) -> WorkflowStep:
    return get_object_or_404(WorkflowStep.objects.select_related("initiative"), pk=workflow_step_id)


def message_or_404(request: Request, message_id: int) -> Message:
    return get_object_or_404(Message.objects.select_related("initiative", "sender"), pk=message_id)


def point_or_404(request: Request, run_point_id: int) -> RunPoint:
    return get_object_or_404(RunPoint.objects.select_related("initiative"), pk=run_point_id)


def adoption_day_or_404(request: Request, adoption_day_id: int) -> AdoptionDay:
    return get_object_or_404(AdoptionDay.objects.select_related("initiative"), pk=adoption_day_id)


def win_or_404(request: Request, win_id: int) -> Win:
    return get_object_or_404(Win.objects.select_related("initiative"), pk=win_id)


def tool_change_or_404(request: Request, tool_change_id: int) -> ToolChange:
    return get_object_or_404(ToolChange.objects.select_related("application", "successor", "owner"), pk=tool_change_id)


def task_or_404(request: Request, tool_task_id: int) -> ToolTask:
    return get_object_or_404(ToolTask.objects.select_related("tool_change"), pk=tool_task_id)


def evidence_or_404(request: Request, evidence_id: int) -> Evidence:
    return get_object_or_404(Evidence.objects.select_related("tool_change"), pk=evidence_id)


def application_or_404(request: Request, application_id: int) -> Application:
    return get_object_or_404(Application.objects.in_use(), pk=application_id)


def day_or_404(text: str, default: date) -> date:
    """A day as an address or a form brings it; the default where it brings none."""
    try:
        return date.fromisoformat(text) if text else default
    except ValueError as error:
        raise Http404 from error
