from apps.core.access import Right, route
from apps.tenant.portal import baseline_views, manage_views, views

READ, COMMENT, APPROVE = Right.PORTAL_READ, Right.PORTAL_COMMENT, Right.PORTAL_APPROVE
ONE = "portal/roadmap/<int:version_number>/"

urlpatterns = [
    route("portal/", views.home, name="portal", read=READ),
    route("portal/roadmap/", views.roadmap, name="portal-roadmap", read=READ),
    route(ONE, views.version, name="portal-version", read=READ),
    route(
        f"{ONE}initiatives/<int:initiative_number>/",
        views.initiative,
        name="portal-initiative",
        read=READ,
    ),
    route(f"{ONE}comments/", views.comment, name="portal-comment", write=COMMENT),
    route(f"{ONE}approve/", views.approve, name="portal-approve", read=APPROVE, write=APPROVE),
    route(f"{ONE}changes/", views.ask_for_changes, name="portal-changes", read=APPROVE, write=APPROVE),
    route(f"{ONE}receipt/", views.receipt, name="portal-receipt", read=READ),
    route("portal/results/", views.results, name="portal-results", read=READ),
    route("portal/baselines/", baseline_views.read, name="portal-baselines", read=READ),
    route("portal/baselines/<int:metric_id>/sign/", baseline_views.sign, name="portal-baseline-sign", write=APPROVE),
    route("portal/reports/", views.reports, name="portal-reports", read=READ),
    route("portal/comments/", views.comments, name="portal-comments", read=READ),
    route("share/portal/", manage_views.manage, name="portal-manage", read=Right.WORK_READ),
    route("share/portal/remind/", manage_views.remind, name="portal-remind", write=Right.WORK_EDIT),
    route(
        "share/portal/comments/<int:comment_id>/answer/",
        manage_views.answer,
        name="comment-answer",
        write=Right.WORK_EDIT,
    ),
]
