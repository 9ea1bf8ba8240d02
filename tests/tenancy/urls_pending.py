from django.http import HttpRequest, HttpResponse

from apps.core.access import Right, route
from config.urls.handlers import handler400, handler403, handler404, handler500


def progress(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"being set up: {request.client.name}")


urlpatterns = [route("", progress, name="progress", read=Right.PORTAL_READ)]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
