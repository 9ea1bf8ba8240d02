"""Applications that do much the same and that nobody has weighed yet, and licences that nobody uses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from apps.methods.consolidation import Overlap, overlap
from apps.methods.overlaps import Seats, groups, seats
from apps.tenant.decisions.lines.consolidation import Tool
from apps.tenant.decisions.models import Consolidation, DismissedOverlap
from apps.tenant.decisions.selectors.consolidations import tool_of
from apps.tenant.inventory.models import Application

Pair = tuple[int, int]


@dataclass(frozen=True)
class FoundOverlap:
    """A group with its evidence. tools: the one with most users first."""

    tools: tuple[Tool, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(sorted(tool.id for tool in self.tools))

    @property
    def names(self) -> str:
        return " and ".join(filter(None, [", ".join(t.name for t in self.tools[:-1]), self.tools[-1].name]))

    @property
    def closest(self) -> Overlap:
        """The closest pair of the first few: the whole group is too many to name."""
        return overlap({tool.name: tool.capabilities for tool in self.tools[:12]})

    @property
    def cost_per_year(self) -> Decimal | None:
        """What all but the one with most users cost a year; None while one of them is not known."""
        costs = [tool.annual_cost for tool in self.tools[1:]]
        known = [cost for cost in costs if cost is not None]
        return sum(known, Decimal(0)) if len(known) == len(costs) else None

    @property
    def spare_seats(self) -> int:
        """Licences paid for and not used, over those tools where both counts are known."""
        return sum(tool.seats.spare for tool in self.tools if tool.seats)


@dataclass(frozen=True)
class Unused:
    """An application with more licences than users."""

    id: int
    name: str
    seats: Seats


@dataclass(frozen=True)
class Overlaps:
    """shown: the dearest groups; total: all there are."""

    shown: list[FoundOverlap]
    total: int


def found_overlaps(*, limit: int | None = None) -> Overlaps:
    """Groups that nobody has weighed or dismissed, the dearest first. Constant queries."""
    together: dict[int, set[int]] = defaultdict(set)
    has = Application.capabilities.through.objects.filter(application__deleted_at=None)
    for application, capability in has.values_list("application_id", "capability_id"):
        together[application].add(capability)
    found = groups(together, settled=[*_weighed(), *_dismissed()])
    cost = dict(
        Application.objects.filter(pk__in={pk for group in found for pk in group}).values_list("pk", "annual_cost")
    )
    dearest = sorted(found, key=lambda group: (-sum(cost[pk] or 0 for pk in group), group))
    shown = dearest if limit is None else dearest[:limit]
    return Overlaps(_with_tools(shown), len(found))


def unused_licences(*, limit: int = 10) -> list[Unused]:
    """Applications with licences that nobody uses, the dearest first. One query."""
    rows = Application.objects.in_use().exclude(licences=None).exclude(users=None)
    found = [
        Unused(pk, name, spare)
        for pk, name, paid, users, cost in rows.values_list("pk", "name", "licences", "users", "annual_cost")
        if (spare := seats(paid, users, cost)) and spare.spare
    ]
    return sorted(found, key=lambda one: (-(one.seats.money_per_year or 0), -one.seats.spare, one.id))[:limit]


def compared() -> tuple[int, int]:
    """How many applications in use can be compared by their capabilities, and how many cannot. Two queries."""
    in_use = Application.objects.in_use()
    unknown = in_use.filter(capabilities=None).count()
    return in_use.count() - unknown, unknown


def dismissed_overlaps() -> list[DismissedOverlap]:
    return list(DismissedOverlap.objects.select_related("first", "second", "dismissed_by"))


def _weighed() -> Iterable[Pair]:
    members: dict[int, list[int]] = defaultdict(list)
    for case, application in Consolidation.applications.through.objects.values_list(
        "consolidation_id", "application_id"
    ):
        members[case].append(application)
    return {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}


def _dismissed() -> Iterable[Pair]:
    return DismissedOverlap.objects.values_list("first_id", "second_id")


def _with_tools(found: Sequence[tuple[int, ...]]) -> list[FoundOverlap]:
    wanted = Application.objects.filter(pk__in={pk for group in found for pk in group})
    tools = {
        one.pk: tool_of(one, (capability.name for capability in one.capabilities.all()))
        for one in wanted.prefetch_related("capabilities")
    }
    return [
        FoundOverlap(tuple(sorted((tools[pk] for pk in group), key=lambda tool: (-(tool.users or 0), tool.id))))
        for group in found
    ]
