"""How long a report of the reference client takes (900 applications, 2,000 flows), and how much memory.

Run by `make bench`: pytest tests/benchmarks -s
"""

import resource
import time
from decimal import Decimal

from apps.core.tenancy.context import client_scope
from apps.tenant.decisions.models import Opportunity
from apps.tenant.flows.models import Flow
from apps.tenant.inventory.models import Application, DataObject, Department
from apps.tenant.reports import snapshot
from apps.tenant.reports.making import render
from apps.tenant.reports.models import Report

APPLICATIONS, FLOWS, OPPORTUNITIES = 900, 2000, 60


def fill() -> None:
    departments = Department.objects.bulk_create(Department(name=f"Department {n}") for n in range(12))
    applications = Application.objects.bulk_create(Application(name=f"Application {n}") for n in range(APPLICATIONS))
    for number, department in enumerate(departments):
        department.applications.set(applications[number :: len(departments)])
    thing = DataObject.objects.create(name="Order")
    flows = Flow.objects.bulk_create(
        Flow(
            source=applications[n % APPLICATIONS],
            target=applications[(n * 7 + 1) % APPLICATIONS],
            data_object=thing,
            mechanism="manual" if n % 3 else "connector",
            times=Decimal(n % 9 + 1),
            minutes=Decimal(n % 40 + 1),
            error_cost="rework",
        )
        for n in range(FLOWS)
        if n % APPLICATIONS != (n * 7 + 1) % APPLICATIONS
    )
    opportunities = Opportunity.objects.bulk_create(
        Opportunity(name=f"Opportunity {n}", change_effort=n % 5 + 1) for n in range(OPPORTUNITIES)
    )
    for number, opportunity in enumerate(opportunities):
        opportunity.flows.set([flow for flow in flows[number::OPPORTUNITIES] if flow.mechanism == "manual"])


def test_a_report_of_the_reference_client(at_harbor, lead):
    with client_scope(at_harbor):
        fill()
        report = Report.objects.create(title="Large", requested_by=lead)
        report.refresh_from_db()
        start = time.perf_counter()
        plain = snapshot.collect(at_harbor, report)
        collected = time.perf_counter()
        pdf = render(plain)
        done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(  # noqa: T201 - what a benchmark is for
        f"\nreport: figures {collected - start:.2f} s, pages {done - collected:.2f} s, "
        f"{pdf.pages} pages, {pdf.size // 1024} kB, process at most {peak} MB"
    )
    assert pdf.pages <= 12
    assert done - start < 60
