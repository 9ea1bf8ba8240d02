from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.core.access import Right
from apps.core.http import Request
from apps.tenant.overview.pages import overview_page


def overview(request: Request) -> HttpResponse:
    """The cockpit for consultants; the client's own people land in their portal."""
    if Right.WORK_READ not in request.client_rights:
        return redirect("portal")
    return render(request, "overview/overview.html", {"page": overview_page(request)})
