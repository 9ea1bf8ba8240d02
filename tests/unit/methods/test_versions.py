from dataclasses import replace
from datetime import date

import pytest

from apps.methods.versions import Entry, compare
from tests.unit.methods.demo import d

DEAL = Entry("deal", "Deal to invoice", date(2026, 9, 14), date(2026, 10, 1), d(3), d(5928))
ZOHO = Entry("zoho", "Zoho into QuickBooks", date(2026, 10, 26), date(2026, 12, 9), d("0.75"), d(1482))
STOCK_V1 = Entry("stock", "Stock sync", date(2026, 11, 2), date(2026, 12, 21), d("3.1875"), d("6298.50"))
STOCK_V2 = replace(STOCK_V1, live=date(2027, 1, 4))
LEAD = Entry("lead", "Lead sync", date(2026, 11, 30), date(2026, 12, 18), d("0.4375"), d("864.50"))
V1, V2 = [DEAL, ZOHO, STOCK_V1], [DEAL, ZOHO, STOCK_V2, LEAD]


def test_v1_against_v2():
    found = compare(V1, V2)
    assert found.added == (LEAD,)
    assert found.removed == ()
    (moved,) = found.moved
    assert (moved.name, moved.start_days, moved.live_days) == ("Stock sync", 0, 14)
    assert found.unchanged == (DEAL, ZOHO)
    assert (found.per_year_before, found.per_year_after) == (d("13708.50"), d("14573.00"))
    assert (found.hours_before, found.hours_after) == (d("6.9375"), d("7.3750"))
    assert found.per_year_change == d("864.50")


def test_backwards():
    found = compare(V2, V1)
    assert found.removed == (LEAD,)
    assert found.moved[0].live_days == -14
    assert found.per_year_change == d("-864.50")


def test_a_changed_value_is_told_apart_from_dates():
    found = compare([ZOHO], [replace(ZOHO, hours_per_week=d(1), value_per_year=d(1976))])
    assert found.unchanged
    assert not found.is_same
    (change,) = found.values_changed
    assert (change.hours_per_week, change.per_year) == (d("0.25"), d(494))


def test_the_same_version():
    assert compare(V2, V2).is_same
    assert compare([], []).is_same


def test_twice_in_a_version_is_refused():
    with pytest.raises(ValueError, match="Lead sync is in the version twice"):
        compare([], [LEAD, LEAD])
