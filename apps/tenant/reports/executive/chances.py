"""How sure it is: the return drawn many times, what matters most, and what was entered by line."""

from dataclasses import dataclass

from apps.figures.histogram import render_histogram
from apps.figures.tornado import render_tornado
from apps.tenant.reports.executive.look import COLUMN, Look, capital
from apps.tenant.reports.executive.parts import Picture, Section
from apps.tenant.reports.facts import ChancesFact, LineFact, Snapshot

MOST_LINES = 12
DRAWN = (
    "10,000 draws. In each, every input gets a value between its low and its high one, most likely the expected one "
    "(triangular), independent of the others."
)


@dataclass(frozen=True, kw_only=True)
class Line:
    name: str
    kind: str
    low: str
    expected: str
    high: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ChancesPage:
    """more: how many lines are left out, in words."""

    draws: Picture
    swings: Picture
    lines: list[Line]
    more: str
    sign: str


def chances_section(facts: Snapshot, look: Look) -> Section | None:
    """None while nothing has a range, for then nothing can come out differently."""
    found = facts.returns.chances if facts.returns else None
    if found is None or not found.tornado.bars:
        return None
    lines = [_line(one, look) for one in found.lines]
    return Section(
        key="chances",
        name="How sure the return is",
        finding=_finding(found, look),
        brief=f"{look.percent(found.within_a_year)} of the draws pay back within 12 months",
        content=ChancesPage(
            draws=_draws(found, look),
            swings=_swings(found, look),
            lines=lines[:MOST_LINES],
            more=f"{len(lines) - MOST_LINES} more lines are in the workspace." if len(lines) > MOST_LINES else "",
            sign=look.sign,
        ),
    )


def _finding(found: ChancesFact, look: Look) -> str:
    chance = look.percent(found.within_a_year)
    middle = found.middle_months
    when = f"half of all draws by month {look.months(middle)}" if middle is not None else "half of all draws never"
    return f"{chance} of the draws pay back within 12 months, {when}"


def _draws(found: ChancesFact, look: Look) -> Picture:
    figure = render_histogram(found.histogram, width=COLUMN, height=150, style=look.style)
    losing = f"{look.percent(found.losing)} end below zero."
    return Picture(
        figure=figure,
        title=f"{capital(found.histogram.result)} over {found.horizon_months} months",
        sub=f"In {look.sign}. {losing}",
        caption=f"{DRAWN} Source: cost sheet, business case.",
    )


def _swings(found: ChancesFact, look: Look) -> Picture:
    return Picture(
        figure=render_tornado(found.tornado, width=COLUMN, style=look.style),
        sub=f"{capital(found.tornado.result)} in {look.sign}, one input at its low or high, all others as expected",
        caption="Low is less of a benefit and more of a cost. Source: cost sheet, business case.",
    )


def _line(one: LineFact, look: Look) -> Line:
    return Line(
        name=one.name,
        kind=one.kind,
        low=look.number(one.low),
        expected=look.number(one.expected),
        high=look.number(one.high),
        source=one.source or "not said",
    )
