"""The questions: one a page. The link is the key, a cookie says who goes on; all of it in the client's own scope."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import uuid4

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.errors import Refused
from apps.core.forms import refused
from apps.core.http import Request, whole_number
from apps.core.limits import too_often
from apps.core.tenancy.context import client_scope
from apps.core.tenancy.links import public_url
from apps.tenant.intake import services
from apps.tenant.intake.forms import HandOffForm, NameForm, RemarkForm, ToolForm
from apps.tenant.intake.links import Door, Opened, answer_of, answer_token, follow
from apps.tenant.intake.models import IntakeAnswer, IntakeProposal, ProposalKind
from apps.tenant.intake.pages import asking
from apps.tenant.intake.pages.asking import PLACES, AskPage, Sitting

# A room full of people behind one address, each of them typing, is far below this; a program that guesses is not.
MOST_A_MINUTE, MOST_GUESSES = 900, 30
COOKIE_DAYS = 60
GONE, NOT_FOUND, TOO_MANY = 410, 404, 429

Asking = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Listing:
    """A question that is answered by a list of entries, and a form for one more."""

    kind: str
    name: str
    template: str
    back: str
    after: str
    form: type[Form]
    page_of: Callable[..., AskPage]
    add: Callable[..., IntakeProposal]


TOOLS = Listing(
    *("tool", "intake-tools", "intake/tools.html", "intake-start", "by-hand"),
    ToolForm,
    asking.tools_page,
    services.add_tool,
)
HAND_OFFS = Listing(
    *("hand_off", "intake-by-hand", "intake/by_hand.html", "intake-tools", "pain"),
    HandOffForm,
    asking.by_hand_page,
    services.add_hand_off,
)


def at_the_door(view: Asking) -> Callable[..., HttpResponse]:
    """Let in whoever holds an open link. Nobody else learns anything about the client."""

    @wraps(view)
    def admitted(request: Request, intake_token: str, **more: Any) -> HttpResponse:
        if too_often(request, "intake", most=MOST_A_MINUTE):
            return render(request, "429.html", status=TOO_MANY)
        opened = follow(intake_token)
        if opened.client is None or opened.link is None:
            return _turned_away(request, opened)
        with client_scope(opened.client):
            known = answer_of(opened.client, opened.link, request.COOKIES.get(_cookie(opened), ""))
            answer = view(request, Sitting(opened.client, opened.link, intake_token, known), **more)
        return _private(answer)

    return admitted


def at_a_question(view: Asking) -> Callable[..., HttpResponse]:
    """For those who have given their name; the others are asked for it."""

    @wraps(view)
    def admitted(request: Request, sitting: Sitting, **more: Any) -> HttpResponse:
        return redirect(sitting.url("intake-start")) if sitting.answer is None else view(request, sitting, **more)

    return at_the_door(admitted)


@at_the_door
def start(request: Request, sitting: Sitting) -> HttpResponse:
    """What this is about, and the name. Who is known already can go on where they were."""
    form = NameForm(request.POST or None, initial={"key": sitting.answer.key if sitting.answer else uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.begin(sitting.link, form.cleaned_data["person"], form.cleaned_data["key"])
        except Refused as refusal:
            refused(form, refusal)
        else:
            return _at_place(request, sitting, made)
    if sitting.answer and request.method != "POST":
        form.initial["person"] = sitting.answer.person
    token = answer_token(sitting.client, sitting.answer) if sitting.answer else ""
    own = public_url("intake-go-on", absolute=True, intake_token=sitting.token, answer_token=token) if token else ""
    page = AskPage(sitting=sitting, at="intake-start", form=form, own_address=own)
    return _asked(request, "intake/start.html", page, wrong=request.method == "POST")


@at_the_door
def go_on(request: Request, sitting: Sitting, answer_token: str) -> HttpResponse:
    """One person's own address: goes on where they were, on any device."""
    found = answer_of(sitting.client, sitting.link, answer_token)
    if found is None:
        return redirect(sitting.url("intake-start"))
    return _at_place(request, sitting, found)


@at_the_door
def leave(request: Request, sitting: Sitting) -> HttpResponse:
    """Somebody else on the same phone."""
    response = redirect(sitting.url("intake-start"))
    response.delete_cookie(_cookie_of(sitting), path=public_url("intake-start", intake_token=sitting.token))
    return response


@at_a_question
def tools(request: Request, sitting: Sitting) -> HttpResponse:
    """Which tools do you use?"""
    if request.method != "POST":
        return _asked(request, TOOLS.template, asking.tools_page(sitting, changing=_number(request)))
    services.keep_tools(sitting.person, request.POST.getlist("known"))
    return _entry(request, sitting, TOOLS)


@at_a_question
def by_hand(request: Request, sitting: Sitting) -> HttpResponse:
    """What do you copy by hand, how often, how long?"""
    if request.method != "POST":
        return _asked(request, HAND_OFFS.template, asking.by_hand_page(sitting, changing=_number(request)))
    return _entry(request, sitting, HAND_OFFS)


@at_a_question
def pain(request: Request, sitting: Sitting) -> HttpResponse:
    """How much does each hand-off hurt?"""
    if request.method == "POST":
        given = {name.removeprefix("pain-"): str(value) for name, value in request.POST.items()}
        services.keep_pain(sitting.person, {whole_number(no): whole_number(pain) for no, pain in given.items()})
        return _kept_on(request, sitting, "intake-by-hand", "else")
    return _asked(request, "intake/pain.html", asking.pain_page(sitting))


@at_a_question
def remark(request: Request, sitting: Sitting) -> HttpResponse:
    """Anything else?"""
    form = RemarkForm(request.POST or None, initial={"remark": sitting.person.remark})
    if request.method == "POST":
        services.keep_remark(sitting.person, request.POST.get("remark", ""))
        if form.is_valid() or request.htmx or request.POST.get("go") == "back":
            return _kept_on(request, sitting, "intake-pain", "check")
    page = AskPage(sitting=sitting, at="intake-else", form=form)
    return _asked(request, "intake/else.html", page, wrong=request.method == "POST")


@at_a_question
def check(request: Request, sitting: Sitting) -> HttpResponse:
    """Everything once more; posting sends it."""
    page = asking.check_page(sitting)
    if request.method != "POST":
        return _asked(request, "intake/check.html", page)
    if not (page.tools or page.entries or sitting.person.known_tools or sitting.person.remark):
        page = asking.check_page(sitting, problem="Name a tool or something you copy by hand, or write a few words.")
        return _asked(request, "intake/check.html", page, wrong=True)
    services.send_answers(sitting.client, sitting.person)
    return redirect(sitting.url("intake-done"))


@at_a_question
def done(request: Request, sitting: Sitting) -> HttpResponse:
    """The receipt."""
    if sitting.person.sent_at is None:
        return redirect(sitting.url(PLACES[sitting.person.step]))
    return _asked(request, "intake/done.html", asking.check_page(sitting))


def _entry(request: Request, sitting: Sitting, of: Listing) -> HttpResponse:
    """Keep what was typed, then take an entry out, add one, go back or go on."""
    number, form, go = _number(request), of.form(request.POST), request.POST.get("go", "next")
    services.keep_draft(sitting.person, of.kind, request.POST, number=number)
    if request.htmx:
        return _saved(request, of.page_of(sitting, form=form, changing=number))
    if go == "back" or (go == "next" and _is_empty(form)):
        return _kept_on(request, sitting, of.back, of.after)
    problem = ""
    try:
        if go.startswith("remove:"):
            services.remove_entry(sitting.person, whole_number(go[7:]) or 0)
            return redirect(sitting.url(of.name))
        if form.is_valid():
            of.add(sitting.person, form.cleaned_data, number=number)
            return redirect(sitting.url(of.name)) if go == "add" else _kept_on(request, sitting, of.back, of.after)
    except Refused as refusal:
        problem = refusal.message
    page = of.page_of(sitting, form=form, changing=number, problem=problem)
    return _asked(request, of.template, page, wrong=True)


def _kept_on(request: Request, sitting: Sitting, back: str, after: str) -> HttpResponse:
    """After everything is kept: back, on, or just the word that it is saved."""
    if request.htmx:
        return _saved(request, AskPage(sitting=sitting, at="intake-tools"))
    if request.POST.get("go") == "back":
        return redirect(sitting.url(back))
    if after == "pain" and not sitting.person.proposals.filter(kind=ProposalKind.HAND_OFF).exists():
        after = "else"
    services.reach(sitting.person, after)
    return redirect(sitting.url(PLACES[after]))


def _asked(request: Request, template: str, page: AskPage, *, wrong: bool = False) -> HttpResponse:
    return render(request, template, {"page": page, "client": page.client}, status=422 if wrong else 200)


def _saved(request: Request, page: AskPage) -> HttpResponse:
    return render(request, "intake/by_hand.html#saved", {"page": page, "client": page.client})


def _turned_away(request: Request, opened: Opened) -> HttpResponse:
    """The same words for a forged link, an unknown client and one that never was."""
    if opened.door == Door.UNKNOWN and too_often(request, "intake-guess", most=MOST_GUESSES):
        return render(request, "429.html", status=TOO_MANY)
    status = NOT_FOUND if opened.door == Door.UNKNOWN else GONE
    return _private(render(request, "intake/closed.html", {"door": opened.door.value}, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _at_place(request: Request, sitting: Sitting, found: IntakeAnswer) -> HttpResponse:
    """On to where this person was; the browser remembers them."""
    response = redirect(sitting.url(PLACES[found.step]))
    response.set_cookie(
        _cookie_of(sitting),
        answer_token(sitting.client, found),
        max_age=COOKIE_DAYS * 24 * 3600,
        path=public_url("intake-start", intake_token=sitting.token),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _cookie(opened: Opened) -> str:
    return f"intake-{opened.client.pk}-{opened.link.pk}" if opened.client and opened.link else ""


def _cookie_of(sitting: Sitting) -> str:
    return f"intake-{sitting.client.pk}-{sitting.link.pk}"


def _number(request: Request) -> int | None:
    """Which entry is being changed; None for a new one."""
    return whole_number(request.GET.get("change", ""))


def _is_empty(form: Any) -> bool:
    """Whether nothing was typed; what is preset does not count."""
    return not any(str(form[name].value() or "").strip() for name in form.fields if name not in {"per", "people"})
