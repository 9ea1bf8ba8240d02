from apps.core.access import Right, route
from apps.tenant.roi import studies_views as views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
METRIC = "prove/measurements/<int:metric_id>/"
FLOW = "prove/studies/flows/<int:flow_id>/"

urlpatterns = [
    route(FLOW, views.flow_study, name="flow-study", read=READ, write=EDIT),
    route(f"{FLOW}measured/", views.flow_offers, name="flow-study-offers", read=READ),
    route(f"{METRIC}stopwatch/", views.stopwatch, name="stopwatch", read=READ, write=EDIT),
    route(f"{METRIC}sample/", views.sample_check, name="sample-check", read=READ, write=EDIT),
    route(f"{METRIC}minutes/accept/", views.accept_minutes, name="minutes-accept", write=EDIT),
    route(f"{METRIC}minutes/dismiss/", views.dismiss_minutes, name="minutes-dismiss", write=EDIT),
    route(
        "prove/studies/observations/<int:observation_id>/discard/",
        views.discard_observation,
        name="observation-discard",
        write=EDIT,
    ),
]
