from apps.core.access import Right, route
from apps.tenant.overview import explain_views

urlpatterns = [route("explain/", explain_views.explain, name="explain", read=Right.WORK_READ)]
