from apps.core.access import Right, route
from apps.tenant.inventory import catalogue_views as views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "assess/applications/<int:application_id>/catalogue/"

urlpatterns = [
    route("assess/applications/known/", views.known, name="application-known", read=READ),
    route(f"{ONE}accept/", views.accept, name="application-suggestions-accept", write=EDIT),
    route(f"{ONE}dismiss/", views.dismiss, name="application-suggestions-dismiss", write=EDIT),
    route(f"{ONE}confirm/", views.confirm, name="application-suggestions-confirm", write=EDIT),
]
