"""A page that asks one thing: shown, and saved when it comes back right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from apps.core.forms import noticed, tried
from apps.core.http import Request
from apps.tenant.change.pages.forms import FormPage


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to."""
    return request.POST if request.method == "POST" else None


def ask(request: Request, page: FormPage, act: Callable[[], Any], said: str) -> HttpResponse:
    """Show the form; or do it, say so and go back. What was typed stays when it is refused."""
    if request.method == "POST" and page.form.is_valid() and tried(page.form, act):
        messages.success(request, said)
        return redirect(page.back)
    return render(request, "change/form.html", {"page": page}, status=422 if page.form.is_bound else 200)


def do(request: Request, act: Callable[[], Any], said: str, back: str) -> HttpResponse:
    """One button: do it and go back; a refusal is said there."""
    if noticed(request, act) and said:
        messages.success(request, said)
    return redirect(back)
