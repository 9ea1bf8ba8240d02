"""…/applications/<id>/suggestions/: what the catalogue knows about an application, and a person's answers to it."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.resources import Resource
from apps.api.serializers import Strict
from apps.tenant.inventory import catalogue_services
from apps.tenant.inventory.catalogue_selectors import FIELDS, Known, known_about
from apps.tenant.inventory.models import Application


class AnswerSerializer(Strict):
    """fields: left out, all of them."""

    # DRF takes declared fields off the class, so its own attribute of that name is not in the way.
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.ChoiceField(choices=FIELDS), required=False, allow_empty=False
    )


class Suggestions(Resource):
    """What is suggested and not saved, and what was taken over from the catalogue and is not confirmed."""

    serializer_class = AnswerSerializer

    def get(self, request: Request, application_id: int) -> Response:
        return Response(shape(known_about(self.application(application_id), self.asked.firm)))

    def application(self, application_id: int) -> Application:
        return get_object_or_404(Application.objects.in_use(), pk=application_id)

    def answered(self, application: Application) -> Response:
        return Response(shape(known_about(application, self.asked.firm)))


class SuggestionsAccept(Suggestions):
    """POST {"fields": […]} takes over these suggestions, POST {} all of them."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, application_id: int) -> Response:
        wanted, found = self.values().get("fields"), self.application(application_id)
        return self.answered(catalogue_services.accept_suggestions(found, wanted, firm=self.asked.firm, by=self.by))


class SuggestionsDismiss(Suggestions):
    """POST {"fields": […]}: suggested no more, until the catalogue says something else."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, application_id: int) -> Response:
        wanted, found = self.values().get("fields"), self.application(application_id)
        catalogue_services.dismiss_suggestions(found, wanted, firm=self.asked.firm, by=self.by)
        return self.answered(found)


class SuggestionsConfirm(Suggestions):
    """POST {"fields": […]}: values taken over are the client's own from now on."""

    http_method_names = ["post", "options"]

    def post(self, request: Request, application_id: int) -> Response:
        wanted, found = self.values().get("fields"), self.application(application_id)
        catalogue_services.confirm_values(found, wanted, by=self.by)
        return self.answered(found)


def shape(known: Known) -> dict[str, Any]:
    product = known.product
    return {
        "product": {"id": product.pk, "name": product.name} if product else None,
        "suggestions": [
            {
                "field": s.field,
                "label": s.label,
                "value": s.value,
                "evidence": s.evidence,
                "source": s.source,
                "sourced_on": s.sourced_on,
            }
            for s in known.suggestions
        ],
        "from_catalogue": [
            {
                "field": answer.field,
                "value": answer.value,
                "product": answer.product_name,
                "source": answer.source,
                "sourced_on": answer.sourced_on,
                "accepted_by": str(answer.answered_by),
                "accepted_at": answer.answered_at,
            }
            for answer in known.taken_over
        ],
    }
