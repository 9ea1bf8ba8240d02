from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.tenant.history.pages import activity_page


def activity(request: Request) -> HttpResponse:
    template = "history/activity.html#list" if request.htmx else "history/activity.html"
    return render(request, template, {"page": activity_page(request)})
