"""Writes of the discovery: files in, decisions on what was found. Nothing reaches the inventory unasked."""

from apps.tenant.discovery.services.deciding import (
    Accepting,
    accept_findings,
    dismiss_findings,
    merge_findings,
    reopen_findings,
    use_cost,
)
from apps.tenant.discovery.services.queue import ask_again, assign_merchant, ignore_merchants
from apps.tenant.discovery.services.uploading import (
    Upload,
    Wanted,
    change_reading,
    read_discovery,
    remove_discovery,
    restore_discovery,
    start_discovery,
)

__all__ = [
    "Accepting",
    "Upload",
    "Wanted",
    "accept_findings",
    "ask_again",
    "assign_merchant",
    "change_reading",
    "dismiss_findings",
    "ignore_merchants",
    "merge_findings",
    "read_discovery",
    "remove_discovery",
    "reopen_findings",
    "restore_discovery",
    "start_discovery",
    "use_cost",
]
