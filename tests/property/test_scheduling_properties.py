"""Whatever is put in order: nothing before what it waits for, every limit kept in every month, the same answer
however it is shuffled, and never less than the simple orders."""

from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.methods.scheduling import Effort, Limits, Running, Status, check, propose
from tests.property.strategies import decimals

PEOPLE = ("Ann", "Bo", "")


@st.composite
def efforts(draw):
    made = []
    for number in range(draw(st.integers(0, 7))):
        before = draw(st.lists(st.sampled_from([one.key for one in made]), max_size=2, unique=True)) if made else []
        made.append(
            Effort(
                f"e{number}",
                f"Effort {number}",
                draw(decimals(0, 2000)),
                draw(decimals(0, 25, places=1)),
                draw(st.integers(1, 3)),
                draw(decimals(0, 3000)),
                draw(st.sampled_from(PEOPLE)),
                tuple(before),
                draw(st.none() | st.sampled_from([1, 6, 18, 27])),
                draw(st.none() | st.integers(1, 5)),
            )
        )
    return made


limits = st.builds(
    Limits,
    horizon=st.integers(3, 14),
    in_flight=st.integers(1, 3),
    days_per_month=st.none() | decimals(8, 40, places=1),
    budget_per_month=st.none() | decimals(500, 4000),
    days_of=st.dictionaries(st.sampled_from(PEOPLE[:2]), decimals(5, 20, places=1)),
    open_share=st.lists(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)]), max_size=4).map(tuple),
)
running = st.lists(st.builds(Running, st.just("z"), st.just("Z"), st.integers(1, 4), decimals(0, 9)), max_size=1)


@settings(max_examples=60)
@given(efforts(), limits, running)
def test_every_limit_is_kept_in_every_month(chosen, within, at_work):
    made = propose(chosen, within, at_work, work=0.5)
    if made.status is Status.INFEASIBLE:
        assert made.violated
        return
    assert set(made.starts) == {one.key for one in chosen}
    for one in chosen:
        assert made.starts[one.key] + made.lengths[one.key] - 1 <= within.horizon
        for before in one.after:
            assert made.starts[before] + made.lengths[before] <= made.starts[one.key]
    for month in range(1, within.horizon + 1):
        in_it = [one for one in chosen if 0 <= month - made.starts[one.key] < made.lengths[one.key]]
        assert len(in_it) + sum(month <= one.months for one in at_work) <= within.in_flight or not in_it
        assert not in_it or within.share(month) > 0
        if within.days_per_month is not None:
            days = sum((one.effort_days / made.lengths[one.key] for one in in_it), Decimal(0))
            assert days <= within.days_per_month * within.share(month) + Decimal("0.1")
    assert not check(chosen, within, made.starts, at_work).breaches
    assert made.value <= made.bound
    assert all(simple is None or simple <= made.value for simple in (made.by_score, made.by_ease))


@settings(max_examples=30)
@given(efforts(), limits, st.integers(0, 1000))
def test_shuffled_input_has_the_same_answer(chosen, within, seed):
    shuffled = list(chosen)
    Random(seed).shuffle(shuffled)
    assert propose(shuffled, within, work=0.5) == propose(chosen, within, work=0.5)


@settings(max_examples=30)
@given(efforts(), limits)
def test_one_more_in_flight_never_earns_less(chosen, within):
    few = propose(chosen, within, work=0.5)
    more = propose(chosen, Limits(**{**vars(within), "in_flight": within.in_flight + 1}), work=0.5)
    if few.status is not Status.INFEASIBLE:
        assert more.bound >= few.value
