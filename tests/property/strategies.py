"""Numbers as people enter them: few decimals, sensible sizes."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from apps.methods.handoffs import Cadence, HandOff, Per
from apps.methods.ranges import Range

START = date(2026, 9, 7)
TOLERANCE = Decimal("1e-15")


def decimals(low=0, high=10_000, places=2):
    return st.decimals(low, high, places=places, allow_nan=False, allow_infinity=False)


cadences = st.builds(Cadence, decimals(0, 500), st.sampled_from(Per))
hand_offs = st.builds(HandOff, decimals(0, 480), cadences, decimals(0, 20), decimals(0, 500))
shares = st.tuples(*[decimals(0, 1)] * 3).map(lambda ends: Range(*sorted(ends)))
