from apps.methods.readiness import Criteria, readiness
from tests.unit.methods.demo import d


def test_all_unknown_is_zero_known_and_still_all_possible():
    result = readiness(Criteria())
    assert (result.share, result.highest_share, len(result.unknown)) == (0, 1, 5)


def test_no_is_not_unknown():
    result = readiness(Criteria(open_api=True, connectors=False, webhooks=False, bulk=False, sso=False))
    assert (result.share, result.highest_share) == (d("0.2"), d("0.2"))
    assert result.no == ("connectors", "webhooks", "bulk", "sso")


def test_yes_to_all_five():
    assert readiness(Criteria(*[True] * 5)).share == 1
