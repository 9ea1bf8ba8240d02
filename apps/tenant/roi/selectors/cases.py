"""The business case over the roadmap's initiatives, measured ones with what was measured."""

from dataclasses import replace
from datetime import date, timedelta

from apps.core.clock import today_of
from apps.methods import business_case
from apps.shared.clients.models import Client
from apps.tenant.roadmap.selectors import list_initiatives
from apps.tenant.roadmap.selectors.initiatives import business_input
from apps.tenant.roi.lines import Measured, ReturnLine, ReturnOf
from apps.tenant.roi.models import BusinessCase, CaseLine
from apps.tenant.roi.own_lines import OwnLine
from apps.tenant.roi.selectors.studies import measured


def assumptions() -> BusinessCase:
    """The client's own, or the defaults while nobody has changed them."""
    return BusinessCase.objects.first() or BusinessCase()


def business_case_of(client: Client) -> ReturnOf:
    """Costs and benefits of everything committed, per initiative and together, in three cases."""
    terms = assumptions()
    found = measured(client, list_initiatives(client))
    inputs = [(one, made) for one in found if (made := _planned(client, one, terms))]
    start = _start(client, [made for _, made in inputs])
    lines = tuple(
        ReturnLine(
            measured=one,
            plan=plan,
            counted=_counted(client, one, plan),
            start=start,
            horizon_months=terms.horizon_months,
            discount_rate=terms.discount_rate,
        )
        for one, plan in inputs
    )
    dated = {line.id for line in lines}
    return ReturnOf(
        start=start,
        horizon_months=terms.horizon_months,
        discount_rate=terms.discount_rate,
        lines=lines,
        undated=tuple(one for one in found if one.line.id not in dated),
        own=own_lines(terms),
    )


def own_lines(terms: BusinessCase) -> tuple[OwnLine, ...]:
    """Benefits, then costs, each in the order in which they were entered."""
    rows = CaseLine.objects.order_by("kind", "id")
    return tuple(
        OwnLine(row=row, horizon_months=terms.horizon_months, discount_rate=terms.discount_rate) for row in rows
    )


def _planned(client: Client, one: Measured, terms: BusinessCase) -> business_case.Initiative | None:
    made = business_input(one.line, client.hourly_rate)
    if made is None:
        return None
    factor = 1 + terms.low_cost_increase / 100
    return replace(made, low_cost_factor=factor, low_upkeep_hours=terms.low_upkeep_hours)


def _counted(client: Client, one: Measured, plan: business_case.Initiative) -> business_case.Initiative:
    if not one.is_measured:
        return plan
    return replace(
        plan,
        hours_saved_per_week=one.hours_in_cases(client.hourly_rate),
        errors_avoided_per_month=one.errors_avoided_per_month,
        is_measured=True,
    )


def _start(client: Client, inputs: list[business_case.Initiative]) -> date:
    """The engagement's first day; whole weeks earlier where something was begun before it."""
    first = min((day for one in inputs for day in (one.build_start, one.live)), default=today_of(client))
    start = client.engagement_start or first - timedelta(days=first.weekday())
    weeks_before = -((first - start).days // 7)
    return start - timedelta(weeks=max(0, weeks_before))
