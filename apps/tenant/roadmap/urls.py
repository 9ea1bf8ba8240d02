from apps.core.access import Right, route
from apps.tenant.roadmap import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "plan/roadmap/initiatives/<int:initiative_id>/"

urlpatterns = [
    route("plan/roadmap/", views.roadmap, name="roadmap", read=READ),
    route("plan/roadmap/initiatives/new/", views.add_initiative, name="initiative-add", read=EDIT, write=EDIT),
    route(ONE, views.initiative, name="initiative", read=READ, write=EDIT),
    route(f"{ONE}row/", views.initiative_row, name="initiative-row", read=READ, write=EDIT),
    route(f"{ONE}move/", views.move_initiative, name="initiative-move", write=EDIT),
    route(f"{ONE}phase/", views.put_into_phase, name="initiative-phase", write=EDIT),
    route(f"{ONE}milestones/", views.milestones, name="initiative-milestones", write=EDIT),
    route(f"{ONE}risks/", views.risks, name="initiative-risks", write=EDIT),
    route(f"{ONE}remove/", views.remove_initiative, name="initiative-remove", write=EDIT),
    route("plan/roadmap/order/", views.put_in_order, name="roadmap-order", write=EDIT),
    route("plan/roadmap/decided/", views.plan_decided, name="roadmap-decided", write=EDIT),
    route("plan/roadmap/phases/", views.phases, name="roadmap-phases", read=READ, write=EDIT),
    route("plan/roadmap/phases/<int:phase_id>/", views.phase, name="phase", read=EDIT, write=EDIT),
    route("plan/roadmap/phases/<int:phase_id>/remove/", views.remove_phase, name="phase-remove", write=EDIT),
    route("plan/roadmap/limit-reason/", views.limit_reason, name="roadmap-limit-reason", write=EDIT),
    route("plan/roadmap/publish/", views.publish, name="roadmap-publish", read=EDIT, write=EDIT),
    route("plan/roadmap/versions/<int:version_number>/", views.version, name="roadmap-version", read=READ),
    route(
        "plan/roadmap/versions/<int:version_number>/compare/<int:other_number>/",
        views.compare,
        name="roadmap-compare",
        read=READ,
    ),
]
