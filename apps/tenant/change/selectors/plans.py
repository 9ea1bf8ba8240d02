"""The plan of one initiative, and how far each initiative is carried."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from apps.figures.swim_lane import LaneStep, SwimLane
from apps.methods.messages import Planned, Purpose, told_before_why
from apps.methods.support import ParallelRun
from apps.shared.clients.models import Client
from apps.tenant.change.models import ChangePlan, Message, Retrospective, RunDay, RunTick, Side, WorkflowStep
from apps.tenant.change.selectors.runs import due_day, run_of
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roadmap.selectors import list_initiatives


@dataclass(frozen=True)
class PlannedMessage:
    """is_before_why: it would go out before anybody has said why."""

    message: Message
    is_before_why: bool


@dataclass(frozen=True)
class Carried:
    """One initiative of the overview: what is planned with its people. due: of the retrospective."""

    line: InitiativeLine
    run: ParallelRun | None
    checked_days: int
    messages: int
    sent: int
    due: date | None
    retrospective: Retrospective | None

    @property
    def is_filed(self) -> bool:
        return self.retrospective is not None and self.retrospective.filed_at is not None


def plan_of(initiative: Initiative) -> ChangePlan | None:
    return ChangePlan.objects.select_related("support_person").filter(initiative=initiative).first()


def messages_of(initiative: Initiative) -> list[PlannedMessage]:
    """In the order of their days."""
    rows = list(initiative.change_messages.select_related("sender", "sent_by"))
    early = set(told_before_why(Planned(one.pk, one.on, Purpose(one.purpose)) for one in rows))
    return [PlannedMessage(one, one.pk in early) for one in rows]


def trace_of(steps: Iterable[WorkflowStep], side: Side, name: str) -> SwimLane:
    """One side as swim lanes: who does it are the lanes, the work goes on in the lane of the next step."""
    rows = [step for step in steps if step.side == side]
    return SwimLane(name=name, steps=tuple(_lane_steps(rows)))


def _lane_steps(rows: Sequence[WorkflowStep]) -> Iterable[LaneStep]:
    for at, step in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else None
        goes_on = after is not None and after.source.casefold() == step.target.casefold()
        yield LaneStep(
            flow=step.pk,
            number=at + 1,
            source=step.source,
            source_lane=step.who,
            target=step.target,
            target_lane=after.who if after and goes_on else step.who,
            object=step.what,
            how="By hand" if step.is_manual else "by itself",
            is_manual=step.is_manual,
            minutes=step.minutes,
            is_break=at > 0 and rows[at - 1].target.casefold() != step.source.casefold(),
        )


def carried(client: Client) -> list[Carried]:
    """Everything committed, in the order of the roadmap. Constant queries."""
    lines = [line for line in list_initiatives(client) if line.is_committed]
    retrospectives = {one.initiative_id: one for one in Retrospective.objects.select_related("filed_by")}
    messages = Counter(Message.objects.values_list("initiative", flat=True))
    sent = Counter(Message.objects.exclude(sent_at=None).values_list("initiative", flat=True))
    days = {*RunTick.objects.values_list("point__initiative", "day"), *RunDay.objects.values_list("initiative", "day")}
    checked = Counter(pk for pk, _ in days)
    return [
        Carried(
            line=line,
            run=run_of(line.initiative),
            checked_days=checked[line.id],
            messages=messages[line.id],
            sent=sent[line.id],
            due=due_day(line.initiative),
            retrospective=retrospectives.get(line.id),
        )
        for line in lines
    ]
