from apps.methods.platform_fit import Answer, fit, in_order
from tests.unit.methods.demo import d

YES, NO, UNKNOWN = Answer(True, "vendor"), Answer(False, "G"), Answer(None)


def test_unknown_is_never_no():
    found = fit("Make", {"a": YES, "b": NO, "c": UNKNOWN}, {"open_api": YES, "sso": UNKNOWN})
    assert (found.met, found.not_met, found.unknown) == (("a",), ("b",), ("c",))
    assert (round(found.share, 4), round(found.highest_share, 4)) == (d("0.3333"), d("0.6667"))
    assert (found.criteria_met, found.criteria_unknown) == (1, 1)
    assert [(one.label, one.value, one.source) for one in found.workings.inputs][1] == ("b", False, "G")


def test_without_needs_nothing_is_missing():
    found = fit("Make", {}, {})
    assert (found.share, found.highest_share) == (1, 1)


def test_order():
    ready, bare = {"open_api": YES}, {"open_api": NO}
    one, two = fit("One", {"a": YES, "b": NO}, ready), fit("Two", {"a": YES, "b": UNKNOWN}, bare)
    three, four = fit("Three", {"a": YES, "b": YES}, bare), fit("Four", {"a": YES, "b": YES}, ready)
    cheap, dear = fit("Cheap", {"a": UNKNOWN, "b": UNKNOWN}, {}), fit("Dear", {"a": UNKNOWN, "b": UNKNOWN}, {})
    unpriced = fit("Abc", {"a": UNKNOWN, "b": UNKNOWN}, {})
    order = in_order([one, unpriced, dear, cheap, two, three, four], {"Dear": d(9), "Cheap": d(1), "Abc": None})
    assert [found.platform for found in order] == ["Four", "Three", "Two", "Cheap", "Dear", "Abc", "One"]
