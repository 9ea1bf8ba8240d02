"""Why an initiative has as much time to spare as it has, and how far it is from the day that was approved."""

from dataclasses import dataclass

from apps.methods import critical_path, slip
from apps.methods.critical_path import Slack
from apps.methods.workings import Input, Workings, day_words
from apps.shared.clients.models import Client
from apps.tenant.history.explaining import Entered, Explained, Figure, Kind, Origin, Provenance
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.models import Initiative, RoadmapVersion
from apps.tenant.roadmap.snapshot import Bar, Snapshot

NO_SLACK_RULE = "only what is decided, has both days and is not live yet can have time to spare"
DATES = ("start", "end")


@dataclass(frozen=True)
class Dated:
    """An initiative in the draft. slack: None where it has none; approved: the version approved last, with its bars."""

    own: Initiative
    draft: Snapshot
    slack: Slack | None
    approved: RoadmapVersion | None

    @property
    def key(self) -> str:
        return f"initiative-{self.own.pk}"

    def answer(self, words: str, made: Workings, origins: tuple[tuple[Provenance, ...], ...]) -> Explained:
        path = f"plan/roadmap/initiatives/{self.own.pk}/"
        return Explained(f"{words}, {self.own.name}", made, origins, path)

    def entered(self, *fields: str) -> tuple[Origin, ...]:
        return (Origin("initiative", self.own.pk, fields),)


def slack(asked: Dated) -> Explained:
    """Back to the slack of what waits for it, or to those that are live last."""
    if asked.slack is None:
        return _without_slack("Slack", asked)
    names = {key: asked.draft.name_of(key) for key, _ in asked.slack.followers}
    followers = tuple((Figure(f"initiative-{key}", "slack"),) for key in names)
    bounds = followers or (_live_last(asked),)
    made = critical_path.workings(asked.slack, names)
    return asked.answer("Slack", made, (*bounds, asked.entered("end")))


def critical(asked: Dated) -> Explained:
    if asked.slack is None:
        return _without_slack("On the critical path", asked)
    given = Input("slack", asked.slack.days, "days")
    made = Workings(asked.slack.is_critical, "", critical_path.CRITICAL_RULE, (given,), critical_path.SOURCE)
    return asked.answer("On the critical path", made, ((Figure(asked.key, "slack"),),))


def slip_of_live(asked: Dated) -> Explained:
    was = _approved(asked)
    made = slip.workings("live", was.live if was else None, asked.own.end, _baseline(asked))
    return asked.answer("Slip of the go-live", made, (_published(asked), asked.entered("end")))


def slip_of_start(asked: Dated) -> Explained:
    was = _approved(asked)
    made = slip.workings("building", was.start if was else None, asked.own.start, _baseline(asked))
    return asked.answer("Slip of the start", made, (_published(asked), asked.entered("start")))


def _without_slack(words: str, asked: Dated) -> Explained:
    own = asked.own
    inputs = (
        Input("state", str(own.get_state_display())),
        Input("starts on", day_words(own.start)),
        Input("live on", day_words(own.end)),
    )
    made = Workings(None, "", NO_SLACK_RULE, inputs, critical_path.SOURCE)
    return asked.answer(words, made, tuple(asked.entered(field) for field in ("state", *DATES)))


def _live_last(asked: Dated) -> tuple[Origin, ...]:
    last = asked.slack.latest if asked.slack else None
    return tuple(Origin("initiative", bar.id, ("end",)) for bar in asked.draft.committed if bar.live == last)


def _approved(asked: Dated) -> Bar | None:
    return selectors.snapshot_of(asked.approved).bar(asked.own.pk) if asked.approved else None


def _baseline(asked: Dated) -> str:
    return f"version {asked.approved.number}" if asked.approved else "no version is approved yet"


def _published(asked: Dated) -> tuple[Entered, ...]:
    version = asked.approved
    if version is None:
        return ()
    path = f"plan/roadmap/versions/{version.number}/"
    return (Entered(str(version.published_by), version.published_at, path),)


def _dated(client: Client, pk: int) -> Dated:
    own, draft = Initiative.objects.get(pk=pk), selectors.current_snapshot(client)
    return Dated(own, draft, selectors.slack_by_id(draft).get(pk), selectors.approved_version())


KINDS = (
    Kind(
        "initiative",
        _dated,
        {"slack": slack, "critical": critical, "slip": slip_of_live, "slip_of_start": slip_of_start},
    ),
)
