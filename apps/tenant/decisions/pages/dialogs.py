"""A form that answers one question: a dialog over the page, and a page of its own without scripts."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect

from apps.core.http import Request


@dataclass(frozen=True)
class Dialog:
    """submit: verb phrase; back: the page it belongs to; narrows: name of the field whose list one may filter."""

    title: str
    form: forms.Form
    submit: str
    back: str
    text: str = ""
    narrows: str = ""


def go_to(request: Request, url: str) -> HttpResponse:
    """To a page, also from a dialog that was loaded into one."""
    if request.htmx:
        return HttpResponse(status=204, headers=_leading_to(request, url))
    return redirect(url)


def _leading_to(request: Request, url: str) -> dict[str, str]:
    """A place on the page that is open is not loaded anew by going there, so the page is."""
    target, here = urlsplit(url), urlsplit(request.htmx.current_url or "")
    is_here = bool(target.fragment) and target.path == here.path
    return {"HX-Refresh": "true"} if is_here else {"HX-Redirect": url}
