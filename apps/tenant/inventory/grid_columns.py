"""The columns of the grid of applications: what they are called and which kind of value stands in them."""

from dataclasses import dataclass

from apps.tenant.inventory.cells import FIELDS
from apps.tenant.inventory.models import Classification, FoundBy, Hosting, Lifecycle

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class GridColumn:
    """kind: text, names, number, money, date, choice, yes (yes or no), answer (yes, no or unknown), readiness.

    names: which list of known names helps while typing. Only readiness, which is counted, cannot be edited.
    """

    key: str
    head: str
    kind: str = "text"
    width: int = 140
    names: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """As in exports and imports, where there is room for more words than in a head."""
        return FIELDS[self.key].label if self.key in FIELDS else self.head


def _choices(choices: Choices) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(label)) for key, label in choices)


COLUMNS = (
    GridColumn("name", "Application", width=192),
    GridColumn("function", "Function", width=134),
    GridColumn("departments", "Department", "names", 106, "departments"),
    GridColumn("users", "Users", "number", 64),
    GridColumn("annual_cost", "Cost a year", "money", 102),
    GridColumn("renewal_date", "Renewal", "date", 104),
    GridColumn("business_owner", "Business owner", "text", 130, "people"),
    GridColumn("readiness", "Readiness", "readiness", 106),
    GridColumn("data_objects", "Holds", "names", 176, "data_objects"),
    GridColumn("vendor", "Vendor"),
    GridColumn("capabilities", "Capabilities", "names", 180, names="capabilities"),
    GridColumn("technical_owner", "Technical owner", names="people"),
    GridColumn("licences", "Licences paid", "number", 104),
    GridColumn("notice_days", "Notice, days", "number", 100),
    GridColumn("lifecycle", "Lifecycle", "choice", 112, choices=_choices(Lifecycle.choices)),
    GridColumn("hosting", "Hosting", "choice", 120, choices=_choices(Hosting.choices)),
    GridColumn("current_integrations", "Current integrations", width=170),
    GridColumn("classification", "Data classification", "choice", 130, choices=_choices(Classification.choices)),
    GridColumn("has_pii", "Personal data", "yes", 104),
    GridColumn("has_phi", "Health data", "yes", 96),
    GridColumn("has_financial", "Financial data", "yes", 108),
    GridColumn("open_api", "Open API", "answer", 88),
    GridColumn("connectors", "Connectors", "answer", 94),
    GridColumn("webhooks", "Webhooks", "answer", 94),
    GridColumn("bulk", "Bulk in and out", "answer", 112),
    GridColumn("sso", "Single sign-on", "answer", 108),
    GridColumn("is_shadow_it", "Shadow IT", "yes", 88),
    GridColumn("found_by", "How it was found", "choice", 138, choices=_choices(FoundBy.choices)),
    GridColumn("found_note", "Found, note", width=200),
    GridColumn("notes", "Notes", width=220),
)
BY_KEY = {column.key: column for column in COLUMNS}
DEFAULTS = tuple(column.key for column in COLUMNS[:9])
EDITABLE = tuple(column.key for column in COLUMNS if column.kind != "readiness")


def known_columns(keys: list[str]) -> list[str]:
    """The keys that are columns, each once, in their order and the name first; none when the default is meant."""
    found = [key for key in dict.fromkeys(keys) if key in BY_KEY and key != "name"]
    return ["name", *found] if found else []
