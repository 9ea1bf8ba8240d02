"""The list of applications as a spreadsheet: the rows and order on screen, every field, heads that an import knows."""

from typing import Any

from apps.tenant.inventory.models import Application, tri_state
from apps.tenant.inventory.selectors import ApplicationFilter, list_applications

READINESS = {
    "open_api": "Open API with documentation",
    "connectors": "Connectors to the other systems",
    "webhooks": "Webhooks",
    "bulk": "Bulk import and export",
    "sso": "Single sign-on",
}
HEADS = [
    *("Application", "Function", "Departments", "Users", "Yearly cost", "Renewal", "Business owner", "Holds"),
    *("Vendor", "Capabilities", "Technical owner", "Licences paid", "Notice, days", "Lifecycle", "Hosting"),
    *("Current integrations", "Data classification", "Personal data", "Health data", "Financial data"),
    *READINESS.values(),
    *("Shadow IT", "How it was found", "Found, note", "Notes"),
]


def application_rows(wanted: ApplicationFilter) -> list[list[Any]]:
    """One row for each application that the list shows for `wanted`, under `HEADS`."""
    return [_row(application) for application in list_applications(wanted)]


def _row(a: Application) -> list[Any]:
    return [
        *(a.name, a.function, _names(a.departments), a.users, a.annual_cost, a.renewal_date, a.business_owner),
        *(sorted(holding.data_object.name for holding in a.holdings.all()), a.vendor, _names(a.capabilities)),
        *(a.technical_owner, a.licences, a.notice_days, a.get_lifecycle_display(), a.get_hosting_display()),
        *(a.current_integrations, a.get_classification_display(), a.has_pii, a.has_phi, a.has_financial),
        *(tri_state(getattr(a, name)) for name in READINESS),
        *(a.is_shadow_it, a.get_found_by_display(), a.found_note, a.notes),
    ]


def _names(entries: Any) -> list[str]:
    return [str(entry) for entry in entries.all()]
