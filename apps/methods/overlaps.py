"""Which of many applications do much the same, as groups to look at (N question 1, over the whole inventory).

Two applications are alike when |A∩B| ÷ min(|A|, |B|) over their capabilities is at least 70 %. Applications that are
alike, directly or through others, make one group; pairs that a person has weighed or dismissed connect nothing. The
search compares only what can be alike: equal sets count once, and a set's rarest capabilities lead to the others.

Worked example: quotes and invoices are done twice; payroll is done once.

>>> groups({1: {"quotes", "invoices"}, 2: {"invoices", "quotes", "stock"}, 3: {"payroll"}})
[(1, 2)]
>>> groups({1: {"quotes", "invoices"}, 2: {"invoices", "quotes", "stock"}}, settled={(1, 2)})
[]
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from apps.methods.checks import not_negative
from apps.methods.consolidation import OVERLAP_FROM

Pair = tuple[int, int]
Set = frozenset[object]


@dataclass(frozen=True, slots=True)
class Seats:
    """Licences paid against users of one application. spare: paid for and not used, 0 when there are more users."""

    licences: int
    users: int
    spare: int
    money_per_year: Decimal | None


def groups(capabilities: Mapping[int, Collection[object]], *, settled: Iterable[Pair] = ()) -> list[tuple[int, ...]]:
    """Groups of two or more keys, each sorted, by their smallest key. settled: pairs that connect nothing.

    Applications without capabilities are in no group: nothing is known of what they do.
    """
    members: dict[Set, list[int]] = defaultdict(list)
    for key in sorted(capabilities):
        if capabilities[key]:
            members[frozenset(capabilities[key])].append(key)
    like = _alike(list(members))
    apart = _both_ways(settled)
    waiting = {one: dict.fromkeys(keys) for one, keys in members.items()}
    own = {key: one for one, keys in members.items() for key in keys}
    found = [_reached(key, own, like, waiting, apart) for key in sorted(own) if key in waiting[own[key]]]
    return [group for group in found if len(group) > 1]


def seats(licences: int | None, users: int | None, annual_cost: Decimal | None) -> Seats | None:
    """What unused licences cost a year: spare ÷ licences × yearly cost. None while one of the counts is not known.

    >>> seats(10, 6, Decimal(1200)).money_per_year
    Decimal('480')
    """
    if licences is None or users is None:
        return None
    spare = max(licences - users, 0)
    known = annual_cost is not None and licences > 0
    money = not_negative("Yearly cost", annual_cost) * spare / licences if known and annual_cost is not None else None
    return Seats(licences, users, spare, money)


def _alike(sets: list[Set]) -> dict[Set, list[Set]]:
    """Each set with all that are alike, itself among them."""
    spread = Counter(name for one in sets for name in one)
    doing: dict[object, list[Set]] = defaultdict(list)
    for one in sets:
        for name in one:
            doing[name].append(one)
    place = {one: (len(one), at) for at, one in enumerate(sets)}
    found: dict[Set, list[Set]] = {one: [one] for one in sets}
    for one in sets:
        for other in _candidates(one, spread, doing):
            if place[one] < place[other] and len(one & other) >= _needed(one):
                found[one].append(other)
                found[other].append(one)
    return found


def _needed(smaller: Set) -> int:
    """How many capabilities of the smaller set have to be shared."""
    return int((OVERLAP_FROM * len(smaller)).to_integral_value(ROUND_CEILING))


def _candidates(one: Set, spread: Mapping[object, int], doing: Mapping[object, list[Set]]) -> dict[Set, None]:
    """Sets that may share enough of `one`: they share at least one of its rarest, or too few are left to share."""
    rarest = sorted(one, key=lambda name: (spread[name], str(name)))[: len(one) - _needed(one) + 1]
    return dict.fromkeys(other for name in rarest for other in doing[name] if len(other) >= len(one))


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    apart: dict[int, set[int]] = defaultdict(set)
    for first, second in pairs:
        apart[first].add(second)
        apart[second].add(first)
    return apart


def _reached(
    start: int,
    own: Mapping[int, Set],
    like: Mapping[Set, list[Set]],
    waiting: Mapping[Set, dict[int, None]],
    apart: Mapping[int, set[int]],
) -> tuple[int, ...]:
    """Everything that `start` is connected with; it no longer waits afterwards."""
    group, todo = [start], [start]
    del waiting[own[start]][start]
    while todo:
        key = todo.pop()
        for other in like[own[key]]:
            for near in [one for one in waiting[other] if one not in apart.get(key, ())]:
                del waiting[other][near]
                group.append(near)
                todo.append(near)
    return tuple(sorted(group))
