from apps.core.access import Right, route
from apps.tenant.decisions.views import dialogs, opportunities, others

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE, CASE = "decide/opportunities/<int:opportunity_id>/", "decide/consolidate/<int:consolidation_id>/"

urlpatterns = [
    route("decide/opportunities/", opportunities.opportunities, name="opportunities", read=READ),
    route("decide/opportunities/add/", opportunities.add_opportunity, name="opportunity-add", read=EDIT, write=EDIT),
    route("decide/opportunities/propose/", opportunities.propose, name="opportunities-propose", read=EDIT, write=EDIT),
    route(ONE, opportunities.opportunities, name="opportunity", read=READ),
    route(f"{ONE}change/", dialogs.change, name="opportunity-change", read=EDIT, write=EDIT),
    route(f"{ONE}inputs/", dialogs.inputs, name="opportunity-inputs", read=EDIT, write=EDIT),
    route(f"{ONE}requirement/", dialogs.requirement, name="opportunity-requirement", read=EDIT, write=EDIT),
    route(f"{ONE}decision/", dialogs.decision, name="opportunity-decision", read=EDIT, write=EDIT),
    route(f"{ONE}overrule/", dialogs.overrule, name="opportunity-overrule", read=EDIT, write=EDIT),
    route(f"{ONE}platform/", dialogs.platform, name="opportunity-platform", read=EDIT, write=EDIT),
    route(f"{ONE}remove/", opportunities.remove_opportunity, name="opportunity-remove", write=EDIT),
    route("decide/weights/", others.weights, name="scorecard-weights", read=READ, write=EDIT),
    route("decide/decisions/", others.decisions, name="decisions", read=READ),
    route("decide/consolidate/", others.consolidations, name="consolidations", read=READ),
    route("decide/consolidate/add/", others.add_consolidation, name="consolidation-add", read=EDIT, write=EDIT),
    route(f"{CASE}change/", others.change_consolidation, name="consolidation-change", read=EDIT, write=EDIT),
    route(f"{CASE}decision/", others.decide_consolidation, name="consolidation-decision", read=EDIT, write=EDIT),
    route(f"{CASE}remove/", others.remove_consolidation, name="consolidation-remove", write=EDIT),
]
