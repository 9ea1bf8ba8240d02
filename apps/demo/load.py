"""The demo, from the first firm to the last report; each part in the order in which an engagement goes."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from apps.core.tenancy.context import client_scope
from apps.demo.calendars import load_calendars
from apps.demo.change import load_change
from apps.demo.decisions import decide_first, decide_on_leads
from apps.demo.discovery import load_discovery
from apps.demo.firms import NORTHGATE, Cast, make_farrow, make_northgate, set_passwords
from apps.demo.flows import load_flows
from apps.demo.intake import load_intake
from apps.demo.inventory import load_inventory
from apps.demo.parallel_run import load_parallel_run
from apps.demo.past import happened
from apps.demo.proving import load_proving
from apps.demo.reports import load_first_report, load_reports
from apps.demo.roadmap import begin_roadmap, go_on_with_roadmap
from apps.demo.roi import load_business_case, measure_after, measure_before
from apps.demo.run import FIRST_REPORT, begin_run, go_on_running
from apps.demo.surveys import ask_again, ask_before
from apps.shared.accounts.models import Firm
from apps.tenant.overview.services import refresh_summary

Say = Callable[[str], object]


def load_demo(password: str, *, say: Say) -> None:
    """Everything, whole or not at all; when it is there already, only the password is set."""
    if Firm.objects.filter(slug=NORTHGATE).exists():
        set_passwords(password)
        say("The demo firm is there; its people's password is set.")
        return
    with transaction.atomic():
        today = timezone.localdate()
        say("Northgate Operations Partners")
        cast = make_northgate(password, today=today)
        load_harbor(cast, say=say)
        say("Farrow & Lisle Advisory")
        make_farrow(password, today=today)


def load_harbor(cast: Cast, *, say: Say) -> None:
    """Harbor & Pine Supply Co. through all five stages, each on the days on which it was done."""
    client, by = cast.harbor, cast.consultant
    parts: list[tuple[str, int, Callable[[], object]]] = [
        ("applications", 1, lambda: load_inventory(client, by=by)),
        ("discovery", 2, lambda: load_discovery(client, by=by)),
        ("data flows", 3, lambda: load_flows(client, by=by)),
        ("intake links", 4, lambda: load_intake(client, by=by)),
        ("decisions", 9, lambda: decide_first(client, by=by)),
        ("roadmap", 14, lambda: begin_roadmap(cast)),
        ("measurements before", 11, lambda: measure_before(cast)),
        ("survey before", 8, lambda: ask_before(client, by=by)),
        ("first integration", 38, lambda: begin_run(client, by=by)),
        ("first executive summary", FIRST_REPORT, lambda: load_first_report(cast)),
        ("lead sync decided", 65, lambda: decide_on_leads(client, by=by)),
        ("roadmap's second version", 70, lambda: go_on_with_roadmap(cast)),
        ("parallel run", 67, lambda: load_parallel_run(client, by=by)),
        ("measurements after", 60, lambda: measure_after(cast)),
        ("survey now", 68, lambda: ask_again(client, by=by)),
        ("business case", 62, lambda: load_business_case(cast)),
        ("contracts, registry and signals", 64, lambda: go_on_running(client, by=by)),
        ("change management", 57, lambda: load_change(cast)),
        ("upkeep and the next study", 67, lambda: load_proving(client, by=by)),
        ("calendars", 70, lambda: load_calendars(by=by)),
        ("executive summary", 71, lambda: load_reports(cast)),
    ]
    with client_scope(client):
        for name, day, load in parts:
            say(f"Harbor & Pine: {name}")
            with happened(client, day=day):
                load()
        refresh_summary(client)
