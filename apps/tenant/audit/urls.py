from apps.core.access import Right, route
from apps.tenant.audit import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "assess/audit/<int:audit_sitting_id>/"

urlpatterns = [
    route("assess/audit/", views.audits, name="audits", read=READ, write=EDIT),
    route(ONE, views.audit, name="audit", read=READ),
    route(f"{ONE}room/", views.room, name="audit-room", read=EDIT, write=EDIT),
    route(f"{ONE}tools/", views.tools, name="audit-tools", read=EDIT, write=EDIT),
    route(f"{ONE}hand-offs/", views.hand_offs, name="audit-hand-offs", read=EDIT, write=EDIT),
    route(f"{ONE}minutes/", views.minutes, name="audit-minutes", read=EDIT, write=EDIT),
    route(f"{ONE}score/", views.score, name="audit-score", read=EDIT, write=EDIT),
    route(f"{ONE}pilot/", views.pilot, name="audit-pilot", read=EDIT, write=EDIT),
    route(f"{ONE}finish/", views.finish, name="audit-finish", read=EDIT, write=EDIT),
]
