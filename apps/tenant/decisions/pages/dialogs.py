"""A form that answers one question: a dialog over the page, and a page of its own without scripts."""

from dataclasses import dataclass

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
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
