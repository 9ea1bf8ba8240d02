"""Stacked contributions: lengths on one scale, what is missing dashed, words and table beside the bars."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from chart_samples import demo_stacked

from apps.figures.stacked import Part, Row, Stacked, render_stacked

SVG = "{http://www.w3.org/2000/svg}"


def bars(figure):
    """For each row its known and its missing lengths, in the order drawn."""
    found = {}
    for group in ElementTree.fromstring(figure.svg).iter(f"{SVG}g"):
        if "data-opportunity" not in group.attrib:
            continue
        rects = [
            (rect.get("stroke-dasharray") is not None, float(rect.get("width"))) for rect in group.iter(f"{SVG}rect")
        ]
        known = [width for dashed, width in rects if not dashed]
        found[int(group.get("data-opportunity"))] = (known, [width for dashed, width in rects if dashed])
    return found


def test_lengths_are_in_proportion_and_nothing_known_draws_nothing():
    drawn = bars(render_stacked(demo_stacked()))
    time, errors, revenue = drawn[7][0]
    assert drawn[7][1] == []
    assert time / errors == pytest.approx(30 / 13, rel=0.01)
    assert revenue / errors == pytest.approx(12.5 / 13, rel=0.01)
    known, missing = drawn[9]
    assert known == [pytest.approx(time * 24 / 30, rel=0.01)]
    assert missing == [pytest.approx(time * 25 / 30 - 1, rel=0.01)]


def test_a_whole_of_100_stays_within_the_width():
    full = Stacked(
        rows=(Row(id=1, label="A very long name " * 6, parts=(Part("Time saved", Decimal(100)),)),), unit="of 100"
    )
    figure = render_stacked(full, width=500)
    rects = list(ElementTree.fromstring(figure.svg).iter(f"{SVG}rect"))
    assert max(float(rect.get("x")) + float(rect.get("width")) for rect in rects) <= 500


def test_the_words_and_the_table_say_what_is_missing():
    figure = render_stacked(demo_stacked())
    assert figure.title == "Deal to invoice comes first: time saved gives 30.0 of its 55.5"
    assert "Lead sync: 24.0 to 49.0, of which time saved 24.0" in figure.words
    assert figure.table.head == ("Opportunity", "Time saved", "Error reduction", "Revenue", "Total")
    assert figure.table.rows[1] == ("Lead sync", "24.0", "0.0", "0.0 to 25.0", "24.0 to 49.0")
    assert figure.table.numeric == frozenset({1, 2, 3, 4})


def test_without_rows_it_says_so():
    figure = render_stacked(Stacked(rows=(), unit="of 100"))
    assert "Nothing to compare yet" in figure.svg
