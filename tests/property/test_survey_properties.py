"""No figure of a survey, and no difference of two figures, is made of fewer than five people."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.methods.anonymity import LEAST, batch_of, release
from apps.methods.survey_scores import of_people, score

counts = st.dictionaries(st.integers(0, 9), st.integers(0, 40), max_size=8)


@given(counts, st.booleans())
def test_every_figure_is_made_of_five_at_least(answers, is_closed):
    made = release(answers, is_closed=is_closed)
    assert all(count >= LEAST and count <= answers[group] for group, count in made.groups.items())
    assert made.together == 0 or made.together >= LEAST
    assert made.together <= sum(answers.values())
    assert made.rest == 0 or made.rest >= LEAST


@given(counts, st.booleans())
def test_the_whole_without_the_groups_is_nobody_or_five(answers, is_closed):
    made = release(answers, is_closed=is_closed)
    left = made.together - sum(made.groups.values())
    assert left == made.rest


@given(st.integers(0, 60), st.integers(0, 10))
def test_two_looks_at_a_group_differ_by_nobody_or_five(before, more):
    first, second = (release({1: count}, is_closed=False).together for count in (before, before + more))
    assert second - first == 0 or second - first >= LEAST


@given(st.integers(0, 10_000))
def test_a_batch_holds_five(before):
    assert batch_of(before) * LEAST <= before < (batch_of(before) + 1) * LEAST


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=1, max_size=30))
def test_a_score_lies_between_one_and_five_and_knows_no_order(answers):
    found = score(answers, range(4))
    assert found is not None
    assert 1 <= found <= 5
    assert found == score(answers[::-1], range(4))
    assert of_people(answers, range(4)) == sorted(of_people(answers, range(4)))


def test_impossible_answers_are_refused():
    with pytest.raises(ValueError, match="1 to 5"):
        score([(6,)], [0])
    with pytest.raises(ValueError, match="at least one statement"):
        of_people([(1,)], [])
    with pytest.raises(ValueError, match="fewer than no answers"):
        release({1: -1}, is_closed=False)
    with pytest.raises(ValueError, match="before"):
        batch_of(-1)
    assert score([], [0]) is None
    assert score([(5,), (4,)], [0]) == Decimal("4.5")
