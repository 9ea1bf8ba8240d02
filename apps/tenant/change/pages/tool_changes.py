"""Changes of tools: the list, and one with its tasks and exit conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.http import Request
from apps.methods.tool_change import Suggestion, suggest
from apps.tenant.change import selectors
from apps.tenant.change.forms import DropForm, EvidenceForm, TaskForm
from apps.tenant.change.models import ChangeState, Condition, Evidence, ToolChange, ToolTask
from apps.tenant.change.pages.words import Word
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.inventory.models import Application

STATES = {
    ChangeState.OPEN: Word("Under way", "busy"),
    ChangeState.CLOSED: Word("Closed", "good"),
    ChangeState.DROPPED: Word("Dropped"),
}
MOST_OFFERED = 200


@dataclass(frozen=True)
class Row:
    change: ToolChange
    state: Word
    done: int
    tasks: int
    missing: list[str]
    is_late: bool


@dataclass(frozen=True)
class ToolChangesPage:
    rows: list[Row]
    applications: Sequence[tuple[int, str]]
    may_edit: bool


def tool_changes_page(request: Request) -> ToolChangesPage:
    today = today_of(request.client)
    found = ToolChange.objects.select_related("application", "successor", "owner")
    busy = ToolChange.objects.filter(state=ChangeState.OPEN).values("application")
    known = Application.objects.in_use().exclude(pk__in=busy).order_by("name")
    return ToolChangesPage(
        rows=[_row(one, today) for one in found.prefetch_related("tasks", "evidence")],
        applications=list(known.values_list("pk", "name")[:MOST_OFFERED]),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _row(change: ToolChange, today: date) -> Row:
    tasks, is_open = list(change.tasks.all()), change.state == ChangeState.OPEN
    missing = selectors.conditions_missing(change) if is_open else ()
    return Row(
        change=change,
        state=STATES[ChangeState(change.state)],
        done=sum(task.done_at is not None for task in tasks),
        tasks=len(tasks),
        missing=[str(Condition(one.value).label) for one in missing],
        is_late=is_open and change.end < today,
    )


@dataclass(frozen=True)
class ConditionPage:
    """One exit condition with its tasks."""

    name: str
    key: str
    is_met: bool
    tasks: Sequence[ToolTask]


@dataclass(frozen=True, kw_only=True)
class ToolChangePage:
    change: ToolChange
    state: Word
    conditions: list[ConditionPage]
    others: Sequence[ToolTask]
    evidence: Sequence[Evidence]
    missing: list[str]
    suggestion: Suggestion
    task_form: TaskForm
    evidence_form: EvidenceForm
    drop_form: DropForm
    history: list[Activity]
    today: date
    may_edit: bool

    @property
    def is_open(self) -> bool:
        return self.change.state == ChangeState.OPEN

    @property
    def may_change(self) -> bool:
        return self.is_open and self.may_edit

    @property
    def refusals(self) -> list[str]:
        """What was refused because the change ended meanwhile: the forms that would say so are gone."""
        forms = (self.task_form, self.evidence_form, self.drop_form)
        return [] if self.may_change else [str(words) for form in forms for words in form.non_field_errors()]


def tool_change_page(
    request: Request,
    change: ToolChange,
    *,
    task_form: TaskForm | None = None,
    evidence_form: EvidenceForm | None = None,
    drop_form: DropForm | None = None,
) -> ToolChangePage:
    tasks = list(change.tasks.select_related("done_by"))
    evidence = list(change.evidence.select_related("given_by"))
    missing = selectors.conditions_missing(change)
    return ToolChangePage(
        change=change,
        state=STATES[ChangeState(change.state)],
        conditions=[
            ConditionPage(
                name=str(condition.label),
                key=str(condition.value),
                is_met=condition.value not in {one.value for one in missing},
                tasks=[task for task in tasks if task.condition == condition],
            )
            for condition in Condition
        ],
        others=[task for task in tasks if not task.condition],
        evidence=evidence,
        missing=[str(Condition(one.value).label).lower() for one in missing],
        suggestion=suggest(change.start, change.major_changes),
        task_form=task_form or TaskForm(),
        evidence_form=evidence_form or EvidenceForm(),
        drop_form=drop_form or DropForm(),
        history=activities_of("tool change", change.pk),
        today=today_of(request.client),
        may_edit=allowed(request, Right.WORK_EDIT),
    )
