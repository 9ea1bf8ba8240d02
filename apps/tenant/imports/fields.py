"""What a column of somebody's spreadsheet can mean for an application, under which words."""

from dataclasses import dataclass

from apps.methods.columns import Meaning
from apps.tenant.inventory.cells import FIELDS as FIELDS_OF_CELLS
from apps.tenant.inventory.cells import Read


@dataclass(frozen=True)
class ImportField:
    """A field of an application as a target of columns. read: from a cell that is not blank to a value, or NotFit."""

    key: str
    label: str
    read: Read
    meaning: Meaning


def _field(key: str, *synonyms: str, never: str = "") -> ImportField:
    field = FIELDS_OF_CELLS[key]
    return ImportField(key, field.label, field.read, Meaning(key, field.label, synonyms, tuple(never.split())))


FIELDS = (
    _field(
        *("name", "name", "tool", "tool name", "app", "app name", "application name"),
        *("applications", "software", "software name", "system", "system name", "product", "product name", "anwendung"),
        never="owner vendor id type version user first last department",
    ),
    _field(
        *("vendor", "supplier", "provider", "manufacturer", "publisher", "company", "made by"),
        *("hersteller", "anbieter"),
        never="id contact",
    ),
    _field(
        *("function", "purpose", "used for", "what it does", "category", "description", "use"),
        *("business function", "type of tool", "funktion", "zweck"),
        never="number",
    ),
    _field(
        *("departments", "department", "dept", "depts", "team", "teams", "business unit"),
        *("used by", "abteilung", "abteilungen"),
        never="head id number",
    ),
    _field("capabilities", "capability", "features", "what it is used for", "functions"),
    _field(
        *("business_owner", "owner", "application owner", "app owner", "responsible"),
        *("contact", "internal owner", "verantwortlich"),
        never="technical it email mail",
    ),
    _field(
        *("technical_owner", "it owner", "admin", "administrator", "technical contact"),
        "system owner",
        never="business email mail",
    ),
    _field(
        *("users", "number of users", "no of users", "user count", "active users"),
        *("headcount", "benutzer", "nutzer"),
        never="type group groups licence license cost names",
    ),
    _field(
        *("licences", "licences", "licenses", "licenses paid", "seats"),
        *("paid seats", "license count", "number of licences"),
        never="type cost key price model",
    ),
    _field(
        *("annual_cost", "annual cost", "cost", "cost per year", "annual spend", "yearly spend"),
        *("cost a year", "annual fee", "spend", "annual price", "price per year", "cost pa", "kosten", "jahreskosten"),
        never="monthly month centre center code quarterly type currency user seat save saving savings owner",
    ),
    _field(
        *("renewal_date", "renewal date", "renews on", "renews", "contract end", "contract end date"),
        *("next renewal", "expiry", "expires", "expiry date", "end date", "verlängerung", "vertragsende"),
        never="notice cost terms type owner",
    ),
    _field("notice_days", "notice", "notice period", "cancellation notice"),
    _field("lifecycle", "status", "life cycle", "stage", "state"),
    _field("hosting", "hosted", "deployment", "where it runs"),
    _field(
        *("data_objects", "data", "data held", "objects", "entities", "data stored", "holds data"),
        never="classification protection owner sensitivity personal financial health",
    ),
    _field(
        *("current_integrations", "integrations", "integrates with"),
        *("connected to", "interfaces", "connections"),
    ),
    _field(
        *("classification", "sensitivity"),
        *("data sensitivity", "confidentiality"),
    ),
    _field("has_pii", "pii", "contains pii", "gdpr", "personally identifiable"),
    _field("has_phi", "phi", "contains phi", "hipaa"),
    _field("has_financial", "financial", "pci", "has financial data"),
    _field("open_api", "api", "has api", "rest api", "open api"),
    _field("connectors", "connectors", "native connectors"),
    _field("webhooks", "webhook"),
    _field("bulk", "bulk", "bulk export", "import export", "csv export"),
    _field("sso", "saml", "sso enabled", "oidc"),
    _field("is_shadow_it", "shadow", "unsanctioned", "unapproved", "not approved"),
    _field("found_by", "discovered by", "found"),
    _field("found_note", "discovery note"),
    _field("notes", "note", "comment", "comments", "remarks", "bemerkung", "bemerkungen"),
)
BY_KEY = {entry.key: entry for entry in FIELDS}
MEANINGS = [entry.meaning for entry in FIELDS]
