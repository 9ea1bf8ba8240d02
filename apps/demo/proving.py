"""More of stage 5 of the demo client: upkeep booked, and the next study begun before its integration is built."""

from datetime import date, timedelta
from decimal import Decimal

from apps.core.clock import today_of
from apps.core.tenancy.context import public_scope
from apps.shared.accounts.models import Firm, User
from apps.shared.catalog.metric_services import add_metric as describe_metric
from apps.shared.clients.models import Client
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import PhaseOfStudy
from apps.tenant.roi.services import add_metric, add_values
from apps.tenant.roi.upkeep_services import book_hours

# Minutes for carrying the day's orders into the inventory sheet.
ORDERS = "15.5 16.2 17.0 17.4 17.9 18.1 18.3 18.8 19.2 19.9 20.4 21.3"
STUDIED = 66  # days after the engagement began


def load_proving(client: Client, *, by: User) -> None:
    """Inside the client's scope, after the registry."""
    began = client.engagement_start
    if began is None:
        raise ValueError(f"{client} has no first day to count from.")
    _describe_own_metric(client.firm, by=by)
    _begin_study(began, by=by)
    _book_upkeep(client, by=by)


def _describe_own_metric(firm: Firm, *, by: User) -> None:
    values = {"name": "Days from deal to invoice", "kind": "count", "unit": "days", "goal_limit": Decimal(2)}
    how = "Count the working days between the won deal and the sent invoice, for the last twenty deals."
    with public_scope():
        describe_metric(firm, {**values, "how": how}, by=by)


def _begin_study(began: date, *, by: User) -> None:
    initiative = Initiative.objects.get(name="Stock sync")
    values = {"standard": "processing_time", "name": "Time for a day's orders", "initiative": initiative.pk}
    metric = add_metric(values, by=by)
    timings = [Decimal(part) for part in ORDERS.split()]
    add_values(metric, PhaseOfStudy.BEFORE, timings, by=by, observed_on=began + timedelta(days=STUDIED))


def _book_upkeep(client: Client, *, by: User) -> None:
    """In the first month, and in the one that is running."""
    integration = Integration.objects.get(name="Deal to invoice")
    live, today = integration.live_since or today_of(client), today_of(client)
    first = {"integration": integration.pk, "done_by": "Priya Raman"}
    book_hours(client, {**first, "month": live, "hours": Decimal("2.25"), "note": "First monthly check"}, by=by)
    now = {"month": today, "hours": Decimal("1.50"), "note": "Token renewed after the failed runs"}
    book_hours(client, {**first, **now}, by=by)
