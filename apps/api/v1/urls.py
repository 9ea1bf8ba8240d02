"""Every address of one client's API, with its rights."""

from apps.api.v1 import (
    applications,
    clients,
    consolidations,
    data_objects,
    flows,
    imports,
    opportunities,
    processes,
    scorecard,
)
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
    route("flows/", flows.Flows.as_view(), name="api-flows", read=READ, write=EDIT),
    route("flows/<int:flow_id>/", flows.FlowItem.as_view(), name="api-flow", read=READ, write=EDIT),
    route("processes/", processes.Processes.as_view(), name="api-processes", read=READ, write=EDIT),
    route("processes/<int:process_id>/", processes.ProcessItem.as_view(), name="api-process", read=READ, write=EDIT),
    route("data-objects/", data_objects.DataObjects.as_view(), name="api-data-objects", read=READ, write=EDIT),
    route(
        "data-objects/<int:data_object_id>/",
        data_objects.DataObjectItem.as_view(),
        name="api-data-object",
        read=READ,
        write=EDIT,
    ),
    route("conflicts/", data_objects.Conflicts.as_view(), name="api-conflicts", read=READ, write=EDIT),
    route(
        "conflicts/<int:object_conflict_id>/",
        data_objects.ConflictItem.as_view(),
        name="api-conflict",
        read=READ,
        write=EDIT,
    ),
    route("imports/", imports.Imports.as_view(), name="api-imports", read=READ, write=EDIT),
    route("imports/<int:import_id>/", imports.ImportItem.as_view(), name="api-import", read=READ, write=EDIT),
    route("imports/<int:import_id>/apply/", imports.ImportApply.as_view(), name="api-import-apply", write=EDIT),
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
