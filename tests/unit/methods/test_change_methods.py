"""Champions, parallel run, the order of messages, adoption against a target, and changing a tool."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from apps.methods import adoption, messages, tool_change
from apps.methods.messages import Planned, Purpose, may_send, told_before_why
from apps.methods.support import champions_missing, champions_short, is_at_risk, parallel_run
from apps.methods.tool_change import Condition, missing, suggest

MONDAY = date(2026, 10, 5)


def test_departments_that_an_initiative_touches_need_two_champions():
    named = {"Operations": 2, "Finance": 1, "People": 0, "Sales": 4}
    assert champions_missing(named) == {"Finance": 1, "People": 2}
    assert champions_short(named) == {"Finance": 1}


def test_a_benefit_is_at_risk_until_somebody_looked_back():
    assert is_at_risk(is_committed=True, is_looked_back=False)
    assert not is_at_risk(is_committed=True, is_looked_back=True)
    assert not is_at_risk(is_committed=False, is_looked_back=False)


def test_a_parallel_run_lies_before_a_cut_over_and_after_any_other_start():
    before = parallel_run(date(2026, 12, 9), 4, is_cut_over=True)
    assert (before.first, before.last) == (date(2026, 11, 11), date(2026, 12, 8))
    after = parallel_run(date(2026, 10, 1), 4, is_cut_over=False)
    assert (after.first, after.last) == (date(2026, 10, 1), date(2026, 10, 28))
    assert after.week(date(2026, 9, 30)) is None
    assert after.week(date(2026, 10, 28)) == 4
    assert after.week(date(2026, 10, 29)) is None


def test_a_parallel_run_crosses_the_leap_day():
    run = parallel_run(date(2028, 2, 21), 2, is_cut_over=False)
    assert date(2028, 2, 29) in run.days
    assert len(run.days) == 14


@pytest.mark.parametrize(("weeks", "usual"), [(1, False), (2, True), (4, True), (5, False)])
def test_two_to_four_weeks_are_usual(weeks, usual):
    assert parallel_run(MONDAY, weeks, is_cut_over=False).is_usual is usual


def test_working_days_that_nobody_checked_are_missed():
    run = parallel_run(MONDAY, 2, is_cut_over=False)
    assert run.missed({MONDAY}, MONDAY + timedelta(days=3)) == (date(2026, 10, 6), date(2026, 10, 7))
    with pytest.raises(ValueError, match="at least a week"):
        parallel_run(MONDAY, 0, is_cut_over=False)


def test_every_message_is_early_where_there_is_no_why():
    plan = [Planned(1, MONDAY, Purpose.WHAT), Planned(2, MONDAY, Purpose.WHEN)]
    assert told_before_why(plan) == (1, 2)
    assert told_before_why([Planned(3, MONDAY, Purpose.WHY), *plan]) == ()
    assert told_before_why([*plan, Planned(3, MONDAY, Purpose.WHY)]) == (1, 2)
    assert told_before_why([]) == ()


def test_nothing_goes_out_before_the_why():
    assert not may_send(Purpose.RESULT, sent=[])
    assert may_send(Purpose.RESULT, sent=["why"])
    assert messages.Purpose("why") is Purpose.WHY


def test_tickets_have_a_ceiling():
    days = [(MONDAY + timedelta(days=at), count) for at, count in enumerate((5, 1, 1, 1, 2, 0))]
    assert adoption.against(days, target=1, most=True).verdict == adoption.Verdict.REACHED
    assert adoption.against(days, target=0, most=True).verdict == adoption.Verdict.NOT_YET
    assert adoption.against(days, target=1, most=True).before == Decimal(5)


def test_two_days_tell_nothing_and_no_target_is_said():
    assert adoption.against([(MONDAY, 9), (date(2026, 10, 6), 9)], target=1).verdict == adoption.Verdict.CANNOT_TELL
    assert adoption.against([(MONDAY, 9)], target=None).verdict == adoption.Verdict.NO_TARGET
    assert adoption.against([], target=3).mean is None
    with pytest.raises(ValueError, match="0 or more"):
        adoption.against([(MONDAY, -1)], target=3)


def test_one_to_two_weeks_for_each_major_change():
    assert suggest(MONDAY, 3).latest - MONDAY == timedelta(weeks=6)
    for wrong in (0, tool_change.MOST_CHANGES + 1):
        with pytest.raises(ValueError, match="major changes"):
            suggest(MONDAY, wrong)


def test_evidence_is_no_task_that_one_ticks():
    everything = set(Condition)
    assert missing(everything, evidence=0) == (Condition.EVIDENCE,)
    assert missing(everything - {Condition.EVIDENCE}, evidence=1) == ()
