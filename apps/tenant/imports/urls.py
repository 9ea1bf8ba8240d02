from apps.core.access import Right, route
from apps.tenant.imports import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT

urlpatterns = [
    route("assess/imports/", views.imports, name="imports", read=READ, write=EDIT),
    route("assess/imports/<int:import_id>/", views.one_import, name="import", read=READ, write=EDIT),
    route("assess/imports/<int:import_id>/apply/", views.apply_import, name="import-apply", write=EDIT),
    route("assess/imports/<int:import_id>/sheet/", views.import_sheet, name="import-sheet", write=EDIT),
    route("assess/imports/<int:import_id>/discard/", views.discard_import, name="import-discard", write=EDIT),
    route("assess/imports/<int:import_id>/repair/", views.repair_file, name="import-repair", read=READ),
]
