"""From sheets to judged rows: which sheet, where its heads are, what its columns mean, and the verdicts, saved."""

from collections.abc import Iterable, Sequence
from typing import Any

from apps.core import progress
from apps.core.errors import Refused
from apps.methods.columns import find_heads, match_columns
from apps.tenant.imports.fields import MEANINGS
from apps.tenant.imports.judging import Judged, judge
from apps.tenant.imports.models import Import, ImportRow, ImportStatus, Verdict
from apps.tenant.imports.reading import Sheet
from apps.tenant.imports.reading.limits import Line
from apps.tenant.inventory.bulk_services import current_applications
from apps.tenant.inventory.cells import usual_habits

BATCH = 1_000
SAMPLES = 3
HEADS_WITHIN = 20


def prepare(imported: Import, sheets: Sequence[Sheet], client: Any) -> None:
    """Fill in everything about the import and write its rows, replacing earlier ones. Refused without rows.

    The caller holds the transaction and the import's lock.
    """
    imported.sheets = [{"name": sheet.name, "rows": len(sheet.rows)} for sheet in sheets]
    sheet = _sheet(imported, sheets)
    imported.sheet = sheet.name
    imported.first_rows = [
        {"number": line.number, "text": " · ".join(str(cell) for cell in line.cells if cell != "")[:80]}
        for line in sheet.rows[:10]
    ]
    heads, lines = _split(imported, sheet)
    _match(imported, heads, lines)
    imported.rows.all().delete()
    judged = judge(lines, chosen_fields(imported), current_applications(), usual_habits(client))
    _save_rows(imported, judged, len(lines))
    imported.status, imported.error = ImportStatus.READY, ""
    imported.save()


def _sheet(imported: Import, sheets: Sequence[Sheet]) -> Sheet:
    """The one chosen; else the filled one whose heads say most about applications."""
    chosen = next((sheet for sheet in sheets if sheet.name == imported.sheet and sheet.rows), None)
    if imported.sheet and chosen is None:
        raise Refused(f"There are no rows in the sheet {imported.sheet}. Choose another sheet.", field="sheet")

    def known_heads(sheet: Sheet) -> int:
        rows = [_texts(line) for line in sheet.rows[:HEADS_WITHIN]]
        position = find_heads(rows, MEANINGS)
        return 0 if position is None else sum(m is not None for m in match_columns(rows[position], MEANINGS))

    return chosen or max((sheet for sheet in sheets if sheet.rows), key=known_heads)


def _split(imported: Import, sheet: Sheet) -> tuple[list[str], list[Line]]:
    """The heads (blank ones where there are none) and the rows below them."""
    width = max(len(line.cells) for line in sheet.rows)
    if imported.head_row is None:
        position = find_heads([_texts(line) for line in sheet.rows[:HEADS_WITHIN]], MEANINGS)
        guessed = 0 if position is None and width == 1 else position or 0
        imported.head_row = 0 if position is None and width == 1 else sheet.rows[guessed].number
    head = next((line for line in sheet.rows if line.number == imported.head_row), None)
    texts = _texts(head) if head else []
    lines = [line for line in sheet.rows if line.number > imported.head_row]
    return texts + [""] * (width - len(texts)), lines


def _match(imported: Import, heads: Sequence[str], lines: Sequence[Line]) -> None:
    """Fill in `columns`: the person's choices where there are any, else the guesses; with samples."""
    chosen = [column["field"] for column in imported.columns]
    guesses = match_columns(heads, MEANINGS)
    only_names = len(heads) == 1 and guesses[0] is None
    imported.columns = [
        {
            "head": head[:120],
            "field": "name" if only_names else guess.key if guess else "",
            "confidence": guess.confidence if guess else 0,
            "is_chosen": False,
            "samples": _samples(lines, position),
        }
        for position, (head, guess) in enumerate(zip(heads, guesses, strict=True))
    ]
    if len(chosen) == len(heads):
        for column, key in zip(imported.columns, chosen, strict=True):
            column["is_chosen"] = key != column["field"]
            column["field"] = key


def _samples(lines: Sequence[Line], position: int) -> list[str]:
    cells = (str(line.cells[position]).strip() for line in lines[:50] if position < len(line.cells))
    return list(dict.fromkeys(cell[:60] for cell in cells if cell))[:SAMPLES]


def _save_rows(imported: Import, judged: Iterable[Judged], total: int) -> None:
    counts = dict.fromkeys(Verdict.values, 0)
    rows: list[ImportRow] = []
    done = 0
    for row in judged:
        counts[row.verdict] += 1
        rows.append(_row(imported, row))
        if len(rows) == BATCH:
            ImportRow.objects.bulk_create(rows)
            done += len(rows)
            rows = []
            tell_progress(imported, done, total)
    ImportRow.objects.bulk_create(rows)
    imported.new, imported.update = counts[Verdict.NEW], counts[Verdict.UPDATE]
    imported.unchanged, imported.errors = counts[Verdict.UNCHANGED], counts[Verdict.ERROR]


def _row(imported: Import, judged: Judged) -> ImportRow:
    return ImportRow(
        file=imported,
        number=judged.line.number,
        cells=list(judged.line.cells),
        name=judged.name[:200],
        verdict=judged.verdict,
        reason=judged.reason,
        changes=judged.changes,
        application_id=judged.current.pk if judged.current else None,
        version=judged.current.version if judged.current else None,
    )


def chosen_fields(imported: Import) -> dict[int, str]:
    """Position of each column that is brought in → key of its field."""
    return {position: column["field"] for position, column in enumerate(imported.columns) if column["field"]}


def progress_of(imported: Import) -> tuple[int, int]:
    """Rows done and to do of what is under way; (0, 0) before the first."""
    return progress.progress_of(_progress_key(imported))


def tell_progress(imported: Import, done: int, total: int) -> None:
    progress.tell_progress(_progress_key(imported), done, total)


def forget_progress(imported: Import) -> None:
    progress.forget_progress(_progress_key(imported))


def _progress_key(imported: Import) -> str:
    return f"import-{imported.pk}"


def _texts(line: Line) -> list[str]:
    return [str(cell).strip() for cell in line.cells]
