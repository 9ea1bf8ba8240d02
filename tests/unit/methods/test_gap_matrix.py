"""Flows by department and gap."""

from decimal import Decimal as D  # noqa: N817

from apps.methods.gap_matrix import Entry, matrix
from apps.methods.handoffs import Cadence, HandOff, Per, cost_of

TIMED = cost_of(HandOff(D(12), Cadence(D(20), Per.WEEK), D(1), D(38)))


def test_cells_and_their_sums():
    found = matrix(
        [
            Entry("Sales", "no_integration", True, TIMED),
            Entry("Sales", "no_integration", True, TIMED),
            Entry("Finance", "no_integration", True),
            Entry("Sales", "batch", False, TIMED),
        ]
    )
    assert found.cells["Sales", "no_integration"].hours_per_week == D(8)
    assert found.cells["Finance", "no_integration"].hours_per_week is None
    assert found.cells["Sales", "batch"].cost_per_year is None
    assert (found.rows["Sales"].count, found.columns["no_integration"].untimed, found.all.count) == (3, 1, 4)


def test_without_flows():
    found = matrix([])
    assert (found.cells, found.all.count, found.all.cost) == ({}, 0, None)
