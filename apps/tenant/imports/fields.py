"""What a column can mean for an application, and how its cells become values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from apps.core.spreadsheets import typed_text
from apps.methods import cells
from apps.methods.columns import Meaning
from apps.methods.rounding import half_up
from apps.tenant.imports.reading.limits import Cell
from apps.tenant.inventory.models import Classification, FoundBy, Hosting, Lifecycle


@dataclass(frozen=True)
class Habits:
    """How a column writes what is ambiguous."""

    day_first: bool = False


MOST_MONEY = Decimal("9999999999.99")
Read = Callable[[Cell, Habits], Any]


class NotFit(ValueError):
    """The value cannot be taken; the message follows the field's name."""


@dataclass(frozen=True)
class ImportField:
    """A field of an application as a target of columns. read: from a cell that is not blank to a value, or NotFit."""

    key: str
    label: str
    read: Read
    meaning: Meaning


def text_of(cell: Cell) -> str:
    """The cell as a person typed it: without the apostrophe of an export, spaces at its ends gone."""
    return typed_text(str(cell).strip())


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def habits_of(values: Iterable[Cell], usual: Habits) -> Habits:
    texts = [text_of(value) for value in values if isinstance(value, str)]
    return Habits(cells.day_first_of(texts, usual=usual.day_first))


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


def _field(key: str, label: str, read: Read, *synonyms: str, never: str = "") -> ImportField:
    return ImportField(key, label, read, Meaning(key, label, synonyms, tuple(never.split())))


FIELDS = (
    _field(
        *("name", "Application", line(120), "name", "tool", "tool name", "app", "app name", "application name"),
        *("applications", "software", "software name", "system", "system name", "product", "product name", "anwendung"),
        never="owner vendor id type version user first last department",
    ),
    _field(
        *("vendor", "Vendor", line(120), "supplier", "provider", "manufacturer", "publisher", "company", "made by"),
        *("hersteller", "anbieter"),
        never="id contact",
    ),
    _field(
        *("function", "Function", line(120), "purpose", "used for", "what it does", "category", "description", "use"),
        *("business function", "type of tool", "funktion", "zweck"),
        never="number",
    ),
    _field(
        *("departments", "Departments", names, "department", "dept", "depts", "team", "teams", "business unit"),
        *("used by", "abteilung", "abteilungen"),
        never="head id number",
    ),
    _field("capabilities", "Capabilities", names, "capability", "features", "what it is used for", "functions"),
    _field(
        *("business_owner", "Business owner", line(80), "owner", "application owner", "app owner", "responsible"),
        *("contact", "internal owner", "verantwortlich"),
        never="technical it email mail",
    ),
    _field(
        *("technical_owner", "Technical owner", line(80), "it owner", "admin", "administrator", "technical contact"),
        "system owner",
        never="business email mail",
    ),
    _field(
        *("users", "Users", whole(MOST_INTEGER), "number of users", "no of users", "user count", "active users"),
        *("headcount", "benutzer", "nutzer"),
        never="type group groups licence license cost names",
    ),
    _field(
        *("licences", "Licences paid", whole(MOST_INTEGER), "licences", "licenses", "licenses paid", "seats"),
        *("paid seats", "license count", "number of licences"),
        never="type cost key price model",
    ),
    _field(
        *("annual_cost", "Yearly cost", money, "annual cost", "cost", "cost per year", "annual spend", "yearly spend"),
        *("cost a year", "annual fee", "spend", "annual price", "price per year", "cost pa", "kosten", "jahreskosten"),
        never="monthly month centre center code quarterly type currency user seat save saving savings owner",
    ),
    _field(
        *("renewal_date", "Renewal", day, "renewal date", "renews on", "renews", "contract end", "contract end date"),
        *("next renewal", "expiry", "expires", "expiry date", "end date", "verlängerung", "vertragsende"),
        never="notice cost terms type owner",
    ),
    _field("notice_days", "Notice, days", whole(MOST_SMALL), "notice", "notice period", "cancellation notice"),
    _field("lifecycle", "Lifecycle", one_of(Lifecycle.choices, LIVES), "status", "life cycle", "stage", "state"),
    _field("hosting", "Hosting", one_of(Hosting.choices, HOSTED), "hosted", "deployment", "where it runs"),
    _field(
        *("data_objects", "Holds", names, "data", "data held", "objects", "entities", "data stored", "holds data"),
        never="classification protection owner sensitivity personal financial health",
    ),
    _field(
        *("current_integrations", "Current integrations", line(200), "integrations", "integrates with"),
        *("connected to", "interfaces", "connections"),
    ),
    _field(
        *("classification", "Data classification", one_of(Classification.choices, SECRET), "sensitivity"),
        *("data sensitivity", "confidentiality"),
    ),
    _field("has_pii", "Personal data", yes_no, "pii", "contains pii", "gdpr", "personally identifiable"),
    _field("has_phi", "Health data", yes_no, "phi", "contains phi", "hipaa"),
    _field("has_financial", "Financial data", yes_no, "financial", "pci", "has financial data"),
    _field("open_api", "Open API with documentation", yes_no_unknown, "api", "has api", "rest api", "open api"),
    _field("connectors", "Connectors to the other systems", yes_no_unknown, "connectors", "native connectors"),
    _field("webhooks", "Webhooks", yes_no_unknown, "webhook"),
    _field("bulk", "Bulk import and export", yes_no_unknown, "bulk", "bulk export", "import export", "csv export"),
    _field("sso", "Single sign-on", yes_no_unknown, "saml", "sso enabled", "oidc"),
    _field("is_shadow_it", "Shadow IT", yes_no, "shadow", "unsanctioned", "unapproved", "not approved"),
    _field("found_by", "How it was found", one_of(FoundBy.choices, FOUND), "discovered by", "found"),
    _field("found_note", "Found, note", line(300), "discovery note"),
    _field("notes", "Notes", long_text, "note", "comment", "comments", "remarks", "bemerkung", "bemerkungen"),
)
BY_KEY = {entry.key: entry for entry in FIELDS}
MEANINGS = [entry.meaning for entry in FIELDS]
