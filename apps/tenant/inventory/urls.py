from apps.core.access import Right, route
from apps.tenant.inventory import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT

urlpatterns = [
    route("assess/applications/", views.applications, name="applications", read=READ, write=EDIT),
    route("assess/applications/export/", views.export_applications, name="applications-export", read=READ),
    route("assess/applications/trash/", views.trash, name="applications-trash", read=READ),
    route("assess/applications/<int:application_id>/", views.application, name="application", read=READ, write=EDIT),
    route(
        "assess/applications/<int:application_id>/row/",
        views.application_row,
        name="application-row",
        read=READ,
        write=EDIT,
    ),
    route(
        "assess/applications/<int:application_id>/remove/",
        views.remove_application,
        name="application-remove",
        write=EDIT,
    ),
    route(
        "assess/applications/<int:application_id>/restore/",
        views.restore_application,
        name="application-restore",
        write=EDIT,
    ),
]
