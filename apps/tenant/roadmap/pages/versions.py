"""Published versions, the draft against them, and two of them against each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from apps.core.display import manner_of
from apps.core.figure_style import style_of
from apps.core.listing import Link
from apps.figures.figure import Figure
from apps.methods.slip import slip
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.forms import PublishForm
from apps.tenant.roadmap.models import RoadmapVersion, VersionStatus
from apps.tenant.roadmap.selectors import Changes
from apps.tenant.roadmap.snapshot import Bar, Snapshot, published, to_json

STATUS_TONES = {VersionStatus.PROPOSED: "warn", VersionStatus.APPROVED: "good", VersionStatus.CHANGES_REQUESTED: "bad"}
STATUS_WORDS = {
    VersionStatus.PROPOSED: "proposed",
    VersionStatus.APPROVED: "approved",
    VersionStatus.CHANGES_REQUESTED: "changes asked for",
    VersionStatus.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, kw_only=True)
class VersionCard:
    """A version, or the draft, against the one before. version: None for the draft."""

    title: str
    status: str
    tone: str
    version: RoadmapVersion | None
    before: RoadmapVersion | None
    changes: Changes
    sponsors: Sequence[User] = ()

    @property
    def is_waiting(self) -> bool:
        return self.version is not None and self.version.status == VersionStatus.PROPOSED


def is_unpublished(draft: Snapshot, latest: RoadmapVersion | None) -> bool:
    """Whether the roadmap differs from what was published last."""
    return latest is None or to_json(published(draft)) != latest.content


def draft_card(
    client: Client, draft: Snapshot, versions: Sequence[RoadmapVersion], *, is_draft: bool
) -> VersionCard | None:
    if not versions:
        return None
    if is_draft:
        shown = published(draft)
        latest = versions[0]
        return VersionCard(
            title=f"Draft of version {latest.number + 1}",
            status="Not published",
            tone="",
            version=None,
            before=latest,
            changes=selectors.changes_between(selectors.snapshot_of(latest), shown),
        )
    return version_card(client, versions[0])


def version_card(client: Client, version: RoadmapVersion) -> VersionCard:
    before = selectors.version_before(version)
    return VersionCard(
        title=f"Version {version.number}",
        status=str(version.get_status_display()),
        tone=STATUS_TONES.get(VersionStatus(version.status), ""),
        version=version,
        before=before,
        changes=selectors.changes_between(
            selectors.snapshot_of(before) if before else None, selectors.snapshot_of(version)
        ),
        sponsors=selectors.sponsors_of(client) if version.status == VersionStatus.PROPOSED else (),
    )


def version_links(versions: Sequence[RoadmapVersion], *, is_draft: bool, here: int | None = None) -> list[Link]:
    """The draft (or the newest version, when nothing has changed since), versions before, and the comparison."""
    home = reverse("roadmap")
    first = [Link(f"Draft of v{versions[0].number + 1}", home, here is None)] if is_draft and versions else []
    shown = [one for one in versions if one.status != VersionStatus.WITHDRAWN][:3]
    links = [
        Link(
            f"v{one.number}, {STATUS_WORDS[VersionStatus(one.status)]}",
            home if not is_draft and one is versions[0] else reverse("roadmap-version", args=[one.number]),
            here == one.number or (here is None and not is_draft and one is versions[0]),
        )
        for one in shown
    ]
    compare = (
        [Link("Compare", reverse("roadmap-compare", args=[shown[1].number, shown[0].number]))] if shown[1:] else []
    )
    return [*first, *links, *compare] if len(first + links) > 1 else []


@dataclass(frozen=True)
class PublishPage:
    """What is about to be shown to the sponsor."""

    number: int
    bars: Sequence[Bar]
    card: Changes
    before: RoadmapVersion | None
    sponsors: Sequence[User]
    form: PublishForm


def publish_page(client: Client, form: PublishForm) -> PublishPage:
    draft, latest = published(selectors.current_snapshot(client)), selectors.latest_version()
    return PublishPage(
        number=latest.number + 1 if latest else 1,
        bars=draft.bars,
        card=selectors.changes_between(selectors.snapshot_of(latest) if latest else None, draft),
        before=latest,
        sponsors=selectors.sponsors_of(client),
        form=form,
    )


def published_words(client: Client, version: RoadmapVersion) -> str:
    """What is said once a version is published; never that a mail left when nobody was there to get it."""
    sponsors = len(selectors.sponsors_of(client))
    if not sponsors:
        return f"{version} is in the portal. Nobody is invited as sponsor yet, so nobody can approve it."
    told = "the sponsor was" if sponsors == 1 else f"{sponsors} sponsors were"
    return f"{version} is in the portal; {told} told by e-mail."


@dataclass(frozen=True)
class VersionPage:
    version: RoadmapVersion
    snapshot: Snapshot
    card: VersionCard
    figure: Figure
    versions: list[Link]


def version_page(client: Client, version: RoadmapVersion) -> VersionPage:
    card, snapshot, versions = version_card(client, version), selectors.snapshot_of(version), selectors.list_versions()
    draft = selectors.current_snapshot(client)
    return VersionPage(
        version=version,
        snapshot=snapshot,
        card=card,
        figure=selectors.gantt_figure(
            client,
            snapshot=snapshot,
            before=selectors.snapshot_of(card.before) if card.before else None,
            before_name=f"version {card.before.number}" if card.before else "",
            style=style_of(client),
            with_support=False,
        ),
        versions=version_links(versions, is_draft=is_unpublished(draft, versions[0]), here=version.number),
    )


@dataclass(frozen=True)
class Compared:
    """An initiative of either version, as it was and as it is; None where it is not in it. days: later."""

    name: str
    was: Bar | None
    now: Bar | None
    days: int | None


@dataclass(frozen=True)
class ComparePage:
    """sentences: what changed, in words. figure: the newer version with the days of the older one below its bars."""

    old: RoadmapVersion
    new: RoadmapVersion
    card: VersionCard
    both: list[Compared]
    sentences: list[str]
    figure: Figure
    older: list[Link]
    newer: list[Link]


def compare_page(client: Client, old: RoadmapVersion, new: RoadmapVersion) -> ComparePage:
    before, after = selectors.snapshot_of(old), selectors.snapshot_of(new)
    changes = selectors.changes_between(before, after)
    keys = dict.fromkeys([*(bar.id for bar in after.bars), *(bar.id for bar in before.bars)])
    numbers = [one.number for one in selectors.list_versions()]
    return ComparePage(
        old=old,
        new=new,
        card=VersionCard(
            title=f"v{old.number} against v{new.number}",
            status=str(new.get_status_display()),
            tone=STATUS_TONES.get(VersionStatus(new.status), ""),
            version=new,
            before=old,
            changes=changes,
            sponsors=selectors.sponsors_of(client) if new.status == VersionStatus.PROPOSED else (),
        ),
        both=[_compared(before.bar(pk), after.bar(pk)) for pk in keys],
        sentences=selectors.sentences(changes, before, after, manner_of(client)),
        figure=_compared_figure(client, old, new, changes),
        older=[
            _compare_link(number, new.number, here=old.number, label=number)
            for number in numbers
            if number != new.number
        ],
        newer=[
            _compare_link(old.number, number, here=new.number, label=number)
            for number in numbers
            if number != old.number
        ],
    )


def _compared_figure(client: Client, old: RoadmapVersion, new: RoadmapVersion, changes: Changes) -> Figure:
    """Titled with what changed instead of how much runs at once."""
    drawn = selectors.gantt_figure(
        client,
        snapshot=selectors.snapshot_of(new),
        before=selectors.snapshot_of(old),
        style=style_of(client),
        before_name=f"version {old.number}",
        with_support=False,
        with_removed=True,
    )
    return replace(drawn, title=changes.summary.rstrip(".") or "No dates changed")


def _compared(was: Bar | None, now: Bar | None) -> Compared:
    named = now or was
    return Compared(named.name if named else "", was, now, slip(was.live if was else None, now.live if now else None))


def _compare_link(old: int, new: int, *, here: int, label: int) -> Link:
    return Link(f"v{label}", reverse("roadmap-compare", args=[old, new]), label == here)
