"""Counts a day from a pasted or imported sheet: day, logins, uses, tickets, in this order or under heads."""

from collections.abc import Sequence

from apps.core.errors import Refused
from apps.methods.cells import Unreadable, day_first_of, read_date, read_number
from apps.methods.columns import plain_words
from apps.tenant.change.services import Counted
from apps.tenant.imports.reading import read_sheets
from apps.tenant.imports.reading.limits import Cell, Line

ORDER = ("day", "logins", "uses", "tickets")
NAMES = {
    "day": {"day", "date", "on"},
    "logins": {"logins", "login", "log ins", "sign ins", "signins", "active users", "users"},
    "uses": {"uses", "use", "feature use", "feature uses", "usage", "events", "records"},
    "tickets": {"tickets", "ticket", "support tickets", "support", "questions"},
}


def read_adoption(content: bytes) -> list[Counted]:
    """Every row of the first sheet that holds something. Refused with the row's number for what cannot be read."""
    lines = next(sheet.rows for sheet in read_sheets(content) if sheet.rows)
    places = _heads(lines[0])
    rows = lines[1:] if places else lines
    if not rows:
        raise Refused("There are only heads in it. Add a line for each day.", field="text")
    places = places or {name: at for at, name in enumerate(ORDER)}
    day_first = day_first_of([_cell(line.cells, places["day"]) for line in rows], usual=False)
    return [_counted(line, places, day_first=day_first) for line in rows]


def _heads(line: Line) -> dict[str, int]:
    """Where each column stands; empty when the first line is a day already."""
    heads = [plain_words(str(cell)) for cell in line.cells]
    places = {name: at for name, known in NAMES.items() for at, head in enumerate(heads) if head in known}
    if places and "day" not in places:
        raise Refused("There is no column with the day. Call it “day” or “date”.", field="text")
    if places and len(places) == 1:
        raise Refused("There is no column with a count. Call it “logins”, “uses” or “tickets”.", field="text")
    return places


def _counted(line: Line, places: dict[str, int], *, day_first: bool) -> Counted:
    texts = {name: _cell(line.cells, at) for name, at in places.items()}
    try:
        day = read_date(texts.pop("day"), day_first=day_first)
        counts = {name: _count(text) for name, text in texts.items()}
    except Unreadable as error:
        raise Refused(f"Row {line.number}: something in it {error}. Nothing was taken over.", field="text") from error
    return Counted(day=day, **counts)


def _count(text: str) -> int | None:
    if not text:
        return None
    number = read_number(text)
    if number < 0 or number != number.to_integral_value():
        raise Unreadable("is not a whole number from 0")
    return int(number)


def _cell(cells: Sequence[Cell], at: int) -> str:
    if at >= len(cells):
        return ""
    cell = cells[at]
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
