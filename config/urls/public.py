"""The pages outside of any client."""

from apps.api.v1.public_urls import urlpatterns as api
from apps.core.access import Right, route
from apps.core.gallery import gallery
from apps.core.health import healthz
from apps.core.method_page import method
from apps.shared.accounts.urls import urlpatterns as accounts
from apps.shared.catalog.urls import urlpatterns as catalog
from apps.shared.clients.urls import urlpatterns as clients
from apps.shared.portfolio.urls import urlpatterns as portfolio
from apps.tenant.calendars.urls import public_urls as calendars
from apps.tenant.intake.urls import public_urls as intake
from apps.tenant.overview.jump_urls import public_urls as jump
from apps.tenant.reports.urls import public_urls as shared_reports
from apps.tenant.surveys.urls import public_urls as surveys
from config.urls.handlers import handler400, handler403, handler404, handler500

urlpatterns = [
    *portfolio,
    *jump,
    *clients,
    *accounts,
    *catalog,
    *api,
    *shared_reports,
    *intake,
    *calendars,
    *surveys,
    route("method/", method, name="method", read=Right.SIGNED_IN),
    route("gallery/", gallery, name="gallery", read=Right.SIGNED_IN),
    route("healthz", healthz, name="healthz", read=Right.OPEN),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
