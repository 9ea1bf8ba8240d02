"""Processes, gaps by department, and the rules about data objects."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from apps.methods.gap_matrix import Entry, matrix
from apps.methods.handoffs import cost_of
from apps.methods.object_rules import Holder, Move, ObjectFacts, findings
from apps.methods.processes import Step, breaks, totals
from tests.property.strategies import cadences, decimals, hand_offs

CLOSE = Decimal("1e-12")
PLACES = st.sampled_from(["A", "B", "C"])
costs = st.none() | hand_offs.map(cost_of)
entries = st.lists(st.builds(Entry, PLACES, PLACES, st.booleans(), costs), max_size=12)


def step(flow, ends, is_hand_off, cost, cadence, facts):
    latency, rate = facts
    return Step(flow, *ends, is_hand_off, cost if is_hand_off else None, cadence, latency, rate)


passes = st.tuples(
    st.tuples(PLACES, PLACES),
    st.booleans(),
    costs,
    st.none() | cadences,
    st.tuples(st.none() | decimals(0, 100), st.none() | decimals(0, 100)),
)
# A few flows, and a trace that passes them in any order, some of them several times.
traces = st.lists(passes, min_size=1, max_size=5).flatmap(
    lambda known: st.lists(
        st.integers(0, len(known) - 1).map(lambda flow: step(flow, *known[flow])), min_size=1, max_size=10
    )
)


def hours(cost):
    return cost.hours_per_year if cost else Decimal(0)


@given(traces)
def test_the_hours_of_a_process_are_those_of_its_flows_once_each(trace):
    once = {one.flow: hours(one.cost) for one in trace}
    assert abs(totals(trace).cost.hours_per_year - sum(once.values())) <= CLOSE * (1 + sum(once.values()))


@given(traces, st.randoms())
def test_the_order_of_the_steps_changes_no_total(trace, random):
    turned = list(trace)
    random.shuffle(turned)
    assert totals(trace) == totals(turned)


@given(traces)
def test_passing_all_again_doubles_hand_offs_and_waiting_but_no_hours(trace):
    once, twice = totals(trace), totals([*trace, *trace])
    assert twice.cost.hours_per_year == once.cost.hours_per_year
    assert (twice.hand_offs, twice.latency_hours) == (2 * once.hand_offs, 2 * once.latency_hours)
    assert twice.errors_per_year == once.errors_per_year


@given(traces)
def test_every_break_is_a_place_where_the_work_jumps(trace):
    found = breaks(trace)
    assert 0 not in found
    assert all((trace[at].source != trace[at - 1].target) == (at in found) for at in range(1, len(trace)))


@given(entries)
def test_the_matrix_sums_all_flows_once(flows):
    found = matrix(flows)
    expected = sum((hours(one.cost) for one in flows if one.is_hand_off), Decimal(0))
    for parts in (found.cells, found.rows, found.columns):
        assert sum(cell.count for cell in parts.values()) == len(flows) == found.all.count
        assert sum(cell.untimed for cell in parts.values()) == found.all.untimed
        total = sum((hours(cell.cost) for cell in parts.values()), Decimal(0))
        assert abs(total - expected) <= CLOSE * (1 + expected)


@given(entries, st.randoms())
def test_the_order_of_the_flows_changes_no_cell(flows, random):
    turned = list(flows)
    random.shuffle(turned)
    found, again = matrix(flows), matrix(turned)
    assert (found.cells, found.rows, found.columns, found.all) == (again.cells, again.rows, again.columns, again.all)


APPLICATIONS = st.integers(1, 5)
flags = st.booleans()


def facts(number, master, held, moved):
    """The system of record is among the holders, as the rules ask, even when it does nothing."""
    uses = {master: (False, False, False, False)} | held if master else held
    holders = tuple(Holder(pk, f"Tool {pk}", *flags) for pk, flags in uses.items())
    moves = (Move(flow, source, f"Tool {source}", target, both) for flow, (source, target, both) in moved.items())
    return ObjectFacts(number, f"Object {number}", master, holders, tuple(moves))


objects = st.builds(
    facts,
    st.integers(1, 6),
    st.none() | APPLICATIONS,
    st.dictionaries(APPLICATIONS, st.tuples(flags, flags, flags, flags), max_size=4),
    st.dictionaries(st.integers(1, 50), st.tuples(APPLICATIONS, APPLICATIONS, flags), max_size=4),
)
landscapes = st.lists(objects, max_size=4, unique_by=lambda one: one.id)


@given(landscapes, st.randoms())
def test_findings_do_not_depend_on_any_order(known, random):
    def shuffled(parts):
        turned = list(parts)
        random.shuffle(turned)
        return tuple(turned)

    turned = [
        ObjectFacts(one.id, one.name, one.system_of_record, shuffled(one.holders), shuffled(one.moves))
        for one in shuffled(known)
    ]
    assert findings(known) == findings(turned)


@given(landscapes)
def test_every_finding_has_a_key_of_its_own_and_explains_itself(known):
    found = findings(known)
    assert len({one.key for one in found}) == len(found)
    assert all(one.text and one.advice and one.workings.rule and one.workings.inputs for one in found if one.flows)
