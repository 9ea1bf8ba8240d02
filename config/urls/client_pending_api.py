"""The API of a client that is being set up, or whose set-up failed: only its own address answers."""

from apps.api.v1 import clients
from apps.core.access import Right, route
from config.urls.handlers import handler400, handler403, handler404, handler500

urlpatterns = [route("", clients.ClientItem.as_view(), name="api-client", read=Right.PORTAL_READ)]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
