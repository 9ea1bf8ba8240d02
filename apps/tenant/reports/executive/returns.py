"""Return: what the roadmap costs and brings, three cases, each change by itself, and what has been measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from apps.figures.cash_flow import render_cash_flow
from apps.figures.numerals import plural
from apps.tenant.reports.executive.hand_offs import top
from apps.tenant.reports.executive.look import COLUMN, Look, capital, count_words, listed, number_words
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import CaseFact, MeasuredFact, ReturnFact, ReturnFacts, Snapshot

MOST_ROWS, SHOWN_OF_MANY = 12, 8
MOST_MEASURED = 8
# Where there is much of both, each gives way, so that they stand on one page.
MANY_ROWS, MANY_MEASURED = 6, 3
TALL, LOW = 196, 150
MOST_NAMED = 5
# Kissflow's average, as G cites it.
BENCHMARK = Decimal(240)


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    once: str
    benefit: str
    running: str
    net: str
    payback: str
    is_never: bool


@dataclass(frozen=True, kw_only=True)
class Case:
    name: str
    cost: str
    benefit: str
    net: str
    percent: str
    payback: str


@dataclass(frozen=True, kw_only=True)
class Measured:
    name: str
    before: str
    after: str
    interval: str
    sample: str
    verdict: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class ReturnPage:
    """others: what the rows left out come to together, in the form of a row."""

    picture: Picture
    cases: list[Case]
    cases_title: str
    rows: list[Row]
    others: Row | None
    total: Row
    sign: str
    never: str
    at_risk: str
    measured: list[Measured]
    targets: str
    monthly: str


def returns_section(facts: Snapshot, look: Look) -> Section | None:
    returns = facts.returns
    if returns is None:
        return None
    is_crowded = len(returns.rows) > MANY_ROWS and len(returns.measured) > MANY_MEASURED
    most, of_many = (MANY_ROWS, MANY_ROWS) if is_crowded else (MOST_ROWS, SHOWN_OF_MANY)
    shown, others = top(returns.rows, most=most, of_many=of_many)
    measured, waiting = _told(returns, MANY_MEASURED if is_crowded else MOST_MEASURED)
    finding = _finding(returns, look)
    return Section(
        key="returns",
        name="Return",
        finding=finding,
        brief=_brief(returns, look),
        content=ReturnPage(
            picture=_picture(returns, look, height=LOW if is_crowded else TALL),
            cases=[_case(one, look) for one in (returns.low, returns.expected, returns.high)],
            cases_title=f"Three cases over {returns.horizon_months} months",
            rows=[_row(row, look) for row in shown],
            others=_together(plural(len(others), "other"), others, look) if others else None,
            total=_together(f"All {number_words(len(returns.rows))}", returns.rows, look),
            sign=look.sign,
            never=_never(returns),
            at_risk=_at_risk(returns),
            measured=[_measured(one, look) for one in measured],
            monthly=_monthly(returns, look),
            targets=" ".join([*(one.target for one in measured if one.target), *waiting]),
        ),
    )


def _finding(returns: ReturnFacts, look: Look) -> str:
    expected = returns.expected
    changes = capital(count_words(len(returns.rows), "change")) if returns.rows else "The business case"
    if expected.payback_months is None:
        return (
            f"{changes}: {look.money(expected.net)} net after {returns.horizon_months} months, {expected.payback_word}"
        )
    pays = "pays" if len(returns.rows) < 2 else "pay"
    when = f"after {look.months(expected.payback_months)} months"
    return f"{changes} {pays} back {when}: {look.money(expected.net)} net over {returns.horizon_months} months"


def _brief(returns: ReturnFacts, look: Look) -> str:
    expected = returns.expected
    after = f"after {look.months(expected.payback_months)} months" if expected.payback_months else expected.payback_word
    return f"{look.money(expected.net)} net in {returns.horizon_months} months; paid back {after}"


def _picture(returns: ReturnFacts, look: Look, *, height: int) -> Picture:
    figure = render_cash_flow(returns.curve, width=COLUMN, height=height, style=look.style)
    shares = ", ".join(
        f"{one.name} {look.percent(one.roi_percent)}" for one in (returns.low, returns.expected, returns.high)
    )
    return Picture(
        figure=figure,
        sub=f"Cumulative net benefit in {look.sign}, months from {look.day(returns.start)}",
        caption=f"Return: {shares}; elsewhere {look.percent(BENCHMARK)} on average (Kissflow). Source: cost sheet.",
    )


def _case(one: CaseFact, look: Look) -> Case:
    return Case(
        name=capital(one.name),
        cost=look.number(one.cost),
        benefit=look.number(one.benefit),
        net=look.number(one.net),
        percent=look.percent(one.roi_percent),
        payback=look.months(one.payback_months, one.payback_word),
    )


def _row(row: ReturnFact, look: Look) -> Row:
    return Row(
        name=row.name,
        once=look.number(row.once),
        benefit=look.number(row.benefit),
        running=look.number(row.running),
        net=look.number(row.net),
        payback=f"{look.months(row.payback_months)} months" if row.payback_months is not None else row.payback_word,
        is_never=row.payback_months is None,
    )


def _together(name: str, rows: Sequence[ReturnFact], look: Look) -> Row:
    def over(values: list[Decimal]) -> str:
        return look.number(sum(values, Decimal(0)))

    return Row(
        name=name,
        once=over([row.once for row in rows]),
        benefit=over([row.benefit for row in rows]),
        running=over([row.running for row in rows]),
        net=over([row.net for row in rows]),
        payback="",
        is_never=False,
    )


def _monthly(returns: ReturnFacts, look: Look) -> str:
    """ "Oct 2026: 14.0 h won back, 5.3 errors avoided, 1 live, no incident." for the last months."""
    said = []
    for one in returns.months:
        errors = "" if one.errors is None else f", {look.hours(one.errors)} errors avoided"
        brought = f"{look.hours(one.hours)} h won back{errors}"
        said.append(f"{look.month(one.first)}: {brought}, {one.live} live, {count_words(one.incidents, 'incident')}")
    return "; ".join(said) + "." if said else ""


def _told(returns: ReturnFacts, most: int) -> tuple[list[MeasuredFact], list[str]]:
    """What was measured after a change comes first; the others are a sentence, unless there is nothing else."""
    after = [one for one in returns.measured if one.after is not None]
    told = after or list(returns.measured)
    waiting, left_out = len(returns.measured) - len(told), len(told) - most
    has = "has" if waiting == 1 else "have"
    said = [f"{capital(count_words(waiting, 'more measure'))} {has} a baseline only."] if waiting else []
    if left_out > 0:
        said.append(f"{capital(count_words(left_out, 'other measure'))} in the workspace.")
    return told[:most], said


def _never(returns: ReturnFacts) -> str:
    rows = [row for row in returns.rows if row.payback_months is None]
    if not rows:
        return ""
    do = "does" if len(rows) == 1 else "do"
    said = f"{listed([row.name for row in rows])} {do} not pay back in hours."
    return " ".join([said, *(row.reason for row in rows if row.reason)])


def _at_risk(returns: ReturnFacts) -> str:
    rows = [row.name for row in returns.rows if row.is_at_risk]
    if not rows:
        return ""
    names = listed(rows) if len(rows) <= MOST_NAMED else plural(len(rows), "change")
    return f"At risk until the people concerned have looked back after 30 days: {names}."


def _measured(one: MeasuredFact, look: Look) -> Measured:
    after = one.after
    return Measured(
        name=f"{one.name} ({one.unit})" if one.unit else one.name,
        before=look.hours(one.before[0]),
        after=look.hours(after[0]) if after else "not yet",
        interval=f"{look.hours(after[1])}–{look.hours(after[2])}" if after else "–",
        sample=f"{one.before[3]} and {after[3]}" if after else str(one.before[3]),
        verdict=one.verdict,
        tone=one.tone,
    )
