"""Evidence that a change was tested: words, a link, or a file in the client's own folder of the storage."""

from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from apps.core.errors import Refused
from apps.core.tenancy.context import active_schema
from apps.core.tenancy.files import folder_of
from apps.shared.accounts.models import User
from apps.tenant.change.models import Evidence, ToolChange
from apps.tenant.change.services.saving import fill
from apps.tenant.change.services.tool_changes import locked, path_of
from apps.tenant.history.services import record

LARGEST = 10 * 1024 * 1024
MOST = 20
LONGEST_NAME = 200
# A colleague who opens one would run it.
PROGRAMS = (
    *(".app", ".apk", ".bat", ".cmd", ".com", ".cpl", ".dll", ".dmg", ".exe", ".hta", ".jar", ".js", ".jse", ".lnk"),
    *(".msi", ".msix", ".pif", ".ps1", ".reg", ".scr", ".sh", ".vbe", ".vbs", ".wsf"),
)
PROGRAM_SIGNS = (b"MZ", b"\x7fELF")


@transaction.atomic
def add_evidence(
    change: ToolChange,
    *,
    by: User,
    words: str = "",
    link: str = "",
    file: tuple[str, bytes] | None = None,
    at: datetime | None = None,
) -> Evidence:
    """At least one of the three. file: its name and content, 10 MB at most."""
    current = locked(change)
    row = Evidence(tool_change=current, given_by=by, given_at=at or timezone.now())
    given: dict[str, Any] = {"words": words, "link": link.strip()}
    fill(row, given, given)
    if not (row.words or row.link or file):
        raise Refused("Say what was tested and with which result, or add a link or a file.", field="words")
    if current.evidence.count() >= MOST:
        raise Refused(f"{MOST} pieces of evidence are enough. Remove one first.", field="words")
    if file:
        row.stored, row.file_name = _store(*file)
    row.save()
    record("added", row, by=by, label=f"evidence of {current}: {row}", path=path_of(current))
    return row


@transaction.atomic
def remove_evidence(row: Evidence, *, by: User) -> None:
    """The file goes once this is certain."""
    change, stored = locked(row.tool_change), row.stored
    record("removed", row, by=by, label=f"evidence of {change}: {row}", path=path_of(change))
    row.delete()
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def refuse_large(size: int) -> None:
    """size: bytes; also before the file is read."""
    if size > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // 1024 // 1024} MB. Link to it instead.", field="file")


def _store(name: str, content: bytes) -> tuple[str, str]:
    """Where it lies, and what it is called on the reader's side."""
    if not content:
        raise Refused("The file is empty. Check that you chose the right one.", field="file")
    refuse_large(len(content))
    plain = _plain_name(name)
    if plain.name.lower().endswith(PROGRAMS) or (content.startswith(PROGRAM_SIGNS) and b"\0" in content[:64]):
        raise Refused("A program is no evidence. Add a test protocol, a table or a picture.", field="file")
    where = f"{folder_of(active_schema())}/evidence/{uuid4()}"
    return default_storage.save(where, ContentFile(content)), str(plain)


def _plain_name(name: str) -> PurePath:
    """Without folders and signs that nobody sees; a long one keeps its ending."""
    seen = "".join(sign for sign in name.replace("\\", "/") if sign.isprintable())
    plain = PurePath(PurePath(seen).name.strip(" .") or "evidence")
    ending = plain.suffix[:20]
    return PurePath(f"{plain.stem[: LONGEST_NAME - len(ending)]}{ending}")
