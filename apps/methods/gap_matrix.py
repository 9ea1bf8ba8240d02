"""Where the gaps cost most: flows by row (a department) and column (a gap), counted once each (R step 3, ours).

A cell counts its flows and adds the hours and money of those that a person performs, at their baseline and unrounded; a
cell whose hand-offs are all untimed has a count and no cost. Sums of rows, of columns and of everything add the flows
anew, so that nothing is rounded twice and the whole is the sum over all flows, each once.

Worked example: 4 hours a week between two departments, and a flow that nobody has timed.

>>> from apps.methods.handoffs import Cadence, HandOff, Per, cost_of
>>> timed = cost_of(HandOff(Decimal(12), Cadence(Decimal(20), Per.WEEK), Decimal(1), Decimal(38)))
>>> found = matrix([Entry("Sales", "no_integration", True, timed), Entry("Finance", "no_integration", True)])
>>> found.columns["no_integration"].cost.hours_per_week, found.columns["no_integration"].untimed
(Decimal('4'), 1)
>>> found.cells["Finance", "no_integration"].cost is None, found.all.count
(True, 2)
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from apps.methods.handoffs import Cost, total

SOURCE = "R step 3"


@dataclass(frozen=True, slots=True)
class Entry:
    """A flow by its row and column; cost: at the baseline, None while it is not timed."""

    row: str
    column: str
    is_hand_off: bool
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """count: flows; untimed: hand-offs without a time; cost: of the timed hand-offs, None where there are none."""

    count: int
    untimed: int
    cost: Cost | None

    @property
    def hours_per_week(self) -> Decimal | None:
        return self.cost.hours_per_week if self.cost else None

    @property
    def cost_per_year(self) -> Decimal | None:
        return self.cost.cost_per_year if self.cost else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by row and column (empty ones left out), with the sums of rows, of columns and of everything."""

    cells: dict[tuple[str, str], Cell]
    rows: dict[str, Cell]
    columns: dict[str, Cell]
    all: Cell


def matrix(entries: Iterable[Entry]) -> Matrix:
    """Sort the flows into their cells; their order does not matter."""
    cells: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    rows: dict[str, list[Entry]] = defaultdict(list)
    columns: dict[str, list[Entry]] = defaultdict(list)
    everything = list(entries)
    for entry in everything:
        cells[entry.row, entry.column].append(entry)
        rows[entry.row].append(entry)
        columns[entry.column].append(entry)
    return Matrix(
        {key: _cell(members) for key, members in cells.items()},
        {key: _cell(members) for key, members in rows.items()},
        {key: _cell(members) for key, members in columns.items()},
        _cell(everything),
    )


def _cell(entries: list[Entry]) -> Cell:
    by_hand = [entry for entry in entries if entry.is_hand_off]
    costs = [entry.cost for entry in by_hand if entry.cost]
    return Cell(len(entries), len(by_hand) - len(costs), total(costs) if costs else None)
