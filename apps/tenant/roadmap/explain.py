"""Why the figures of initiatives and of the roadmap are what they are, as claimed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from apps.methods import claims
from apps.methods.ranges import Case
from apps.methods.workings import Input, Workings
from apps.shared.clients.models import Client
from apps.tenant.flows.explain import SUM_RULE, largest
from apps.tenant.flows.selectors import flow_costs
from apps.tenant.history.explaining import Explained, Figure, Kind, Origin, Provenance, explained
from apps.tenant.roadmap import selectors
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import RoadmapVersion
from apps.tenant.roadmap.snapshot import Snapshot

SHARES = ("share_low", "share_expected", "share_high")
CLAIM_RULE = "hand-off hours a week × share expected to go"
VALUE_RULE = "claimed hours a week × rate × 52"


@dataclass(frozen=True)
class Claimed:
    line: InitiativeLine
    client: Client

    @property
    def key(self) -> str:
        return f"initiative-{self.line.id}"

    @property
    def path(self) -> str:
        return f"plan/roadmap/initiatives/{self.line.id}/"

    @property
    def shares(self) -> tuple[Origin, ...]:
        return (Origin("initiative", self.line.id, SHARES),)


@dataclass(frozen=True)
class Planned:
    """A roadmap at today's figures, or a version at those of its day. pk: of the version, None for today's."""

    snapshot: Snapshot
    path: str
    pk: int | None = None


def in_case(case: Case) -> str:
    return "" if case is Case.EXPECTED else f", {case.value}"


def in_cases(field: str, how: Callable[..., Explained]) -> dict[str, Callable[[Any], Explained]]:
    """The expected case under the field's own name, the others as "field-low" and "field-high"."""
    return {field if case is Case.EXPECTED else f"{field}-{case.value}": partial(how, case) for case in Case}


def claim(case: Case, asked: Claimed) -> Explained:
    line = asked.line
    inputs = (
        Input("hand-off hours", line.hand_off_hours, "h/week", "as found"),
        Input("share expected to go", line.share.of(case) * 100, "%"),
    )
    made = Workings(line.value.hours_per_week.of(case), "h/week", CLAIM_RULE, inputs, claims.SOURCE)
    own: dict[str, tuple[Provenance, ...]] = {"share expected to go": asked.shares}
    own["hand-off hours"] = (Figure(asked.key, "hand_off_hours"),)
    return explained(f"Hours a week claimed{in_case(case)}, {line.name}", made, asked.path, by_label=own)


def value(case: Case, asked: Claimed) -> Explained:
    line = asked.line
    inputs = (
        Input("claimed hours", line.value.hours_per_week.of(case), "h/week"),
        Input("hourly rate", line.rate, "per hour"),
    )
    made = Workings(line.value.per_year.of(case), "a year", VALUE_RULE, inputs, claims.SOURCE)
    field = "claimed_hours" if case is Case.EXPECTED else f"claimed_hours-{case.value}"
    own: dict[str, tuple[Provenance, ...]] = {"claimed hours": (*asked.shares, Figure(asked.key, field))}
    return explained(f"Value a year{in_case(case)}, {line.name}", made, asked.path, by_label=own)


def hand_offs(asked: Claimed) -> Explained:
    own, name = asked.line.initiative, f"Hours by hand today, {asked.line.name}"
    if own.opportunity_id is None:
        rule = "sum over the hand-offs between the tools that become one, at their baseline"
        made = Workings(asked.line.hand_off_hours, "h/week", rule, (), claims.SOURCE)
        return explained(name, made, asked.path)
    members = selectors.flows_of(own.opportunity_id)
    made, origins = largest(flow_costs(asked.client, members).values(), "hours_per_week", SUM_RULE)
    return Explained(name, made, origins, asked.path)


def total(words: str, case: Case, asked: Planned) -> Explained:
    bars = asked.snapshot.committed
    inputs = tuple(Input(bar.name, bar.per_year.of(case), "a year") for bar in bars)
    origins = tuple(
        (Origin("initiative", bar.id) if asked.pk is None else Origin("roadmap version", asked.pk),) for bar in bars
    )
    made = Workings(asked.snapshot.value.per_year.of(case), "a year", claims.RULE, inputs, claims.SOURCE)
    return Explained(f"{words}{in_case(case)}", made, origins, asked.path)


def _claimed(client: Client, pk: int) -> Claimed:
    return Claimed(selectors.initiative_line(client, pk), client)


def _approved(client: Client, pk: int) -> Planned:
    version = selectors.approved_version()
    if version is None:
        raise RoadmapVersion.DoesNotExist
    return Planned(selectors.snapshot_of(version), f"plan/roadmap/versions/{version.number}/", version.pk)


def _planned(client: Client, pk: int) -> Planned:
    return Planned(selectors.current_snapshot(client), "plan/roadmap/")


KINDS = (
    Kind(
        "initiative",
        _claimed,
        {"hand_off_hours": hand_offs, **in_cases("claimed_hours", claim), **in_cases("value", value)},
    ),
    Kind("client", _approved, in_cases("approved_value", partial(total, "Value approved"))),
    Kind("client", _planned, in_cases("planned_value", partial(total, "Value of the roadmap"))),
)
