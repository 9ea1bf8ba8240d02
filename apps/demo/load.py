"""The demo, from the first firm to the last report; each part in the order in which an engagement goes."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from apps.core.tenancy.context import client_scope
from apps.demo.decisions import load_decisions
from apps.demo.firms import NORTHGATE, Cast, make_farrow, make_northgate, set_passwords
from apps.demo.flows import load_flows
from apps.demo.inventory import load_inventory
from apps.demo.roadmap import load_roadmap
from apps.demo.run import load_run
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
    """Harbor & Pine Supply Co. through all five stages."""
    client, by = cast.harbor, cast.consultant
    with client_scope(client):
        say("Harbor & Pine: applications")
        load_inventory(client, by=by)
        say("Harbor & Pine: data flows")
        load_flows(client, by=by)
        say("Harbor & Pine: decisions")
        load_decisions(client, by=by)
        say("Harbor & Pine: roadmap")
        load_roadmap(cast)
        say("Harbor & Pine: contracts, registry and signals")
        load_run(client, by=by)
        refresh_summary(client)
