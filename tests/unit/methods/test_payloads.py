from decimal import Decimal

import pytest

from apps.methods.payloads import FORMATS, Rule, check


def messages(payload, *rules):
    return [finding.text for finding in check(payload, rules).findings]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", "INV-7", 7),
        ("number", Decimal("1.5"), "1.5"),
        ("number", 3, True),
        ("integer", 3, 3.5),
        ("integer", Decimal("4.0"), Decimal("NaN")),
        ("boolean", False, 0),
        ("date", "2026-11-19", "2026-02-30"),
        ("date", "2026-11-19", "20261119"),
        ("moment", "2026-11-19T14:00:00-08:00", "2026-11-19T14:00:00"),
        ("choice", "paid", 3),
    ],
)
def test_types(kind, good, bad):
    assert messages({"x": good}, Rule("x", kind)) == []
    assert len(messages({"x": bad}, Rule("x", kind))) == 1


@pytest.mark.parametrize(
    ("format_name", "good", "bad"),
    [
        ("e-mail", "kim@example.com", "kim@example"),
        ("E.164 phone", "+15035550142", "503 555 0142"),
        ("ISO 4217 currency", "USD", "usd"),
        ("ISO 3166 country", "US", "USA"),
        ("web domain", "example.com", "https://example.com"),
        ("two decimals", Decimal("-12.50"), Decimal("12.505")),
        ("not negative", 0, -1),
    ],
)
def test_formats(format_name, good, bad):
    kind = "text" if isinstance(good, str) else "number"
    assert messages({"x": good}, Rule("x", kind, format=format_name)) == []
    assert len(messages({"x": bad}, Rule("x", kind, format=format_name))) == 1


def test_every_format_was_tried():
    tried = next(mark.args[1] for mark in test_formats.pytestmark)
    assert {row[0] for row in tried} == set(FORMATS)


@pytest.mark.parametrize("missing", [{}, {"x": None}, {"x": ""}])
def test_required_means_there_or_with_a_default(missing):
    assert messages(missing, Rule("x", "text", is_required=True)) == ["x: missing, and required"]
    assert messages(missing, Rule("x", "text", is_required=True, default="?")) == []
    assert messages(missing, Rule("x", "text")) == []


def test_words_as_a_format_are_said_to_be_unchecked():
    found = check({"x": "anything"}, [Rule("x", "text", format="as on the label")])
    assert (found.is_valid, found.unchecked) == (True, ("x",))


def test_several_records_say_which_one_and_find_doubles():
    rules = (Rule("id", "text", is_required=True, is_unique=True), Rule("n", "integer"))
    found = messages([{"id": "a", "n": 1}, {"id": "a", "n": "2"}, 7], *rules)
    assert found == [
        'record 2, n: "2" is not a whole number',
        "record 3, a record is an object with named fields",
        'record 2, id: "a" occurs twice, and has to be unique',
    ]
    assert messages([], *rules) == ["there is no record in the list"]


def test_a_long_value_is_shortened():
    (text,) = messages({"x": "y" * 500}, Rule("x", "number"))
    assert len(text) < 80
