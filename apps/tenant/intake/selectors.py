"""Reads of the intake, with the hours that the methods work out. A list costs the same number of queries always."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from apps.methods.handoffs import Cadence, HandOff, Per, cost_of, total
from apps.tenant.flows.models import Flow
from apps.tenant.intake.models import IntakeAnswer, IntakeLink, IntakeProposal, ProposalKind, ProposalState
from apps.tenant.inventory.models import Application, Department, Lifecycle

NO_RATE = Decimal(0)


def hours_a_week(times: Any, per: Any, minutes: Any, people: Any) -> Decimal | None:
    """Hours a week of a hand-off, from what a person typed; None while something is missing or no number."""
    try:
        numbers = [Decimal(str(part).strip().replace(",", ".", 1)) for part in (times, minutes, people)]
        cadence = Cadence(numbers[0], Per(per))
    except (InvalidOperation, ValueError):
        return None
    if any(not part.is_finite() or not 0 < part < 10**6 for part in numbers):
        return None
    return cost_of(HandOff(numbers[1], cadence, numbers[2], NO_RATE)).hours_per_week


def hours_of(proposal: IntakeProposal) -> Decimal | None:
    return hours_a_week(proposal.times, proposal.per, proposal.minutes, proposal.people)


def total_hours(proposals: Iterable[IntakeProposal]) -> Decimal:
    """Hours a week of all hand-offs among them."""
    costs = [
        cost_of(HandOff(one.minutes, Cadence(one.times, Per(one.per)), Decimal(one.people), NO_RATE))
        for one in proposals
        if one.minutes is not None and one.times is not None
    ]
    return total(costs).hours_per_week


def draft_key(kind: str, number: int | None) -> str:
    """Under which name a draft is kept: of a new entry, or of the one with this number."""
    return f"{kind}:{number or ''}"


def words_of(proposal: IntakeProposal) -> str:
    """Who said it, and what is no field of its own: for a note beside what was taken."""
    who = str(proposal.answer)
    if proposal.kind == ProposalKind.TOOL:
        return f"“{proposal.used_for}” {who}" if proposal.used_for else who
    return f"{who}: hurts {proposal.pain} of 5" if proposal.pain else who


def offered(proposal: IntakeProposal) -> dict[str, Any]:
    """The fields that can be taken, with their values. A hand-off's minutes and cadence are of the flow's own kind."""
    if proposal.kind == ProposalKind.TOOL:
        return {"name": proposal.name, "function": proposal.used_for, "departments": proposal.answer.link.name}
    names = ("source", "target", "data_object", "times", "per", "minutes", "people")
    return {name: getattr(proposal, name) for name in names} | {"notes": words_of(proposal)}


def links() -> QuerySet[IntakeLink]:
    """All links, newest first, with how many people answered and what waits.

    Counted beside each other, not over joins: those people are a view here, by which one cannot group.
    """
    answers = IntakeAnswer.objects.filter(link=OuterRef("pk"))
    proposals = IntakeProposal.objects.filter(answer__link=OuterRef("pk"), state=ProposalState.OPEN)
    return IntakeLink.objects.select_related("department", "created_by").annotate(
        people=_count_of(answers), sent=_count_of(answers.filter(sent_at__isnull=False)), waiting=_count_of(proposals)
    )


def _count_of(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def departments_without() -> list[tuple[int, str]]:
    """Departments that have no link that could be answered or renewed."""
    taken = IntakeLink.objects.filter(revoked_at=None, department__isnull=False).values("department_id")
    return list(Department.objects.exclude(pk__in=taken).values_list("pk", "name"))


def answers_of(link: IntakeLink) -> QuerySet[IntakeAnswer]:
    return link.answers.annotate(
        tools=Count("proposals", filter=Q(proposals__kind=ProposalKind.TOOL)),
        hand_offs=Count("proposals", filter=Q(proposals__kind=ProposalKind.HAND_OFF)),
        waiting=Count("proposals", filter=Q(proposals__state=ProposalState.OPEN)),
    )


def answers_with_proposals() -> QuerySet[IntakeAnswer]:
    decided = IntakeProposal.objects.select_related("decided_by", "application", "flow", "flow__source", "flow__target")
    return IntakeAnswer.objects.select_related("link").prefetch_related(Prefetch("proposals", decided))


def waiting() -> QuerySet[IntakeProposal]:
    """What nobody has decided about, oldest first."""
    found = IntakeProposal.objects.filter(state=ProposalState.OPEN).select_related("answer__link")
    return found.order_by(F("answer__sent_at").asc(nulls_last=True), "answer_id", "number")


def waiting_count() -> int:
    return IntakeProposal.objects.filter(state=ProposalState.OPEN).count()


def tools_of(link: IntakeLink) -> list[str]:
    """Names of what the department is known to use: all that a holder of the link gets to see of the client."""
    used = Application.objects.in_use().exclude(lifecycle__in=[Lifecycle.PLANNED, Lifecycle.RETIRED])
    return (
        list(used.filter(departments=link.department_id).values_list("name", flat=True)) if link.department_id else []
    )


def flows_like(proposal: IntakeProposal) -> list[Flow]:
    """Flows in use between the same two applications, the same object first."""
    found = Flow.objects.in_use().select_related("source", "target", "data_object")
    same = found.filter(source__name__iexact=proposal.source.strip(), target__name__iexact=proposal.target.strip())
    wanted = proposal.data_object.strip().casefold()
    return sorted(same, key=lambda flow: (flow.data_object.name.casefold() != wanted, flow.pk))


def all_flows() -> list[tuple[int, str]]:
    """Every flow in use, to merge a proposal into."""
    found = Flow.objects.in_use().select_related("source", "target", "data_object")
    return [(flow.pk, str(flow)) for flow in found.order_by("source__name", "target__name", "pk")]
