"""The page of an audit: a pure function of its facts, from the finding to the assumptions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from apps.core.pdf import LaidOut, lay_out
from apps.figures.text import fit_text
from apps.methods.business_case import LOW_CASE_COST_FACTOR, LOW_CASE_UPKEEP_HOURS, PILOT_DAYS
from apps.methods.claims import INTEGRATION_SHARE
from apps.methods.pilot import whole_days
from apps.tenant.reports.audit.facts import AuditCase, AuditFacts, AuditRow
from apps.tenant.reports.executive.document import css_of
from apps.tenant.reports.executive.look import Look, balanced, capital, count_words, listed

TEMPLATE = "reports/pdf/audit.html"
SHEET = Path(settings.BASE_DIR) / "templates" / "reports" / "pdf" / "audit.css"
MOST_PEOPLE = 4
# Points of width for the names in the table, in the size in which they are set.
ENDS_SIZE, ENDS_ROOM, NAME_ROOM = 8.0, 195.0, 110.0
NAMES = ("source", "target", "data_object")
NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Row:
    name: str
    often: str
    hours: str
    money: str
    score: str
    band: str
    once: str
    payback: str
    is_pilot: bool


@dataclass(frozen=True, kw_only=True)
class Box:
    """The pilot, or the nearest to one. number: "46", "" where there is none to show."""

    title: str
    number: str
    unit: str
    range: str
    name: str
    text: str
    limits: str


@dataclass(frozen=True, kw_only=True)
class AuditSheet:
    """All that templates/reports/pdf/audit.html may use."""

    title: str
    language: str
    firm: str
    client: str
    made_at: str
    description: str
    head: str
    parties: str
    lines: tuple[str, ...]
    hours: str
    say: str
    said: str
    rows: list[Row]
    total_hours: str
    total_money: str
    sign: str
    box: Box
    next: list[tuple[str, str]]
    assumptions: str

    @property
    def is_long(self) -> bool:
        return len(self.hours) > 5


def lay_out_audit(facts: AuditFacts) -> LaidOut:
    return lay_out(html_of_audit(facts), css=f"{css_of(facts.about.accent)}\n{_sheet()}", identifier=facts.about.id)


def html_of_audit(facts: AuditFacts) -> str:
    return render_to_string(TEMPLATE, {"page": sheet_of(facts)})


def sheet_of(facts: AuditFacts) -> AuditSheet:
    facts = _short(facts)
    look, about, content = Look.of(facts.about), facts.about, facts.content
    day = look.day(content.held_on)
    headline = finding(facts, look)
    return AuditSheet(
        title=f"Audit: {about.client}, {day}",
        language=look.language,
        firm=about.firm,
        client=about.client,
        made_at=about.made_at.isoformat(timespec="seconds"),
        description=headline,
        head=f"Audit on one page, {day}",
        parties=f"{about.client} · {about.firm} · Confidential",
        lines=balanced(headline),
        hours=look.hours(content.hours_per_week),
        say=f"{look.money(content.cost_per_year)} a year",
        said=_said(facts, look),
        rows=[_row(row, look, is_pilot=at == content.pilot) for at, row in enumerate(content.rows)],
        total_hours=look.hours2(content.hours_per_week),
        total_money=look.money(content.cost_per_year),
        sign=look.sign,
        box=_box(facts, look),
        next=_next(facts, look),
        assumptions=_assumptions(facts, look),
    )


def _cut(row: AuditRow) -> AuditRow:
    cut: dict[str, Any] = {name: fit_text(getattr(row, name), ENDS_SIZE, NAME_ROOM) for name in NAMES}
    return replace(row, **cut)


def _short(facts: AuditFacts) -> AuditFacts:
    """Names cut to what one page has room for; ordinary ones stay whole."""
    rows = tuple(_cut(row) for row in facts.content.rows)
    people = tuple(fit_text(name, ENDS_SIZE, NAME_ROOM) for name in facts.content.people)
    return replace(facts, content=replace(facts.content, rows=rows, people=people))


def finding(facts: AuditFacts, look: Look) -> str:
    content = facts.content
    count = capital(count_words(len(content.rows), "hand-off"))
    cost = f"{count} {'costs' if len(content.rows) == 1 else 'cost'} {look.hours(content.hours_per_week)} hours a week"
    if content.pilot is None:
        return f"{cost}; none pays back within {PILOT_DAYS} days yet"
    expected = content.rows[content.pilot].expected
    return f"{cost}; the best one pays back in {_days(expected, look)}"


def name_of(row: AuditRow) -> str:
    return f"{row.source} → {row.target}"


def _said(facts: AuditFacts, look: Look) -> str:
    content = facts.content
    tools = count_words(content.tools, "tool")
    people = f", named by {_people(content.people)}" if content.people else ""
    return f"at {look.cents(facts.about.hourly_rate)} an hour go into copying data by hand between {tools}{people}."


def _people(names: tuple[str, ...]) -> str:
    others = len(names) - MOST_PEOPLE
    return listed([*names[:MOST_PEOPLE], *([f"{others} more"] if others > 0 else [])])


def _row(row: AuditRow, look: Look, *, is_pilot: bool) -> Row:
    return Row(
        name=fit_text(f"{name_of(row)}, {row.data_object}", ENDS_SIZE, ENDS_ROOM),
        often=_often(row, look),
        hours=look.hours2(row.hours_per_week),
        money=look.money(row.cost_per_year),
        score="–" if row.score is None else str(row.score),
        band=row.band,
        once=look.money(row.expected.once if row.expected else None),
        payback=_days(row.expected, look),
        is_pilot=is_pilot,
    )


def _often(row: AuditRow, look: Look) -> str:
    if row.times is None or row.minutes is None:
        return "not timed"
    people = f", {row.people} people" if row.people > 1 else ""
    return f"{look.plain(row.times)} {row.per_words}, {look.plain(row.minutes)} min{people}"


def _days(case: AuditCase | None, look: Look) -> str:
    if case is None:
        return "–"
    if case.days is None or case.net_per_month <= 0:
        return NEVER
    days = whole_days(case.days)
    return f"{look.number(days)} {'day' if days == 1 else 'days'}"


def _box(facts: AuditFacts, look: Look) -> Box:
    content = facts.content
    place = content.pilot if content.pilot is not None else content.nearest
    if place is None:
        return Box(title="No pilot yet", number="", unit="", range="", name="", text="Nothing is timed.", limits="")
    row, is_pilot = content.rows[place], content.pilot is not None
    number, _, unit = _days(row.expected, look).partition(" ")
    return Box(
        title="The pilot we suggest" if is_pilot else f"No pilot within {PILOT_DAYS} days; this is the nearest",
        number=number,
        unit=unit or "in hours",
        range=f"{_days(row.high, look)} at best, {_days(row.low, look)} at worst",
        name=f"{row.data_object}: {name_of(row)}",
        text=_costs(row, look),
        limits=limits(facts, look),
    )


def _costs(row: AuditRow, look: Look) -> str:
    gain = row.expected.net_per_month if row.expected else Decimal(0)
    once = f"{look.money(row.build_once)} to build, {look.money(row.training_once)} to train"
    upkeep = f"{look.plain(row.upkeep_hours_per_month)} h of upkeep"
    monthly = f"{look.money(row.subscription_per_month)} and {upkeep} a month"
    left = f"After that it {'gains' if gain >= 0 else 'loses'} {look.money(abs(gain))} a month."
    return f"It costs {once}, then {monthly}. {left}"


def limits(facts: AuditFacts, look: Look) -> str:
    """Within what the pilot stays one, or what would make the nearest one."""
    content = facts.content
    ways = []
    if content.once_at_most is not None:
        ways.append(f"building and training cost {look.money(content.once_at_most)} or less")
    if content.minutes_at_least is not None:
        ways.append(f"it takes {look.plain(content.minutes_at_least)} minutes or more each time")
    if not ways:
        return "No lower cost and no longer time would change that: its running cost alone is more than it saves."
    if content.pilot is not None:
        return f"It stays within {PILOT_DAYS} days as long as {' and, at this cost, '.join(ways)}."
    return f"It would pay back within {PILOT_DAYS} days if {', or if '.join(ways)}."


def _next(facts: AuditFacts, look: Look) -> list[tuple[str, str]]:
    content = facts.content
    place = content.pilot if content.pilot is not None else content.nearest
    if place is None:
        return []
    row = content.rows[place]
    time = (
        f"Time {row.data_object} for a week",
        f"Everything rests on {look.plain(row.minutes)} minutes each; a stopwatch says whether that is so.",
    )
    price = f"up to {look.money(content.once_at_most)} once" if content.once_at_most is not None else "as it stands"
    quote = (f"Get a quote for {row.source} to {row.target}", f"The {PILOT_DAYS} days hold {price}.")
    if content.pilot is not None:
        decide = ("Decide on the pilot", "Write the requirement down first. This page decides nothing by itself.")
        return [time, quote, decide]
    if content.once_at_most is None:
        quote = ("Look for a tool that can go", "A licence that ends pays at once where hours saved do not.")
    look_on = ("Walk the next processes", "These are the five that came to mind; the costly one may not be among them.")
    return [time, quote, look_on]


def _assumptions(facts: AuditFacts, look: Look) -> str:
    share = INTEGRATION_SHARE
    low, expected, high = (look.percent(value * 100) for value in (share.low, share.expected, share.high))
    rule = f"A connection is expected to take away {expected} of the hours ({low} to {high})."
    months = "Payback counts from the day it goes live; a month has 52/12 weeks."
    more, upkeep = look.percent((LOW_CASE_COST_FACTOR - 1) * 100), look.plain(LOW_CASE_UPKEEP_HOURS)
    worst = f"At worst building and training cost {more} more and upkeep takes at least {upkeep} hours a month."
    return " ".join([rule, worst, months, _assumed(facts.content.rows)])


def _assumed(rows: Iterable[AuditRow]) -> str:
    found = [row for row in rows if row.assumed]
    if not found:
        return "Costs are as named in the sitting; times are the room’s own estimates."
    return (
        f"Costs of {count_words(len(found), 'hand-off')} are assumed where nobody named them; "
        "times are the room’s own estimates."
    )


@lru_cache(maxsize=1)
def _sheet() -> str:
    return SHEET.read_text()
