"""What you need to know: the number, where its hours stand, and what is asked of the reader."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from apps.figures.segments import Segment, Segments, render_segments
from apps.figures.text import fit_text, text_width
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.executive.since import Since, since_of
from apps.tenant.reports.facts import Snapshot

MOST_DECISIONS, MOST_FACTS = 3, 5
FEWEST_FOLLOWING, MOST_FOLLOWING = 2, 5
WHY_SIZE, WHY_ROOM = 8.5, 205
# Points: a page without what stands above the decisions, around and in each of its parts.
ROOM, DECISIONS, DECISION, WHY_LINE, FACTS, FACT, CHANGED, TABLE, LINE = 424, 52, 25, 12, 35, 20.3, 14.4, 49, 13.4
# More digits than this need a smaller size beside the text.
MOST_LARGE = 5


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A decision that waits for the reader. ref: the method line behind its worth."""

    what: str
    why: str
    worth: str
    waits: str
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    name: str
    value: str
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Next:
    """Something that happens soon: a change that goes live, and who sees to it."""

    day: str
    what: str
    state: str
    owner: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """number: the hours found, "" before there are any. since: in place of standing from the second report on."""

    number: str
    money: str
    rate: str
    applications: str
    hand_offs: str
    won_back: str
    left: str
    picture: Picture | None
    decisions: list[Wanted]
    decisions_title: str
    standing: list[Fact]
    returns: list[Fact]
    following: list[Next]
    since: Since | None = None

    @property
    def is_long(self) -> bool:
        return len(self.number) > MOST_LARGE


def answer_section(facts: Snapshot, look: Look) -> Section:
    wanted, since = decisions(facts, look), since_of(facts, look)
    hours = facts.hand_offs.standing.found_hours
    return Section(
        key="answer",
        name="What you need to know",
        finding=_finding(facts, look, wanted),
        brief=_brief(facts, look, wanted),
        content=Answer(
            number=look.hours(hours) if hours else "",
            money=look.money(facts.hand_offs.standing.found_per_year),
            rate=look.cents(facts.about.hourly_rate),
            applications=count_words(facts.inventory.applications, "application"),
            hand_offs=count_words(len(facts.hand_offs.rows), "hand-off"),
            won_back=_if_any(look.hours(facts.hand_offs.standing.won_back_hours), facts),
            left=look.hours(facts.hand_offs.standing.left_hours),
            picture=_where_hours_stand(facts, look),
            decisions=wanted,
            decisions_title=f"{capital(count_words(len(wanted), 'decision'))} we ask of you",
            standing=_standing(facts, look),
            returns=_returns(facts, look),
            following=_following(facts, look)[: _room_below(wanted, since)],
            since=since,
        ),
    )


def decisions(facts: Snapshot, look: Look) -> list[Wanted]:
    """What waits for somebody at the client: contracts, the roadmap, and the largest hand-offs nobody decided on."""
    found = [_contract(name) for name in facts.run.proposed_contracts]
    if facts.roadmap and facts.roadmap.waiting:
        found.append(_version(facts, look))
    undecided = [row for row in facts.opportunities.rows if row.decision == "open" and row.band == "priority"]
    found += [
        Wanted(
            what=f"Decide on {row.name}",
            why=f"{fit_text(row.route, WHY_SIZE, WHY_ROOM)}. Score {row.score} of 27, a priority.",
            worth=f"{look.hours2(row.hours_per_week)} h a week by hand, {look.money(row.cost_per_year)} a year",
            waits=f"Each week costs {look.money(row.cost_per_year / 52)}",
            ref="priority",
        )
        for row in undecided
    ]
    return found[:MOST_DECISIONS]


def _contract(name: str) -> Wanted:
    return Wanted(
        what=f"Approve the contract for {name}",
        why="It says what the data must look like, which application's version counts, and who may change it.",
        worth="What is built on it can go live",
        waits="What needs this data waits, too",
    )


def _version(facts: Snapshot, look: Look) -> Wanted:
    roadmap = facts.roadmap
    number = roadmap.waiting.number if roadmap and roadmap.waiting else 0
    worth = "The order and the dates of the work"
    if facts.returns:
        net, months = look.money(facts.returns.expected.net), facts.returns.horizon_months
        worth = f"{net} net over {months} months is expected"
    before = roadmap.approved if roadmap else None
    why = f"It replaces version {before.number}." if before else "It is the first version."
    changed = [row for row in roadmap.rows if row.was_planned and row.was_live != row.live] if roadmap else []
    if changed:
        why += f" {capital(count_words(len(changed), 'date'))} moved."
    return Wanted(
        what=f"Approve roadmap version {number}",
        why=why,
        worth=worth,
        waits="People keep working to a plan that no longer holds" if before else "Nothing is committed to yet",
        ref="net" if facts.returns else "",
    )


def _finding(facts: Snapshot, look: Look, wanted: list[Wanted]) -> str:
    standing = facts.hand_offs.standing
    asked = f"; {count_words(len(wanted), 'decision')} {'waits' if len(wanted) == 1 else 'wait'} for you"
    asked = asked if wanted else ""
    if not facts.hand_offs.rows:
        return "Nothing that moves by hand is recorded yet; the next weeks will show it"
    if not standing.found_hours:
        return f"{capital(count_words(len(facts.hand_offs.rows), 'hand-off'))} found, not timed yet{asked}"
    if not standing.won_back_hours:
        return f"Copying data by hand costs {look.hours(standing.found_hours)} hours a week{asked}"
    back = f"{look.hours(standing.won_back_hours)} of {look.hours(standing.found_hours)} hours a week are won back"
    return f"{back}{asked}"


def _brief(facts: Snapshot, look: Look, wanted: list[Wanted]) -> str:
    standing = facts.hand_offs.standing
    asked = f"; {count_words(len(wanted), 'decision')} wanted" if wanted else ""
    if not standing.found_hours:
        return f"What is known so far{asked}"
    return f"{look.hours(standing.found_hours)} hours a week, {look.money(standing.found_per_year)} a year{asked}"


def _if_any(shown: str, facts: Snapshot) -> str:
    return shown if facts.hand_offs.standing.won_back_hours else ""


def _where_hours_stand(facts: Snapshot, look: Look) -> Picture | None:
    """Found hours: given back, in work, decided, and waiting. Each hand-off counts once."""
    standing = facts.hand_offs.standing
    if not standing.found_hours:
        return None
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for row in facts.opportunities.rows:
        hours[row.tone if row.state not in {"planned", "decided"} else "decided"] += row.hours_per_week
    in_work = min(hours["half"], standing.left_hours)
    decided = min(hours["decided"], standing.left_hours - in_work)
    rest = max(standing.left_hours - in_work - decided, Decimal(0))
    parts = (
        Segment(label="won back", value=max(standing.won_back_hours, Decimal(0)), tone="good"),
        Segment(label="being worked on", value=in_work, tone="accent"),
        Segment(label="decided", value=decided, tone="accent-line"),
        Segment(label="waits", value=rest, tone="bad-fill"),
    )
    figure = render_segments(Segments(parts=parts, unit="h a week"), width=COLUMN, style=look.style)
    return Picture(
        figure=figure,
        title=f"Where the {look.hours(standing.found_hours)} hours stand",
        caption=f"Hours a week on {look.day(facts.about.today)}. Source: list of hand-offs, roadmap.",
    )


def _standing(facts: Snapshot, look: Look) -> list[Fact]:
    rows = facts.opportunities.rows
    live = sum(1 for row in rows if row.tone == "good")
    decided = sum(1 for row in rows if row.decision != "open")
    timed = len(facts.hand_offs.rows) - facts.hand_offs.untimed
    return [
        Fact(name="Applications in use", value=str(facts.inventory.applications), ref="discovery"),
        Fact(
            name="Hand-offs timed",
            value=f"{look.number(timed)} of {look.number(len(facts.hand_offs.rows))}",
            ref="hours",
        ),
        Fact(name="Automatic flows with a gap", value=f"{len(facts.hand_offs.gaps)} of {facts.hand_offs.automated}"),
        Fact(name="Opportunities decided on", value=f"{decided} of {len(rows)}", ref="priority"),
        Fact(name="Connections live", value=str(live)),
    ]


def _room_below(wanted: list[Wanted], since: Since | None) -> int:
    """How many lines of what comes next still stand on the page; none rather than one alone."""
    lines = [1 + ceil(text_width(one.why, WHY_SIZE) / WHY_ROOM) for one in wanted]
    used: float = DECISIONS + sum(DECISION - WHY_LINE + WHY_LINE * count for count in lines)
    changed = CHANGED * (len(since.rows) + bool(since.more)) if since else 0
    used += FACTS + max(changed, FACT * MOST_FACTS)
    count = int((ROOM - used - TABLE) // LINE)
    return min(count, MOST_FOLLOWING) if count >= FEWEST_FOLLOWING else 0


def _following(facts: Snapshot, look: Look) -> list[Next]:
    rows = facts.roadmap.rows if facts.roadmap else ()
    coming = [(row.live, row.id, row) for row in rows if row.live and row.live >= facts.about.today]
    return [
        Next(day=look.day(day), what=f"{row.name} goes live", state=row.state, owner=row.owner or "–")
        for day, _, row in sorted(coming, key=lambda one: one[:2])
    ]


def _returns(facts: Snapshot, look: Look) -> list[Fact]:
    returns = facts.returns
    if returns is None:
        cost = facts.hand_offs
        return [
            Fact(name="By hand, hours a week", value=look.hours2(cost.hours_per_week), ref="hours"),
            Fact(name="By hand, a week", value=look.cents(cost.cost_per_week), ref="money"),
            Fact(name="By hand, a month", value=look.cents(cost.cost_per_month), ref="money"),
            Fact(name="By hand, a year", value=look.cents(cost.cost_per_year), ref="money"),
        ]
    expected = returns.expected
    once = sum((row.once for row in returns.rows), Decimal(0))
    return [
        Fact(name=f"Costs over {returns.horizon_months} months", value=look.money(expected.cost), ref="cost"),
        Fact(name="Paid once, of that", value=look.money(once), ref="cost"),
        Fact(name="Net benefit", value=look.money(expected.net), ref="net"),
        Fact(name="Return", value=look.percent(expected.roi_percent), ref="net"),
        Fact(
            name="Paid back after, months", value=look.months(expected.payback_months, expected.payback_word), ref="net"
        ),
    ]
