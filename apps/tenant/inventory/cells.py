"""How a cell of a spreadsheet, pasted, imported or typed into the grid, becomes a value of an application."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import get_date_format

from apps.core.display import manner_of
from apps.core.spreadsheets import typed_text
from apps.methods import cells
from apps.methods.rounding import half_up
from apps.tenant.inventory.models import Classification, FoundBy, Hosting, Lifecycle

Cell = str | int | float


@dataclass(frozen=True)
class Habits:
    """How a column writes what is ambiguous."""

    day_first: bool = False


MOST_MONEY = Decimal("9999999999.99")
Read = Callable[[Cell, Habits], Any]


class NotFit(ValueError):
    """The value cannot be taken; the message follows the field's name."""


def text_of(cell: Cell) -> str:
    """The cell as a person typed it: without the apostrophe of an export, spaces at its ends gone."""
    return typed_text(str(cell).strip())


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def habits_of(values: Iterable[Cell], usual: Habits) -> Habits:
    texts = [text_of(value) for value in values if isinstance(value, str)]
    return Habits(cells.day_first_of(texts, usual=usual.day_first))


def usual_habits(client: Any) -> Habits:
    """How people of the client's language write days."""
    locale = manner_of(client).locale
    pattern = get_date_format("short", locale=locale).pattern.lower()
    return Habits(day_first=pattern.index("d") < pattern.index("m"))


def line(most: int) -> Read:
    def read(cell: Cell, habits: Habits) -> str:
        text = " ".join(text_of(cell).split())
        if len(text) > most:
            raise NotFit(f"is {len(text)} characters long, {most} fit")
        return text

    return read


def long_text(cell: Cell, habits: Habits) -> str:
    return text_of(cell)


def names(cell: Cell, habits: Habits) -> list[str]:
    found = cells.read_names(text_of(cell))
    for name in found:
        if len(name) > 80:
            raise NotFit(f"“{name[:30]}…” is {len(name)} characters long, 80 fit")
    return found


def money(cell: Cell, habits: Habits) -> Decimal:
    value = _number(cell)
    if value < 0:
        raise NotFit(f"“{shown(cell)}” is below 0")
    if value > MOST_MONEY:
        raise NotFit(f"“{shown(cell)}” is more than fits")
    return half_up(value, 2)


def whole(most: int) -> Read:
    def read(cell: Cell, habits: Habits) -> int:
        value = _number(cell)
        if value < 0:
            raise NotFit(f"“{shown(cell)}” is below 0")
        if value > most:
            raise NotFit(f"“{shown(cell)}” is more than fits")
        if value != int(value):
            raise NotFit(f"“{shown(cell)}” is not a whole number")
        return int(value)

    return read


def day(cell: Cell, habits: Habits) -> date:
    if isinstance(cell, int | float):
        found = _readable(cell, lambda: cells.date_of_serial(Decimal(str(cell))))
    else:
        found = _readable(cell, lambda: cells.read_date(text_of(cell), day_first=habits.day_first))
    if not 1950 <= found.year <= 2200:
        raise NotFit(f"“{shown(cell)}” is not a likely date")
    return found


def yes_no_unknown(cell: Cell, habits: Habits) -> bool | None:
    return _readable(cell, lambda: cells.read_yes_no(text_of(cell)))


def yes_no(cell: Cell, habits: Habits) -> bool:
    return bool(yes_no_unknown(cell, habits))


def one_of(choices: Iterable[tuple[str, str]], also: Mapping[str, str]) -> Read:
    """A choice by its key, its label or another word people use for it."""
    pairs = list(choices)
    words = {str(word).casefold(): key for key, label in pairs for word in (key, label)} | dict(also)

    def read(cell: Cell, habits: Habits) -> str:
        said = " ".join(text_of(cell).split()).casefold()
        if said not in words:
            raise NotFit(f"“{shown(cell)}” is none of {', '.join(str(label) for _, label in pairs)}")
        return words[said]

    return read


def shown(cell: Cell) -> str:
    text = text_of(cell)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _number(cell: Cell) -> Decimal:
    if isinstance(cell, int | float):
        value = Decimal(str(cell))
        if not value.is_finite():
            raise NotFit("is not a number")
        return value
    return _readable(cell, lambda: cells.read_number(text_of(cell)))


def _readable(cell: Cell, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except cells.Unreadable as error:
        text = text_of(cell)
        if text.startswith("="):
            raise NotFit("is a formula without a stored result; open the file in Excel and save it") from error
        raise NotFit(f"“{shown(cell)}” {error}") from error


HOSTED = {"saas": "cloud", "cloud": "cloud", "on premises": "own_server", "on-premises": "own_server"}
HOSTED |= {"on-prem": "own_server", "server": "own_server", "spreadsheet": "file", "local": "desktop"}
LIVES = {"live": "active", "in use": "active", "retiring": "phasing_out", "phase out": "phasing_out"}
LIVES |= {"sunset": "phasing_out", "end of life": "retired", "inactive": "retired", "plan": "planned"}
FOUND = {"survey": "intake_link", "expenses": "card_export", "sso": "sso_export", "list": "listed"}
SECRET = {"secret": "restricted", "private": "confidential"}
MOST_INTEGER, MOST_SMALL = 2_147_483_647, 32_767


@dataclass(frozen=True)
class CellField:
    """A field of an application and how its cells are read: one that is not blank to a value, or NotFit."""

    label: str
    read: Read


FIELDS: dict[str, CellField] = {
    "name": CellField("Application", line(120)),
    "vendor": CellField("Vendor", line(120)),
    "function": CellField("Function", line(120)),
    "departments": CellField("Departments", names),
    "capabilities": CellField("Capabilities", names),
    "business_owner": CellField("Business owner", line(80)),
    "technical_owner": CellField("Technical owner", line(80)),
    "users": CellField("Users", whole(MOST_INTEGER)),
    "licences": CellField("Licences paid", whole(MOST_INTEGER)),
    "annual_cost": CellField("Yearly cost", money),
    "renewal_date": CellField("Renewal", day),
    "notice_days": CellField("Notice, days", whole(MOST_SMALL)),
    "lifecycle": CellField("Lifecycle", one_of(Lifecycle.choices, LIVES)),
    "hosting": CellField("Hosting", one_of(Hosting.choices, HOSTED)),
    "data_objects": CellField("Holds", names),
    "current_integrations": CellField("Current integrations", line(200)),
    "classification": CellField("Data classification", one_of(Classification.choices, SECRET)),
    "has_pii": CellField("Personal data", yes_no),
    "has_phi": CellField("Health data", yes_no),
    "has_financial": CellField("Financial data", yes_no),
    "open_api": CellField("Open API with documentation", yes_no_unknown),
    "connectors": CellField("Connectors to the other systems", yes_no_unknown),
    "webhooks": CellField("Webhooks", yes_no_unknown),
    "bulk": CellField("Bulk import and export", yes_no_unknown),
    "sso": CellField("Single sign-on", yes_no_unknown),
    "is_shadow_it": CellField("Shadow IT", yes_no),
    "found_by": CellField("How it was found", one_of(FoundBy.choices, FOUND)),
    "found_note": CellField("Found, note", line(300)),
    "notes": CellField("Notes", long_text),
}
