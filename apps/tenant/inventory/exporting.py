"""The list of applications as a spreadsheet: rows, order and columns as on screen, under heads that an import knows."""

from collections.abc import Sequence
from typing import Any

from apps.tenant.inventory.grid_columns import BY_KEY, EDITABLE
from apps.tenant.inventory.models import Application, tri_state
from apps.tenant.inventory.selectors import ApplicationFilter, list_applications, readiness_of


def heads(columns: Sequence[str] = EDITABLE) -> list[str]:
    return ["Readiness, yes of 5" if key == "readiness" else BY_KEY[key].label for key in columns]


def application_rows(wanted: ApplicationFilter, columns: Sequence[str] = EDITABLE) -> list[list[Any]]:
    """One row for each application that the list shows for `wanted`, with these columns."""
    return [[_cell(application, key) for key in columns] for application in list_applications(wanted)]


def _cell(application: Application, key: str) -> Any:
    kind = BY_KEY[key].kind
    if key == "data_objects":
        return sorted(holding.data_object.name for holding in application.holdings.all())
    if key == "readiness":
        return len(readiness_of(application).yes)
    value = getattr(application, key)
    if kind == "names":
        return [str(entry) for entry in value.all()]
    if kind == "choice":
        return getattr(application, f"get_{key}_display")()
    return tri_state(value) if kind == "answer" else value
