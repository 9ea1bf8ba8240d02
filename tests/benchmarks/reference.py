"""Clients of a known size to measure on: every stage is filled, and both sizes hold the same kinds of things.

What every page asks of the database may depend on what there is, never on how much of it. So the small client has
enough of everything that each case occurs: hand-offs, broken scripts, overlapping tools, open incidents, comments.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from apps.core.tenancy.context import public_scope
from apps.tenant.decisions.models import Consolidation, Decision, Opportunity, ReconciliationMeasure
from apps.tenant.flows.models import Flow, Process, ProcessStep
from apps.tenant.inventory.models import (
    Application,
    Capability,
    DataObject,
    Department,
    Holding,
    ObjectConflict,
    Person,
)

TODAY = date(2026, 11, 21)
MECHANISMS = ("manual", "connector", "spreadsheet", "batch", "script", "api", "manual", "event")
DIRECTIONS, PERS = ("one_way", "two_way"), ("day", "week", "month", "hour", "quarter")
ERRORS, ANSWERS = ("rework", "revenue_loss", "minor"), (True, False, None)


@dataclass(frozen=True)
class Size:
    """others: of each further list: data objects, processes, contracts, integrations, reports, comments …"""

    applications: int
    flows: int
    opportunities: int
    initiatives: int
    others: int
    signals: int  # of each integration
    observations: int  # of each metric, before and after each


SMALL = Size(applications=24, flows=64, opportunities=8, initiatives=8, others=8, signals=12, observations=4)
REFERENCE = Size(
    applications=900, flows=2000, opportunities=60, initiatives=40, others=40, signals=250, observations=20
)


def fill_assess(size: Size) -> None:
    """Applications with everything around them, and the flows between them. Runs inside a client's scope."""
    departments = Department.objects.bulk_create(Department(name=f"Department {n}") for n in range(12))
    capabilities = Capability.objects.bulk_create(Capability(name=f"Capability {n}") for n in range(size.others))
    people = Person.objects.bulk_create(
        Person(name=f"Person {n} Surname", department=departments[n % 12], is_champion=n % 3 == 0)
        for n in range(size.others)
    )
    applications = _applications(size, people)
    Application.departments.through.objects.bulk_create(
        Application.departments.through(application=one, department=departments[(n * step + n) % 12])
        for n, one in enumerate(applications)
        for step in (0, 1)
        if step == 0 or n % 12 > 0
    )
    # Neighbours share two of three, so that some overlap enough to become one.
    Application.capabilities.through.objects.bulk_create(
        Application.capabilities.through(application=one, capability=capabilities[(n // 2 + step) % size.others])
        for n, one in enumerate(applications)
        for step in range(3)
    )
    objects = _data_objects(size, applications)
    _flows(size, applications, objects, people)


def _applications(size: Size, people: list[Person]) -> list[Application]:
    return Application.objects.bulk_create(
        Application(
            name=f"Application {n}",
            vendor=f"Vendor {n % 60}",
            function=("CRM", "Accounting", "Storage", "Payroll")[n % 4],
            business_owner=people[n % len(people)] if n % 3 else None,
            technical_owner=people[(n * 3) % len(people)] if n % 4 else None,
            users=n % 90 + 1,
            licences=n % 110 + 1,
            annual_cost=Decimal(n % 70 * 125),
            renewal_date=TODAY + timedelta(days=n % 365),
            notice_days=30,
            hosting="cloud",
            classification=("internal", "confidential", "")[n % 3],
            has_pii=n % 3 == 0,
            **{name: ANSWERS[(n + at) % 3] for at, name in enumerate(("open_api", "connectors", "webhooks", "sso"))},
            is_shadow_it=n % 5 == 0,
            notes="Seen in the interview with the department that uses it." if n % 2 else "",
        )
        for n in range(size.applications)
    )


def _data_objects(size: Size, applications: list[Application]) -> list[DataObject]:
    count = len(applications)
    objects = DataObject.objects.bulk_create(
        DataObject(name=f"Object {n}", system_of_record=applications[n] if n % 4 else None) for n in range(size.others)
    )
    Holding.objects.bulk_create(
        Holding(application=one, data_object=objects[(n + step) % len(objects)], updates=bool(step))
        for n, one in enumerate(applications)
        for step in (0, 1)
    )
    conflicts = ObjectConflict.objects.bulk_create(
        ObjectConflict(data_object=one, fields="address", records_differing=n + 1, records_total=900)
        for n, one in enumerate(objects)
    )
    for n, conflict in enumerate(conflicts):
        conflict.applications.set([applications[n], applications[(n + len(objects)) % count]])
    return objects


def _flows(size: Size, applications: list[Application], objects: list[DataObject], people: list[Person]) -> None:
    count = len(applications)
    # The top twenty, of twelve steps each; most flows belong to none.
    processes = Process.objects.bulk_create(
        Process(name=f"Process {n}", position=n) for n in range(min(20, size.others))
    )
    flows = Flow.objects.bulk_create(
        Flow(
            source=applications[n % count],
            target=applications[(n * 7 + n // count + 1) % count],
            data_object=objects[n % len(objects)],
            mechanism=MECHANISMS[n % 8],
            direction=DIRECTIONS[n % 2],
            wanted_direction=DIRECTIONS[n % 3 % 2],
            times=Decimal(n % 9 + 1),
            per=PERS[n % 5],
            minutes=Decimal(n % 40 + 1),
            people=n % 3 + 1,
            hourly_rate=Decimal(45) if n % 7 == 0 else None,
            error_cost=ERRORS[n % 3],
            latency_hours=Decimal(n % 48),
            wanted_latency_hours=Decimal(8),
            owner=people[n % len(people)] if n % 3 else None,
            has_owner=ANSWERS[n % 3],
            is_monitored=ANSWERS[n % 2],
            last_broke_on=TODAY - timedelta(days=n % 200) if n % 4 == 0 else None,
        )
        for n in range(size.flows)
        if n % count != (n * 7 + n // count + 1) % count
    )
    ProcessStep.objects.bulk_create(
        ProcessStep(process=processes[n % len(processes)], flow=flow, position=n // len(processes) + 1)
        for n, flow in enumerate(flows[: 12 * len(processes)])
    )


def fill_decide(size: Size) -> None:
    """Opportunities made of all hand-offs, half of them decided on, and consolidations."""
    opportunities = Opportunity.objects.bulk_create(
        Opportunity(
            name=f"Opportunity {n}",
            change_effort=n % 5 + 1,
            requirement="Orders have to arrive within the hour, without anybody typing them." if n % 2 else "",
            volume="200 a day",
            needs_real_time=n % 3 == 0,
            error_points=Decimal(n % 6) if n % 3 else None,
            days_sooner=Decimal(n % 9),
            risk_checks=n % 6,
            user_pain=Decimal(n % 4 + 1) if n % 4 else None,
            platform="Make" if n % 2 else "",
            decision=Decision.INTEGRATE if n % 2 else Decision.OPEN,
            decision_reason="It costs most." if n % 2 else "",
            decided_on=TODAY if n % 2 else None,
        )
        for n in range(size.opportunities)
    )
    joined = Opportunity.flows.through
    hand_offs = Flow.objects.hand_offs().values_list("pk", flat=True)
    joined.objects.bulk_create(
        joined(opportunity=opportunities[n % len(opportunities)], flow_id=pk) for n, pk in enumerate(hand_offs)
    )
    applications = list(Application.objects.order_by("id")[: 2 * size.others])
    cases = Consolidation.objects.bulk_create(
        Consolidation(
            name=f"Consolidation {n}",
            keep=applications[2 * n % len(applications)],
            saving_12_months=Decimal(9000),
            migration_cost=Decimal(4000),
            retraining_cost=Decimal(900),
            can_maintain=ANSWERS[n % 3],
            decision=Decision.CONSOLIDATE if n % 2 else Decision.OPEN,
            decided_on=TODAY if n % 2 else None,
        )
        for n in range(size.others)
    )
    for n, case in enumerate(cases):
        case.applications.set([applications[at % len(applications)] for at in (2 * n, 2 * n + 1)])
    ReconciliationMeasure.objects.bulk_create(ReconciliationMeasure(consolidation=case, name="Sum") for case in cases)


def analyze() -> None:
    """Let PostgreSQL know the sizes, as its own housekeeping does within a minute of so many new rows."""
    with public_scope(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
