"""Drivers, tornado and simulation of the demo client's business case."""

import numpy
import pytest

from apps.methods.business_case import business_case
from apps.methods.drivers import drivers_of
from apps.methods.finance import Kind, YearlyLine
from apps.methods.monte_carlo import DRAWS, simulate
from apps.methods.tornado import tornado
from tests.unit.methods.demo import ALL_FOUR, START, d

TERMS = {"start": START, "horizon_months": 24}


def made(initiatives=ALL_FOUR, lines=None, rate=0):
    return drivers_of(initiatives, lines or {}, discount_rate=d(rate), **TERMS)


def test_the_inputs_add_up_to_the_expected_case():
    found = made()
    assert round(found.present) == 17123
    assert [round(amount, 6) for amount in found.cash] == [
        round(row.net, 6) for row in business_case(ALL_FOUR, start=START).expected.rows
    ]


def test_all_low_is_the_low_case_and_all_high_the_high_one():
    found, case = made(), business_case(ALL_FOUR, start=START)
    ends = [sum(getattr(one, end) * one.present for one in found.drivers) for end in ("low", "high")]
    assert [round(end, 6) for end in ends] == [round(case.low.net, 6), round(case.high.net, 6)]


def test_the_tornado_of_the_demo_begins_with_what_matters_most():
    bars = tornado(made())
    assert bars[0].name == "Stock sync: hours saved"
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)
    assert all(bar.low <= d(17124) <= bar.high + 1 for bar in bars)
    assert sum(bar.low - made().present for bar in bars) == pytest.approx(d(11485 - 17123), abs=d(1))


def test_the_simulation_of_the_demo():
    found = simulate(made())
    assert found.within_a_year == 100
    assert found.losing == 0
    assert 11485 < found.npv.low < found.npv.middle < found.npv.high < 21065
    assert d("6.0") < found.payback.low < found.payback.middle < found.payback.high < d("8.9")
    assert sum(one.count for one in found.bins) == found.draws == DRAWS
    assert all(one.high - one.low == found.bins[0].high - found.bins[0].low for one in found.bins)


def test_a_second_time_gives_the_same_figures_in_any_order():
    assert simulate(made(ALL_FOUR[::-1])) == simulate(made()) == simulate(made())


def test_one_input_is_drawn_from_a_triangle():
    line = YearlyLine("x", Kind.BENEFIT, d(1000), (), d(50), d(20))
    found = simulate(made([], {"line-1": line}))
    drawn = numpy.random.default_rng(1).triangular(500, 1000, 1200, 200_000)
    assert float(found.npv.low) == pytest.approx(numpy.quantile(drawn, 0.1), abs=10)
    assert float(found.npv.middle) == pytest.approx(numpy.quantile(drawn, 0.5), abs=10)
    assert float(found.npv.high) == pytest.approx(numpy.quantile(drawn, 0.9), abs=10)


def test_the_chance_within_a_year_is_a_share_of_the_draws():
    """Half the draws of a symmetric benefit are above its expected value, which pays back after just 12 months."""
    lines = {
        "a": YearlyLine("build", Kind.COST, d(1200)),
        "b": YearlyLine("saved", Kind.BENEFIT, d(0), (d(1200), d(1200)), d(30), d(30)),
    }
    found = simulate(made([], lines))
    assert float(found.within_a_year) == pytest.approx(50, abs=2)
    assert found.payback.low < 12 < found.payback.high


def test_a_loss_never_pays_back():
    found = simulate(made([], {"a": YearlyLine("build", Kind.COST, d(1200), low_percent=d(10))}))
    assert (found.within_a_year, found.losing, found.payback.middle) == (0, 100, None)


def test_nothing_at_all_and_nothing_uncertain():
    assert simulate(made([])).payback.middle == 0
    found = simulate(made([], {"a": YearlyLine("saved", Kind.BENEFIT, d(100))}))
    assert (found.npv.low, found.npv.high, len(found.bins)) == (100, 100, 1)


def test_two_inputs_of_one_key_are_refused():
    with pytest.raises(ValueError, match="same key"):
        made([ALL_FOUR[0], ALL_FOUR[0]])
