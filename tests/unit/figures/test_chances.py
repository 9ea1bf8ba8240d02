"""Tornado and histogram: what they say, and what they say when there is nothing to draw."""

from decimal import Decimal

from chart_samples import demo_histogram, demo_tornado

from apps.figures.histogram import Histogram, render_histogram
from apps.figures.tornado import MOST, Tornado, render_tornado


def test_the_tornado_names_what_matters_most():
    figure = render_tornado(demo_tornado())
    assert figure.title == "Stock sync: hours saved 4 matters most: $13,523 to $20,323"
    assert "expected $17,123" in figure.svg
    assert figure.table.rows[-1] == ("Zoho into QuickBooks: build and training", "$16,943", "$17,123", "$180")


def test_a_long_tornado_draws_ten_and_tables_all():
    figure = render_tornado(demo_tornado(bars=30))
    assert "20 smaller ones not drawn" in figure.words
    assert len(figure.table.rows) == MOST + 20


def test_nothing_uncertain():
    assert "No input has a range yet" in render_tornado(Tornado(bars=(), expected=Decimal(5))).title
    nothing = Histogram(ranges=(), marks=(), draws=0, title="x")
    assert "No input has a range yet" in render_histogram(nothing).title


def test_what_ends_below_zero_has_another_colour():
    assert "f-bad" in render_histogram(demo_histogram()).svg
    assert "f-bad" not in render_histogram(demo_histogram(first=1000)).svg


def test_the_marks_and_the_draws_are_told():
    figure = render_histogram(demo_histogram(first=0))
    for words in ("1 in 10 below $1,900", "half below $2,950", "9 in 10 below $4,200"):
        assert words in figure.svg, words
        assert words in figure.words
    assert figure.table.rows[0] == ("$0 to $500", "10", "0.1 %")
