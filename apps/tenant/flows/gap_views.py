from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.tenant.flows.gap_pages import gaps_page


def gaps(request: HttpRequest) -> HttpResponse:
    """The flows by what is wrong with them."""
    return render(request, "flows/gaps.html", {"page": gaps_page(request)})
