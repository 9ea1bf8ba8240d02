"""Every address of one client's API, with its rights."""

from apps.api.v1 import applications, clients, consolidations, opportunities, scorecard
from apps.core.access import Right, route

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT

urlpatterns = [
    route("", clients.ClientItem.as_view(), name="api-client", read=Right.PORTAL_READ),
    route("status/", clients.ClientStatus.as_view(), name="api-client-status", write=Right.CLIENT_LEAD),
    route("applications/", applications.Applications.as_view(), name="api-applications", read=READ, write=EDIT),
    route(
        "applications/<int:application_id>/",
        applications.ApplicationItem.as_view(),
        name="api-application",
        read=READ,
        write=EDIT,
    ),
    route("opportunities/", opportunities.Opportunities.as_view(), name="api-opportunities", read=READ, write=EDIT),
    route(
        "opportunities/<int:opportunity_id>/",
        opportunities.OpportunityItem.as_view(),
        name="api-opportunity",
        read=READ,
        write=EDIT,
    ),
    route(
        "opportunities/<int:opportunity_id>/platform/",
        opportunities.OpportunityPlatform.as_view(),
        name="api-opportunity-platform",
        write=EDIT,
    ),
    route("scorecard-weights/", scorecard.Weights.as_view(), name="api-scorecard-weights", read=READ, write=EDIT),
    route("scorecard/robustness/", scorecard.Robustness.as_view(), name="api-robustness", read=READ),
    route("consolidations/", consolidations.Consolidations.as_view(), name="api-consolidations", read=READ, write=EDIT),
    route(
        "consolidations/<int:consolidation_id>/",
        consolidations.ConsolidationItem.as_view(),
        name="api-consolidation",
        read=READ,
        write=EDIT,
    ),
]
