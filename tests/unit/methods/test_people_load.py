"""What lies on people, month by month."""

from datetime import date
from decimal import Decimal

import pytest

from apps.methods.people_load import Work, loads, working_days

NOVEMBER = date(2026, 11, 1)


def work(effort, start, live, days=0, person="ann", client="Harbor"):
    return Work(person, person.title(), client, effort, start, live, Decimal(days))


def load_of(*efforts, **options):
    return loads(efforts, first=NOVEMBER, months=3, **options)


def test_people_are_kept_apart_and_in_order():
    both = load_of(work("A", NOVEMBER, NOVEMBER, person="zoe"), work("B", NOVEMBER, NOVEMBER))
    assert [one.name for one in both] == ["Ann", "Zoe"]


def test_work_over_several_clients_adds_up():
    month = date(2026, 12, 1), date(2026, 12, 31)
    ann = load_of(work("A", *month, 15), work("B", *month, 12, client="Lumen"))[0]
    assert ann.clients == ("Harbor", "Lumen")
    assert [(row.days, row.free, row.is_over_days) for row in ann.months] == [
        (0, 21, False),
        (27, 23, True),
        (0, 21, False),
    ]


def test_a_fourth_effort_on_one_day_is_a_clash():
    days = [(date(2026, 11, 2), date(2026, 11, 20))] * 3
    three = [work(name, *day) for name, day in zip("ABC", days, strict=True)]
    assert not load_of(*three)[0].clashes
    after = load_of(*three, work("D", date(2026, 11, 21), date(2026, 11, 25)))[0]
    assert (after.months[0].at_once, after.clashes) == (3, ())
    beside = load_of(*three, work("D", date(2026, 11, 20), date(2026, 11, 25)))[0]
    assert (beside.months[0].at_once, beside.months[0].is_over_limit) == (4, True)


def test_fewer_days_a_month_make_a_clash():
    assert load_of(work("A", NOVEMBER, date(2026, 11, 30), 10), days_per_month=Decimal(9))[0].clashes


def test_work_on_a_weekend_alone_is_not_lost():
    assert load_of(work("A", date(2026, 11, 7), date(2026, 11, 8), 2))[0].months[0].days == 2


def test_what_lies_outside_the_months_is_left_out():
    assert load_of(work("A", date(2026, 9, 1), date(2026, 10, 31), 5)) == ()


def test_days_are_counted_over_weekends_and_leap_days():
    assert working_days(date(2028, 2, 28), date(2028, 3, 1)) == 3
    assert working_days(date(2026, 11, 21), date(2026, 11, 22)) == 0
    assert working_days(date(2026, 11, 22), date(2026, 11, 21)) == 0


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="before its build starts"):
        work("A", date(2026, 11, 2), NOVEMBER)
    with pytest.raises(ValueError, match="0 or more"):
        work("A", NOVEMBER, NOVEMBER, -1)
    with pytest.raises(ValueError, match="0 or more"):
        load_of(days_per_month=Decimal(-1))
