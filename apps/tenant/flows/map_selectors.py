"""What the map shows: boxes by department or capability, what one application touches, and three states of the flows.

The states are the flows as found, today (what is live of this engagement runs by itself) and to be (what was decided
on is built). All are drawn at the same places.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, F, Q
from django.db.models.functions import Lower

from apps.core.http import whole_number
from apps.figures.bus_map import BusMap, Emphasis, FlowKind
from apps.methods import gaps, landscape
from apps.methods.ranges import Range
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.map_models import Grouping, saved_placement
from apps.tenant.flows.models import Flow
from apps.tenant.flows.selectors import map_of
from apps.tenant.inventory.models import Application, Capability

NO_CAPABILITY = "No capability"
CHOSEN = ("integrate", "consolidate")
PERCENT = Decimal(100)


@dataclass(frozen=True)
class Connection:
    """That a flow was chosen to be connected: the share of its hours expected to go, and whether it is live."""

    share: Range
    is_live: bool


@dataclass(frozen=True)
class Counts:
    """How many flows there are, and how many of them people perform."""

    total: int
    by_hand: int


def map_data(lines: list[FlowLine], grouping: str, *, is_whole: bool) -> BusMap:
    """The map of these flows, as found, with things where people put them. Three queries."""
    data = map_of(lines, is_whole=is_whole)
    if grouping == Grouping.DEPARTMENT:
        return data
    homes = home_capabilities()
    chips = (replace(one, department=homes.get(one.id, NO_CAPABILITY)) for one in data.applications)
    return replace(data, applications=tuple(chips), kind=grouping, placement=saved_placement(grouping))


def home_capabilities() -> dict[int, str]:
    """Application id → the capability it stands with: the one that most applications share, the first by name among
    equals. One query."""
    members: dict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    for name, application in Capability.objects.order_by(Lower("name")).values_list("name", "applications"):
        if application:
            members[application].append(name)
            sizes[name] += 1
    return {application: max(names, key=lambda name: sizes[name]) for application, names in members.items()}


def count_flows() -> Counts:
    """One query."""
    found = Flow.objects.in_use().aggregate(
        total=Count("pk"), by_hand=Count("pk", filter=Q(mechanism__in=gaps.BY_HAND))
    )
    return Counts(found["total"], found["by_hand"])


def between(lines: list[FlowLine], data: BusMap, box: str, other: str) -> list[FlowLine]:
    """The flows at a box, or between two."""
    homes = {one.id: one.department for one in data.applications}
    ends = [(line, {homes[line.source_id], homes[line.target_id]}) for line in lines]
    return [line for line, boxes in ends if (boxes == {box, other} if other else box in boxes)]


def find_application(words: str) -> tuple[int, str] | None:
    """By its number or name; else the first by name that has the words in it."""
    known = Application.objects.in_use()
    if (number := whole_number(words)) is not None:
        return known.filter(pk=number).values_list("pk", "name").first()
    named = known.filter(name__iexact=words) or known.filter(name__icontains=words).order_by(Lower("name"))
    return named.values_list("pk", "name").first()


def reach_of(data: BusMap, application: int, steps: int) -> landscape.Reach:
    """What one application touches on this map."""
    hops = [landscape.Hop(flow.id, flow.source, flow.target) for flow in data.flows]
    return landscape.reach_of(hops, application, steps=steps)


def emphasis_of(reach: landscape.Reach) -> Emphasis:
    applications = frozenset(one for one in reach.applications if isinstance(one, int))
    return Emphasis(applications=applications, flows=frozenset(reach.flows))


# Later stages hang on the flows by reverse relations, which are asked for by name: this app does not know their models.
MADE = "opportunities__initiative__"


def connections() -> dict[int, Connection]:
    """Flow id → how it is or will be connected, for the flows of every opportunity that was decided on. Two queries.

    A roadmap's own share counts where there is one, else the rule's. What was dropped from the roadmap is left out.
    """
    wanted = Q(opportunities__decision__in=CHOSEN) & ~Q(**{f"{MADE}state": "dropped"})
    rows = (
        Flow.objects.in_use()
        .filter(wanted)
        .values_list(
            *("pk", "opportunities__decision", f"{MADE}state", "opportunities__integration__status"),
            *(f"{MADE}share_low", f"{MADE}share_expected", f"{MADE}share_high"),
        )
    )
    made = {pk: _connection(*rest) for pk, *rest in rows.order_by("pk", "opportunities__pk")}
    return {pk: Connection(landscape.CONSOLIDATION_SHARE, is_live=False) for pk in _consolidated()} | made


def _consolidated() -> list[int]:
    """Flows between tools that become one, where no opportunity stands for it."""
    case = "source__consolidations"
    inside = Q(**{f"{case}__decision": CHOSEN[1], f"{case}__opportunity": None, "target__consolidations": F(case)})
    return list(Flow.objects.in_use().filter(inside).values_list("pk", flat=True))


def _connection(decision: str, state: str | None, status: str | None, *shares: Decimal | None) -> Connection:
    low, expected, high = shares
    if low is None or expected is None or high is None:
        share = landscape.CONSOLIDATION_SHARE if decision == CHOSEN[1] else landscape.INTEGRATION_SHARE
    else:
        share = Range(low / PERCENT, expected / PERCENT, high / PERCENT)
    return Connection(share, is_live="live" in (state, status))


def with_connected(data: BusMap, connected: Collection[int]) -> BusMap:
    """The same map after some of its flows were connected: nobody carries them any more."""
    flows = tuple(
        replace(flow, kind=FlowKind.CONNECTED, gap="", hours_per_week=Decimal(0)) if flow.id in connected else flow
        for flow in data.flows
    )
    return replace(data, flows=flows)


def difference_of(lines: list[FlowLine], connected: Mapping[int, Connection]) -> landscape.Difference:
    """Hand-offs and hours of these flows before and after."""
    hours = {line.id: line.hours_per_week or Decimal(0) for line in lines if line.is_hand_off}
    return landscape.difference(hours, {pk: one.share for pk, one in connected.items()})
