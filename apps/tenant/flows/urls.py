from apps.core.access import Right, route
from apps.tenant.flows import gap_views, map_views, process_views, views

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
FLOW = "assess/flows/<int:flow_id>"
PROCESS = "assess/processes/<int:process_id>"

urlpatterns = [
    route("assess/processes/", process_views.processes, name="processes", read=READ, write=EDIT),
    route(f"{PROCESS}/", process_views.process, name="process", read=READ, write=EDIT),
    route(f"{PROCESS}/steps/", process_views.process_steps, name="process-steps", write=EDIT),
    route(f"{PROCESS}/candidates/", process_views.process_candidates, name="process-candidates", read=READ),
    route(f"{PROCESS}/new-step/", process_views.process_new_step, name="process-new-step", write=EDIT),
    route(f"{PROCESS}/move/", process_views.move_process, name="process-move", write=EDIT),
    route(f"{PROCESS}/remove/", process_views.remove_process, name="process-remove", write=EDIT),
    route(f"{PROCESS}/restore/", process_views.restore_process, name="process-restore", write=EDIT),
    route("assess/flows/", views.flows, name="flows", read=READ, write=EDIT),
    route("assess/flows/trash/", views.trash, name="flows-trash", read=READ),
    route("assess/flows/map/", map_views.flow_map, name="flow-map", read=READ),
    route("assess/flows/map/placement/", map_views.place, name="flow-map-place", write=EDIT),
    route("assess/flows/map.svg", map_views.flow_map_svg, name="flow-map-svg", read=READ),
    route("assess/flows/map.png", map_views.flow_map_png, name="flow-map-png", read=READ),
    route(f"{FLOW}/", views.flow, name="flow", read=READ, write=EDIT),
    route(f"{FLOW}/row/", views.flow_row, name="flow-row", read=READ, write=EDIT),
    route(f"{FLOW}/gap/", views.overrule_gap, name="flow-overrule", write=EDIT),
    route(f"{FLOW}/gap/rule/", views.trust_rule, name="flow-trust-rule", write=EDIT),
    route(f"{FLOW}/remove/", views.remove_flow, name="flow-remove", write=EDIT),
    route(f"{FLOW}/restore/", views.restore_flow, name="flow-restore", write=EDIT),
    route("assess/gaps/", gap_views.gaps, name="gaps", read=READ),
    route(f"{FLOW}/missing/", gap_views.missing_facts, name="flow-missing", write=EDIT),
]
