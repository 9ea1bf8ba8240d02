"""Numbers, days, answers and lists as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from apps.methods.cells import Unreadable, date_of_serial, day_first_of, read_date, read_names, read_number, read_yes_no


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("1.234,50", "1234.5"), ("$1,234.50", "1234.5"), ("(9 600)", "-9600"), ("9\u00a0600", "9600")],
        *[("1.234", "1234"), ("1,234", "1234"), ("0.123", "0.123"), ("12,5", "12.5"), ("1234.567", "1234.567")],
        *[("EUR 1.000.000", "1000000"), ("1'000.5", "1000.5"), ("US$ 9,600", "9600"), ("9600 USD", "9600")],
        *[("-5", "-5"), ("5-", "-5"), ("−5", "-5"), ("$-5", "-5"), ("-$1,200.00", "-1200"), ("$ (1,200)", "-1200")],
        *[
            (".5", "0.5"),
            ("0", "0"),
            ("  7 ", "7"),
            ("9.600 €", "9600"),
            ("kr 50", "50"),
            ("1 234 567,89", "1234567.89"),
        ],
    ],
)
def test_numbers(text, number):
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "1,2,3", "1,234.567,8", "10 20", "1.234.5", "1e5", "12%", "=1+1", "5."]
)
def test_no_numbers(text):
    with pytest.raises(Unreadable, match="not a number"):
        read_number(text)


@pytest.mark.parametrize(
    "text",
    [
        *["2027-03-14", "2027/3/14", "20270314", "2027-03-14T10:00:00", "2027-03-14 10:00:00.000", "14/03/2027"],
        *["03/14/2027", "14.3.27", "14-03-2027", "14 Mar 2027", "14 March 2027", "14-Mar-27", "14th Mar 2027"],
        *["March 14, 2027", "Mar 14 2027", "46460", "14/03/2027 10:00 PM"],
    ],
)
def test_days(text):
    assert read_date(text) == date(2027, 3, 14)


def test_the_order_of_day_and_month():
    assert read_date("3/4/2027") == date(2027, 3, 4)
    assert read_date("3/4/2027", day_first=True) == date(2027, 4, 3)
    assert read_date("3.4.2027") == date(2027, 4, 3)
    assert read_date("1/1/69").year == 2069
    assert read_date("1/1/70").year == 1970
    assert day_first_of(["3/4/2027", "25/12/2027", "12/25/2027"], usual=False) is True
    assert day_first_of(["x", "12/25/2027"], usual=True) is False
    assert day_first_of(["3/4/2027"], usual=True) is True


@pytest.mark.parametrize(
    "text", ["", "soon", "2027", "31/02/2027", "2027-13-01", "9999", "14 Foo 2027", "1/2/3/4", "9" * 5000]
)
def test_no_days(text):
    with pytest.raises(Unreadable):
        read_date(text)


def test_serials():
    assert date_of_serial(Decimal("46460.75")) == date(2027, 3, 14)
    for wrong in ("0", "-1", "2958466"):
        with pytest.raises(Unreadable):
            date_of_serial(Decimal(wrong))


def test_answers():
    assert [read_yes_no(text) for text in ("Yes", " x ", "✓", "oui", "1", "TRUE")] == [True] * 6
    assert [read_yes_no(text) for text in ("no", "Nein", "0", "false")] == [False] * 4
    assert [read_yes_no(text) for text in ("", "?", "unknown", "N/A", "-")] == [None] * 5
    with pytest.raises(Unreadable):
        read_yes_no("perhaps")


def test_names():
    assert read_names("Sales, Ops,, sales ") == ["sales", "Ops"]
    assert read_names("Smith, Jo; Lee,  Al") == ["Smith, Jo", "Lee, Al"]
    assert read_names("A\nB | C") == ["A", "B", "C"]
    assert read_names(" ") == []
