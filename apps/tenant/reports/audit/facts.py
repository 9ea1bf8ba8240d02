"""What the page of an audit is made of: plain facts, unrounded, as they stood when the sitting was finished."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.tenant.reports.facts import About

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class AuditCase:
    """Low, expected or high: paid once, net gain a month, payback in days, None with its word."""

    once: Decimal
    net_per_month: Decimal
    days: Decimal | None
    word: str


@dataclass(frozen=True, kw_only=True)
class AuditRow:
    """One hand-off. assumed: names of what nobody said about its cost. Cases are None while it is not timed."""

    source: str
    target: str
    data_object: str
    times: Decimal | None
    per_words: str
    minutes: Decimal | None
    people: int
    hours_per_week: Decimal | None
    cost_per_year: Decimal | None
    score: int | None
    band: str
    effort: int
    build_once: Decimal
    training_once: Decimal
    subscription_per_month: Decimal
    upkeep_hours_per_month: Decimal
    assumed: tuple[str, ...]
    low: AuditCase | None
    expected: AuditCase | None
    high: AuditCase | None


@dataclass(frozen=True, kw_only=True)
class AuditContent:
    """rows: shortest payback first; pilot, nearest: their places among them. minutes: that the sitting took.

    once_at_most, minutes_at_least: within them the pilot stays one, or the nearest one becomes one; None: no value
    would do.
    """

    held_on: date
    minutes: Decimal
    people: tuple[str, ...]
    tools: int
    hours_per_week: Decimal
    cost_per_year: Decimal
    rows: tuple[AuditRow, ...]
    pilot: int | None
    nearest: int | None
    once_at_most: Decimal | None
    minutes_at_least: Decimal | None


@dataclass(frozen=True, kw_only=True)
class AuditFacts:
    format: int
    about: About
    content: AuditContent
