from apps.core.access import Right, route
from apps.tenant.overview import views

urlpatterns = [
    route("", views.overview, name="overview", read=Right.PORTAL_READ),
    route("jump/", views.jump, name="jump", read=Right.PORTAL_READ),
]
public_urls = [route("jump/", views.jump, name="public-jump", read=Right.SIGNED_IN)]
