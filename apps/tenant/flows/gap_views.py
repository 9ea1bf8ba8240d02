from django.http import HttpResponse
from django.shortcuts import render

from apps.core.http import Request
from apps.tenant.flows.gap_pages import gaps_page


def gaps(request: Request) -> HttpResponse:
    """The flows by what is wrong with them."""
    return render(request, "flows/gaps.html", {"page": gaps_page(request)})
