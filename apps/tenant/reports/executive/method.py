"""Method: the rule behind each kind of number, with this client's own inputs, and what the numbers cannot tell."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from apps.figures.numerals import listed
from apps.tenant.reports import examples
from apps.tenant.reports.executive.look import Look, count_words, possessive
from apps.tenant.reports.executive.parts import MethodLine, Section
from apps.tenant.reports.facts import EnteredFact, Snapshot

WEEKS = 52


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    title: str
    lines: tuple[MethodLine, ...]
    limits: list[str]
    sources: str
    entered: list[str]


def method_section(facts: Snapshot, look: Look, lines: tuple[MethodLine, ...]) -> Section:
    return Section(
        key="method",
        name="Method",
        finding="How every number was made, and what it cannot tell you",
        brief="Every number, its rule, its inputs and its limits",
        content=MethodPage(
            title=f"The rules, with {possessive(facts.about.client)} own inputs",
            lines=lines,
            limits=_limits(facts, look),
            entered=_entered(facts, look, lines),
            sources=(
                "G: software integration guide. R: technology integration roadmap. N: integration cost study. "
                "A rule marked “ours” is the product’s own and is stated in full on its method page."
            ),
        ),
    )


def method_lines(facts: Snapshot, look: Look) -> tuple[MethodLine, ...]:
    """The lines that this report needs, in the order in which they are numbered."""
    made = [
        _hours(facts, look),
        _money(facts, look),
        _won_back(facts, look),
        _priority(facts),
        _scorecard(facts, look),
        _expected(facts, look),
        _consolidate(facts, look),
        _cost(facts, look),
        _net(facts, look),
        _gaps(facts),
        _discovery(facts, look),
        _conflict(facts, look),
        _checklist(facts),
    ]
    return tuple(line for line in made if line)


def _entered(facts: Snapshot, look: Look, lines: tuple[MethodLine, ...]) -> list[str]:
    """Who entered what the examples are made of, in a sentence for each set of people."""
    places = {line.key: at for at, line in enumerate(lines, 1)}
    by_people: dict[tuple[str, ...], list[EnteredFact]] = defaultdict(list)
    for fact in facts.entered:
        if fact.key in places:
            by_people[fact.people].append(fact)
    return [_sentence(list(people), group, places, look) for people, group in by_people.items()]


def _sentence(people: list[str], facts: list[EnteredFact], places: Mapping[str, int], look: Look) -> str:
    of_them = sorted(places[fact.key] for fact in facts)
    lines = f"line{'' if len(of_them) == 1 else 's'} {listed(list(map(str, of_them)))}"
    return f"The inputs of {lines}: entered by {listed(people)}, last on {look.day(max(fact.last for fact in facts))}."


def _hours(facts: Snapshot, look: Look) -> MethodLine | None:
    largest = examples.hand_off(facts)
    if largest is None or largest.cadence is None:
        return None
    times = f"{look.plain(largest.cadence.times)} {largest.per_words}"
    example = (
        f"{largest.source} → {largest.target}: {look.plain(largest.minutes)} min × {times} × "
        f"{count_words(largest.people, 'person', 'people')} = {look.hours2(largest.hours_per_week)}"
    )
    total = f"all: {look.plain(facts.hand_offs.hours_per_week)} h a week"
    return MethodLine(
        key="hours",
        name="Hours by hand",
        rule="Minutes × occasions a week × people ÷ 60, added up unrounded. A day has 8 hours, a week 5 days.",
        inputs=f"{example}; {total}",
        source="G, N; list of hand-offs",
    )


def _money(facts: Snapshot, look: Look) -> MethodLine | None:
    found, rate = facts.hand_offs, facts.about.hourly_rate
    if not found.hours_per_week:
        return None
    own = any(row.rate != rate for row in found.rows)
    made = f"{look.cents(found.cost_per_week)} a week, {look.cents(found.cost_per_month)} a month"
    rates = "rates of their own for some" if own else look.cents(rate)
    return MethodLine(
        key="money",
        name="Money a year",
        rule="Hours a week × hourly cost × 52; a month is 52 ÷ 12 weeks",
        inputs=f"{look.plain(found.hours_per_week)} × {rates} × {WEEKS} = {look.cents(found.cost_per_year)}; {made}",
        source="G, N; rate agreed with the client",
    )


def _won_back(facts: Snapshot, look: Look) -> MethodLine | None:
    standing = facts.hand_offs.standing
    if not standing.won_back_hours:
        return None
    return MethodLine(
        key="won_back",
        name="Hours won back, and left",
        rule="(Minutes before − after) × occasions a week × people ÷ 60, means of two time studies; left = found − won",
        inputs=(
            f"{look.plain(standing.found_hours)} − {look.plain(standing.won_back_hours)} = "
            f"{look.plain(standing.left_hours)} h a week, {look.money(standing.left_per_year)} a year"
        ),
        source="G, R; time studies",
    )


def _priority(facts: Snapshot) -> MethodLine | None:
    best = examples.scored(facts)
    if best is None:
        return None
    return MethodLine(
        key="priority",
        name="Priority score",
        rule="Frequency × error cost × time, each 1 to 3; the highest hand-off counts. 18 priority, 8 secondary",
        inputs=f"{best.name}: {' × '.join(map(str, best.factors))} = {best.score}, {best.band}",
        source="G, step 3",
    )


def _scorecard(facts: Snapshot, look: Look) -> MethodLine | None:
    if not facts.opportunities.rows:
        return None
    return MethodLine(
        key="scorecard",
        name="Weighted score",
        rule="Five criteria, each 0 to 100 by a stated scale, times its weight. A missing input makes a range, never 0",
        inputs=", ".join(f"{name} {look.percent(weight)}" for name, weight in facts.opportunities.weights),
        source="N, scorecard",
    )


def _expected(facts: Snapshot, look: Look) -> MethodLine | None:
    row = examples.expected(facts)
    if row is None or row.expected_hours is None or not row.hours_per_week:
        return None
    share = row.expected_hours / row.hours_per_week * 100
    a_year = row.expected_hours * facts.about.hourly_rate * WEEKS
    return MethodLine(
        key="expected",
        name="Expected saving",
        rule="Hours by hand × share expected to go: 75% (60 to 90%) of an integration, all of a consolidation",
        inputs=(
            f"{row.name}: {look.plain(row.hours_per_week)} × {look.percent(share)} = "
            f"{look.plain(row.expected_hours)} h a week, {look.money(a_year)} a year"
        ),
        source="G, typical range",
    )


def _consolidate(facts: Snapshot, look: Look) -> MethodLine | None:
    row = next((one for one in facts.opportunities.rows if one.overlap_percent is not None), None)
    if row is None:
        return None
    return MethodLine(
        key="consolidate",
        name="Connect or consolidate",
        rule="Shared capabilities ÷ those of the smaller one; consolidate from 70% if a year’s saving pays the move",
        inputs=f"{row.overlap_words}: {look.percent(row.overlap_percent)}",
        source="N, with ours; inventory",
    )


def _cost(facts: Snapshot, look: Look) -> MethodLine | None:
    row = examples.paid(facts)
    if row is None:
        return None
    return MethodLine(
        key="cost",
        name="Cost",
        rule="Build + training, once; subscription + upkeep hours × hourly cost, each month",
        inputs=f"{row.name}: {look.money(row.once)} once, {look.money(row.running)} a month",
        source="G; cost sheet",
    )


def _net(facts: Snapshot, look: Look) -> MethodLine | None:
    if facts.returns is None:
        return None
    expected = facts.returns.expected
    share = look.percent(expected.roi_percent, places=1)
    payback = look.months(expected.payback_months, expected.payback_word)
    return MethodLine(
        key="net",
        name="Net, payback, return",
        rule="Benefit − cost, added up; payback is the first moment at zero; return is net ÷ cost",
        inputs=(
            f"{look.money(expected.benefit)} − {look.money(expected.cost)} = {look.money(expected.net)}, {share} in "
            f"{facts.returns.horizon_months} months; payback {payback}"
        ),
        source="G, measuring return",
    )


def _gaps(facts: Snapshot) -> MethodLine | None:
    if not facts.hand_offs.gaps:
        return None
    first = facts.hand_offs.gaps[0]
    return MethodLine(
        key="gaps",
        name="Gap",
        rule="No integration: by hand. Fragile: script nobody owns or watches. One-way: two-way wanted. Batch: too old",
        inputs=f"{first.source} → {first.target}: {', '.join(first.gaps).lower() or first.gap.lower()}",
        source="R, step 3",
    )


def _discovery(facts: Snapshot, look: Look) -> MethodLine | None:
    found = facts.inventory
    if found.more_than_listed is None or not found.found:
        return None
    return MethodLine(
        key="discovery",
        name="Discovery",
        rule="Applications found beyond the list ÷ applications listed",
        inputs=f"{found.found} ÷ {found.listed} = +{look.percent(found.more_than_listed)}",
        source="R, step 1; intake",
    )


def _conflict(facts: Snapshot, look: Look) -> MethodLine | None:
    one = next((one for one in facts.inventory.conflicts if one.differing and one.total), None)
    if one is None or not one.differing or not one.total:
        return None
    share = look.percent(Decimal(one.differing) / one.total * 100)
    return MethodLine(
        key="conflict",
        name=f"{one.data_object} in conflict",
        rule="Records whose versions differ ÷ all records",
        inputs=f"{look.number(one.differing)} ÷ {look.number(one.total)} = {share}",
        source="R; comparison",
    )


def _checklist(facts: Snapshot) -> MethodLine | None:
    if not facts.run.integrations:
        return None
    first = facts.run.integrations[0]
    return MethodLine(
        key="checklist",
        name="Checklist before live",
        rule="Eight points; live needs all eight, an owner and a runbook, or a lead’s written reason",
        inputs=f"{first.name}: {first.checklist_done} of {facts.run.checklist_points}",
        source="G, checklist; registry",
    )


def _limits(facts: Snapshot, look: Look) -> list[str]:
    found, standing = facts.hand_offs, facts.hand_offs.standing
    limits = [
        "Times by hand are estimates of the people who do the work, except where a time study is named.",
        "Time is valued at the hourly cost. It becomes money only where hours fall or other work gets done.",
        f"{possessive(facts.about.firm)} fee is not among the costs; return is that of the connections.",
    ]
    if found.untimed:
        limits.append(f"{count_words(found.untimed, 'hand-off')} of {len(found.rows)} not timed: counted as no hours.")
    if not standing.won_back_hours:
        limits.append("Nothing has been measured after a change yet; every saving in this report is expected.")
    if facts.returns:
        limits += [
            "Errors avoided and faster data are not counted as benefit, so the return is on the low side.",
            "Low case: less time saved, building and training 25% costlier, more upkeep. No discounting.",
            "Benchmarks come from firms of all sizes and are shown for comparison only.",
        ]
    return limits
