"""Every address of one client's API, with its rights."""

from apps.api.v1 import applications, clients
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
]
