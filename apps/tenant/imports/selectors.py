"""Reads of the imports. A list costs the same number of queries whatever its length."""

from django.db.models import QuerySet

from apps.tenant.imports.models import Import, ImportRow, Verdict

REASON = "What is wrong"


def list_imports() -> QuerySet[Import]:
    return Import.objects.select_related("created_by", "applied_by").defer("columns", "first_rows", "sheets")


def rows_of(imported: Import, verdict: str = "") -> QuerySet[ImportRow]:
    """The rows in the file's order; verdict: one of `Verdict`, anything else is all."""
    return imported.rows.filter(verdict=verdict) if verdict in Verdict.values else imported.rows.all()


def rows_to_repair(imported: Import) -> tuple[list[str], list[list[object]]]:
    """Heads and rows of what could not be taken, as it stands in the file, with number and reason in front."""
    width = len(imported.columns)
    heads = [column["head"] or f"Column {number}" for number, column in enumerate(imported.columns, start=1)]
    rows = imported.rows.filter(verdict=Verdict.ERROR)
    filled = [[row.reason, row.number, *row.cells, *[""] * (width - len(row.cells))] for row in rows]
    return [REASON, "Row in the file", *heads], filled


def has_name(imported: Import) -> bool:
    """Some column is taken for the name of the application."""
    return any(column["field"] == "name" for column in imported.columns)
