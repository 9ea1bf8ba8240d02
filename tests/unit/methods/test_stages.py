from dataclasses import replace

import pytest

from apps.methods.stages import Counts, Stage, Standing, health, needs, next_step, progress

DEMO = Counts(
    applications=12,
    applications_complete=12,
    hand_offs=9,
    hand_offs_timed=9,
    opportunities=8,
    opportunities_decided=4,
    initiatives=4,
    initiatives_ready=4,
    version=2,
    approved_version=1,
    is_published=True,
    live=1,
    building=1,
    in_parallel_run=1,
    live_measured=1,
    measured_names=("Deal to invoice",),
)


def test_the_demo_overview():
    shown = [(one.stage, one.done, one.total, one.note, one.standing) for one in progress(DEMO)]
    assert shown == [
        (Stage.ASSESS, 12, 12, "12 applications, 9 hand-offs", Standing.DONE),
        (Stage.DECIDE, 4, 8, "4 opportunities not decided", Standing.UNDER_WAY),
        (Stage.PLAN, 3, 4, "v2 waits for approval", Standing.WAITING),
        (Stage.RUN, 1, 4, "1 building, 1 in parallel run", Standing.UNDER_WAY),
        (Stage.PROVE, 1, 4, "Deal to invoice is measured", Standing.UNDER_WAY),
    ]
    assert progress(DEMO)[3].under_way == 2


def test_a_fresh_client():
    stages = progress(Counts())
    assert {one.standing for one in stages} == {Standing.NOT_BEGUN}
    assert next_step(Counts()).title == "List the applications"
    assert stages[2].note == "no roadmap yet"


STEPS = [
    ("incident", {"open_incidents": 1}),
    ("changes", {"changes_asked": True}),
    ("approval", {}),
    ("applications", {"is_published": False, "applications": 0}),
    ("hand_offs", {"is_published": False, "hand_offs": 0}),
    ("times", {"is_published": False, "hand_offs_timed": 7}),
    ("opportunities", {"is_published": False, "opportunities": 0}),
    ("decide", {"is_published": False, "opportunities_decided": 0}),
    ("roadmap", {"is_published": False, "initiatives": 0}),
    ("ready", {"is_published": False, "initiatives_ready": 3}),
    ("publish", {"is_published": False}),
    ("build", {"approved_version": 2, "live": 0, "building": 0, "in_parallel_run": 0}),
    ("measure", {"approved_version": 2, "live_measured": 0}),
    ("decide_more", {"approved_version": 2}),
]


@pytest.mark.parametrize(("key", "changes"), STEPS)
def test_the_one_next_step(key, changes):
    assert next_step(replace(DEMO, **changes)).key == key


def test_earlier_rules_win():
    counts = replace(DEMO, open_incidents=2, changes_asked=True)
    assert next_step(counts).title == "Resolve 2 incidents"


def test_the_demo_step():
    step = next_step(DEMO)
    assert (step.title, step.stage) == ("Get roadmap v2 approved", Stage.PLAN)
    assert step.reason


def test_nothing_due():
    assert next_step(replace(DEMO, approved_version=2, opportunities_decided=8)) is None


def test_words_have_the_right_number():
    one = replace(DEMO, applications=1, applications_complete=1, hand_offs=1, opportunities=5)
    assert progress(one)[0].note == "1 application, 1 hand-off"
    assert progress(one)[1].note == "1 opportunity not decided"


@pytest.mark.parametrize(
    ("changes", "done", "note"),
    [
        ({"approved_version": 2}, 4, "v2 approved"),
        ({"changes_asked": True}, 3, "changes asked for in v2"),
        ({"is_published": False}, 2, "v2 is a draft"),
        ({"initiatives_ready": 2}, 1, "v2 waits for approval"),
    ],
)
def test_the_plan_in_four_steps(changes, done, note):
    plan = progress(replace(DEMO, **changes))[2]
    assert (plan.done, plan.note) == (done, note)


def test_several_measured():
    assert progress(replace(DEMO, measured_names=("a", "b")))[4].note == "2 are measured"


def test_more_done_than_there_is_cannot_be():
    with pytest.raises(ValueError, match="13 done of 12"):
        progress(replace(DEMO, applications_complete=13))


def test_what_somebody_waits_for_comes_first_and_all_of_it():
    both = replace(DEMO, open_incidents=1, contracts_proposed=("Product",))
    assert [step.key for step in needs(both)] == ["incident", "approval", "contract"]
    assert needs(both)[2].title == "Get the data contract Product approved"


def test_the_next_step_is_needed_where_nobody_waits():
    assert [step.key for step in needs(Counts())] == ["applications"]
    assert [step.key for step in needs(replace(DEMO, approved_version=2))] == ["decide_more"]


def test_health_in_a_word():
    assert (health(Counts()).word, health(Counts()).is_good) == ("Nothing live", None)
    working = health(Counts(running=2, recent_incidents=1))
    assert (working.word, working.note, working.is_good) == ("Working", "1 incident in 7 days", True)
    broken = health(Counts(running=2, open_incidents=2, recent_incidents=2))
    assert (broken.word, broken.note, broken.is_good) == ("Needs a look", "2 incidents open", False)
