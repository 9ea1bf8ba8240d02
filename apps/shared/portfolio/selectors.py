"""Reads behind the portfolio: clients with their last known figures, in a number of queries that stays the same."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from apps.methods.workings import Input, Workings
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client, ClientMembership
from apps.shared.clients.selectors import FirmAccess, visible_clients

SORTS = {
    "name": F("name"),
    "hours": F("summary__hours_found"),
    "value": F("summary__approved_value"),
    "activity": F("summary__last_activity_at"),
}
DEFAULT_SORT = "-activity"
UNHEALTHY = Q(summary__health__is_good=False)
NEWS_FROM = 30  # the clients that changed last
MOST_NAMED = 12
HOURS, MONEY = "h/week", "per year"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for.

    show: "", "waiting", "health" or "archived"; sort: a key of SORTS, with "-" for downwards.
    """

    query: str = ""
    show: str = ""
    sort: str = DEFAULT_SORT


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A sum of money in one currency; `locale` and `time_zone` so that it is shown like a client's."""

    amount: Decimal
    currency: str
    locale: str = "en-US"
    time_zone: str = "UTC"


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Sums over the active clients that the person sees. Hours per week; None while nothing was found or measured."""

    clients: int
    assessed: int
    hours_found: Decimal | None
    hours_left: Decimal | None
    hours_won_back: Decimal | None
    approved: tuple[Amount, ...]  # per year, one for each currency
    waiting: int
    clients_waiting: int
    unhealthy: int
    archived: int

    @property
    def won_back_percent(self) -> Decimal | None:
        if not self.hours_found or self.hours_won_back is None:
            return None
        return self.hours_won_back / self.hours_found * 100


def portfolio_clients(user: User, firm: FirmAccess, wanted: Wanted) -> QuerySet[Client]:
    """The clients with summary and the person's own role (`own_role`, "" for an owner without one), sorted."""
    roles = ClientMembership.objects.filter(client=OuterRef("pk"), user=user).values("role")
    found: QuerySet[Client] = visible_clients(user, firm).select_related("summary").defer("summary__roadmap")
    found = found.annotate(own_role=Subquery(roles))
    found = found.filter(_shown(wanted.show))
    if wanted.query:
        found = found.filter(Q(name__icontains=wanted.query) | Q(slug__icontains=wanted.query))
    key = SORTS.get(wanted.sort.lstrip("-"), SORTS["activity"])
    order = key.desc(nulls_last=True) if wanted.sort.startswith("-") else key.asc(nulls_last=True)
    return found.order_by(order, "name", "pk")


def portfolio_totals(user: User, firm: FirmAccess) -> Totals:
    everything = visible_clients(user, firm).order_by()
    active = ~Q(status=Client.Status.ARCHIVED)
    sums = everything.aggregate(
        clients=Count("pk", filter=active),
        assessed=Count("summary__hours_found", filter=active),
        hours_found=Sum("summary__hours_found", filter=active),
        hours_left=Sum("summary__hours_left", filter=active),
        hours_won_back=Sum(F("summary__hours_found") - F("summary__hours_left"), filter=active),
        waiting=Sum("summary__waiting", filter=active, default=0),
        clients_waiting=Count("pk", filter=active & Q(summary__waiting__gt=0)),
        unhealthy=Count("pk", filter=active & UNHEALTHY),
        archived=Count("pk", filter=~active),
    )
    approved = everything.filter(active, summary__approved_value__isnull=False).values("currency")
    amounts = approved.annotate(amount=Sum("summary__approved_value")).order_by("-amount")
    return Totals(approved=tuple(Amount(**row) for row in amounts), **sums)


def totals_explained(user: User, firm: FirmAccess, totals: Totals) -> dict[str, Workings]:
    """Which clients make up the totals: "found" and "won_back" in hours a week, and a yearly value by currency.

    The largest clients by name, all others in one sum. One query.
    """
    known = visible_clients(user, firm).exclude(status=Client.Status.ARCHIVED).filter(summary__isnull=False).order_by()
    figures = ("summary__hours_found", "summary__hours_left", "summary__approved_value")
    parts: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for name, currency, found, left, approved in known.values_list("name", "currency", *figures):
        if found is not None:
            parts["found"].append((name, found))
        if found is not None and left is not None:
            parts["won_back"].append((name, found - left))
        if approved is not None:
            parts[currency].append((name, approved))
    hours = {"found": totals.hours_found, "won_back": totals.hours_won_back}
    return {key: _summed(value, HOURS, parts[key]) for key, value in hours.items()} | {
        one.currency: _summed(one.amount, MONEY, parts[one.currency]) for one in totals.approved
    }


def _summed(total: Decimal | None, unit: str, parts: list[tuple[str, Decimal]]) -> Workings:
    largest = sorted(parts, key=lambda part: (-part[1], part[0]))
    named, others = largest[:MOST_NAMED], largest[MOST_NAMED:]
    inputs = [Input(name, value, unit) for name, value in named]
    if others:
        inputs.append(Input(f"{len(others)} others", sum((value for _, value in others), Decimal(0)), unit))
    return Workings(total, unit, "The sum over the active clients, each as its own overview has it.", tuple(inputs), "")


def clients_with_news(user: User, firm: FirmAccess) -> list[Client]:
    """Active clients with their summary, the one that changed last first."""
    usable = visible_clients(user, firm).filter(status=Client.Status.READY, summary__isnull=False)
    return list(
        usable.select_related("summary")
        .defer("summary__roadmap")
        .order_by(SORTS["activity"].desc(nulls_last=True), "pk")[:NEWS_FROM]
    )


def _shown(show: str) -> Q:
    archived = Q(status=Client.Status.ARCHIVED)
    if show == "archived":
        return archived
    only = {"waiting": Q(summary__waiting__gt=0), "health": UNHEALTHY}
    return ~archived & only.get(show, Q())
