from apps.core.access import Right, route
from apps.tenant.inventory import grid_views, merge_views, views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT

urlpatterns = [
    route("assess/applications/", views.applications, name="applications", read=READ, write=EDIT),
    route("assess/applications/export/", views.export_applications, name="applications-export", read=READ),
    route("assess/applications/rows/", grid_views.rows, name="applications-rows", read=READ, write=EDIT),
    route("assess/applications/views/", views.add_view, name="saved-view-add", write=EDIT),
    route("assess/applications/views/<int:saved_view_id>/", views.change_view, name="saved-view", write=EDIT),
    route(
        "assess/applications/views/<int:saved_view_id>/remove/", views.remove_view, name="saved-view-remove", write=EDIT
    ),
    route(
        "assess/applications/duplicates/",
        merge_views.duplicates,
        name="applications-duplicates",
        read=READ,
        write=EDIT,
    ),
    route(
        "assess/applications/duplicates/<int:different_pair_id>/take-back/",
        merge_views.take_back_different,
        name="different-pair-take-back",
        write=EDIT,
    ),
    route("assess/applications/merge/", merge_views.merge, name="applications-merge", read=READ, write=EDIT),
    route("assess/applications/trash/", views.trash, name="applications-trash", read=READ),
    route("assess/applications/<int:application_id>/", views.application, name="application", read=READ, write=EDIT),
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
