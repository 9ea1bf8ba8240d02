"""Change management: whatever the order of what is given, the answer is the same, and no limit is crossed."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.adoption import Verdict, against
from apps.methods.messages import Planned, Purpose, told_before_why
from apps.methods.support import FEWEST_CHAMPIONS, champions_missing, parallel_run
from apps.methods.tool_change import MOST_CHANGES, Condition, missing, suggest
from tests.property.strategies import START

days = st.integers(0, 400).map(lambda after: START + timedelta(days=after))
counts = st.dictionaries(days, st.integers(0, 1000), max_size=30).map(lambda found: list(found.items()))
conditions = st.sets(st.sampled_from(list(Condition)))


@given(counts, st.integers(0, 1000), st.booleans(), st.randoms())
def test_days_in_any_order_give_the_same_verdict(given_days, target, most, random):
    shuffled = random.sample(given_days, len(given_days))
    assert against(shuffled, target=target, most=most) == against(given_days, target=target, most=most)


@given(counts.filter(lambda found: len(found) >= 3), st.integers(0, 1000), st.booleans())
def test_the_verdict_follows_the_mean_of_the_latest_days(given_days, target, most):
    found = against(given_days, target=target, most=most)
    latest = [count for _, count in sorted(given_days)][-5:]
    assert min(latest) <= found.mean <= max(latest)
    assert (found.verdict == Verdict.REACHED) == (found.mean <= target if most else found.mean >= target)


@given(counts, st.integers(0, 999))
def test_a_higher_floor_is_never_easier(given_days, target):
    if against(given_days, target=target + 1).verdict == Verdict.REACHED:
        assert against(given_days, target=target).verdict == Verdict.REACHED


@given(st.lists(st.tuples(days, st.sampled_from(list(Purpose))), max_size=12))
def test_no_why_stands_among_what_is_told_before_it(rows):
    plan = [Planned(key, on, purpose) for key, (on, purpose) in enumerate(rows)]
    early = set(told_before_why(plan))
    assert not any(one.purpose == Purpose.WHY for one in plan if one.key in early)
    whys = [one.on for one in plan if one.purpose == Purpose.WHY]
    assert all(one.on >= min(whys) for one in plan if one.key not in early)
    assert whys or early == {one.key for one in plan}


@given(days, st.integers(1, 12), st.booleans(), days)
def test_a_parallel_run_has_whole_weeks(live, weeks, is_cut_over, day):
    run = parallel_run(live, weeks, is_cut_over=is_cut_over)
    assert len(run.days) == 7 * weeks
    assert len(run.working_days) == 5 * weeks
    assert (run.week(day) is not None) == (day in run.days)
    assert (live in run.days) != is_cut_over
    assert set(run.missed(set(), day)) <= {one for one in run.working_days if one < day}


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 5)))
def test_naming_what_is_missing_leaves_nobody_short(named):
    short = champions_missing(named)
    assert not champions_missing({name: count + short.get(name, 0) for name, count in named.items()})
    assert all(0 < count <= FEWEST_CHAMPIONS for count in short.values())


@given(days, st.integers(1, MOST_CHANGES))
def test_the_latest_day_is_twice_as_far_as_the_earliest(start, major):
    found = suggest(start, major)
    assert found.latest - found.start == 2 * (found.earliest - found.start)


@given(conditions, conditions, st.integers(0, 3))
def test_doing_more_never_brings_a_condition_back(done, more, evidence):
    assert set(missing(done | more, evidence=evidence)) <= set(missing(done, evidence=evidence))
    assert set(missing(done, evidence=evidence + 1)) <= set(missing(done, evidence=evidence))


def test_a_mean_of_thirds_is_not_rounded():
    found = against([(START + timedelta(days=at), count) for at, count in enumerate((1, 1, 2))], target=1)
    assert found.mean == Decimal(4) / 3
