"""Contracts to start from (N checklist; duplicates by DOMAIN): stable ids as keys, never names."""

from dataclasses import dataclass
from typing import Any

REQUIRED, UNIQUE = "required", "unique"


@dataclass(frozen=True)
class Starter:
    """What an object's contract usually says. fields: name, type, marks, format, values, default, description."""

    name: str
    purpose: str
    unique_key: str
    matching: str
    write_rules: str
    error_handling: str
    test_cases: str
    sample: dict[str, Any]
    fields: tuple[tuple[Any, ...], ...]

    def texts(self) -> dict[str, Any]:
        names = ("purpose", "unique_key", "matching", "write_rules", "error_handling", "test_cases")
        return {name: getattr(self, name) for name in names} | {"sample_payload": self.sample}

    def field_values(self) -> list[dict[str, Any]]:
        return [_field(*row) for row in self.fields]


def _field(  # noqa: PLR0913 - one row of a table, never called by hand
    name: str,
    type: str,  # noqa: A002
    marks: str = "",
    format: str = "",  # noqa: A002
    values: str = "",
    default: str = "",
    description: str = "",
) -> dict[str, Any]:
    return {
        "name": name,
        "type": type,
        "is_required": REQUIRED in marks,
        "is_unique": UNIQUE in marks,
        "format": format,
        "allowed_values": values.split(),
        "default": default,
        "description": description,
    }


KEY = f"{REQUIRED} {UNIQUE}"
HELD = "A record that fails a check is held back with its reason and shown to the owner; nothing is guessed."
WRITER = "Only the system of record creates; others update the fields that are theirs and never the id."
CASES = "One valid record. One without a required field. One with a value off the list. The same record sent twice."

STARTERS: dict[str, Starter] = {
    one.name: one
    for one in (
        Starter(
            "Lead",
            "Somebody who showed interest and whom nobody has qualified yet.",
            "lead_id",
            "The same person when e-mail (in small letters) and phone (E.164) agree; the older lead stays.",
            WRITER,
            HELD,
            CASES,
            {"lead_id": "L-1042", "email": "sam@example.com", "source": "newsletter", "opted_in": True},
            (
                ("lead_id", "text", KEY, "", "", "", "Stable id from where the lead was made"),
                ("email", "text", REQUIRED, "e-mail", "", "", "In small letters"),
                ("phone", "text", "", "E.164 phone"),
                ("source", "choice", REQUIRED, "", "newsletter web_form event referral other", "other"),
                ("opted_in", "boolean", REQUIRED, "", "", "", "Consent to be written to"),
                ("created_at", "moment"),
            ),
        ),
        Starter(
            "Contact",
            "A person at a customer, with whom somebody talks.",
            "contact_id",
            "The same person when e-mail (in small letters) and phone (E.164) agree; names decide nothing.",
            WRITER,
            HELD,
            CASES,
            {"contact_id": "C-88", "email": "kim@example.com", "phone": "+15035550142", "opted_in": False},
            (
                ("contact_id", "text", KEY, "", "", "", "Stable id of the system of record"),
                ("email", "text", KEY, "e-mail", "", "", "In small letters"),
                ("phone", "text", "", "E.164 phone"),
                ("full_name", "text"),
                ("company_id", "text", "", "", "", "", "Id of the company, never its name"),
                ("opted_in", "boolean", REQUIRED),
                ("updated_at", "moment"),
            ),
        ),
        Starter(
            "Company",
            "An organisation that buys, or may buy.",
            "company_id",
            "The same company when the registrable web domain agrees, and the tax id where there is one.",
            WRITER,
            HELD,
            CASES,
            {"company_id": "CO-7", "domain": "example.com", "country": "US"},
            (
                ("company_id", "text", KEY),
                ("domain", "text", "", "web domain", "", "", "Registrable domain"),
                ("tax_id", "text"),
                ("legal_name", "text", REQUIRED, "", "", "", "For people; never a key"),
                ("country", "text", REQUIRED, "ISO 3166 country"),
                ("payment_terms_days", "integer", "", "not negative", "", "30"),
            ),
        ),
        Starter(
            "Product",
            "A thing that is sold, with what every shop, sheet and parcel needs to know of it.",
            "sku",
            "By SKU alone. Two products with one SKU are a mistake that somebody settles by hand.",
            "The system of record creates products and prices; stock is written by whoever counts it.",
            HELD,
            CASES,
            {"sku": "TB-120", "title": "Teak bench", "price": 349, "currency": "USD", "status": "active"},
            (
                ("sku", "text", KEY),
                ("title", "text", REQUIRED),
                ("price", "number", REQUIRED, "two decimals"),
                ("currency", "text", REQUIRED, "ISO 4217 currency"),
                ("stock_on_hand", "integer"),
                ("status", "choice", REQUIRED, "", "draft active archived", "active"),
            ),
        ),
        Starter(
            "Order",
            "What a customer bought, from payment to parcel.",
            "order_id",
            "By order id. An order that comes twice is updated, never added again.",
            "Where the order was placed it is created; shipping only adds its status and tracking number.",
            HELD,
            CASES,
            {
                "order_id": "1001",
                "customer_id": "C-88",
                "total": 349,
                "currency": "USD",
                "status": "paid",
                "placed_at": "2026-01-15T09:30:00-08:00",
            },
            (
                ("order_id", "text", KEY),
                ("customer_id", "text", REQUIRED),
                ("total", "number", REQUIRED, "two decimals"),
                ("currency", "text", REQUIRED, "ISO 4217 currency"),
                ("status", "choice", REQUIRED, "", "placed paid shipped delivered cancelled refunded"),
                ("placed_at", "moment", REQUIRED),
                ("tracking_number", "text"),
            ),
        ),
        Starter(
            "Invoice",
            "What a customer owes and until when, as accounting books it.",
            "invoice_number",
            "By invoice number; the deal or order id makes sure that one sale is invoiced once.",
            "Drafts come from sales; from the moment it is sent only accounting changes an invoice.",
            HELD,
            CASES,
            {
                "invoice_number": "INV-2041",
                "customer_id": "C-88",
                "total": 1240.5,
                "currency": "USD",
                "status": "sent",
                "due_on": "2026-02-14",
            },
            (
                ("invoice_number", "text", KEY),
                ("customer_id", "text", REQUIRED),
                ("deal_id", "text", UNIQUE, "", "", "", "So that a sale is invoiced once"),
                ("total", "number", REQUIRED, "two decimals"),
                ("currency", "text", REQUIRED, "ISO 4217 currency"),
                ("status", "choice", REQUIRED, "", "draft sent paid overdue void", "draft"),
                ("due_on", "date", REQUIRED),
            ),
        ),
    )
}
