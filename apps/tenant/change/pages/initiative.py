"""Everything that is planned with the people of one initiative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from apps.core.access import Right, allowed
from apps.core.clock import today_of
from apps.core.figure_style import style_of
from apps.core.http import Request
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.figures.swim_lane import render_swim_lane
from apps.tenant.change import selectors
from apps.tenant.change.models import ChangePlan, Retrospective, Side, Win, WorkflowStep
from apps.tenant.change.pages.words import VERDICTS, Word, benefit_word, due_word, run_word
from apps.tenant.change.selectors import ChampionsOf, Checklist, PlannedMessage, Use
from apps.tenant.history.models import Activity
from apps.tenant.history.selectors import activities_of
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.selectors import initiative_line

SIDE_BY_SIDE = 700


@dataclass(frozen=True)
class SidePage:
    """One workflow. figure: None without steps."""

    side: Side
    steps: Sequence[WorkflowStep]
    figure: Figure | None

    @property
    def by_hand(self) -> int:
        return sum(step.is_manual for step in self.steps)


@dataclass(frozen=True)
class UseRow:
    use: Use
    word: Word


@dataclass(frozen=True, kw_only=True)
class InitiativePage:
    line: InitiativeLine
    champions: list[ChampionsOf]
    plan: ChangePlan | None
    sides: list[SidePage]
    messages: list[PlannedMessage]
    checklist: Checklist | None
    uses: list[UseRow]
    retrospective: Retrospective | None
    wins: Sequence[Win]
    due: date | None
    benefit: Word
    run: Word
    look_back: Word
    today: date
    history: list[Activity]
    may_edit: bool

    @property
    def initiative(self) -> Initiative:
        return self.line.initiative

    @property
    def is_counted(self) -> bool:
        return any(row.use.counts for row in self.uses)

    @property
    def may_copy(self) -> bool:
        """Whether the workflow wanted can begin as a copy of today's."""
        return bool(self.sides[0].steps) and not self.sides[1].steps

    @property
    def short(self) -> list[ChampionsOf]:
        return [one for one in self.champions if one.missing]

    @property
    def before_why(self) -> bool:
        return any(one.is_before_why for one in self.messages)


def initiative_page(request: Request, initiative: Initiative) -> InitiativePage:
    today, line = today_of(request.client), initiative_line(request.client, initiative.pk)
    plan, retrospective = selectors.plan_of(initiative), Retrospective.objects.filter(initiative=initiative).first()
    due = selectors.due_day(initiative)
    return InitiativePage(
        line=line,
        champions=selectors.champions_of_initiative(initiative),
        plan=plan,
        sides=_sides(request, initiative),
        messages=selectors.messages_of(initiative),
        checklist=selectors.checklist_of(initiative, today),
        uses=[UseRow(use, VERDICTS[use.found.verdict]) for use in selectors.uses_of(initiative, plan)],
        retrospective=retrospective,
        wins=list(initiative.wins.select_related("shared_by")),
        due=due,
        benefit=benefit_word(line),
        run=run_word(selectors.run_of(initiative), today),
        look_back=due_word(due, today, is_filed=bool(retrospective and retrospective.filed_at)),
        today=today,
        history=activities_of("initiative", initiative.pk),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _sides(request: Request, initiative: Initiative) -> list[SidePage]:
    steps, style = list(initiative.workflow_steps.all()), style_of(request.client)
    made = []
    for side in Side:
        own = [step for step in steps if step.side == side]
        trace = selectors.trace_of(own, side, str(side.label))
        figure = render_swim_lane(trace, width=SIDE_BY_SIDE, style=style) if own else None
        made.append(SidePage(side, own, figure))
    return made


def neighbours(initiative: Initiative, current: str) -> list[Link]:
    """The pages of one initiative's change, as tabs."""
    places = [("initiative-change", "Overview"), ("initiative-run", "Parallel run")]
    places += [("initiative-adoption", "Adoption"), ("initiative-retrospective", "Retrospective")]
    return [Link(label, reverse(name, args=[initiative.pk]), name == current) for name, label in places]
