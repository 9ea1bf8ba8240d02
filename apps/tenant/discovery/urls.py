from apps.core.access import Right, route
from apps.tenant.discovery import views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
PROPOSAL = "assess/discovery/proposals/<int:finding_id>"
FILE = "assess/discovery/files/<int:discovery_id>"

urlpatterns = [
    route("assess/discovery/", views.discovery, name="discovery", read=READ, write=EDIT),
    route("assess/discovery/decide/", views.decide_many, name="discovery-decide", write=EDIT),
    route(f"{PROPOSAL}/", views.proposal, name="proposal", read=READ),
    route(f"{PROPOSAL}/accept/", views.accept, name="proposal-accept", write=EDIT),
    route(f"{PROPOSAL}/merge/", views.merge, name="proposal-merge", write=EDIT),
    route(f"{PROPOSAL}/dismiss/", views.dismiss, name="proposal-dismiss", write=EDIT),
    route(f"{PROPOSAL}/assign/", views.assign, name="proposal-assign", write=EDIT),
    route(f"{PROPOSAL}/ignore/", views.ignore, name="proposal-ignore", write=EDIT),
    route(f"{PROPOSAL}/reopen/", views.reopen, name="proposal-reopen", write=EDIT),
    route(f"{PROPOSAL}/cost/", views.use_cost, name="proposal-cost", write=EDIT),
    route(f"{FILE}/", views.discovery_file, name="discovery-file", read=READ, write=EDIT),
    route(f"{FILE}/remove/", views.remove_file, name="discovery-remove", write=EDIT),
    route(f"{FILE}/restore/", views.restore_file, name="discovery-restore", write=EDIT),
]
