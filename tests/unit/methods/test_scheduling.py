"""The order that earns the most: against every order there is, and why none fits."""

from decimal import Decimal
from itertools import product
from random import Random

import pytest

from apps.methods.scheduling import Effort, Limits, Running, Status, check, propose
from apps.methods.scheduling_parts import problem_of, value_of
from apps.methods.scheduling_reasons import breaches_of


def effort(key, value=100, days=5, **others):
    return Effort(key, key.upper(), Decimal(value), Decimal(days), **others)


def named(made):
    return {one.constraint: one for one in made.violated}


def best_of_all(efforts, limits, running=()):
    """Every combination of months tried, in cents; None when none keeps the limits."""
    problem = problem_of(efforts, limits, running)
    found = []
    for months in product(range(1, limits.horizon + 1), repeat=len(problem.jobs)):
        starts = {job.key: month for job, month in zip(problem.jobs, months, strict=True)}
        if not breaches_of(problem, starts):
            found.append(value_of(problem, starts))
    return max(found, default=None)


def small_case(seed):
    rnd = Random(seed)
    efforts = [
        effort(
            "abcd"[n],
            rnd.randint(10, 900),
            rnd.randint(1, 20),
            months=rnd.choice([1, 1, 2]),
            cost=Decimal(rnd.randint(0, 900)),
            owner=rnd.choice(["Ann", "Bo"]),
            after=tuple(rnd.sample("abcd"[:n], rnd.choice([0, 0, 1]) if n else 0)),
        )
        for n in range(4)
    ]
    limits = Limits(
        horizon=rnd.randint(3, 6),
        in_flight=rnd.randint(1, 3),
        days_per_month=rnd.choice([None, Decimal(12), Decimal(25)]),
        budget_per_month=rnd.choice([None, Decimal(700), Decimal(1500)]),
        days_of=rnd.choice([{}, {"Ann": Decimal(11)}]),
        open_share=tuple(rnd.choice([(), (Decimal(1), Decimal(0)), (Decimal("0.5"),)])),
    )
    running = rnd.choice([(), (Running("z", "Z", 2, Decimal(8), Decimal(400), "Ann"),)])
    return efforts, limits, running


@pytest.mark.parametrize("seed", range(60))
def test_no_order_of_all_earns_more(seed):
    efforts, limits, running = small_case(seed)
    made, best = propose(efforts, limits, running), best_of_all(efforts, limits, running)
    if best is None:
        assert made.status is Status.INFEASIBLE
        assert made.violated
    else:
        assert (made.status, made.value * 100, made.bound * 100) == (Status.OPTIMAL, best, best)
        assert not check(efforts, limits, made.starts, running).breaches


def test_the_small_cases_are_of_both_kinds():
    answers = [best_of_all(*small_case(seed)) is None for seed in range(60)]
    assert 5 < sum(answers) < 55


def test_it_names_what_it_gains_over_the_simple_orders():
    big, easy = effort("big", 900, 20, score=6, change_effort=5), effort("easy", 50, 1, score=18, change_effort=1)
    made = propose([easy, big], Limits(horizon=4, in_flight=1))
    assert made.starts == {"big": 1, "easy": 2}
    assert (made.value, made.by_score, made.by_ease) == (2800, 1950, 1950)
    assert made.gain_over_score == 850


def test_what_earns_nothing_still_starts_as_early_as_it_can():
    assert propose([effort("a", 0), effort("b", 0)], Limits(horizon=6, in_flight=2)).starts == {"a": 1, "b": 1}


def test_nothing_to_put_in_order_is_an_answer():
    made = propose([], Limits(horizon=6))
    assert (made.status, made.starts, made.value, made.gap) == (Status.OPTIMAL, {}, 0, 0)


def test_few_days_a_month_make_it_take_longer():
    made = propose([effort("a", 100, 24)], Limits(horizon=6, days_per_month=Decimal(10)))
    assert (made.lengths, made.value) == ({"a": 3}, 300)


def test_what_runs_already_takes_its_part():
    zoho = Running("z", "Zoho", 2)
    made = propose([effort("a", after=("z",)), effort("b")], Limits(horizon=6, in_flight=1), [zoho])
    assert made.starts == {"a": 3, "b": 4}


def test_nothing_is_built_in_a_month_without_a_working_day():
    closed = (Decimal(1), Decimal(0), Decimal(1))
    assert propose([effort("a", months=2)], Limits(horizon=6, open_share=closed)).starts == {"a": 3}


def test_a_few_free_days_leave_less_room_that_month():
    made = propose([effort("a", days=8)], Limits(horizon=6, days_per_month=Decimal(10), open_share=(Decimal("0.5"),)))
    assert made.starts == {"a": 2}


def test_a_short_horizon_is_named_with_the_months_that_would_do():
    made = propose([effort("a"), effort("b"), effort("c")], Limits(horizon=2, in_flight=1))
    assert set(named(made)) == {"limit_in_flight", "horizon"}
    assert named(made)["horizon"].months == 3
    assert named(made)["limit_in_flight"].efforts == ("a", "b", "c")


def test_a_budget_that_one_effort_exceeds_names_it_alone():
    dear = effort("dear", cost=Decimal(5000))
    made = propose([effort("a"), dear, effort("b")], Limits(horizon=6, budget_per_month=Decimal(1000)))
    assert [(one.constraint, one.efforts) for one in made.violated] == [("budget", ("dear",))]


def test_somebody_without_any_days_is_named():
    made = propose([effort("a", owner="Ann"), effort("b")], Limits(horizon=6, days_of={"Ann": Decimal(0)}))
    assert [(one.constraint, one.person, one.efforts) for one in made.violated] == [("capacity", "Ann", ("a",))]


def test_a_chain_longer_than_the_horizon_names_the_chain():
    chain = [effort("a", months=2), effort("b", months=2, after=("a",)), effort("c", months=2, after=("b",))]
    made = propose([*chain, effort("d")], Limits(horizon=5))
    assert set(named(made)) == {"dependencies", "horizon"}
    assert named(made)["dependencies"].efforts == ("a", "b", "c")


def test_limits_that_are_each_impossible_are_all_named():
    made = propose(
        [effort("dear", cost=Decimal(5000)), effort("long", 100, 50)],
        Limits(horizon=4, budget_per_month=Decimal(100), days_per_month=Decimal(5)),
    )
    assert set(named(made)) == {"budget", "capacity", "horizon"}


def test_chosen_months_are_checked_against_every_limit():
    efforts = [effort("a", 100, 8, cost=Decimal(90)), effort("b", 50, 8, after=("a",), cost=Decimal(20))]
    limits = Limits(horizon=3, in_flight=1, days_per_month=Decimal(10), budget_per_month=Decimal(100))
    made = check(efforts, limits, {"a": 1, "b": 1})
    assert made.value == 300
    assert [(one.constraint, one.used, one.limit) for one in made.breaches if one.limit] == [
        ("limit_in_flight", 2, 1),
        ("capacity", 16, 10),
        ("budget", 110, 100),
    ]
    assert made.breaches[0].constraint == "dependencies"


@pytest.mark.parametrize(
    ("efforts", "limits"),
    [
        ([effort("a", after=("b",)), effort("b", after=("a",))], Limits(horizon=6)),
        ([effort("a", days=-1)], Limits(horizon=6)),
        ([effort("a")], Limits(horizon=0)),
        ([effort("a")], Limits(horizon=61)),
        ([effort("a")], Limits(horizon=6, in_flight=0)),
        ([effort("a")], Limits(horizon=6, budget_per_month=Decimal(-1))),
        ([effort(str(n)) for n in range(301)], Limits(horizon=6)),
    ],
)
def test_impossible_input_is_refused(efforts, limits):
    with pytest.raises(ValueError, match=r"."):
        propose(efforts, limits)


def test_two_hundred_efforts_that_never_fit_are_answered_with_what_would_do():
    made = propose([effort(f"{n:03}", months=2) for n in range(200)], Limits(horizon=60))
    assert (made.status, made.is_proven) == (Status.INFEASIBLE, True)
    assert named(made)["horizon"].months == 134
    assert len(named(made)["horizon"].efforts) < 200
