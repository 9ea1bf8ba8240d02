from apps.core.access import Right, route
from apps.tenant.roadmap import proposal_views as views

urlpatterns = [
    route(
        "plan/roadmap/proposal/", views.proposal, name="roadmap-proposal", read=Right.WORK_READ, write=Right.WORK_EDIT
    )
]
