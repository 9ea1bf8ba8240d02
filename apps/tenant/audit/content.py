"""What a finished sitting's page says, as plain facts."""

from zoneinfo import ZoneInfo

from apps.methods.pilot import Outcome
from apps.methods.sitting import minutes_of
from apps.shared.clients.models import Client
from apps.tenant.audit.models import AuditSitting
from apps.tenant.audit.selectors import Line, Result, spent
from apps.tenant.reports.audit.facts import AuditCase, AuditContent, AuditRow


def content_of(client: Client, sitting: AuditSitting, result: Result) -> AuditContent:
    chosen, nearest = result.pilot, result.nearest
    ranked = [result.line_of(appraisal) for appraisal in result.choice.ranked]
    ordered = [line for line in ranked if line] + [line for line in result.lines if line.appraisal is None]
    return AuditContent(
        held_on=sitting.started_at.astimezone(ZoneInfo(client.time_zone)).date(),
        minutes=minutes_of(spent(sitting)),
        people=tuple(sorted(person.name for person in sitting.people.all())),
        tools=sitting.named_tools.count(),
        hours_per_week=result.cost.hours_per_week,
        cost_per_year=result.cost.cost_per_year,
        rows=tuple(_row(line) for line in ordered),
        pilot=ordered.index(chosen) if chosen else None,
        nearest=ordered.index(nearest) if nearest else None,
        once_at_most=result.takes.once_at_most if result.takes else None,
        minutes_at_least=result.takes.minutes_at_least if result.takes else None,
    )


def _row(line: Line) -> AuditRow:
    flow, found = line.flow, line.appraisal
    return AuditRow(
        source=flow.source,
        target=flow.target,
        data_object=flow.data_object,
        times=flow.times,
        per_words=flow.per_words,
        minutes=flow.minutes,
        people=flow.people,
        hours_per_week=flow.hours_per_week,
        cost_per_year=flow.cost_per_year,
        score=flow.score,
        band=flow.priority.band.value if flow.priority else "",
        effort=line.effort,
        build_once=line.costs.build_once,
        training_once=line.costs.training_once,
        subscription_per_month=line.costs.subscription_per_month,
        upkeep_hours_per_month=line.costs.upkeep_hours_per_month,
        assumed=tuple(line.assumptions),
        low=_case(found.low) if found else None,
        expected=_case(found.expected) if found else None,
        high=_case(found.high) if found else None,
    )


def _case(outcome: Outcome) -> AuditCase:
    return AuditCase(
        once=outcome.figures.once,
        net_per_month=outcome.figures.net_per_month,
        days=outcome.payback.days,
        word=outcome.payback.word,
    )
