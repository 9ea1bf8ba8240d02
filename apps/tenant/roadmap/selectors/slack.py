"""How much time a roadmap has to spare, and how far it is from the dates that were approved."""

from dataclasses import dataclass

from apps.methods.critical_path import Slack, slack_of
from apps.methods.slip import slip
from apps.shared.clients.models import Client
from apps.tenant.roadmap.models import State
from apps.tenant.roadmap.selectors.state import current_snapshot
from apps.tenant.roadmap.selectors.versions import approved_version, snapshot_of
from apps.tenant.roadmap.snapshot import Bar, Snapshot


@dataclass(frozen=True)
class Slip:
    """Against a version, in days, later is positive. None where one of the days is missing. is_over: it is live."""

    start: int | None
    live: int | None
    is_over: bool

    @property
    def is_none(self) -> bool:
        return not self.start and not self.live


def slack_by_id(snapshot: Snapshot) -> dict[int, Slack]:
    """Of what is committed, dated and not live yet."""
    open_keys = {str(bar.id) for bar in snapshot.committed if bar.state != State.LIVE}
    spans = [span for span in snapshot.spans if span.key in open_keys]
    return {int(key): one for key, one in slack_of(spans, snapshot.depends_on).items()}


def against_plan(client: Client) -> tuple[dict[int, Slack], dict[int, Slip | None]]:
    """Slack and slip of the whole draft by id: no initiative has them by itself. Constant queries."""
    draft, approved = current_snapshot(client), approved_version()
    before = snapshot_of(approved) if approved else None
    return slack_by_id(draft), {bar.id: slip_of(bar, before) for bar in draft.bars}


def slip_of(bar: Bar, before: Snapshot | None) -> Slip | None:
    """None where the version does not hold it."""
    was = before.bar(bar.id) if before else None
    if was is None:
        return None
    return Slip(slip(was.start, bar.start), slip(was.live, bar.live), bar.state == State.LIVE)
