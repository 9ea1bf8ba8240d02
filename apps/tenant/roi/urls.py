from apps.core.access import Right, route
from apps.tenant.roi import planning_views, proving_views, views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
METRIC = "prove/measurements/<int:metric_id>/"

urlpatterns = [
    route("prove/return/", views.returns, name="return", read=READ),
    route("prove/return.xlsx", views.spreadsheet, name="return-spreadsheet", read=READ),
    route("prove/measurements/", views.measurements, name="measurements", read=READ, write=EDIT),
    route("prove/measurements/plan/", planning_views.plan, name="study-plan", read=READ),
    route("prove/measurements/flows/", views.metric_flows, name="metric-flows", read=READ),
    route(METRIC, views.metric, name="metric", read=READ, write=EDIT),
    route(f"{METRIC}change/", views.change_metric, name="metric-change", write=EDIT),
    route(f"{METRIC}remove/", views.remove_metric, name="metric-remove", write=EDIT),
    route(f"{METRIC}sign/", views.sign_baseline, name="metric-sign", write=EDIT),
    route(f"{METRIC}ask/", views.ask_for_signature, name="metric-ask", write=EDIT),
    route(f"{METRIC}reopen/", views.reopen_baseline, name="metric-reopen", write=Right.CLIENT_LEAD),
    route(f"{METRIC}clear/", views.clear_phase, name="metric-clear", write=EDIT),
    route(
        "prove/measurements/observations/<int:observation_id>/remove/",
        views.remove_observation,
        name="observation-remove",
        write=EDIT,
    ),
    route("prove/claimed/", proving_views.claimed, name="claimed", read=READ),
    route("prove/wins/", proving_views.wins, name="wins", read=READ),
    route("prove/upkeep/", proving_views.upkeep, name="upkeep", read=READ, write=EDIT),
    route("prove/upkeep/<int:upkeep_hours_id>/remove/", proving_views.remove_upkeep, name="upkeep-remove", write=EDIT),
    route("prove/costs/", views.costs, name="costs", read=READ, write=EDIT),
    route("prove/costs/<int:initiative_id>/", views.initiative_money, name="initiative-money", read=EDIT, write=EDIT),
    route("prove/benchmarks/", views.benchmarks, name="benchmarks", read=READ),
]
