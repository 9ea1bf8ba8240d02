"""No day of work is lost or counted twice, in whatever order it comes."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.people_load import Work, loads
from tests.property.strategies import decimals

FIRST = date(2026, 1, 1)


@st.composite
def works(draw):
    start = FIRST + timedelta(days=draw(st.integers(0, 400)))
    live = start + timedelta(days=draw(st.integers(0, 200)))
    person = draw(st.sampled_from(["ann", "bo"]))
    return Work(person, person, "Harbor", draw(st.sampled_from("ABCDE")), start, live, draw(decimals(0, 200, places=1)))


@given(st.lists(works(), max_size=8))
def test_all_days_are_in_some_month(work):
    made = loads(work, first=FIRST, months=24)
    total = sum((month.days for one in made for month in one.months), Decimal(0))
    assert abs(total - sum((one.days for one in work), Decimal(0))) < Decimal("1e-15")
    assert all(month.at_once <= len(month.efforts) for one in made for month in one.months)


@given(st.lists(works(), max_size=8), st.integers(0, 99))
def test_shuffled_work_is_the_same_load(work, seed):
    shuffled = list(work)
    Random(seed).shuffle(shuffled)
    before, after = (loads(one, first=FIRST, months=24) for one in (work, shuffled))
    assert [[(m.at_once, round(m.days, 15)) for m in one.months] for one in before] == [
        [(m.at_once, round(m.days, 15)) for m in one.months] for one in after
    ]
