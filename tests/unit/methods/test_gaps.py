from datetime import date, timedelta

import pytest

from apps.methods.gaps import PRECEDENCE, TYPICAL_EFFECT, Direction, FlowFacts, Gap, Mechanism, classify, overrule
from tests.unit.methods.demo import TODAY, d

ONE, TWO = Direction.ONE_WAY, Direction.TWO_WAY


def facts(mechanism, direction=ONE, wanted=ONE, **more):
    return FlowFacts(mechanism, direction, wanted, **more)


def label(flow):
    return classify(flow, today=TODAY).label


def test_the_demo_flows():
    connector, batch, script = Mechanism.CONNECTOR, Mechanism.BATCH, Mechanism.SCRIPT
    assert label(facts(connector)) is Gap.NONE
    assert label(facts(connector, ONE, TWO)) is Gap.ONE_WAY
    assert label(facts(batch, latency_hours=d(24), wanted_latency_hours=d(1))) is Gap.BATCH
    assert label(facts(script, has_owner=False, is_monitored=True)) is Gap.FRAGILE
    assert label(facts(connector, TWO, TWO)) is Gap.NONE


@pytest.mark.parametrize("mechanism", [Mechanism.MANUAL, Mechanism.SPREADSHEET])
def test_by_hand_is_no_integration(mechanism):
    assert label(facts(mechanism)) is Gap.NO_INTEGRATION


def test_by_hand_keeps_its_label_when_fields_are_missing():
    found = classify(FlowFacts(Mechanism.MANUAL), today=TODAY)
    assert found.label is Gap.NO_INTEGRATION
    assert found.missing == ("wanted_direction", "direction")


def test_several_gaps_one_label():
    found = classify(facts(Mechanism.MANUAL, ONE, TWO), today=TODAY)
    assert found.gaps == (Gap.NO_INTEGRATION, Gap.ONE_WAY)
    assert found.label is Gap.NO_INTEGRATION
    script = classify(facts(Mechanism.SCRIPT, ONE, TWO, has_owner=False, is_monitored=False), today=TODAY)
    assert script.gaps == (Gap.FRAGILE, Gap.ONE_WAY)
    assert len(script.reasons) == 3


def test_precedence():
    assert PRECEDENCE == (Gap.NO_INTEGRATION, Gap.FRAGILE, Gap.ONE_WAY, Gap.BATCH)


@pytest.mark.parametrize(("days", "expected"), [(0, Gap.FRAGILE), (90, Gap.FRAGILE), (91, Gap.NONE), (-1, Gap.NONE)])
def test_a_script_that_broke_lately_is_fragile(days, expected):
    flow = facts(Mechanism.SCRIPT, has_owner=True, is_monitored=True, last_broke_on=TODAY - timedelta(days=days))
    assert label(flow) is expected


def test_a_batch_that_is_fresh_enough_has_no_gap():
    assert label(facts(Mechanism.BATCH, latency_hours=d(1), wanted_latency_hours=d(1))) is Gap.NONE


@pytest.mark.parametrize(
    ("flow", "missing"),
    [
        (FlowFacts(), ("mechanism", "wanted_direction", "direction")),
        (facts(Mechanism.CONNECTOR, None, TWO), ("direction",)),
        (facts(Mechanism.BATCH), ("latency_hours", "wanted_latency_hours")),
        (facts(Mechanism.SCRIPT), ("has_owner", "is_monitored")),
        (facts(Mechanism.SCRIPT, has_owner=True), ("is_monitored",)),
    ],
)
def test_what_cannot_be_classified_names_its_missing_fields(flow, missing):
    found = classify(flow, today=TODAY)
    assert found.label is None
    assert found.missing == missing


def test_direction_is_not_needed_where_one_way_is_wanted():
    assert label(facts(Mechanism.CONNECTOR, None, ONE)) is Gap.NONE


def test_none_says_what_is_still_not_well():
    flow = facts(Mechanism.API, has_owner=False, is_monitored=False, latency_hours=d(24), wanted_latency_hours=d(1))
    found = classify(flow, today=TODAY)
    assert found.label is Gap.NONE
    assert found.remarks == ("nobody owns it", "nobody watches it", "data is 24 h old, 1 h is wanted")


def test_overruling_keeps_the_rules_answer():
    rule = classify(facts(Mechanism.MANUAL), today=date(2026, 1, 1))
    overruled = overrule(rule, Gap.NONE, "  a yearly archive copy ")
    assert (overruled.label, overruled.rule.label) == (Gap.NONE, Gap.NO_INTEGRATION)
    assert overruled.reason == "a yearly archive copy"
    with pytest.raises(ValueError, match="needs a reason"):
        overrule(rule, Gap.NONE, "  ")


def test_every_gap_has_its_effect():
    assert set(TYPICAL_EFFECT) == set(Gap)
