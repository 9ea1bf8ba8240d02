"""The page of the calendars, and what a calendar program reads. Rights stand beside the URLs."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from apps.core.forms import noticed, tried
from apps.core.http import Request
from apps.core.tenancy.context import client_scope
from apps.tenant.calendars import access, services
from apps.tenant.calendars.forms import FeedForm
from apps.tenant.calendars.ics import calendar_text
from apps.tenant.calendars.links import follow
from apps.tenant.calendars.pages import calendars_page
from apps.tenant.calendars.selectors import events_of


def calendars(request: Request) -> HttpResponse:
    """All addresses; posting makes one more."""
    form = FeedForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        made = tried(form, lambda: services.make_feed(form.cleaned_data["person"], by=request.user))
        if made:
            messages.success(request, f"{made} made. Copy its address into your calendar program.")
            return redirect("calendars")
    page = calendars_page(request, form)
    return render(request, "calendars/calendars.html", {"page": page}, status=422 if form else 200)


def renew(request: Request, calendar_feed_id: int) -> HttpResponse:
    feed = access.feed_or_404(request, calendar_feed_id)
    if noticed(request, lambda: services.renew_feed(feed, by=request.user)):
        messages.success(request, f"{feed} has a new address. The one before leads nowhere now.")
    return redirect("calendars")


def withdraw(request: Request, calendar_feed_id: int) -> HttpResponse:
    feed = access.feed_or_404(request, calendar_feed_id)
    if noticed(request, lambda: services.withdraw_feed(feed, by=request.user)):
        messages.success(request, f"{feed} is withdrawn. Calendar programs that read it find nothing any more.")
    return redirect("calendars")


def read(request: HttpRequest, calendar_token: str) -> HttpResponse:
    """The feed itself. Nobody signs in: the signed address is the key. Whatever is wrong with it answers 404."""
    opened = follow(calendar_token)
    if opened is None:
        raise Http404
    with client_scope(opened.client):
        name = f"{opened.client.name}: {opened.feed.person or 'all dates'}"
        text = calendar_text(opened.client, name, events_of(opened.client, opened.feed))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="throughline.ics"'
    answer["Cache-Control"] = "private, max-age=300"
    answer["X-Robots-Tag"] = "noindex"
    return answer
