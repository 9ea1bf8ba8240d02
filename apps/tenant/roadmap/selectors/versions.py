"""Published versions: which one counts, what it claims, and what changed between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.core.access import Role
from apps.core.tenancy.context import public_scope
from apps.figures.numerals import plural
from apps.methods import versions
from apps.methods.workings import Workings
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.snapshot import Bar, Snapshot, from_json

EMPTY = Snapshot(start=date.min, weeks=1)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def list_versions() -> Sequence[RoadmapVersion]:
    """Newest first, with the people."""
    return list(RoadmapVersion.objects.select_related("published_by", "decided_by"))


def latest_version() -> RoadmapVersion | None:
    """The one published last, whatever became of it."""
    return RoadmapVersion.objects.select_related("published_by", "decided_by").first()


def approved_version() -> RoadmapVersion | None:
    """The one approved last."""
    approved = RoadmapVersion.objects.filter(status=VersionStatus.APPROVED)
    return approved.select_related("published_by", "decided_by").first()


def find_version(number: int) -> RoadmapVersion:
    """Raises RoadmapVersion.DoesNotExist."""
    return RoadmapVersion.objects.select_related("published_by", "decided_by").get(number=number)


def version_before(version: RoadmapVersion) -> RoadmapVersion | None:
    """What a version is compared with: the one approved last before it, else the one published before it."""
    earlier = RoadmapVersion.objects.filter(number__lt=version.number).select_related("decided_by")
    return earlier.filter(status=VersionStatus.APPROVED).first() or earlier.first()


def snapshot_of(version: RoadmapVersion) -> Snapshot:
    return from_json(version.content)


@dataclass(frozen=True)
class ApprovedValue:
    """Claimed hours a week and money a year of the version approved last, unrounded."""

    version: int
    hours_per_week: Decimal
    per_year: Decimal
    workings: Workings


def approved_value() -> ApprovedValue | None:
    """None while nothing is approved. One query."""
    version = approved_version()
    if version is None:
        return None
    value = snapshot_of(version).value
    return ApprovedValue(version.number, value.hours_per_week.expected, value.per_year.expected, value.workings)


@dataclass(frozen=True)
class Change:
    """One initiative in a comparison: how it stands now, how it stood, and by how much it moved in words.

    milestones: what became of its milestones, in words, where that was asked for.
    """

    bar: Bar
    before: Bar | None = None
    moved: str = ""
    milestones: tuple[str, ...] = ()

    @property
    def live_moved(self) -> bool:
        return self.before is not None and self.before.live != self.bar.live


@dataclass(frozen=True)
class Changes:
    """The four columns, and what was taken out. Totals are unrounded."""

    added: tuple[Change, ...]
    moved: tuple[Change, ...]
    unchanged: tuple[Change, ...]
    removed: tuple[Change, ...]
    comparison: versions.Comparison

    @property
    def is_same(self) -> bool:
        return self.comparison.is_same

    @property
    def summary(self) -> str:
        """ "One addition, one move." """
        counts = ((self.added, "addition"), (self.moved, "move"), (self.removed, "removal"))
        parts = [_counted(len(changes), noun) for changes, noun in counts if changes]
        return f"{', '.join(parts).capitalize()}." if parts else ""


def changes_between(old: Snapshot | None, new: Snapshot) -> Changes:
    """What became of `old` in `new`; against nothing everything is added."""
    before = old or EMPTY
    found = versions.compare(before.entries, new.entries)
    return Changes(
        added=tuple(Change(_bar(new, one.key)) for one in found.added),
        moved=tuple(Change(_bar(new, one.key), _bar(before, one.key), moved_words(one)) for one in found.moved),
        unchanged=tuple(Change(_bar(new, one.key), _bar(before, one.key)) for one in found.unchanged),
        removed=tuple(Change(_bar(before, one.key)) for one in found.removed),
        comparison=found,
    )


def moved_words(moved: versions.Moved) -> str:
    """ "two weeks later"; when only the start moved, "starts three days earlier"."""
    days = moved.live_days or moved.start_days
    start = "" if moved.live_days else "starts "
    count, unit = (abs(days) // 7, "week") if days % 7 == 0 else (abs(days), "day")
    return f"{start}{_counted(count, unit)} {'later' if days > 0 else 'earlier'}"


def _counted(count: int, noun: str) -> str:
    if count >= len(NUMBERS):
        return plural(count, noun)
    return f"{NUMBERS[count]} {noun}{'' if count == 1 else 's'}"


def _bar(snapshot: Snapshot, key: str) -> Bar:
    return next(bar for bar in snapshot.bars if str(bar.id) == key)


def sponsors_of(client: Client) -> list[User]:
    """Who decides on the roadmap at this client."""
    with public_scope():
        members = client.memberships.filter(role=Role.SPONSOR, user__is_active=True).select_related("user")
        return [member.user for member in members.order_by("user__name", "pk")]
