from apps.core.access import Right, route
from apps.tenant.overview import views

urlpatterns = [route("", views.overview, name="overview", read=Right.PORTAL_READ)]
