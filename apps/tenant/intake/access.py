"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.intake.models import IntakeAnswer, IntakeLink, IntakeProposal


def link_or_404(request: Request, link_id: int) -> IntakeLink:
    return get_object_or_404(IntakeLink.objects.select_related("department", "created_by"), pk=link_id)


def answer_or_404(request: Request, answer_id: int) -> IntakeAnswer:
    return get_object_or_404(IntakeAnswer.objects.select_related("link"), pk=answer_id)


def proposal_or_404(request: Request, proposal_id: int) -> IntakeProposal:
    return get_object_or_404(IntakeProposal.objects.select_related("answer__link"), pk=proposal_id)
