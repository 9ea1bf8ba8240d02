"""Bringing a spreadsheet in: read it, match its columns, apply its good rows once.

Small files are read, and few rows applied, before the answer; the others in the background, with their progress in the
cache, since the rows themselves are written in one transaction and seen by nobody before its end.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.outbox import enqueue
from apps.shared.accounts.models import User
from apps.tenant.history.services import record
from apps.tenant.imports.fields import BY_KEY
from apps.tenant.imports.judging import Judged, judge
from apps.tenant.imports.models import Import, ImportRow, ImportSource, ImportStatus, Verdict
from apps.tenant.imports.preparing import chosen_fields, forget_progress, prepare, tell_progress
from apps.tenant.imports.reading import is_small, read_sheets, refuse_other_kinds
from apps.tenant.imports.reading.limits import Line
from apps.tenant.inventory.bulk_services import Change, current_applications, write_applications
from apps.tenant.inventory.cells import usual_habits
from apps.tenant.inventory.models import Application

logger = logging.getLogger(__name__)
AT_ONCE = 500  # rows that are read or written before the answer
SAME_MOMENT = "Somebody added one of these applications in the same moment. Nothing was written. Apply again."
MOVED = "Somebody changed or added this application after the preview. Bring this row in again."


@dataclass(frozen=True)
class Upload:
    """What a person hands in. name: of the file, as shown in the list."""

    name: str
    content: bytes
    is_pasted: bool = False


@dataclass(frozen=True)
class Reading:
    """How a person wants the file read; what is None is left, or guessed."""

    sheet: str | None = None
    head_row: int | None = None
    columns: Mapping[int, str] | None = None


@transaction.atomic
def start_import(upload: Upload, *, client: Any, by: User) -> Import:
    """Take a file in. Small ones come back `ready` with their counts, others `reading`. Refused when unreadable."""
    refuse_other_kinds(upload.content)
    source = ImportSource.objects.create(name=upload.name[:200], content=upload.content, is_pasted=upload.is_pasted)
    imported = Import.objects.create(source=source, name=source.name, created_by=by)
    _read_now_or_later(imported, client)
    return imported


@transaction.atomic
def start_import_of_sheet(earlier: Import, sheet: str, *, client: Any, by: User) -> Import:
    """Another sheet of a file that was brought in before, as an import of its own."""
    if earlier.source is None:
        raise Conflict("The file is not kept any more. Bring it in again.")
    imported = Import.objects.create(source=earlier.source, name=earlier.source.name, sheet=sheet, created_by=by)
    _read_now_or_later(imported, client)
    return imported


@transaction.atomic
def change_reading(imported: Import, reading: Reading, *, client: Any) -> Import:
    """Another sheet, another row of heads, or other meanings of the columns; every row is judged again.

    A new sheet forgets the heads, new heads forget the columns. Refused for a column or a field that is not there,
    Conflict once the import is applied or discarded.
    """
    current = _locked(imported)
    if not current.is_open:
        raise Conflict("This import is closed. Bring the file in again to match its columns in another way.")
    _choose(current, reading)
    current.status, current.error = ImportStatus.READING, ""
    current.save()
    _read_now_or_later(current, client)
    return current


@transaction.atomic
def read_import(imported: Import, *, client: Any) -> None:
    """Read the file, find its heads, match its columns and judge its rows. Does nothing when that is done already."""
    current = _locked(imported)
    if current.status != ImportStatus.READING:
        return
    try:
        with transaction.atomic():
            prepare(current, read_sheets(bytes(_source(current).content)), client)
    except Refused as refusal:
        _fail(current, refusal.message)
    except Exception:  # whatever a crafted file does to the reader, its import must not hang
        logger.exception("Import %s could not be read", current.pk)
        _fail(current, "This file could not be read. Save the list as CSV and bring that in.")


@transaction.atomic
def apply_import(imported: Import, *, client: Any, by: User) -> Import:
    """Write all good rows, all or none, once: a second call finds it done (or under way) and changes nothing.

    Few rows are written before the answer, many in the background. Conflict while it is read, Refused without any good
    row.
    """
    current = _locked(imported)
    if current.status in {ImportStatus.APPLIED, ImportStatus.APPLYING}:
        return current
    if current.status != ImportStatus.READY:
        raise Conflict("This import cannot be applied: it is not ready. Look at it first.")
    if not current.to_apply:
        raise Refused("There is no row to apply: none is new and none changes anything.")
    current.status, current.applied_by, current.error = ImportStatus.APPLYING, by, ""
    current.save()
    if current.to_apply < AT_ONCE:
        write_import(current, client=client)
        current.refresh_from_db()
    else:
        enqueue("apps.tenant.imports.tasks.write_rows", client=client, import_id=current.pk)
    return current


def write_import(imported: Import, *, client: Any) -> None:
    """Write the rows of an import that is being applied, in one transaction. Does nothing the second time.

    An application that was changed or added since the preview is left alone, its row becomes an error that says so.
    """
    try:
        with transaction.atomic():
            current = _locked(imported)
            if current.status == ImportStatus.APPLYING:
                _write(current, client)
    except (IntegrityError, DataError, Refused) as error:
        _take_back(imported, error.message if isinstance(error, Refused) else SAME_MOMENT)


@transaction.atomic
def discard_import(imported: Import) -> Import:
    """Nothing of it is wanted: its rows and file go, the entry in the list stays. Conflict once applied."""
    current = _locked(imported)
    if current.status in {ImportStatus.APPLIED, ImportStatus.APPLYING}:
        raise Conflict("This import is applied already. Its applications can be changed or removed one by one.")
    source = current.source
    current.rows.all().delete()
    current.status, current.source = ImportStatus.DISCARDED, None
    current.save()
    if source and not source.imports.exists():
        source.delete()
    return current


def _read_now_or_later(imported: Import, client: Any) -> None:
    source = _source(imported)
    content = bytes(source.content)
    sheets = read_sheets(content) if is_small(content) else None
    if sheets and all(len(sheet.rows) < AT_ONCE for sheet in sheets):
        prepare(imported, sheets, client)
        return
    forget_progress(imported)
    enqueue("apps.tenant.imports.tasks.read_file", client=client, import_id=imported.pk)


def _write(imported: Import, client: Any) -> None:
    rows = list(imported.rows.defer("changes", "reason"))
    lines = [Line(row.number, tuple(row.cells)) for row in rows]
    current = current_applications(lock=True)
    judged = judge(lines, chosen_fields(imported), current, usual_habits(client))
    wanted = [pair for pair in zip(rows, judged, strict=True) if pair[0].verdict in {Verdict.NEW, Verdict.UPDATE}]
    good = [(row, verdict) for row, verdict in wanted if _still_holds(row, verdict)]
    changes = [Change(row.application_id, verdict.values) for row, verdict in good]
    write_applications(changes, progress=lambda done: tell_progress(imported, done, len(changes)))
    moved = {row.pk for row, _ in wanted} - {row.pk for row, _ in good}
    imported.rows.filter(pk__in=moved).update(verdict=Verdict.ERROR, reason=MOVED)
    _link_new_rows(imported)
    _finish(imported, [row for row, _ in good], moved=len(moved))


def _link_new_rows(imported: Import) -> None:
    """The new rows learn their applications, in one statement by the index of names."""
    made = Application.objects.in_use().alias(low=Lower("name")).filter(low=Lower(OuterRef("name"))).values("pk")[:1]
    imported.rows.filter(verdict=Verdict.NEW).update(application_id=Subquery(made))


def _fail(imported: Import, words: str) -> None:
    imported.status, imported.error = ImportStatus.FAILED, words[:400]
    imported.save(update_fields=["status", "error"])


@transaction.atomic
def _take_back(imported: Import, words: str) -> None:
    """Nothing was written; the import waits to be applied again."""
    current = _locked(imported)
    if current.status == ImportStatus.APPLYING:
        current.status, current.error, current.applied_by = ImportStatus.READY, words[:400], None
        current.save()


def _still_holds(row: ImportRow, judged: Judged) -> bool:
    there = (judged.current.pk, judged.current.version) if judged.current else (None, None)
    return judged.verdict == row.verdict and there == (row.application_id, row.version)


def _finish(imported: Import, written: Sequence[ImportRow], *, moved: int) -> None:
    imported.new = sum(row.verdict == Verdict.NEW for row in written)
    imported.update = len(written) - imported.new
    imported.errors += moved
    imported.status, imported.applied_at = ImportStatus.APPLIED, timezone.now()
    imported.save()
    words = f"{imported.name}: {imported.new} new, {imported.update} changed"
    record("imported", imported, by=imported.applied_by, label=words, path=f"assess/imports/{imported.pk}/")


def _choose(imported: Import, reading: Reading) -> None:
    if reading.sheet is not None and reading.sheet != imported.sheet:
        if reading.sheet not in {sheet["name"] for sheet in imported.sheets}:
            raise Refused(f"There is no sheet called {reading.sheet} in this file.", field="sheet")
        imported.sheet, imported.head_row, imported.columns = reading.sheet, None, []
    elif reading.head_row is not None and reading.head_row != imported.head_row:
        imported.head_row, imported.columns = reading.head_row, []
    elif reading.columns is not None:
        _match_by_hand(imported, reading.columns)


def _match_by_hand(imported: Import, wanted: Mapping[int, str]) -> None:
    for position, key in wanted.items():
        if not 0 <= position < len(imported.columns):
            raise Refused(f"There is no column {position + 1} in this file.", field="columns")
        if key and key not in BY_KEY:
            raise Refused(f"There is no field called {key}.", field="columns")
        imported.columns[position]["field"] = key
    used = [column["field"] for column in imported.columns if column["field"]]
    twice = next((key for key in used if used.count(key) > 1), None)
    if twice:
        raise Refused(f"Two columns are both taken for {BY_KEY[twice].label}. Leave one of them out.", field="columns")


def _source(imported: Import) -> ImportSource:
    if imported.source is None:
        raise Conflict("The file is not kept any more. Bring it in again.")
    return imported.source


def _locked(imported: Import) -> Import:
    return Import.objects.select_for_update(of=("self",)).select_related("source").get(pk=imported.pk)
