"""The stages plan, run and prove of a measured client, its reports and portal; after fill_assess and fill_decide."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from apps.methods.checklist import CheckPoint
from apps.shared.accounts.models import User
from apps.tenant.contracts.models import Contract
from apps.tenant.contracts.services import add_contract
from apps.tenant.contracts.services import publish_version as publish_contract
from apps.tenant.decisions.models import Decision, Opportunity
from apps.tenant.flows.models import Flow
from apps.tenant.history.models import Activity
from apps.tenant.imports.services import Upload, start_import
from apps.tenant.inventory.models import DataObject, Person
from apps.tenant.portal.models import Comment
from apps.tenant.registry.models import ChecklistItem, Incident, Integration, Signal
from apps.tenant.reports.models import Delivery, Recipient, Report
from apps.tenant.reports.snapshot import collect
from apps.tenant.reports.storage import save_pdf
from apps.tenant.roadmap.models import Initiative, Phase, RoadmapVersion
from apps.tenant.roadmap.services.versions import publish_version
from apps.tenant.roi.models import Metric, Observation
from tests.benchmarks.reference import TODAY, Size, analyze, fill_assess, fill_decide

SHORT = timedelta(days=13)


def fill(size: Size, client: Any, *, by: User, with_reports: bool = True) -> None:
    """Everything. Runs inside the client's scope; an import waits in the outbox afterwards."""
    fill_assess(size)
    fill_decide(size)
    _plan(size, client, by)
    _run(size, by)
    _prove(size, by)
    _portal(size, by)
    _imported(size, client, by)
    if with_reports:
        _reports(size, client, by)
    Activity.objects.bulk_create(
        Activity(actor=by, actor_name=by.name, verb="changed", noun="data flow", object_id=flow.pk, label=str(flow.pk))
        for flow in Flow.objects.all()
    )
    analyze()


def _plan(size: Size, client: Any, by: User) -> None:
    phases = Phase.objects.bulk_create(Phase(name=f"Phase {n}", position=n) for n in range(4))
    people = list(Person.objects.order_by("id"))
    opportunities = list(Opportunity.objects.order_by("id"))
    initiatives = Initiative.objects.bulk_create(
        Initiative(
            name=f"Initiative {n}",
            phase=phases[n % 4],
            opportunity=opportunities[n],
            owner=people[n % len(people)],
            state="live" if n < 3 else "planned",
            # Three at a time, which is as many as may run at once.
            start=TODAY + timedelta(days=n // 3 * 14 - 28),
            end=TODAY + timedelta(days=n // 3 * 14 - 28) + SHORT,
            parallel_weeks=2,
            effort_days=Decimal(5),
            build_cost=Decimal(4000 + n),
            training_cost=Decimal(500),
            subscription_per_month=Decimal(60),
            upkeep_hours_per_month=Decimal(2),
        )
        for n in range(size.initiatives)
    )
    for before, after in zip(initiatives[:-3:2], initiatives[3::2], strict=False):
        after.depends_on.add(before)
    for n in range(3):
        Initiative.objects.filter(pk=initiatives[-1].pk).update(summary=f"Wording {n}")
        publish_version(client, by=by, note=f"Version {n}", at=timezone.now())


def _run(size: Size, by: User) -> None:
    opportunities = list(Opportunity.objects.filter(decision=Decision.INTEGRATE).order_by("id"))
    owner = Person.objects.first()
    integrations = Integration.objects.bulk_create(
        Integration(
            name=f"Integration {n}",
            opportunity=one,
            status="live" if n % 2 == 0 else "building",
            owner=owner,
            runbook_broke="No orders arrive.",
            runbook_call=owner,
            authentication="oauth",
            freshness_hours=Decimal(4),
            expected_per_day=200,
            run_every_hours=Decimal(24),
            live_since=TODAY - timedelta(days=60) if n % 2 == 0 else None,
        )
        for n, one in enumerate(opportunities)
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(integration=one, point=point, done_by=by)
        for one in integrations
        for point in list(CheckPoint)[:5]
    )
    now = timezone.now()
    Signal.objects.bulk_create(
        Signal(
            integration=one, kind="success", run=f"{n}", records=190 + n % 20, errors=0, at=now - timedelta(hours=6 * n)
        )
        for one in integrations
        for n in range(size.signals)
    )
    Incident.objects.bulk_create(
        Incident(
            integration=one,
            cause=f"reported {n}",
            summary="Orders of yesterday are missing.",
            resolved_at=now if n % 2 else None,
        )
        for one in integrations
        for n in range(4)
    )
    for n, one in enumerate(DataObject.objects.all()):
        starter = ("Lead", "Contact", "Company", "Product", "Order", "Invoice")[n % 6]
        contract = add_contract({"data_object": one.name, "starter": starter, "owner": "Person 1 Surname"}, by=by)
        if n % 2 == 0:
            publish_contract(Contract.objects.get(pk=contract.pk), by=by)


def _prove(size: Size, by: User) -> None:
    flows = dict(Opportunity.flows.through.objects.order_by("-id").values_list("opportunity_id", "flow_id"))
    metrics = Metric.objects.bulk_create(
        Metric(
            initiative=one,
            name=f"Minutes of {one}",
            kind="time",
            unit="minutes",
            flow_id=flows[one.opportunity_id or 0],
        )
        for one in Initiative.objects.all()
    )
    Observation.objects.bulk_create(
        Observation(metric=metric, phase=phase, value=Decimal(base + n % 5), observed_on=TODAY, entered_by=by)
        for metric in metrics
        for phase, base in (("before", 30), ("after", 6))
        for n in range(size.observations)
    )


def _portal(size: Size, by: User) -> None:
    latest = RoadmapVersion.objects.first()
    assert latest
    for n in range(size.others):
        initiative = latest.content["initiatives"][0]["id"] if n % 2 else None
        said = Comment.objects.create(
            version=latest, initiative_id=initiative, body=f"Question {n}", author=by, author_name=by.name
        )
        if n % 3 == 0:
            Comment.objects.create(
                version=latest,
                initiative_id=initiative,
                answers=said,
                body="Answer",
                author=by,
                author_name=by.name,
                is_from_firm=True,
            )


def _imported(size: Size, client: Any, by: User) -> None:
    """As many rows as there are applications; every fourth one cannot be taken."""
    rows = [f"{'' if n % 4 == 0 else f'Tool {n}'},Vendor {n % 9},CRM" for n in range(size.applications)]
    content = "\n".join(["Name,Vendor,Function", *rows]).encode()
    start_import(Upload("tools.csv", content), client=client, by=by)


def _reports(size: Size, client: Any, by: User) -> None:
    for n in range(size.others):
        report = Report.objects.create(title=f"Summary {n}", requested_by=by)
        report.refresh_from_db()
        if n == 0:
            plain = collect(client, report)
        report.snapshot = plain
        report.file.name = save_pdf(report, b"%PDF-1.7")
        report.status, report.is_published, report.finished_at = "ready", True, timezone.now()
        report.save()
        delivery = Delivery.objects.create(report=report, subject="Summary", key=uuid4(), sent_by=by)
        Recipient.objects.bulk_create(
            Recipient(delivery=delivery, email=f"reader{at}@people.example", state="sent") for at in range(size.others)
        )
