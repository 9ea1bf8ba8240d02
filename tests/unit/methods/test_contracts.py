from dataclasses import replace

import pytest

from apps.methods.contracts import PART_WORDS, Field, Level, Part, completeness, diff, next_version

BASE = Field("status", "text", is_required=True, allowed=frozenset({"open", "paid"}))
FREE = Field("note", "text")


@pytest.mark.parametrize(
    ("was", "now", "level", "reason"),
    [
        (BASE, None, Level.BREAKING, "status: field removed"),
        (None, FREE, Level.COMPATIBLE, "note: optional field added"),
        (None, replace(FREE, is_required=True), Level.BREAKING, "note: required field added"),
        (
            None,
            replace(FREE, is_required=True, default="-"),
            Level.COMPATIBLE,
            "note: required field with a default added",
        ),
        (None, replace(FREE, is_key=True), Level.BREAKING, "note: added to the unique key"),
        (FREE, replace(FREE, is_required=True), Level.BREAKING, "note: now required"),
        (FREE, replace(FREE, is_required=True, default="-"), Level.COMPATIBLE, "note: now required, with a default"),
        (BASE, replace(BASE, is_required=False), Level.COMPATIBLE, "status: no longer required"),
        (FREE, replace(FREE, kind="number"), Level.BREAKING, "note: type changed from text to number"),
        (FREE, replace(FREE, format="ISO 8601"), Level.BREAKING, "note: format changed to ISO 8601"),
        (replace(FREE, format="E.164"), FREE, Level.COMPATIBLE, "note: format lifted"),
        (FREE, replace(FREE, is_key=True), Level.BREAKING, "note: unique key changed"),
        (BASE, replace(BASE, allowed=BASE.allowed | {"void"}), Level.COMPATIBLE, "status: allowed values added: void"),
        (BASE, replace(BASE, allowed=frozenset({"open"})), Level.BREAKING, "status: allowed values removed: paid"),
        (BASE, replace(BASE, allowed=frozenset()), Level.COMPATIBLE, "status: allowed values lifted"),
        (FREE, replace(FREE, allowed=frozenset({"x"})), Level.BREAKING, "note: limited to allowed values"),
        (FREE, replace(FREE, default="-"), Level.COMPATIBLE, "note: default changed"),
        (replace(BASE, default="open"), BASE, Level.BREAKING, "status: default changed"),
        (FREE, replace(FREE, wording="Free text"), Level.NONE, "note: wording changed"),
    ],
)
def test_each_kind_of_change(was, now, level, reason):
    found = diff([was] if was else [], [now] if now else [])
    assert found.level is level
    assert found.reasons == (reason,)
    assert found.needs_approval is (level is Level.BREAKING)


def test_the_gravest_change_decides():
    found = diff([BASE, FREE], [replace(BASE, is_required=False)])
    assert found.level is Level.BREAKING
    assert found.reasons == ("note: field removed", "status: no longer required")


def test_swapped_values_are_both_told():
    found = diff([BASE], [replace(BASE, allowed=frozenset({"open", "void"}))])
    assert found.reasons == ("status: allowed values removed: paid", "status: allowed values added: void")


def test_order_plays_no_part():
    assert diff([BASE, FREE], [FREE, BASE]).changes == ()


@pytest.mark.parametrize(
    ("new", "version"),
    [
        ([BASE], "1.2.3"),
        ([replace(BASE, wording="State")], "1.2.4"),
        ([BASE, FREE], "1.3.0"),
        ([], "2.0.0"),
    ],
)
def test_the_next_version(new, version):
    assert next_version("1.2.3", diff([BASE], new)) == version


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.3.4", "", "1.2.x"])
def test_other_versions_are_refused(version):
    with pytest.raises(ValueError, match="three numbers"):
        next_version(version, diff([], []))


def test_a_field_twice_is_refused():
    with pytest.raises(ValueError, match="status is there twice"):
        diff([BASE, BASE], [])


def test_eight_parts():
    assert len(Part) == len(PART_WORDS) == 8
    assert completeness(dict.fromkeys(Part, True)).is_complete
    found = completeness({Part.PURPOSE: True, Part.OWNER: False})
    assert found.done == (Part.PURPOSE,)
    assert len(found.missing) == 7
    assert not found.is_complete
