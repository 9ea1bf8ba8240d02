from apps.core.access import Right, route
from apps.shared.portfolio import views

urlpatterns = [
    route("", views.portfolio, name="portfolio", read=Right.SIGNED_IN),
    route("portfolio/roadmap/", views.roadmap, name="portfolio-roadmap", read=Right.FIRM_MEMBER),
    route("settings/", views.firm_settings, name="firm-settings", read=Right.FIRM_MEMBER, write=Right.FIRM_OWNER),
]
