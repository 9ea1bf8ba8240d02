"""Which department stands in which row and in what order, and which chip stands where in its department.

Hill climbing from an alphabetical start: swap two departments, or move one, as long as that shortens the lines. The
same input always gives the same map.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from apps.figures.bus_types import Placement

Rows = tuple[tuple[str, ...], tuple[str, ...]]
Ties = Mapping[tuple[str, str], float]

_SAME_ROW = 0.22  # a line that has to turn back costs this share of the figure's width on top
_IMBALANCE = 1.5
_ROUNDS = 12
_MOST_CLIMBED = 14  # trying every swap of more boxes than this takes longer than anybody waits for a page


def arrange_departments(widths: Mapping[str, float], ties: Ties) -> Rows:
    """Two rows of department names. `widths` are sizes, `ties` the weight of the lines of an ordered pair."""
    names = sorted(widths)
    if len(names) > _MOST_CLIMBED:
        names = _drawn_together(names, ties)
    rows: Rows = (tuple(names[::2]), tuple(names[1::2]))
    total = sum(widths.values()) or 1
    weight = sum(ties.values()) or 1
    pairs = [(a, b, tie) for (a, b), tie in ties.items()]

    @cache  # the same rows come up again and again: swapping two neighbours is moving either
    def cost(candidate: Rows) -> float:
        centres, lower = _centres(candidate, widths), set(candidate[1])
        length = sum(
            [
                tie * (abs(centres[a] - centres[b]) / total + _SAME_ROW * ((a in lower) == (b in lower)))
                for a, b, tie in pairs
            ]
        )
        uneven = abs(sum([widths[n] for n in candidate[0]]) - sum([widths[n] for n in candidate[1]])) / total
        return length / weight + _IMBALANCE * uneven * uneven

    return rows if len(names) > _MOST_CLIMBED else _climb(rows, cost)


def placed_rows(rows: Rows, placement: Placement) -> Rows:
    """The rows as somebody placed them; boxes that they did not place keep their row and stand at its end."""
    if not placement.has_boxes:
        return rows
    there = {*rows[0], *rows[1]}
    upper = [name for name in dict.fromkeys(placement.upper) if name in there]
    lower = [name for name in dict.fromkeys(placement.lower) if name in there and name not in upper]
    known = {*upper, *lower}
    upper += [name for name in rows[0] if name not in known]
    lower += [name for name in rows[1] if name not in known]
    # Everything in the lower row would leave the upper one empty.
    return (tuple(upper), tuple(lower)) if upper else (tuple(lower), ())


def placed_members(order: Mapping[str, Sequence[int]], placement: Placement) -> dict[str, list[int]]:
    """Each box's chips as somebody ordered them; those that they did not place stand at the end."""
    rank = {one: at for at, one in enumerate(dict.fromkeys(placement.chips))}
    return {name: sorted(ids, key=lambda one: rank.get(one, len(rank))) for name, ids in order.items()}


def arrange_members(
    members: Mapping[str, Sequence[int]], rows: Rows, flows: Sequence[tuple[int, int, float]]
) -> dict[str, list[int]]:
    """Application ids of each department from left to right, drawn towards what they are connected to."""
    order = {name: list(ids) for name, ids in members.items()}
    partners: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for source, target, weight in flows:
        partners[source].append((target, weight))
        partners[target].append((source, weight))
    for _ in range(4):
        places = _places(order, rows)
        for ids in order.values():
            ids.sort(key=lambda one: (_pull(one, partners[one], places), one))
    return order


def _drawn_together(names: Sequence[str], ties: Ties) -> list[str]:
    """One sequence in which boxes stand near those that they exchange most with."""
    pulls: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (first, second), tie in ties.items():
        pulls[first].append((second, tie))
        pulls[second].append((first, tie))
    order = list(names)
    for _ in range(_ROUNDS):
        at = {name: float(place) for place, name in enumerate(order)}
        weight = {name: sum(tie for _, tie in pulls[name]) for name in order}
        wanted = {
            name: sum(at[other] * tie for other, tie in pulls[name]) / weight[name] if weight[name] else at[name]
            for name in order
        }
        order.sort(key=lambda name: (wanted[name], name))
    return order


def _pull(one: int, partners: Sequence[tuple[int, float]], places: Mapping[int, float]) -> float:
    weight = sum(weight for _, weight in partners)
    return sum(places[other] * share for other, share in partners) / weight if weight else places[one]


def _places(order: Mapping[str, Sequence[int]], rows: Rows) -> dict[int, float]:
    """Each application's place in its row as a share from 0 to 1."""
    places: dict[int, float] = {}
    for row in rows:
        ids = [one for name in row for one in order[name]]
        places |= {one: (at + 0.5) / len(ids) for at, one in enumerate(ids)}
    return places


def _centres(rows: Rows, widths: Mapping[str, float]) -> dict[str, float]:
    """Each department's centre, both rows centred on each other."""
    centres = {}
    for row in rows:
        x = -sum([widths[name] for name in row]) / 2
        for name in row:
            centres[name] = x + widths[name] / 2
            x += widths[name]
    return centres


def _climb(rows: Rows, cost: Callable[[Rows], float]) -> Rows:
    best, score = rows, cost(rows)
    for _ in range(_ROUNDS):
        found = min(((cost(n), rank, n) for rank, n in enumerate(_neighbours(best))), default=(score, 0, best))
        if found[0] >= score - 1e-9:
            break
        score, best = found[0], found[2]
    return best


def _neighbours(rows: Rows) -> Iterator[Rows]:
    """All swaps of two departments and all moves of one."""
    names = [*rows[0], *rows[1]]
    cut = len(rows[0])
    for a, b in combinations(range(len(names)), 2):
        swapped = names.copy()
        swapped[a], swapped[b] = swapped[b], swapped[a]
        yield tuple(swapped[:cut]), tuple(swapped[cut:])
    for a in range(len(names)):
        rest = [*names[:a], *names[a + 1 :]]
        upper = cut - (a < cut)
        for at in range(len(rest) + 1):
            moved = (*rest[:at], names[a], *rest[at:])
            for split in {upper, upper + 1}:
                if 0 < split < len(names) and at <= split:
                    yield moved[:split], moved[split:]
