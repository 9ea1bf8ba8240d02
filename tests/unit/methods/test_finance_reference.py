"""Net present value and internal rate beside numpy-financial's."""

from decimal import Decimal

import numpy_financial
import pytest

from apps.methods.finance import internal_rate, net_present_value

CASH_FLOWS = [
    (-100, 60, 60, 60),
    (-53_150, 939_796, 2_424_559, 3_581_977),
    (-1_000, 100, 100, 100, 100),
    (-2_400, 0, 0, 250, 250, 250, 250, 250, 250, 250, 250, 250, 250),
]


@pytest.mark.parametrize("amounts", CASH_FLOWS)
def test_internal_rate(amounts):
    found = internal_rate([Decimal(amount) for amount in amounts])
    assert float(found) == pytest.approx(numpy_financial.irr(amounts), rel=1e-9)


@pytest.mark.parametrize("amounts", CASH_FLOWS)
@pytest.mark.parametrize("rate", ["0", "0.1", "0.35", "-0.2"])
def test_net_present_value(amounts, rate):
    found = net_present_value([Decimal(amount) for amount in amounts], Decimal(rate))
    assert float(found) == pytest.approx(numpy_financial.npv(float(rate), amounts), rel=1e-12)
