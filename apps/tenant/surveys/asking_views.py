"""The survey itself: one short page, without an account and without a name. The link is the key."""

from uuid import uuid4

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request
from apps.core.limits import too_often
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import public_url
from apps.shared.clients.models import Client
from apps.tenant.surveys import services
from apps.tenant.surveys.forms import AnswerForm
from apps.tenant.surveys.links import Door, Opened, follow
from apps.tenant.surveys.models import SurveyLink
from apps.tenant.surveys.pages import AskPage

# A meeting room behind one address is far below this; a program that guesses or stuffs is not.
MOST_A_MINUTE, MOST_GUESSES = 300, 30
TICKET_SALT, TICKET_DAYS = "survey.ticket", 60
GONE, NOT_FOUND, WRONG, TOO_MANY = 410, 404, 422, 429
NO_COOKIE = "Your browser did not keep the cookie that makes every answer count once. Allow cookies and send it again."


def ask(request: Request, survey_token: str) -> HttpResponse:
    """The statements; posting answers them, once for each browser."""
    if too_often(request, "survey", most=MOST_A_MINUTE):
        return render(request, "429.html", status=TOO_MANY)
    opened = follow(survey_token)
    if opened.client is None or opened.link is None:
        return _private(_turned_away(request, opened))
    with client_scope(opened.client):
        response = _asked(request, opened.client, opened.link)
    return _private(_with_ticket(request, response, opened.link, survey_token))


def _asked(request: Request, client: Client, link: SurveyLink) -> HttpResponse:
    ticket, statements = _ticket(request, link), link.round.survey.statements
    if ticket and services.has_answered(link, ticket):
        return _page(request, "surveys/done.html", AskPage(client, link))
    form = AnswerForm(request.POST if request.method == "POST" else None, statements=statements)
    if request.method != "POST":
        return _page(request, "surveys/ask.html", AskPage(client, link, form))
    if not ticket:
        form.add_error(None, NO_COOKIE)
    elif form.is_valid():
        try:
            services.answer(link, form.values(), ticket=ticket)
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _page(request, "surveys/done.html", AskPage(client, link))
    return _page(request, "surveys/ask.html", AskPage(client, link, form), status=WRONG)


def _page(request: Request, template: str, page: AskPage, *, status: int = 200) -> HttpResponse:
    return render(request, template, {"page": page, "client": page.client}, status=status)


def _turned_away(request: Request, opened: Opened) -> HttpResponse:
    """The same words for a forged link, an unknown client and one that never was."""
    if opened.door == Door.UNKNOWN and too_often(request, "survey-guess", most=MOST_GUESSES):
        return render(request, "429.html", status=TOO_MANY)
    status = NOT_FOUND if opened.door == Door.UNKNOWN else GONE
    return render(request, "surveys/closed.html", {"door": opened.door.value}, status=status)


def _ticket(request: Request, link: SurveyLink) -> str:
    """What this browser was given for this link; "" without one."""
    try:
        pk, ticket = signing.Signer(salt=TICKET_SALT).unsign_object(request.COOKIES.get(_cookie(link), ""))
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(ticket) if pk == link.pk else ""


def _with_ticket(request: Request, response: HttpResponse, link: SurveyLink, token: str) -> HttpResponse:
    """Drawn by lot, so that it says nothing about anybody; only this survey's own address gets it back."""
    if not _ticket(request, link):
        response.set_cookie(
            _cookie(link),
            signing.Signer(salt=TICKET_SALT).sign_object([link.pk, uuid4().hex]),
            max_age=TICKET_DAYS * 24 * 3600,
            path=public_url("survey-ask", survey_token=token),
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _cookie(link: SurveyLink) -> str:
    return f"survey-{link.pk}"


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
