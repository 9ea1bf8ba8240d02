from apps.core.access import Right, route
from apps.tenant.reports import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT

urlpatterns = [
    route("reports/", views.reports, name="reports", read=READ, write=EDIT),
    route("reports/<int:report_id>/", views.report, name="report", read=READ),
    route("reports/<int:report_id>/progress/", views.report_progress, name="report-progress", read=READ),
    route("reports/<int:report_id>/pdf/", views.report_pdf, name="report-pdf", read=READ),
    route("reports/<int:report_id>/retry/", views.retry_report, name="report-retry", write=EDIT),
    route("reports/<int:report_id>/publish/", views.publish_report, name="report-publish", write=EDIT),
    route("reports/<int:report_id>/verify/", views.verify_report, name="report-verify", write=EDIT),
    route(
        "reports/<int:report_id>/deliveries/", views.report_deliveries, name="report-deliveries", read=READ, write=EDIT
    ),
    route("reports/copies/<int:recipient_id>/resend/", views.resend_copy, name="copy-resend", write=EDIT),
    route("reports/copies/<int:recipient_id>/arrived/", views.mark_arrived, name="copy-arrived", write=EDIT),
    route("reports/copies/<int:recipient_id>/revoke/", views.revoke_link, name="copy-revoke", write=EDIT),
    route("portal/reports/<int:report_id>/", views.portal_report, name="portal-report", read=Right.PORTAL_READ),
]

# Outside of any client: the link in an e-mail is the key.
public_urls = [
    route("shared-report/<str:token>/", views.shared_report, name="shared-report", read=Right.OPEN),
    route("shared-report/<str:token>/pdf/", views.shared_report_pdf, name="shared-report-pdf", read=Right.OPEN),
]
