"""What the imports' templates may use."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.forms import BoundField

from apps.core.access import Right, allowed
from apps.core.http import Request
from apps.core.listing import Chip, chip
from apps.tenant.imports.fields import BY_KEY
from apps.tenant.imports.forms import ImportForm, ReadingForm
from apps.tenant.imports.models import Import, ImportRow, ImportStatus
from apps.tenant.imports.preparing import progress_of
from apps.tenant.imports.selectors import has_name, list_imports, rows_of

ROWS_PER_PAGE = 50
IMPORTS_PER_PAGE = 25
TONES = {"new": "good", "update": "busy", "unchanged": "", "error": "bad"}
STATUS_TONES = {"reading": "busy", "ready": "warn", "applying": "busy", "applied": "good", "failed": "bad"}
SURE = 90


@dataclass(frozen=True)
class ImportLine:
    """One earlier import in the list."""

    imported: Import
    tone: str


@dataclass(frozen=True)
class ImportsPage:
    form: ImportForm
    lines: list[ImportLine]
    page: Page[Import]
    may_edit: bool


def imports_page(request: Request, *, form: ImportForm | None = None) -> ImportsPage:
    page = Paginator(list_imports(), IMPORTS_PER_PAGE).get_page(request.GET.get("page"))
    return ImportsPage(
        form=form or ImportForm(),
        lines=[ImportLine(imported, STATUS_TONES.get(imported.status, "")) for imported in page.object_list],
        page=page,
        may_edit=allowed(request, Right.WORK_EDIT),
    )


@dataclass(frozen=True)
class ColumnLine:
    """One column of the file, with the guess and the field to change it."""

    head: str
    samples: list[str]
    certainty: str
    tone: str
    taken_for: str
    field: BoundField | None


@dataclass(frozen=True)
class RowLine:
    """One row with its verdict."""

    row: ImportRow
    tone: str


@dataclass(frozen=True)
class Progress:
    title: str
    done: int
    total: int
    words: str
    now: str


@dataclass(frozen=True)
class ImportPage:
    imported: Import
    form: ReadingForm
    columns: list[ColumnLine]
    rows: list[RowLine]
    page: Page[ImportRow]
    chips: list[Chip]
    progress: Progress
    other_sheets: list[dict[str, Any]]
    lacks_name: bool
    may_edit: bool

    @property
    def is_ready(self) -> bool:
        return self.imported.status == ImportStatus.READY

    @property
    def can_match(self) -> bool:
        return self.may_edit and self.imported.is_open and self.imported.status != ImportStatus.READING

    @property
    def left_out(self) -> int:
        return sum(not column.taken_for for column in self.columns)


def import_page(request: Request, imported: Import, *, form: ReadingForm | None = None) -> ImportPage:
    form = form or ReadingForm(imported=imported)
    rows = rows_of(imported, request.GET.get("verdict", ""))
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return ImportPage(
        imported=imported,
        form=form,
        columns=[_column(imported, form, position) for position in range(len(imported.columns))],
        rows=[RowLine(row, TONES[row.verdict]) for row in page.object_list],
        page=page,
        chips=_chips(request, imported),
        progress=_progress(imported),
        other_sheets=[sheet for sheet in imported.sheets if sheet["name"] != imported.sheet],
        lacks_name=bool(imported.columns) and not has_name(imported),
        may_edit=allowed(request, Right.WORK_EDIT),
    )


def _column(imported: Import, form: ReadingForm, position: int) -> ColumnLine:
    column = imported.columns[position]
    certainty, tone = _certainty(column)
    name = f"column_{position}"
    return ColumnLine(
        head=column["head"] or f"Column {position + 1}",
        samples=column["samples"],
        certainty=certainty,
        tone=tone,
        taken_for=BY_KEY[column["field"]].label if column["field"] else "",
        field=form[name] if name in form.fields else None,
    )


def _certainty(column: dict[str, Any]) -> tuple[str, str]:
    if column["is_chosen"]:
        return "Chosen by hand", "good" if column["field"] else ""
    if not column["field"]:
        return "Not recognised", ""
    if column["confidence"] >= SURE:
        return f"Recognised, {column['confidence']} %", "good"
    return f"Guessed, {column['confidence']} %: please check", "warn"


def _chips(request: Request, imported: Import) -> list[Chip]:
    counts = imported.counts
    words = {"new": "New", "update": "Updates", "unchanged": "Unchanged", "error": "Errors"}
    return [chip(request, "verdict", key, label, count=counts[key]) for key, label in words.items() if counts[key]]


def _progress(imported: Import) -> Progress:
    done, total = progress_of(imported)
    applying = imported.status == ImportStatus.APPLYING
    total = total or (imported.to_apply if applying else 0)
    words = f"{done:,} of {total:,} rows" if total else "Starting"
    title = f"Applying {imported.name}" if applying else f"Reading {imported.name}"
    now = "Writing the rows" if applying else "Checking the rows" if total else "Opening the file"
    return Progress(title, done, max(total, 1), words, now)
