"""The decisions taken."""

from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.tenant.decisions.pages.others import decision_rows


def decisions(request: Request) -> HttpResponse:
    return render(request, "decisions/decisions.html", {"rows": decision_rows()})
