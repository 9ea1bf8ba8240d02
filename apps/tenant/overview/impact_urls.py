from apps.core.access import Right, route
from apps.tenant.overview import impact_views as views

urlpatterns = [
    route(
        "assess/applications/<int:application_id>/impact/",
        views.impact,
        name="application-impact",
        read=Right.WORK_READ,
    ),
]
