"""From the numbers in an address to an object of the client. Whatever is not there answers 404."""

from django.shortcuts import get_object_or_404

from apps.core.http import Request
from apps.tenant.surveys.models import Survey, SurveyLink, SurveyRound


def survey_or_404(request: Request, survey_id: int) -> Survey:
    return get_object_or_404(Survey.objects.select_related("created_by", "initiative"), pk=survey_id)


def round_or_404(request: Request, survey_round_id: int) -> SurveyRound:
    return get_object_or_404(SurveyRound.objects.select_related("survey"), pk=survey_round_id)


def link_or_404(request: Request, survey_link_id: int) -> SurveyLink:
    return get_object_or_404(SurveyLink.objects.select_related("round__survey"), pk=survey_link_id)
