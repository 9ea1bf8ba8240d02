"""What is written by one convention is read back as it was."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.spreadsheets import STARTS_FORMULA, safe_cell, typed_text
from apps.methods.cells import Unreadable, date_of_serial, read_date, read_names, read_number
from apps.methods.columns import FLOOR, Meaning, match_columns

CENTS = st.decimals(min_value=Decimal("-9999999999.99"), max_value=Decimal("9999999999.99"), places=2)
DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))
CONVENTIONS = [(",", "."), (".", ","), (" ", ","), ("'", "."), ("\u202f", ","), ("", "."), ("", ",")]


@given(CENTS, st.sampled_from(CONVENTIONS), st.sampled_from(["{}", "$ {}", "{} €", "EUR {}", " {} "]))
def test_amounts_round_trip(value, convention, frame):
    group, mark = convention
    written = f"{value:,.2f}".replace(",", "G").replace(".", "M").replace("G", group).replace("M", mark)
    assert read_number(frame.format(written)) == value


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from([",", ".", " ", "'", ""]))
def test_counts_round_trip(value, group):
    assert read_number(f"{value:,}".replace(",", group)) == value


@given(
    DAYS,
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%d %b %Y", "%B %d, %Y", "%Y%m%d", "%d-%b-%y"]),
)
def test_days_round_trip(day, convention):
    assert read_date(day.strftime(convention), day_first=True) == day


@given(DAYS)
def test_american_days_and_serials_round_trip(day):
    assert read_date(day.strftime("%m/%d/%Y")) == day
    assert date_of_serial(Decimal((day - date(1899, 12, 30)).days)) == day


@given(st.text(st.characters(categories=["N", "P", "S", "Z"])))
def test_anything_is_read_or_refused(text):
    for read in (read_number, read_date):
        with suppress(Unreadable):
            assert read(text) is not None


def test_other_digits_are_refused_not_dropped():
    with pytest.raises(Unreadable):
        read_number("٣٤")


@given(st.text())
def test_no_text_starts_a_formula_and_all_come_back(text):
    written = safe_cell(text)
    assert not str(written).startswith(STARTS_FORMULA)
    if not text.startswith("'"):
        assert typed_text(written) == text


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), unique_by=str.casefold))
def test_lists_round_trip(names):
    assert [name.casefold() for name in read_names(str(safe_cell(names)).removeprefix("'"))] == [
        name.casefold() for name in names
    ]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_each_field_is_matched_at_most_once(heads):
    meanings = [Meaning("name", "Application", ("name",)), Meaning("cost", "Cost", ("cost",))]
    found = [match for match in match_columns(heads, meanings) if match]
    assert len({match.key for match in found}) == len(found)
    assert all(FLOOR <= match.confidence <= 100 for match in found)
