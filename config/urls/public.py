"""The pages outside of any client."""

from apps.core.access import Right, route
from apps.core.health import healthz
from config.urls.handlers import handler400, handler403, handler404, handler500

urlpatterns = [
    route("healthz", healthz, name="healthz", read=Right.OPEN),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
