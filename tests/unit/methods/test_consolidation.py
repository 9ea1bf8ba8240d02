from itertools import product

import pytest

from apps.methods.consolidation import (
    Answers,
    MigrationEffort,
    Recommendation,
    migration_estimate,
    overlap,
    recommend,
    saving_in_12_months,
)
from tests.unit.methods.demo import d


def answers(q1, q2, q3):
    share = {True: d("0.7"), False: d("0.69"), None: None}[q1]
    saving = {True: d(721), False: d(720), None: None}[q2]
    return Answers(share, saving, d(530), d(190), q3)


@pytest.mark.parametrize(("q1", "q2", "q3"), list(product([True, False, None], repeat=3)))
def test_every_combination_of_answers(q1, q2, q3):
    advice = recommend(answers(q1, q2, q3))
    consolidate = q1 is True and q2 is True
    assert advice.recommendation == ("consolidate" if consolidate else "integrate")
    assert advice.close_call == (q3 is True and ((q1 is True) != (q2 is True)))
    assert (advice.overlap.answer, advice.saving.answer, advice.capability.answer) == (q1, q2, q3)
    assert len(advice.open_questions) == [q1, q2, q3].count(None)


def test_the_demo_consolidation():
    found = overlap(
        {
            "Zoho Invoice": ["invoicing", "quotes", "payment reminders", "time tracking"],
            "QuickBooks Online": ["Invoicing", " Quotes", "payment  reminders", "ledger", "bank feed"],
        }
    )
    assert found.value == d("0.75")
    assert found.shared == ("invoicing", "payment reminders", "quotes")
    saving = saving_in_12_months(d(540), d("0.75"), d(38))
    assert saving == 2022
    advice = recommend(Answers(found.value, saving, d(530), d(190), can_maintain=True))
    assert advice.recommendation is Recommendation.CONSOLIDATE
    assert advice.reasons[-1] == "3 of 3 answered yes"


def test_licences_alone_would_not_pay_for_it():
    advice = recommend(Answers(d("0.75"), d(540), d(530), d(190), can_maintain=True))
    assert (advice.recommendation, advice.close_call) == (Recommendation.INTEGRATE, True)


def test_the_closest_of_three_tools_counts():
    found = overlap({"a": ["x", "y"], "b": ["z"], "c": ["x", "y", "z", "q"]})
    assert found.value == 1
    assert found.pair == ("a", "c")


def test_unknown_capabilities_are_not_zero():
    assert overlap({"a": ["x"], "b": []}).value is None
    assert overlap({"a": ["x"]}).pair is None
    assert overlap({"a": ["x"], "b": ["y"]}).value == 0


def test_overruled_answers_keep_the_computed_one():
    advice = recommend(Answers(d("0.5"), d(1000), d(0), d(0), can_maintain=None, overlap_overruled=True))
    assert (advice.overlap.answer, advice.overlap.computed) == (True, False)
    assert advice.recommendation is Recommendation.CONSOLIDATE
    assert advice.open_questions == ("capability",)


def test_both_sides_are_always_shown():
    advice = recommend(answers(None, None, None))
    assert all(benefits and trade_offs for benefits, trade_offs in advice.sides.values())
    assert set(advice.sides) == set(Recommendation)


def test_the_estimate_of_a_migration():
    assert migration_estimate(d(540), d(38), MigrationEffort()) == 12 * 38 + 45
    with pytest.raises(ValueError, match="Hourly rate"):
        migration_estimate(d(540), d(-1), MigrationEffort())
