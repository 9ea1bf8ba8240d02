"""One initiative, and the phases."""

from collections.abc import Sequence
from dataclasses import dataclass

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.methods.critical_path import Slack
from apps.methods.phases import TEMPLATES, Template
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.forms import InitiativeForm, PhaseForm
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Phase
from apps.tenant.roadmap.part_forms import Rows, milestone_rows, risk_rows
from apps.tenant.roadmap.selectors import Choice, Slip
from apps.tenant.roadmap.selectors.figures import slip_words


@dataclass(frozen=True)
class InitiativePage:
    """initiative: None for a new one. origin: the opportunity or consolidation that it is made of."""

    form: InitiativeForm
    line: InitiativeLine | None
    history: list[Activity]
    origin: Choice | None
    may_edit: bool
    milestones: Rows | None = None
    risks: Rows | None = None
    slack: Slack | None = None
    slip: Slip | None = None

    @property
    def slip_words(self) -> str:
        return slip_words(self.slip)


def initiative_page(
    request: Request,
    line: InitiativeLine,
    form: InitiativeForm | None = None,
    *,
    milestones: Rows | None = None,
    risks: Rows | None = None,
) -> InitiativePage:
    """form, milestones, risks: what came back wrong, shown as it was typed."""
    selectors.with_risks([line])
    slack, slip = selectors.against_plan(request.client)
    return InitiativePage(
        form=form or InitiativeForm(instance=line.initiative),
        line=line,
        history=activities_of("initiative", line.id),
        origin=None,
        may_edit=allowed(request, Right.WORK_EDIT),
        milestones=milestones or milestone_rows(line.initiative),
        risks=risks or risk_rows(line.initiative),
        slack=slack.get(line.id),
        slip=slip.get(line.id),
    )


def new_initiative_page(form: InitiativeForm, origin: Choice | None) -> InitiativePage:
    return InitiativePage(form=form, line=None, history=[], origin=origin, may_edit=True)


@dataclass(frozen=True)
class PhasesPage:
    phases: Sequence[Phase]
    templates: Sequence[Template]
    form: PhaseForm
    edited: Phase | None
    may_edit: bool


def phases_page(request: Request, *, form: PhaseForm | None = None, edited: Phase | None = None) -> PhasesPage:
    return PhasesPage(
        phases=list(selectors.list_phases().prefetch_related("initiatives")),
        templates=list(TEMPLATES.values()),
        form=form or PhaseForm(instance=edited),
        edited=edited,
        may_edit=allowed(request, Right.WORK_EDIT),
    )
