from datetime import date
from decimal import Decimal

import pytest

from apps.tenant.history.services import shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 9, 16), "16 Sep 2026"),
        (Decimal("99999.50"), "99,999.5"),
        (Decimal("600.00"), "600"),
        (Decimal("0"), "0"),
        (None, "–"),
        (False, "no"),
        (["Sales", "Finance"], "Sales, Finance"),
    ],
)
def test_values_read_as_people_write_them(value, words):
    assert shown(value) == words
