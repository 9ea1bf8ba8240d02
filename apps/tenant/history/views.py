from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.tenant.history.pages import activity_page


def activity(request: HttpRequest) -> HttpResponse:
    template = "history/activity.html#list" if request.htmx else "history/activity.html"
    return render(request, template, {"page": activity_page(request)})
