"""Heads of columns matched to fields."""

import pytest

from apps.methods.columns import Match, Meaning, find_heads, match_columns, plain_words

MEANINGS = [
    Meaning("name", "Application", ("name", "tool"), ("owner",)),
    Meaning("annual_cost", "Yearly cost", ("annual cost", "cost"), ("centre", "monthly")),
    Meaning("owner", "Business owner", ("owner",)),
    Meaning("users", "Users", ("number of users",)),
]


def fields(*heads):
    return [match.key if match else None for match in match_columns(heads, MEANINGS)]


def test_the_worked_example():
    assert match_columns(["Tool", "Anual cost", "Cost centre"], MEANINGS) == [
        Match("name", 100, "tool"),
        Match("annual_cost", 95, "annual_cost"),
        None,
    ]


@pytest.mark.parametrize(
    ("head", "key"),
    [
        *[("ANNUAL_COST", "annual_cost"), ("annualCost", "annual_cost"), ("Annual cost (USD)", "annual_cost")],
        *[("Monthly cost", None), ("Application owner", "owner"), ("Usres", None), ("", None), ("   ", None)],
        *[("Bussiness owner", "owner"), ("Phone", None), ("Número", None), ("Nämé", "name")],
    ],
)
def test_heads(head, key):
    assert fields(head) == [key]


def test_each_field_once_the_better_match_wins_then_the_left_one():
    assert fields("Total cost of tools", "Cost", "Cost") == [None, "annual_cost", None]
    assert fields("Owner", "Business owner", "Name") == ["owner", None, "name"]


def test_heads_are_found_below_titles():
    rows = [["Tools of Harbor"], ["as of March"], ["Tool", "Cost", "Users"], ["Name it", "5", "6"]]
    assert find_heads(rows, MEANINGS) == 2
    assert find_heads([["a", "b"], ["c", "d"]], MEANINGS) is None
    assert find_heads([], MEANINGS) is None


def test_plain_words():
    assert plain_words("Größe–des  Büros (m²)") == "grosse des buros m2"
