"""Placing, critical path and slack, putting in order."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.capacity import Span, over_limit, too_early
from apps.methods.critical_path import in_order, slack_of
from apps.methods.placing import Place, Wanted, place

DAY = date(2028, 2, 21)  # with a leap day in the second week, and both changes of the clock within the year
wanted = st.lists(st.tuples(st.integers(1, 13), st.sampled_from([None, 1, 2, 3])), max_size=12).map(
    lambda rows: [Wanted(str(at), weeks, tier) for at, (weeks, tier) in enumerate(rows)]
)
places = st.lists(
    st.tuples(st.integers(-60, 200), st.none() | st.integers(0, 3), st.none() | st.just(1)), max_size=4
).map(lambda rows: [Place(f"P{at}", DAY + timedelta(days), room, tier) for at, (days, room, tier) in enumerate(rows)])
busy = st.lists(st.tuples(st.integers(-30, 300), st.integers(0, 120)), max_size=6).map(
    lambda rows: [
        Span(f"b{n}", DAY + timedelta(first), DAY + timedelta(first + days)) for n, (first, days) in enumerate(rows)
    ]
)


@given(wanted, places, busy, st.integers(1, 4))
def test_what_is_placed_keeps_to_the_limit_and_starts_in_time(wanted, places, busy, limit):
    found = place(wanted, places, today=DAY, busy=busy, limit=limit)
    assert [one.key for one in found] == [one.key for one in wanted]
    starts = {one.name: one.start for one in places}
    for one, asked in zip(found, wanted, strict=True):
        assert one.start.weekday() == 0
        assert (one.live - one.start).days == asked.weeks * 7 - 1
        assert one.start >= max(DAY, starts.get(one.place) or DAY)
    spans = [Span(one.key, one.start, one.live) for one in found]
    for period in over_limit([*busy, *spans], limit=limit):
        assert not set(period.keys) & {one.key for one in found}, "only what was there before is over the limit"


@st.composite
def plans(draw):
    """Dated efforts that wait for earlier ones of the list, so never in a circle, in any order of days."""
    count = draw(st.integers(0, 14))
    spans, waits = [], {}
    for at in range(count):
        first = DAY + timedelta(draw(st.integers(0, 400)))
        spans.append(Span(f"i{at}", first, first + timedelta(draw(st.integers(0, 90)))))
        waits[f"i{at}"] = [f"i{one}" for one in draw(st.sets(st.integers(0, max(at - 1, 0)), max_size=3)) if one < at]
    return spans, waits


@given(plans())
def test_nothing_starts_before_what_it_waits_for(plan):
    spans, waits = plan
    ordered = in_order(spans, waits)
    assert not too_early(ordered.values(), waits)
    for span in spans:
        moved = ordered[span.key]
        assert moved.start >= span.start
        assert moved.live - moved.start == span.live - span.start
    assert in_order(ordered.values(), waits) == ordered, "once in order, always in order"


@given(plans(), st.randoms())
def test_shuffled_input_gives_the_same_answer(plan, random):
    spans, waits = plan
    mixed = list(spans)
    random.shuffle(mixed)
    keys = list(waits)
    random.shuffle(keys)
    others = {key: waits[key][::-1] for key in keys}
    assert slack_of(mixed, others) == slack_of(spans, waits)
    assert in_order(mixed, others) == in_order(spans, waits)


@given(plans())
def test_using_up_ones_slack_moves_no_end_and_a_day_more_does(plan):
    spans, waits = plan
    spans = list(in_order(spans, waits).values())
    found = slack_of(spans, waits)
    end = max((span.live for span in spans), default=None)
    assert all(one.days >= 0 for one in found.values())
    assert not spans or any(one.is_critical for one in found.values())
    for span in spans:
        for days, stays in ((found[span.key].days, True), (found[span.key].days + 1, False)):
            later = replace(span, live=span.live + timedelta(days))
            after = in_order([later if one is span else one for one in spans], waits)
            assert (max(one.live for one in after.values()) <= end) is stays
