"""Which charges come again, and what they make a year."""

from datetime import date, timedelta
from decimal import Decimal

from apps.methods.recurring import Charge, Rhythm, annual_costs, series_of

START = date(2026, 1, 3)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def charges(days, amount="60.00", currency="USD", payer=""):
    return [Charge(START + timedelta(days=day), Decimal(amount), currency, payer) for day in days]


def one(*given, span=YEAR):
    (series,) = series_of([charge for part in given for charge in part], span=span)
    return series


def test_rhythms():
    until_now = (START, START + timedelta(days=100))
    assert one(charges([0, 30, 61, 92]), span=until_now).rhythm == Rhythm.MONTHLY
    assert one(charges([0, 7, 14, 20]), span=(START, START + timedelta(days=21))).annual_cost == Decimal("3120")
    assert one(charges([0, 91, 183, 274])).annual_cost == Decimal("240")
    yearly = one(charges([0, 366]), span=(START, START + timedelta(days=370)))
    assert (yearly.rhythm, yearly.annual_cost) == (Rhythm.YEARLY, Decimal("60"))


def test_a_missing_month_is_forgiven_once():
    days = [0, 30, 61, 122, 152, 183, 214]
    assert one(charges(days), span=(START, START + timedelta(days=220))).rhythm == Rhythm.MONTHLY


def test_one_charge_claims_no_year():
    once = one(charges([0], "499.00"))
    assert (once.rhythm, once.annual_cost) == (Rhythm.ONCE, None)
    assert "once or yearly" in once.workings.rule


def test_a_new_price_counts_from_its_day():
    series = one(charges([0, 30, 61, 91]), charges([122, 152, 183], "75.00"), span=(START, START + timedelta(days=190)))
    assert series.annual_cost == Decimal("900")
    assert (series.change.before, series.change.after) == (Decimal("60.00"), Decimal("75.00"))


def test_amounts_that_keep_changing_count_by_their_mean():
    parts = [charges([day], amount) for day, amount in ((0, "10"), (30, "30"), (61, "20"), (91, "40"))]
    series = one(*parts, span=(START, START + timedelta(days=95)))
    assert series.annual_cost == Decimal(25) * 12
    assert series.change is None


def test_what_is_charged_no_more_costs_nothing():
    series = one(charges([0, 30, 61]))
    assert series.has_stopped
    assert series.annual_cost == 0


def test_refunds_are_netted():
    given_back = [Charge(START + timedelta(days=5), Decimal("-60.00"), "USD")]
    assert one(charges([0]), given_back).annual_cost == 0
    part = [Charge(START + timedelta(days=5), Decimal("-15.00"), "USD")]
    assert one(charges([0, 30, 61]), part, span=(START, START + timedelta(days=70))).refunded == Decimal("15.00")


def test_currencies_and_cards_are_kept_apart():
    span = (START, START + timedelta(days=70))
    found = series_of([*charges([0, 30, 61]), *charges([0, 30, 61], "50", "EUR")], span=span)
    assert annual_costs(found) == {"USD": Decimal("720"), "EUR": Decimal("600")}
    two = series_of([*charges([0, 30, 61], payer="Ana"), *charges([10, 40, 71], payer="Eli")], span=span)
    assert annual_costs(two) == {"USD": Decimal("1440")}


def test_two_plans_on_one_card_are_told_apart_by_amount():
    mixed = [*charges([0, 30, 61, 91]), *charges([10, 41, 71, 102], "15.00")]
    found = series_of(mixed, span=(START, START + timedelta(days=105)))
    assert annual_costs(found) == {"USD": Decimal("900")}
    assert {series.rhythm for series in found} == {Rhythm.MONTHLY}


def test_irregular_charges_need_a_whole_year():
    days = [0, 3, 50, 51, 170]
    assert one(charges(days), span=(START, START + timedelta(days=180))).annual_cost is None
    assert one(charges(days), span=(START, START + timedelta(days=360))).annual_cost == Decimal("300")


def test_without_days_nothing_is_said():
    series = one([Charge(None, Decimal("20"), "USD"), Charge(None, Decimal("20"), "USD")], span=None)
    assert (series.charges, series.annual_cost) == (2, None)
