from apps.core.access import Right, route
from apps.tenant.registry import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "run/integrations/<int:integration_id>/"
INCIDENT = "run/incidents/<int:incident_id>/"

urlpatterns = [
    route("run/integrations/", views.integrations, name="integrations", read=READ),
    route("run/integrations/register/", views.register, name="integration-register", write=EDIT),
    route(ONE, views.integration, name="integration", read=READ),
    route(f"{ONE}change/", views.change, name="integration-change", read=EDIT, write=EDIT),
    route(f"{ONE}checklist/", views.checklist, name="integration-checklist", write=EDIT),
    route(f"{ONE}status/", views.set_status, name="integration-status", write=EDIT),
    route(f"{ONE}go-live/", views.go_live, name="integration-go-live", read=EDIT, write=EDIT),
    route(f"{ONE}signal-address/", views.signal_address, name="integration-signal-address", write=EDIT),
    route(f"{ONE}signal-address/revoke/", views.revoke_address, name="integration-signal-revoke", write=EDIT),
    route(f"{ONE}problem/", views.report_problem, name="integration-problem", write=EDIT),
    route(f"{ONE}remove/", views.remove, name="integration-remove", write=EDIT),
    route("run/incidents/", views.incidents, name="incidents", read=READ),
    route(f"{INCIDENT}acknowledge/", views.acknowledge, name="incident-acknowledge", write=EDIT),
    route(f"{INCIDENT}resolve/", views.resolve, name="incident-resolve", write=EDIT),
]
