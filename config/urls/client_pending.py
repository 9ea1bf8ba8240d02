"""The pages of a client that is being set up, or whose set-up failed."""

from apps.shared.clients.urls import pending_urls as urlpatterns
from config.urls.handlers import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
