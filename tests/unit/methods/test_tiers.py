import pytest

from apps.methods.tiers import Facts, Pattern, Tier, overrule, recommend


def test_deal_to_invoice():
    advice = recommend(Facts(systems=2, connections_before=0))
    assert (advice.tier, advice.pattern) == (Tier.NO_CODE, Pattern.POINT_TO_POINT)
    assert advice.tier_reasons == ("one-way", "two systems", "one trigger, one action")
    assert "data flowing back: two-way, so tier 2" in advice.would_change
    assert "the third connection: hub-and-spoke" in advice.would_change


def test_stock_sync_touches_three_systems():
    advice = recommend(Facts(systems=3, connections_before=1))
    assert (advice.tier, advice.tier_reasons) == (Tier.PLATFORM, ("3 systems",))
    assert advice.pattern is Pattern.HUB_AND_SPOKE
    assert "without 3 systems: tier 1" in advice.would_change
    decided = overrule(advice, Tier.NO_CODE, "two tier-1 connections in a row")
    assert (decided.tier, decided.rule.tier) == (Tier.NO_CODE, Tier.PLATFORM)


@pytest.mark.parametrize("fact", ["two_way", "complex_logic", "multi_step_approval"])
def test_each_fact_alone_needs_a_platform(fact):
    assert recommend(Facts(systems=2, connections_before=0, **{fact: True})).tier is Tier.PLATFORM


def test_custom_needs_both_written_reasons():
    facts = {"systems": 2, "connections_before": 0, "rules_out": ("volume",)}
    without = recommend(Facts(**facts, tier_1_fails="rate limit"))
    assert without.tier is Tier.PLATFORM
    assert without.tier_reasons[-1] == "tier 3 needs the written reason why tiers 1 and 2 each fail"
    custom = recommend(Facts(**facts, tier_1_fails="rate limit", tier_2_fails="no such connector"))
    assert custom.tier is Tier.CUSTOM
    assert custom.price.once
    assert custom.tier_reasons[1:] == ("tier 1 fails: rate limit", "tier 2 fails: no such connector")


def test_reasons_alone_do_not_make_it_custom():
    assert recommend(Facts(2, 0, tier_1_fails="x", tier_2_fails="y")).tier is Tier.NO_CODE


@pytest.mark.parametrize(
    ("before", "pattern"), [(0, Pattern.POINT_TO_POINT), (1, Pattern.POINT_TO_POINT), (2, Pattern.HUB_AND_SPOKE)]
)
def test_hub_and_spoke_from_the_third_connection(before, pattern):
    assert recommend(Facts(systems=2, connections_before=before)).pattern is pattern


def test_real_time_is_event_driven():
    advice = recommend(Facts(systems=2, connections_before=9, real_time=True))
    assert advice.pattern is Pattern.EVENT_DRIVEN
    assert advice.tier is Tier.NO_CODE


def test_refusals():
    with pytest.raises(ValueError, match="two systems"):
        recommend(Facts(systems=1, connections_before=0))
    with pytest.raises(ValueError, match="reason"):
        overrule(recommend(Facts(2, 0)), Tier.CUSTOM, "")
