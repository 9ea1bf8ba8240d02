from datetime import UTC, datetime

import pytest

from apps.methods.checklist import POINT_WORDS, CheckPoint, Override, gate

DONE = dict.fromkeys(CheckPoint, True)
LEAD = Override("Dana Whitfield", by_lead=True, reason="pilot, two weeks", at=datetime(2026, 10, 1, tzinfo=UTC))


def test_eight_points():
    assert len(CheckPoint) == len(POINT_WORDS) == 8


def test_the_gate_opens_when_all_is_there():
    result = gate(DONE, has_owner=True, has_runbook=True)
    assert (result.is_open, result.done, result.total, result.missing) == (True, 8, 8, ())


@pytest.mark.parametrize("point", list(CheckPoint))
def test_each_point_shuts_it(point):
    result = gate(DONE | {point: False}, has_owner=True, has_runbook=True)
    assert (result.is_open, result.done, result.missing) == (False, 7, (POINT_WORDS[point],))


@pytest.mark.parametrize(("owner", "runbook", "missing"), [(False, True, "an owner"), (True, False, "a runbook")])
def test_owner_and_runbook_are_needed(owner, runbook, missing):
    result = gate(DONE, has_owner=owner, has_runbook=runbook)
    assert (result.is_open, result.missing) == (False, (missing,))


def test_a_point_not_given_is_not_done():
    assert gate({}, has_owner=True, has_runbook=True).done == 0


def test_a_lead_may_override_and_what_is_missing_stays_visible():
    result = gate({}, has_owner=False, has_runbook=False, override=LEAD)
    assert result.is_open
    assert result.overridden_by is LEAD
    assert len(result.missing) == 10


def test_an_override_that_was_not_needed_is_not_shown():
    assert gate(DONE, has_owner=True, has_runbook=True, override=LEAD).overridden_by is None


@pytest.mark.parametrize(("by_lead", "reason"), [(False, "because"), (True, " ")])
def test_nobody_else_and_never_without_a_reason(by_lead, reason):
    with pytest.raises(ValueError, match="Only a lead"):
        gate({}, has_owner=True, has_runbook=True, override=Override("x", by_lead, reason, LEAD.at))
