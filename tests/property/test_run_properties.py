"""Health, contracts, checklist, stages, versions."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.checklist import CheckPoint, gate
from apps.methods.contracts import Field, Level, completeness, diff, next_version
from apps.methods.contracts import Part as ContractPart
from apps.methods.health import Band, Metric, Point, baseline, deviation
from apps.methods.stages import Counts, next_step, progress
from apps.methods.versions import Entry, compare
from tests.property.strategies import START, decimals

DAY = date(2026, 11, 10)
points = st.lists(
    st.builds(
        lambda days, value, bad: Point(DAY - timedelta(days=days), value, bad),
        st.integers(-3, 40),
        decimals(0, 99),
        st.booleans(),
    ),
    max_size=30,
    unique_by=lambda point: point.day,
)
texts = st.sampled_from(["", "x", "y"])
fields = st.lists(
    st.builds(
        Field,
        st.sampled_from("abcd"),
        st.sampled_from(["text", "number"]),
        st.booleans(),
        texts,
        st.frozensets(st.sampled_from("pqr")),
        st.none() | texts,
        st.booleans(),
        texts,
    ),
    max_size=4,
    unique_by=lambda field: field.name,
)
entries = st.lists(
    st.builds(
        lambda key, first, days, hours: Entry(
            key, key, START + timedelta(days=first), START + timedelta(days=first + days), hours, hours * 1976
        ),
        st.sampled_from("abcdef"),
        st.integers(0, 30),
        st.integers(0, 30),
        decimals(0, 9),
    ),
    max_size=6,
    unique_by=lambda entry: entry.key,
)


@given(points, decimals(0, 99), st.randoms(use_true_random=False))
def test_a_deviation_depends_only_on_four_weekdays_before(history, value, chance):
    tested = Point(DAY, value)
    found = deviation(Metric.VOLUME, tested, history)
    used = [p for p in history if not p.in_incident and (DAY - p.day).days in (7, 14, 21, 28)]
    assert deviation(Metric.VOLUME, tested, chance.sample(used, len(used))) == found
    assert (found.band is Band.LEARNING) == (len(used) < 3)
    assert found.points == len(used)


@given(points, decimals(0, 99), st.integers(2, 9))
def test_a_band_does_not_depend_on_the_unit(history, value, factor):
    bigger = [replace(point, value=point.value * factor) for point in history]
    here = deviation(Metric.ERRORS, Point(DAY, value), history)
    there = deviation(Metric.ERRORS, Point(DAY, value * factor), bigger)
    assert (here.band, here.alerts) == (there.band, there.alerts)


@given(points)
def test_the_median_itself_is_always_inside(history):
    middle, _ = baseline(DAY, history)
    if middle is not None:
        assert deviation(Metric.VOLUME, Point(DAY, middle), history).band is Band.INSIDE


@given(fields)
def test_the_same_contract_has_no_changes(some):
    assert diff(some, reversed(some)).changes == ()
    assert next_version("2.3.4", diff(some, some)) == "2.3.4"


@given(fields, fields)
def test_versions_only_rise_and_by_the_gravest_change(old, new):
    found = diff(old, new)
    version = tuple(int(part) for part in next_version("1.2.3", found).split("."))
    expected = {Level.BREAKING: (2, 0, 0), Level.COMPATIBLE: (1, 3, 0)}
    assert version == expected.get(found.level, (1, 2, 4) if found.changes else (1, 2, 3))
    assert (found.changes == ()) == (sorted(old, key=repr) == sorted(new, key=repr))


@given(fields, fields)
def test_taking_fields_away_is_breaking(old, new):
    gone = {field.name for field in old} - {field.name for field in new}
    if gone:
        assert diff(old, new).level is Level.BREAKING


@given(st.dictionaries(st.sampled_from(ContractPart), st.booleans()))
def test_parts_are_either_done_or_missing(parts):
    found = completeness(parts)
    assert len(found.done) + len(found.missing) == 8
    assert found.is_complete == (sum(parts.values()) == 8)


@given(st.dictionaries(st.sampled_from(CheckPoint), st.booleans()), st.booleans(), st.booleans())
def test_the_gate_is_open_exactly_when_nothing_is_missing(done, owner, runbook):
    found = gate(done, has_owner=owner, has_runbook=runbook)
    assert found.is_open == (sum(done.values()) == 8 and owner and runbook) == (not found.missing)
    assert found.done == sum(done.values())


@st.composite
def counts(draw):
    def up_to(most):
        return draw(st.integers(0, most))

    applications, hand_offs, opportunities, initiatives = (up_to(6) for _ in range(4))
    live = up_to(initiatives)
    version = up_to(3)
    return Counts(
        applications=applications,
        applications_complete=up_to(applications),
        hand_offs=hand_offs,
        hand_offs_timed=up_to(hand_offs),
        opportunities=opportunities,
        opportunities_decided=up_to(opportunities),
        initiatives=initiatives,
        initiatives_ready=up_to(initiatives),
        version=version,
        approved_version=up_to(version),
        is_published=version > 0 and draw(st.booleans()),
        live=live,
        building=up_to(initiatives - live),
        live_measured=up_to(live),
        measured_names=tuple("abcdef"[: up_to(initiatives)]),
        open_incidents=up_to(2),
    )


@given(counts())
def test_progress_stays_within_its_total_and_the_step_has_a_reason(some):
    for stage in progress(some):
        assert 0 <= stage.done + stage.under_way <= stage.total
        assert stage.note
    step = next_step(some)
    assert step is None or (step.title and step.reason)
    assert (step is not None and step.key == "incident") == (some.open_incidents > 0)


@given(entries, entries)
def test_every_initiative_is_told_exactly_once(old, new):
    found = compare(old, new)
    told = [entry.key for group in (found.added, found.removed, found.moved, found.unchanged) for entry in group]
    assert sorted(told) == sorted({entry.key for entry in [*old, *new]})
    assert compare(list(reversed(old)), new) == found


@given(entries, entries)
def test_comparing_backwards_turns_every_sign(old, new):
    there, back = compare(old, new), compare(new, old)
    assert {entry.key for entry in there.added} == {entry.key for entry in back.removed}
    assert {m.key: m.live_days for m in there.moved} == {m.key: -m.live_days for m in back.moved}
    assert there.per_year_change == -back.per_year_change
    assert there.per_year_change == sum((e.value_per_year for e in new), Decimal(0)) - sum(
        (e.value_per_year for e in old), Decimal(0)
    )
