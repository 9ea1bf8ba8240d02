"""The pilot of a first sitting, for any entries that people could make."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.business_case import PILOT_DAYS
from apps.methods.pilot import Candidate, Costs, appraise, choose, what_it_takes, whole_days
from tests.property.strategies import decimals, hand_offs

LIVE = date(2026, 11, 21)
costs = st.builds(Costs, decimals(0, 50_000), decimals(0, 5_000), decimals(0, 2_000), decimals(0, 40))
candidates = st.builds(Candidate, st.text(st.characters(codec="ascii"), min_size=1, max_size=4), hand_offs, costs)
several = st.lists(candidates, max_size=6, unique_by=lambda one: one.key)


def appraised(found):
    return [appraise(one, live=LIVE) for one in found]


def within(found):
    gains = found.expected.figures.net_per_month > 0
    return gains and found.expected.payback.days is not None and found.expected.payback.days <= PILOT_DAYS


@given(several)
def test_a_shorter_payback_never_loses_to_a_longer_one(found):
    found = appraised(found)
    choice = choose(found)
    if choice.pilot:
        best = choice.pilot.expected
        for other in filter(within, found):
            assert best.payback.days <= other.expected.payback.days
            if best.payback.days == other.expected.payback.days:
                assert best.figures.net_per_month >= other.expected.figures.net_per_month


@given(several)
def test_none_exactly_when_no_candidate_is_within_sixty_days(found):
    found = appraised(found)
    choice = choose(found)
    assert (choice.pilot is None) == (not any(map(within, found)))
    assert (choice.nearest is None) == (choice.pilot is not None or not found)


@given(several, st.randoms())
def test_the_order_of_the_entries_does_not_matter(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert choose(appraised(found)).ranked == choose(appraised(shuffled)).ranked


@given(candidates)
def test_what_it_takes_holds_when_it_is_worked_out_again(one):
    takes = what_it_takes(appraise(one, live=LIVE))
    if takes.once_at_most is not None:
        for once, holds in ((takes.once_at_most, True), (takes.once_at_most + 1, False)):
            changed = replace(one, costs=replace(one.costs, build_once=once, training_once=Decimal(0)))
            assert appraise(changed, live=LIVE).is_pilot is holds
    if takes.minutes_at_least is not None:
        for minutes, holds in ((takes.minutes_at_least, True), (takes.minutes_at_least - Decimal("0.1"), False)):
            changed = replace(one, hand_off=replace(one.hand_off, minutes=max(minutes, Decimal(0))))
            assert appraise(changed, live=LIVE).is_pilot is holds


@given(candidates)
def test_a_lower_cost_never_loses_the_pilot(one):
    found = appraise(one, live=LIVE)
    half = replace(one.costs, build_once=one.costs.build_once / 2)
    assert appraise(replace(one, costs=half), live=LIVE).is_pilot >= found.is_pilot


@given(decimals(0, 400, places=6))
def test_days_are_shown_on_their_side_of_the_bar(days):
    assert (whole_days(days) <= PILOT_DAYS) == (days <= PILOT_DAYS)
