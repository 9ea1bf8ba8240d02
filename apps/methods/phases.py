"""Phases to start a roadmap from, as the three sources give them (DOMAIN 3).

Weeks count from the engagement's first, 1; a month is 52/12 weeks, so that month m begins with the day after
(m − 1) × 52/12 weeks, rounded to whole weeks. Order is by business impact, not by what is technically easy.

Worked example: G's core systems, months 2 to 4.

>>> core = TEMPLATES["G"].phases[1]
>>> core.name, core.first_week, core.last_week
('Core systems', 5, 17)
>>> days_of(core, date(2026, 9, 7))
(datetime.date(2026, 10, 5), datetime.date(2027, 1, 3))
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from apps.methods.engagement import first_day_of
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """One phase, both weeks included. aim: what belongs there.

    room: how many decided opportunities it takes to begin with, None for any number; tier: the only tier that it takes.
    """

    name: str
    first_week: int
    last_week: int
    aim: str = ""
    room: int | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class Template:
    key: str
    name: str
    source: str
    phases: tuple[PhasePlan, ...]


def in_months(name: str, first: int, last: int, aim: str = "", room: int | None = None) -> PhasePlan:
    """A phase from the first to the last month of the engagement, both included."""
    return PhasePlan(name, _weeks_before(first) + 1, _weeks_before(last + 1), aim, room)


def plan_called(name: str) -> PhasePlan | None:
    """The phase of that name in one of the templates, whatever its capitals."""
    named = (plan for template in TEMPLATES.values() for plan in template.phases)
    return next((plan for plan in named if plan.name.lower() == name.lower()), None)


def days_of(phase: PhasePlan, start: date) -> tuple[date, date]:
    """First and last day, in an engagement that began on `start`."""
    return first_day_of(start, phase.first_week), first_day_of(start, phase.last_week + 1) - timedelta(days=1)


def _weeks_before(month: int) -> int:
    weeks = Decimal((month - 1) * WEEKS_PER_YEAR) / MONTHS_PER_YEAR
    return int(weeks.quantize(Decimal(1), rounding=ROUND_HALF_UP))


_ALL = (
    Template(
        "G",
        "Three phases of an integration guide",
        "G phases",
        (
            PhasePlan(
                "Quick wins", 1, 4, "the three most painful tier 1 transfers, 10 h a week saved in month one", 3, 1
            ),
            in_months("Core systems", 2, 4, "the systems that orders and money pass through"),
            in_months("Intelligence", 4, 6, "reports and dashboards on data that is right", 0),
        ),
    ),
    Template(
        "N",
        "Eight weeks to the first results",
        "N timeline",
        (
            PhasePlan("Week 1", 1, 1, "list the tools, map the flows, choose one pilot", 0),
            PhasePlan("Weeks 2 to 4", 2, 4, "build and measure the pilot", 1),
            PhasePlan("Weeks 5 to 8", 5, 8, "the next two or three, with owners and alerts", 3),
        ),
    ),
    Template(
        "R",
        "Six connections over ten months",
        "R sequence",
        (
            in_months("CRM to ERP", 1, 3, room=1),
            in_months("ERP to finance", 2, 4, room=1),
            in_months("HR to payroll", 3, 5, room=1),
            in_months("Marketing to CRM", 4, 6, room=1),
            in_months("Supply chain to ERP", 5, 8, room=1),
            in_months("Analytics", 6, 10, room=0),
        ),
    ),
)
TEMPLATES = {template.key: template for template in _ALL}
