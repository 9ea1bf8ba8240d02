"""The consultants' side of the portal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.tenant.portal import access, services
from apps.tenant.portal.forms import CommentForm
from apps.tenant.portal.manage_pages import manage_page
from apps.tenant.roadmap.selectors import latest_version

MANAGE = "portal/manage.html"


def manage(request: Request) -> HttpResponse:
    return render(request, MANAGE, {"page": manage_page(request)})


def remind(request: Request) -> HttpResponse:
    """An e-mail to whoever may decide; then back to where the button stood."""
    version = latest_version()
    try:
        if version is None:
            raise Refused("Nothing is published yet.")
        told = services.remind_sponsors(request.client, version, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"A reminder is on its way to {', '.join(map(str, told))}.")
    return redirect("portal-manage" if "manage" in request.POST else "roadmap")


def answer(request: Request, comment_id: int) -> HttpResponse:
    found = access.comment_or_404(request, comment_id)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            services.answer_comment(request.client, found, form.cleaned_data["body"], by=request.user)
        except Refused as refusal:
            refused(form, refusal)
        else:
            messages.success(request, f"{found.author_name} sees your answer in the portal.")
            return redirect("portal-manage")
    return render(request, MANAGE, {"page": manage_page(request, answer=form)}, status=422)
