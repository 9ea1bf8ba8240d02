from apps.core.access import Right, route
from apps.tenant.contracts import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "run/contracts/<int:contract_id>/"
FIELD = "run/contracts/fields/<int:contract_field_id>/"

urlpatterns = [
    route("run/contracts/", views.contracts, name="contracts", read=READ, write=EDIT),
    route(ONE, views.contract, name="contract", read=READ, write=EDIT),
    route(f"{ONE}fields/", views.add_field, name="contract-field-add", write=EDIT),
    route(f"{FIELD}row/", views.field_row, name="contract-field", read=READ, write=EDIT),
    route(f"{FIELD}remove/", views.remove_field, name="contract-field-remove", write=EDIT),
    route(f"{ONE}status/", views.set_status, name="contract-status", write=EDIT),
    route(f"{ONE}publish/", views.publish, name="contract-publish", read=EDIT, write=EDIT),
    route(f"{ONE}sample/", views.check_sample, name="contract-sample", write=EDIT),
    route(f"{ONE}remove/", views.remove_contract, name="contract-remove", write=EDIT),
    route("run/contracts/versions/<int:contract_version_id>/", views.version, name="contract-version", read=READ),
]
