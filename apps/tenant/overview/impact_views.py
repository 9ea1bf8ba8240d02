"""What an application touches: access, page, answer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.tenant.inventory.models import Application
from apps.tenant.overview.impact import impact_of


def impact(request: Request, application_id: int) -> HttpResponse:
    found = get_object_or_404(
        Application.objects.in_use().select_related("business_owner", "technical_owner"), pk=application_id
    )
    page = {"page": impact_of(request.client, found), "may_edit": allowed(request, Right.WORK_EDIT)}
    return render(request, "overview/impact.html", page)
