from apps.core.access import Right, route
from apps.tenant.change.views import course, plans, tool_changes

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "plan/roadmap/initiatives/<int:initiative_id>/change/"
STEP = "plan/change/steps/<int:workflow_step_id>/"
MESSAGE = "plan/change/messages/<int:message_id>/"
POINT = "plan/change/points/<int:run_point_id>/"
WIN = "plan/change/wins/<int:win_id>/"
TOOL = "plan/tool-changes/<int:tool_change_id>/"
TASK = "plan/tool-changes/tasks/<int:tool_task_id>/"
EVIDENCE = "plan/tool-changes/evidence/<int:evidence_id>/"

urlpatterns = [
    route("plan/change/", plans.overview, name="change", read=READ),
    route("plan/change/champions/name/", plans.name_champion, name="champion-name", read=EDIT, write=EDIT),
    route(
        "plan/change/champions/<int:person_id>/release/", plans.release_champion, name="champion-release", write=EDIT
    ),
    route(ONE, plans.initiative, name="initiative-change", read=READ),
    route(f"{ONE}plan/", plans.change_plan, name="change-plan", read=EDIT, write=EDIT),
    route(f"{ONE}steps/add/", plans.add_step, name="workflow-step-add", read=EDIT, write=EDIT),
    route(f"{ONE}steps/copy/", plans.copy_today, name="workflow-copy", write=EDIT),
    route(STEP, plans.change_step, name="workflow-step", read=EDIT, write=EDIT),
    route(f"{STEP}move/", plans.move_step, name="workflow-step-move", write=EDIT),
    route(f"{STEP}remove/", plans.remove_step, name="workflow-step-remove", write=EDIT),
    route(f"{ONE}messages/add/", plans.add_message, name="change-message-add", read=EDIT, write=EDIT),
    route(MESSAGE, plans.change_message, name="change-message", read=EDIT, write=EDIT),
    route(f"{MESSAGE}sent/", plans.send_message, name="change-message-sent", write=EDIT),
    route(f"{MESSAGE}remove/", plans.remove_message, name="change-message-remove", write=EDIT),
    route(f"{ONE}run/", course.run, name="initiative-run", read=READ, write=EDIT),
    route(f"{ONE}run/start/", course.start_checklist, name="run-start", write=EDIT),
    route(f"{ONE}run/points/", course.add_point, name="run-point-add", write=EDIT),
    route(f"{POINT}tick/", course.tick, name="run-point-tick", write=EDIT),
    route(f"{POINT}remove/", course.remove_point, name="run-point-remove", write=EDIT),
    route(f"{ONE}adoption/", course.adoption, name="initiative-adoption", read=READ, write=EDIT),
    route(f"{ONE}adoption/import/", course.import_adoption, name="adoption-import", write=EDIT),
    route(
        "plan/change/adoption/<int:adoption_day_id>/remove/",
        course.remove_adoption_day,
        name="adoption-day-remove",
        write=EDIT,
    ),
    route(f"{ONE}retrospective/", course.retrospective, name="initiative-retrospective", read=READ, write=EDIT),
    route(f"{ONE}retrospective/back/", course.take_back_retrospective, name="retrospective-back", write=EDIT),
    route(f"{ONE}wins/add/", course.add_win, name="win-add", read=EDIT, write=EDIT),
    route(WIN, course.change_win, name="win", read=EDIT, write=EDIT),
    route(f"{WIN}share/", course.share_win, name="win-share", write=EDIT),
    route(f"{WIN}remove/", course.remove_win, name="win-remove", write=EDIT),
    route("plan/tool-changes/", tool_changes.tool_changes, name="tool-changes", read=READ),
    route("plan/tool-changes/choose/", tool_changes.choose_tool, name="tool-change-choose", read=EDIT),
    route(
        "plan/tool-changes/start/<int:application_id>/",
        tool_changes.start,
        name="tool-change-start",
        read=EDIT,
        write=EDIT,
    ),
    route(TOOL, tool_changes.tool_change, name="tool-change", read=READ),
    route(f"{TOOL}plan/", tool_changes.change, name="tool-change-plan", read=EDIT, write=EDIT),
    route(f"{TOOL}close/", tool_changes.close, name="tool-change-close", write=EDIT),
    route(f"{TOOL}drop/", tool_changes.drop, name="tool-change-drop", write=EDIT),
    route(f"{TOOL}tasks/", tool_changes.add_task, name="tool-task-add", write=EDIT),
    route(f"{TASK}done/", tool_changes.tick_task, name="tool-task-done", write=EDIT),
    route(f"{TASK}remove/", tool_changes.remove_task, name="tool-task-remove", write=EDIT),
    route(f"{TOOL}evidence/", tool_changes.add_evidence, name="evidence-add", write=EDIT),
    route(f"{EVIDENCE}file/", tool_changes.evidence_file, name="evidence-file", read=READ),
    route(f"{EVIDENCE}remove/", tool_changes.remove_evidence, name="evidence-remove", write=EDIT),
]
