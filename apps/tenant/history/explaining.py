"""Why a figure is what it is, and who entered what it is made of: one answer for page, API and report.

An app that owns figures says in its `explain.py`, kind by kind, which fields it can explain; the overview composes
them. Whoever shows a figure links to `explain/?object=flow-12&field=hours_per_week` and needs to know no more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from types import MappingProxyType
from typing import Generic, TypeVar

from django.db.models import Q

from apps.methods.workings import Workings
from apps.shared.clients.models import Client
from apps.tenant.history.models import Activity

T = TypeVar("T")
ADDED = "added"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an input is entered: the object as the history names it, and which of its fields; none: any of them."""

    noun: str
    object_id: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """Who entered something, and when; path: where the history of it is shown."""

    person: str
    moment: datetime
    path: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """An input that is a figure itself and has an explanation of its own: object ("flow-12", "client") and field."""

    object: str
    field: str


Provenance = Origin | Entered | Figure


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure with its workings. name: what it is the figure of; path: its page, relative to the client's address.

    origins: one entry an input, in their order; empty for what nobody enters (a count, a constant of the rule).
    Where an object knows by itself who entered it (an observation), that stands there already; where an input was
    worked out from others, the figure that it is.
    ValueError when their number differs from that of the inputs.
    """

    name: str
    workings: Workings
    origins: tuple[tuple[Provenance, ...], ...]
    path: str

    @property
    def figures(self) -> tuple[Figure | None, ...]:
        """For each input the figure that it is, if it is one."""
        return tuple(next((one for one in some if isinstance(one, Figure)), None) for some in self.origins)

    def __post_init__(self) -> None:
        if len(self.origins) != len(self.workings.inputs):
            raise ValueError(f"{self.name}: {len(self.workings.inputs)} inputs, {len(self.origins)} origins")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """Objects whose figures can be explained. load: raises ObjectDoesNotExist; fields: the figure's name → how."""

    name: str
    load: Callable[[Client, int], T]
    fields: Mapping[str, Callable[[T], Explained]]


NOTHING: Mapping[str, Iterable[Provenance]] = MappingProxyType({})


def explained(
    name: str,
    workings: Workings,
    path: str,
    *,
    of: Iterable[Provenance] = (),
    by_label: Mapping[str, Iterable[Provenance]] = NOTHING,
) -> Explained:
    """With the origins of each input by its label; of: those of every input that is not named."""
    others = tuple(of)
    return Explained(name, workings, tuple(tuple(by_label.get(one.label, others)) for one in workings.inputs), path)


def who_entered(found: Explained) -> list[Entered | None]:
    """For each input the latest act that changed it, else the one that added the object; nobody for a missing one.

    At most one query.
    """
    origins = {one for some in found.origins for one in some if isinstance(one, Origin)}
    acts = _acts_on(origins)
    latest = {one: _latest(one, acts[one.noun, one.object_id]) for one in origins}
    return [
        None if given.value is None else _newest(latest.get(one) if isinstance(one, Origin) else one for one in some)
        for given, some in zip(found.workings.inputs, found.origins, strict=True)
    ]


def _acts_on(origins: Iterable[Origin]) -> Mapping[tuple[str, int], list[Activity]]:
    """By noun and id, newest first."""
    ids: dict[str, set[int]] = defaultdict(set)
    for one in origins:
        ids[one.noun].add(one.object_id)
    found: dict[tuple[str, int], list[Activity]] = defaultdict(list)
    if ids:
        wanted = reduce(or_, (Q(noun=noun, object_id__in=of_it) for noun, of_it in ids.items()))
        for act in Activity.objects.filter(wanted).order_by("-id"):
            found[act.noun, act.object_id or 0].append(act)
    return found


def _latest(origin: Origin, acts: Iterable[Activity]) -> Entered | None:
    act = next((act for act in acts if act.verb == ADDED or _touches(act, origin.fields)), None)
    return Entered(act.actor_name, act.at, act.path) if act else None


def _touches(act: Activity, fields: tuple[str, ...]) -> bool:
    return any(not fields or change.get("field") in fields for change in act.changes)


def _newest(found: Iterable[Entered | Figure | None]) -> Entered | None:
    return max((one for one in found if isinstance(one, Entered)), key=lambda one: one.moment, default=None)
