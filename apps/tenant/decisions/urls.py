from apps.core.access import Right, route
from apps.tenant.decisions.views import (
    consolidations,
    dialogs,
    factors,
    opportunities,
    others,
    parallel_runs,
    platforms,
    proposals,
    scorecard,
)

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE, CASE = "decide/opportunities/<int:opportunity_id>/", "decide/consolidate/<int:consolidation_id>/"

urlpatterns = [
    route("decide/opportunities/", opportunities.opportunities, name="opportunities", read=READ),
    route("decide/opportunities/add/", opportunities.add_opportunity, name="opportunity-add", read=EDIT, write=EDIT),
    route("decide/opportunities/propose/", proposals.propose, name="opportunities-propose", read=EDIT, write=EDIT),
    route("decide/opportunities/propose/dismiss/", proposals.dismiss, name="opportunities-dismiss", write=EDIT),
    route("decide/opportunities/propose/again/", proposals.reconsider, name="opportunities-reconsider", write=EDIT),
    route(
        "decide/opportunities/undo/<int:regrouping_id>/",
        opportunities.undo_regrouping,
        name="opportunities-undo",
        write=EDIT,
    ),
    route(ONE, opportunities.opportunities, name="opportunity", read=READ),
    route(f"{ONE}change/", dialogs.change, name="opportunity-change", read=EDIT, write=EDIT),
    route(f"{ONE}inputs/", dialogs.inputs, name="opportunity-inputs", read=EDIT, write=EDIT),
    route(f"{ONE}merge/", opportunities.merge, name="opportunity-merge", read=EDIT, write=EDIT),
    route(f"{ONE}split/", opportunities.split, name="opportunity-split", read=EDIT, write=EDIT),
    route(f"{ONE}flows/<int:flow_id>/", factors.factor, name="opportunity-factor", read=EDIT, write=EDIT),
    route(f"{ONE}suggestion/", factors.take_suggestion, name="opportunity-suggestion", write=EDIT),
    route(f"{ONE}requirement/", dialogs.requirement, name="opportunity-requirement", read=EDIT, write=EDIT),
    route(f"{ONE}decision/", dialogs.decision, name="opportunity-decision", read=EDIT, write=EDIT),
    route(f"{ONE}overrule/", dialogs.overrule, name="opportunity-overrule", read=EDIT, write=EDIT),
    route(f"{ONE}platform/", platforms.choose, name="opportunity-platform", read=EDIT, write=EDIT),
    route(f"{ONE}remove/", opportunities.remove_opportunity, name="opportunity-remove", write=EDIT),
    route("decide/weights/", scorecard.weights, name="scorecard-weights", read=READ, write=EDIT),
    route("decide/weights/preview/", scorecard.preview, name="scorecard-preview", read=READ),
    route("decide/platforms/", platforms.platforms, name="platforms", read=READ),
    route(f"{ONE}steps/", platforms.count_steps, name="opportunity-steps", read=EDIT, write=EDIT),
    route("decide/price-sheets/", platforms.price_sheets, name="price-sheets", read=READ),
    route("decide/price-sheets/change/", platforms.change_price, name="price-change", read=EDIT, write=EDIT),
    route("decide/price-sheets/leave-out/", platforms.leave_out_price, name="price-leave-out", write=EDIT),
    route(
        "decide/price-sheets/<int:price_line_id>/restore/", platforms.restore_price, name="price-restore", write=EDIT
    ),
    route("decide/decisions/", others.decisions, name="decisions", read=READ),
    route("decide/consolidate/", consolidations.consolidations, name="consolidations", read=READ),
    route("decide/consolidate/add/", consolidations.add_consolidation, name="consolidation-add", read=EDIT, write=EDIT),
    route("decide/consolidate/dismiss/", consolidations.dismiss_overlap, name="overlap-dismiss", read=EDIT, write=EDIT),
    route(
        "decide/consolidate/dismissed/<int:dismissed_overlap_id>/reconsider/",
        consolidations.reconsider_overlap,
        name="overlap-reconsider",
        write=EDIT,
    ),
    route(CASE, consolidations.consolidation, name="consolidation", read=READ),
    route(f"{CASE}change/", consolidations.change_consolidation, name="consolidation-change", read=EDIT, write=EDIT),
    route(
        f"{CASE}decision/", consolidations.decide_consolidation, name="consolidation-decision", read=EDIT, write=EDIT
    ),
    route(f"{CASE}retraining/", consolidations.accept_retraining, name="consolidation-retraining", write=EDIT),
    route(f"{CASE}parallel-run/", parallel_runs.plan_run, name="parallel-run", read=EDIT, write=EDIT),
    route(f"{CASE}measures/add/", parallel_runs.add_measure, name="reconciliation-add", read=EDIT, write=EDIT),
    route(
        "decide/consolidate/measures/<int:reconciliation_measure_id>/change/",
        parallel_runs.change_measure,
        name="reconciliation-change",
        read=EDIT,
        write=EDIT,
    ),
    route(
        "decide/consolidate/measures/<int:reconciliation_measure_id>/remove/",
        parallel_runs.remove_measure,
        name="reconciliation-remove",
        write=EDIT,
    ),
    route(f"{CASE}weeks/<int:week_number>/", parallel_runs.week, name="reconciliation-week", read=EDIT, write=EDIT),
    route(f"{CASE}checklist/<slug:cut_over_point>/", parallel_runs.tick, name="cut-over-tick", write=EDIT),
    route(f"{CASE}cut-over/", parallel_runs.cut_over, name="cut-over", read=EDIT, write=EDIT),
    route(f"{CASE}remove/", consolidations.remove_consolidation, name="consolidation-remove", write=EDIT),
]
