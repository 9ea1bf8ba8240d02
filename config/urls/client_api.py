"""The API of one client, below /api/v1/clients/<slug>/."""

from apps.api.v1.urls import urlpatterns
from config.urls.handlers import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
