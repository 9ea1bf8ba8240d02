from apps.core.access import Right, route
from apps.tenant.inventory import data_objects_views as views
from apps.tenant.inventory import finding_views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
OBJECT = "assess/data-objects/<int:data_object_id>"
DISMISSAL = "assess/data-objects/findings/<int:finding_dismissal_id>"
CONFLICT = "assess/data-objects/conflicts/<int:object_conflict_id>"

urlpatterns = [
    route("assess/data-objects/", views.data_objects, name="data-objects", read=READ, write=EDIT),
    route("assess/data-objects/findings/", finding_views.findings, name="findings", read=READ, write=EDIT),
    route(f"{DISMISSAL}/restore/", finding_views.restore_finding, name="finding-restore", write=EDIT),
    route("assess/data-objects/conflicts/", views.conflicts, name="conflicts", read=READ, write=EDIT),
    route(f"{CONFLICT}/", views.conflict, name="conflict", read=READ, write=EDIT),
    route(f"{CONFLICT}/settle/", views.settle_conflict, name="conflict-settle", write=EDIT),
    route(f"{CONFLICT}/reopen/", views.reopen_conflict, name="conflict-reopen", write=EDIT),
    route(f"{OBJECT}/", views.data_object, name="data-object", read=READ, write=EDIT),
    route(f"{OBJECT}/cell/", views.matrix_cell, name="data-object-cell", write=EDIT),
    route(f"{OBJECT}/uses/", views.data_object_uses, name="data-object-uses", write=EDIT),
    route(f"{OBJECT}/system-of-record/", views.data_object_master, name="data-object-master", write=EDIT),
    route(f"{OBJECT}/remove/", views.remove_data_object, name="data-object-remove", write=EDIT),
]
