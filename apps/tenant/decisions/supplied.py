"""What the product brings along about integration platforms: starter price sheets and what each is known to do.

Both are files in `data/`, so that a person can review them and the next release can correct them. What a client
changes is kept apart from them (`PriceLine`).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from apps.methods.platform_cost import Counts, Plan

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Supplied:
    """One line of the supplied price sheet."""

    plan: Plan
    billing: str
    source: str
    sourced_on: date

    @property
    def key(self) -> tuple[str, str]:
        return key_of(self.plan.platform, self.plan.name)


@dataclass(frozen=True)
class KnownNeed:
    """Whether a platform meets a need, and who says so."""

    met: bool
    source: str


def key_of(platform: str, plan: str) -> tuple[str, str]:
    """What makes two lines speak of the same plan, whatever their capitals."""
    return platform.strip().casefold(), plan.strip().casefold()


@cache
def supplied_prices() -> Mapping[tuple[str, str], Supplied]:
    """The supplied sheet by platform and plan, in the file's order."""
    return {line.key: line for line in map(_line, _rows("prices.csv"))}


@cache
def known_needs() -> Mapping[str, Mapping[str, KnownNeed]]:
    """Platform (small letters) → need → answer. What is not there is not known."""
    found: dict[str, dict[str, KnownNeed]] = {}
    for row in _rows("needs.csv"):
        answers = found.setdefault(row["platform"].casefold(), {})
        answers[row["need"]] = KnownNeed(met=row["met"] == "yes", source=row["source"])
    return found


def _line(row: Mapping[str, str]) -> Supplied:
    plan = Plan(
        platform=row["platform"],
        name=row["plan"],
        price=Decimal(row["price"]),
        currency=row["currency"],
        included=_number(row["included"]),
        overage=_number(row["overage"]),
        most=_number(row["most"]),
        counts=Counts(row["counts"]),
    )
    return Supplied(plan, row["billing"], row["source"], date.fromisoformat(row["sourced_on"]))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
