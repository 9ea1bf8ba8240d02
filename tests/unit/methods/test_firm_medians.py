"""The firm's own medians: five clients or none, and never one client's figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.methods.firm_medians import LEAST, firm_median
from tests.property.strategies import decimals

steps = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(5), Decimal(10)])


@given(st.lists(decimals(-100, 1000), max_size=12), steps)
def test_a_median_is_near_the_middle_and_on_a_step(values, step):
    found = firm_median(values, step=step)
    assert found.clients == len(values)
    assert (found.value is None) == (len(values) < LEAST)
    if found.value is not None:
        assert found.value % step == 0
        assert min(values) - step / 2 <= found.value <= max(values) + step / 2
        assert firm_median(values[::-1], step=step) == found


def test_no_step_no_median():
    with pytest.raises(ValueError, match="above 0"):
        firm_median([Decimal(1)] * 5, step=Decimal(0))
