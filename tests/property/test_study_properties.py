"""Studies while they run, and the hours of what people type at an intake link."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods import studies
from apps.methods.handoffs import Per
from apps.methods.intervals import t_interval
from apps.tenant.intake.selectors import hours_a_week

TIMES = st.lists(st.decimals("0.1", "240", places=1), min_size=2, max_size=40)


@given(TIMES)
def test_what_is_precise_enough_is_within_ten_percent(values):
    study = studies.time_study(values)
    assert study.mean == t_interval(values)
    within = study.mean.half_width <= abs(study.mean.value) / 10
    assert (study.more_needed == 0) == within
    assert study.more_needed is None or study.more_needed >= 0


@given(TIMES)
def test_the_number_needed_is_the_smallest(values):
    more = studies.time_study(values).more_needed
    if more:
        half = studies._half_of_mean(values)
        wanted = abs(studies.time_study(values).mean.value) / 10
        assert half(len(values) + more) <= wanted < half(len(values) + more - 1)


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_sample_is_enough_or_needs_more(counts):
    errors, checked = counts
    study = studies.sample_check(errors, checked)
    assert 0 <= study.mean.low <= study.mean.value <= study.mean.high <= 1
    assert study.more_needed is not None
    assert study.more_needed >= 0
    assert studies.sample_check(errors, checked).more_needed == study.more_needed


@given(TIMES, st.none() | st.decimals("0", "240", places=2))
def test_an_offer_differs_from_the_estimate_as_it_is_read(values, estimated):
    offer = studies.suggest_minutes(values, estimated)
    if len(values) < 3:
        assert offer is None
    elif offer is not None:
        assert estimated is None or studies.half_up(estimated, 1) != offer.minutes
        assert min(values) <= offer.minutes <= max(values)
    else:
        assert studies.half_up(estimated, 1) == studies.half_up(t_interval(values).value, 1)


@given(st.integers(0, 10**9), st.sampled_from(sorted(studies.MILLISECONDS)))
def test_a_time_in_any_unit_is_the_same_time(milliseconds, unit):
    back = studies.in_unit(milliseconds, unit) * studies.MILLISECONDS[unit]
    assert abs(back - milliseconds) <= studies.MILLISECONDS[unit] * Decimal("0.00005")


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from([*Per, "", "never"]), st.text(max_size=6))
def test_whatever_is_typed_has_hours_or_none(times, minutes, per, people):
    hours = hours_a_week(times, per, minutes, people)
    assert hours is None or hours > 0


@given(st.integers(1, 100), st.integers(1, 600), st.integers(1, 20))
def test_hours_of_a_daily_hand_off(times, minutes, people):
    shown = hours_a_week(str(times), "day", f"{minutes},0", people)
    assert abs(shown - Decimal(times * minutes * people * 5) / 60) < Decimal("1e-20")
