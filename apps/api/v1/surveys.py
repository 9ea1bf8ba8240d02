"""…/surveys/: statements, rounds, links of groups, and results of five people at least"""

from typing import Any

from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Collection, Item, Resource
from apps.api.serializers import Strict
from apps.core.http import Request as PageRequest
from apps.tenant.roi.models import PhaseOfStudy
from apps.tenant.surveys import selectors, services
from apps.tenant.surveys.links import address_of
from apps.tenant.surveys.models import Survey, SurveyLink, SurveyRound
from apps.tenant.surveys.selectors import RoundResult, Score


class SurveySerializer(Strict):
    """satisfaction and burden are statements; without them the usual ones are asked."""

    name = serializers.CharField(max_length=120)
    initiative = serializers.IntegerField(required=False, allow_null=True)
    satisfaction = serializers.ListField(child=serializers.CharField(), required=False)
    burden = serializers.ListField(child=serializers.CharField(), required=False)


class RoundSerializer(Strict):
    phase = serializers.ChoiceField(choices=PhaseOfStudy.choices)


class LinkSerializer(Strict):
    """A department by its number, or another group by its name."""

    department = serializers.IntegerField(required=False, allow_null=True)
    name = serializers.CharField(required=False, allow_blank=True, max_length=80)
    people = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=2000)


class Surveys(Collection):
    """Everything that people are asked; POST adds a survey."""

    serializer_class = SurveySerializer

    def get_queryset(self) -> Any:
        return Survey.objects.select_related("initiative")

    def get(self, request: Request) -> Response:
        rows = [survey_data(self.asked, survey, rounds) for survey, rounds in selectors.list_surveys()]
        return self.get_paginated_response(self.paginate_queryset(rows))

    def post(self, request: Request) -> Response:
        made = services.add_survey(self.values(), by=self.by)
        return Response(survey_data(self.asked, made, []), status=status.HTTP_201_CREATED)


class SurveyItem(Item):
    serializer_class = SurveySerializer
    key = "survey_id"

    def get_queryset(self) -> Any:
        return Survey.objects.select_related("initiative")

    def shown(self, item: Survey, **options: Any) -> Response:
        return Response(survey_data(self.asked, item, selectors.results_of(item)))

    def change(self, item: Survey, values: dict[str, Any]) -> Survey:
        return services.change_survey(item, values, by=self.by)

    def remove(self, item: Survey) -> None:
        services.remove_survey(item, by=self.by)


class SurveyRounds(Resource):
    """POST begins to ask."""

    serializer_class = RoundSerializer

    def get_queryset(self) -> Any:
        return Survey.objects.all()

    def post(self, request: Request, survey_id: int) -> Response:
        self.lookup_url_kwarg = "survey_id"
        services.open_round(self.get_object(), self.values()["phase"], by=self.by)
        return _survey_answer(self.asked, survey_id, status.HTTP_201_CREATED)


class SurveyRoundLinks(Resource):
    """POST makes a link for one group."""

    serializer_class = LinkSerializer

    def get_queryset(self) -> Any:
        return SurveyRound.objects.select_related("survey")

    def post(self, request: Request, survey_round_id: int) -> Response:
        self.lookup_url_kwarg = "survey_round_id"
        found = self.get_object()
        made = services.add_link(found, self.values(), by=self.by)
        return Response(link_data(self.asked, made, 0, None), status=status.HTTP_201_CREATED)


class SurveyRoundClose(Resource):
    """POST closes the round for good."""

    serializer_class = Strict

    def get_queryset(self) -> Any:
        return SurveyRound.objects.select_related("survey")

    def post(self, request: Request, survey_round_id: int) -> Response:
        self.lookup_url_kwarg = "survey_round_id"
        found = services.close_round(self.get_object(), by=self.by)
        return _survey_answer(self.asked, found.survey_id, status.HTTP_200_OK)


class SurveyLinkItem(Resource):
    """POST renews the link for fourteen days, DELETE withdraws it."""

    serializer_class = Strict

    def get_queryset(self) -> Any:
        return SurveyLink.objects.select_related("round__survey")

    def post(self, request: Request, survey_link_id: int) -> Response:
        found = services.renew_link(self._found(), by=self.by)
        return _survey_answer(self.asked, found.round.survey_id, status.HTTP_200_OK)

    def delete(self, request: Request, survey_link_id: int) -> Response:
        services.withdraw_link(self._found(), by=self.by)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _found(self) -> SurveyLink:
        self.lookup_url_kwarg = "survey_link_id"
        return self.get_object()


def survey_data(request: PageRequest, survey: Survey, rounds: list[RoundResult]) -> dict[str, Any]:
    return {
        "id": survey.pk,
        "name": survey.name,
        "initiative": survey.initiative_id,
        "satisfaction": survey.satisfaction,
        "burden": survey.burden,
        "metrics": {"satisfaction": survey.satisfaction_metric_id, "burden": survey.burden_metric_id},
        "rounds": [_round_data(request, one) for one in rounds],
    }


def link_data(request: PageRequest, link: SurveyLink, answers: int, score: Score | None) -> dict[str, Any]:
    """score: None below five answers."""
    return {
        "id": link.pk,
        "name": link.name,
        "people": link.people,
        "is_open": link.is_open,
        "address": address_of(request.client, link),
        "answers": answers,
        "result": _score_data(score),
    }


def _round_data(request: PageRequest, one: RoundResult) -> dict[str, Any]:
    groups = []
    for group in one.groups:
        group.link.round = one.round
        groups.append(link_data(request, group.link, group.answers, group.score))
    return {
        "id": one.round.pk,
        "phase": one.round.phase,
        "opened_at": one.round.opened_at,
        "closed_at": one.round.closed_at,
        "answers": one.answers,
        "groups": groups,
        "together": _score_data(one.together),
    }


def _score_data(score: Score | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "people": score.people,
        "satisfaction": score.satisfaction,
        "burden": score.burden,
        "statements": score.statements,
    }


def _survey_answer(request: PageRequest, survey_id: int, status_code: int) -> Response:
    survey = Survey.objects.get(pk=survey_id)
    return Response(survey_data(request, survey, selectors.results_of(survey)), status=status_code)
