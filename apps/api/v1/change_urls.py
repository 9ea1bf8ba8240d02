"""Addresses of change management, what an application touches, and changes of tools."""

from apps.api.v1 import change, evidence, impact, tool_changes
from apps.core.access import Right, route

READ, EDIT = Right.WORK_READ, Right.WORK_EDIT
ONE = "initiatives/<int:initiative_id>/"
TOOL = "changes/<int:tool_change_id>/"
EVIDENCE = "evidence/<int:evidence_id>/"

urlpatterns = [
    route(
        "applications/<int:application_id>/impact/",
        impact.ApplicationImpact.as_view(),
        name="api-application-impact",
        read=READ,
    ),
    route("champions/", change.Champions.as_view(), name="api-champions", read=READ, write=EDIT),
    route("champions/<int:person_id>/", change.ChampionItem.as_view(), name="api-champion", write=EDIT),
    route(f"{ONE}change/", change.ChangeOf.as_view(), name="api-initiative-change", read=READ, write=EDIT),
    route(f"{ONE}workflow/", change.Steps.as_view(), name="api-workflow", read=READ, write=EDIT),
    route(
        "workflow-steps/<int:workflow_step_id>/",
        change.StepItem.as_view(),
        name="api-workflow-step",
        read=READ,
        write=EDIT,
    ),
    route(f"{ONE}messages/", change.Messages.as_view(), name="api-change-messages", read=READ, write=EDIT),
    route("messages/<int:message_id>/", change.MessageItem.as_view(), name="api-change-message", read=READ, write=EDIT),
    route(f"{ONE}run-points/", change.Points.as_view(), name="api-run-points", read=READ, write=EDIT),
    route(f"{ONE}run-days/", change.RunDays.as_view(), name="api-run-days", read=READ, write=EDIT),
    route(f"{ONE}adoption/", change.Adoption.as_view(), name="api-adoption", read=READ, write=EDIT),
    route(f"{ONE}retrospective/", change.RetrospectiveOf.as_view(), name="api-retrospective", read=READ, write=EDIT),
    route(f"{ONE}wins/", change.Wins.as_view(), name="api-wins", read=READ, write=EDIT),
    route("wins/<int:win_id>/", change.WinItem.as_view(), name="api-win", read=READ, write=EDIT),
    route("changes/", tool_changes.ToolChanges.as_view(), name="api-tool-changes", read=READ, write=EDIT),
    route(TOOL, tool_changes.ToolChangeItem.as_view(), name="api-tool-change", read=READ, write=EDIT),
    route(f"{TOOL}tasks/", tool_changes.ToolTasks.as_view(), name="api-tool-tasks", write=EDIT),
    route("change-tasks/<int:tool_task_id>/", tool_changes.ToolTaskItem.as_view(), name="api-tool-task", write=EDIT),
    route(f"{TOOL}evidence/", tool_changes.ToolEvidence.as_view(), name="api-tool-evidence", read=READ, write=EDIT),
    route(EVIDENCE, evidence.EvidenceItem.as_view(), name="api-evidence", read=READ, write=EDIT),
    route(f"{EVIDENCE}file/", evidence.EvidenceFile.as_view(), name="api-evidence-file", read=READ),
    route(f"{TOOL}close/", tool_changes.ToolChangeClose.as_view(), name="api-tool-change-close", write=EDIT),
    route(f"{TOOL}drop/", tool_changes.ToolChangeDrop.as_view(), name="api-tool-change-drop", write=EDIT),
]
