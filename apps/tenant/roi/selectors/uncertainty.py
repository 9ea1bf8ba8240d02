"""What the business case hangs on, and how it may come out: the inputs and figures of page, API and PDF."""

from decimal import Decimal

from apps.core.display import Manner, number
from apps.figures.histogram import Histogram
from apps.figures.histogram import Range as HistogramRange
from apps.figures.tornado import Bar, Tornado
from apps.methods.drivers import Uncertainty, drivers_of
from apps.methods.monte_carlo import Simulation
from apps.methods.tornado import tornado
from apps.tenant.roi.lines import ReturnOf

MARKS = ("1 in 10 below", "half below", "9 in 10 below")


def uncertainty_of(made: ReturnOf) -> Uncertainty:
    """Every input of the case with its range. No queries."""
    return drivers_of(
        [one.counted for one in made.lines],
        {f"line-{one.id}": one.made for one in made.own if one.is_counted},
        start=made.start,
        horizon_months=made.horizon_months,
        discount_rate=made.discount_rate / 100,
    )


def result_name(made: ReturnOf) -> str:
    """What the result of a case is called: with a discount rate it is a present value."""
    return "net present value" if made.discount_rate else "net"


def tornado_data(made: ReturnOf, found: Uncertainty) -> Tornado:
    bars = tuple(Bar(name=one.name, low=one.low, high=one.high) for one in tornado(found))
    return Tornado(bars=bars, expected=found.present, result=result_name(made))


def histogram_data(made: ReturnOf, found: Simulation, manner: Manner) -> Histogram:
    ends = (found.npv.low, found.npv.middle, found.npv.high)
    return Histogram(
        ranges=tuple(HistogramRange(low=one.low, high=one.high, count=one.count) for one in found.bins),
        marks=tuple((end, word) for end, word in zip(ends, MARKS, strict=True) if end is not None),
        draws=found.draws,
        title=chance_words(found.within_a_year, manner),
        result=result_name(made),
    )


def chance_words(within_a_year: Decimal, manner: Manner) -> str:
    """ "Pays back within 12 months in 64 % of the draws"."""
    if within_a_year in (0, 100):
        return f"Pays back within 12 months in {'none' if within_a_year == 0 else 'all'} of the draws"
    return f"Pays back within 12 months in {number(within_a_year, manner)} % of the draws"
