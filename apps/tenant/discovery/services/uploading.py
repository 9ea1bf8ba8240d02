"""A file comes in: is it read now or later, how are its columns taken, what was found in it."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.core.outbox import enqueue
from apps.core.progress import forget_progress, tell_progress
from apps.shared.accounts.models import User
from apps.tenant.discovery.columns import MEANINGS, ONE_COLUMN, missing_columns
from apps.tenant.discovery.matching import Names
from apps.tenant.discovery.models import (
    ColumnPreset,
    Discovery,
    DiscoveryLine,
    DiscoveryStatus,
    Finding,
    Source,
    State,
)
from apps.tenant.discovery.services.finding import findings_of
from apps.tenant.discovery.understanding import Habits, fingerprint_of, guess_columns, head_row_of, heads_of, read_lines
from apps.tenant.history.services import record
from apps.tenant.imports.reading import Sheet, is_small, read_sheets, refuse_other_kinds
from apps.tenant.imports.reading.limits import Line
from apps.tenant.inventory.cells import usual_habits

logger = logging.getLogger(__name__)
AT_ONCE = 5_000  # rows that are read before the answer
TEXT_AT_ONCE = 2 * 1024 * 1024
BATCH = 2_000


@dataclass(frozen=True)
class Upload:
    """What a person hands in. source: one of `Source`."""

    name: str
    content: bytes
    source: str


@dataclass(frozen=True)
class Wanted:
    """How a person wants the file read; None is left, or guessed."""

    columns: Mapping[int, str] | None = None
    head_row: int | None = None
    charges_are_negative: bool | None = None


@transaction.atomic
def start_discovery(upload: Upload, *, client: Any, by: User) -> Discovery:
    """Take a file in. Ordinary sizes come back read; very long ones as `reading`. Refused when it is unfit."""
    if upload.source not in Source.values:
        raise Refused("Say what the file is: a card export, a sign-in export or an app access export.", field="source")
    refuse_other_kinds(upload.content)
    digest = hashlib.sha256(upload.content).hexdigest()
    twin = Discovery.objects.filter(digest=digest, source=upload.source, removed_at=None).order_by("id").first()
    discovery = Discovery.objects.create(
        name=upload.name[:200] or "File",
        source=upload.source,
        content=upload.content,
        digest=digest,
        same_as=twin,
        created_by=by,
    )
    _read_now_or_later(discovery, client)
    record("uploaded", discovery, by=by, path=path_of(discovery))
    return discovery


@transaction.atomic
def change_reading(discovery: Discovery, wanted: Wanted, *, client: Any) -> Discovery:
    """Other meanings of the columns; every row is read again, and the choice remembered for files with these heads.

    Conflict once somebody has decided on one of its proposals: these stand on what the rows said then.
    """
    current = _locked(discovery)
    if current.findings.exclude(state__in=[State.OPEN, State.IGNORED]).exclude(decided_by=None).exists():
        raise Conflict("Some of its proposals are decided. Undo these first, or upload the file again.")
    _choose(current, wanted)
    current.status, current.error = DiscoveryStatus.READING, ""
    current.save()
    _read_now_or_later(current, client)
    return current


@transaction.atomic
def read_discovery(discovery: Discovery, *, client: Any) -> None:
    """Read the file in the background. Does nothing when that is done already."""
    current = _locked(discovery)
    if current.status != DiscoveryStatus.READING:
        return
    try:
        with transaction.atomic():
            _read(current, read_sheets(bytes(current.content)), client)
    except Refused as refusal:
        _fail(current, refusal.message)
    except Exception:  # whatever a crafted file does to the reader, its page must not hang
        logger.exception("Discovery %s could not be read", current.pk)
        _fail(current, "This file could not be read. Save the list as CSV and upload that.")


@transaction.atomic
def remove_discovery(discovery: Discovery, *, by: User) -> Discovery:
    """Out of the list, with its open proposals; what was accepted from it stays. `restore_discovery` brings it back."""
    current = _locked(discovery)
    if current.removed_at is None:
        current.removed_at = timezone.now()
        current.save(update_fields=["removed_at"])
        record("removed", current, by=by)
    return current


@transaction.atomic
def restore_discovery(discovery: Discovery, *, by: User) -> Discovery:
    current = _locked(discovery)
    if current.removed_at is not None:
        current.removed_at = None
        current.save(update_fields=["removed_at"])
        record("restored", current, by=by, path=path_of(current))
    return current


def path_of(discovery: Discovery) -> str:
    return f"assess/discovery/files/{discovery.pk}/"


def progress_key(discovery: Discovery) -> str:
    return f"discovery-{discovery.pk}"


def _read_now_or_later(discovery: Discovery, client: Any) -> None:
    content = bytes(discovery.content)
    if is_small(content) or (len(content) <= TEXT_AT_ONCE and not content.startswith(b"PK")):
        sheets = read_sheets(content)
        if all(len(sheet.rows) <= AT_ONCE for sheet in sheets):
            _read(discovery, sheets, client)
            return
    forget_progress(progress_key(discovery))
    enqueue("apps.tenant.discovery.tasks.read_file", client=client, discovery_id=discovery.pk)


def _read(discovery: Discovery, sheets: Sequence[Sheet], client: Any) -> None:
    """The caller holds the transaction. Replaces earlier lines and findings."""
    rows = _rows(discovery, sheets)
    if discovery.head_row is None:
        discovery.head_row = head_row_of(rows, discovery.source)
    heads, lines = heads_of(rows, discovery.head_row)
    if len(heads) == 1 and discovery.source == Source.CARD:
        raise Refused(ONE_COLUMN, field="file")
    if not lines:
        raise Refused("There are heads in this file, but no row below them.", field="file")
    _match(discovery, heads, lines)
    discovery.findings.all().delete()
    discovery.lines.all().delete()
    missing = missing_columns(discovery.source, [column["field"] for column in discovery.columns])
    if missing:
        discovery.status, discovery.error = DiscoveryStatus.UNCLEAR, missing
    else:
        _fill(discovery, lines, client)
        discovery.status, discovery.error = DiscoveryStatus.READY, ""
    discovery.save()


def _rows(discovery: Discovery, sheets: Sequence[Sheet]) -> list[Line]:
    """Of a workbook the sheet with most rows."""
    sheet = max(sheets, key=lambda sheet: len(sheet.rows))
    discovery.sheet = sheet.name
    return sheet.rows


def _match(discovery: Discovery, heads: Sequence[str], lines: Sequence[Line]) -> None:
    """Fill in `columns`: what the person chose here, else what was chosen for such heads before, else the guess."""
    chosen = [column["field"] for column in discovery.columns]
    guesses = guess_columns(heads, lines, discovery.source)
    preset = ColumnPreset.objects.filter(source=discovery.source, fingerprint=fingerprint_of(heads)).first()
    discovery.has_preset = preset is not None and not chosen
    if preset is not None and not chosen:
        chosen = preset.columns
        if discovery.charges_are_negative is None:
            discovery.charges_are_negative = preset.charges_are_negative
    if len(chosen) == len(guesses):
        for column, field in zip(guesses, chosen, strict=True):
            column["is_chosen"] = field != column["field"]
            column["field"] = field
    discovery.columns = guesses


def _fill(discovery: Discovery, lines: Sequence[Line], client: Any) -> None:
    habits = Habits(usual_habits(client).day_first, client.currency)
    read: list[DiscoveryLine] = []
    total = len(lines)
    for line in read_lines(discovery, lines, habits):
        read.append(line)
        if len(read) % BATCH == 0:
            tell_progress(progress_key(discovery), len(read) // 2, total)
    names = Names(client.firm)
    found = findings_of(discovery, read, names, currency=client.currency)
    _remember(found)
    Finding.objects.bulk_create([finding for finding, _ in found], batch_size=BATCH)
    for finding, of_it in found:
        for line in of_it:
            line.finding = finding
    for start in range(0, total, BATCH):
        DiscoveryLine.objects.bulk_create(read[start : start + BATCH])
        tell_progress(progress_key(discovery), total // 2 + min(start + BATCH, total) // 2, total)
    _count(discovery, read)


def _remember(found: Sequence[tuple[Finding, list[DiscoveryLine]]]) -> None:
    """What was dismissed before comes dismissed, with who and why; nobody is asked twice."""
    dismissed = {
        earlier.product.casefold(): earlier
        for earlier in Finding.objects.filter(state=State.DISMISSED).order_by("decided_at")
    }
    for finding, _ in found:
        earlier = dismissed.get(finding.product.casefold())
        if finding.product and earlier:
            finding.state, finding.reason = State.DISMISSED, earlier.reason
            finding.decided_by_id, finding.decided_at = earlier.decided_by_id, earlier.decided_at


def _count(discovery: Discovery, read: Sequence[DiscoveryLine]) -> None:
    good = [line for line in read if not line.problem]
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for line in good:
        if line.copy_of is None and line.amount is not None:
            totals[line.currency] += line.amount
    days = [line.day for line in good if line.day]
    discovery.first_day, discovery.last_day = min(days, default=None), max(days, default=None)
    discovery.lines_read, discovery.left_out = len(good), len(read) - len(good)
    discovery.copies = sum(line.copy_of is not None for line in good)
    discovery.totals = {code: f"{amount:.2f}" for code, amount in sorted(totals.items())}


def _choose(discovery: Discovery, wanted: Wanted) -> None:
    if wanted.head_row is not None and wanted.head_row != discovery.head_row:
        discovery.head_row, discovery.columns = wanted.head_row, []
        return
    if wanted.charges_are_negative is not None:
        discovery.charges_are_negative = wanted.charges_are_negative
    known = {meaning.key for meaning in MEANINGS[discovery.source]}
    for position, field in (wanted.columns or {}).items():
        if not 0 <= position < len(discovery.columns):
            raise Refused(f"There is no column {position + 1} in this file.", field="columns")
        if field and field not in known:
            raise Refused(f"There is no field called {field}.", field="columns")
        discovery.columns[position]["field"] = field
    used = [column["field"] for column in discovery.columns if column["field"]]
    twice = next((field for field in used if used.count(field) > 1), None)
    if twice:
        label = next(meaning.label for meaning in MEANINGS[discovery.source] if meaning.key == twice)
        raise Refused(f"Two columns are both taken for “{label}”. Leave one of them out.", field="columns")
    fingerprint = fingerprint_of([column["head"] for column in discovery.columns])
    ColumnPreset.objects.update_or_create(
        source=discovery.source,
        fingerprint=fingerprint,
        defaults={
            "columns": [column["field"] for column in discovery.columns],
            "charges_are_negative": discovery.charges_are_negative,
        },
    )


def _fail(discovery: Discovery, words: str) -> None:
    discovery.status, discovery.error = DiscoveryStatus.FAILED, words[:400]
    discovery.save(update_fields=["status", "error"])


def _locked(discovery: Discovery) -> Discovery:
    return Discovery.objects.select_for_update(of=("self",)).get(pk=discovery.pk)
