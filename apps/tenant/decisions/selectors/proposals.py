"""What could become an opportunity: hand-offs that share source, target and object and belong to none yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import CharField, Value
from django.db.models.aggregates import Aggregate
from django.db.models.functions import Cast, Concat

from apps.methods import handoffs
from apps.methods.priority import ScoreRange, possible_of
from apps.tenant.decisions.lines.opportunity import partial_of
from apps.tenant.decisions.models import DismissedProposal
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.models import Flow
from apps.tenant.flows.selectors import Terms, flow_costs

Group = tuple[int, int, int]


@dataclass(frozen=True)
class Proposal:
    """dismissed: who did not want it, and when; with `is_dismissed` False its flows have changed since."""

    flows: tuple[FlowLine, ...]
    dismissed: DismissedProposal | None = None

    @property
    def key(self) -> str:
        return "-".join(str(flow.id) for flow in self.flows)

    @property
    def group(self) -> Group:
        flow = self.flows[0]
        return flow.source_id, flow.target_id, flow.data_object_id

    @property
    def seen(self) -> str:
        """The flows as they are now; see `DismissedProposal`."""
        return " ".join(f"{flow.id}.{flow.version}" for flow in self.flows)

    @property
    def is_dismissed(self) -> bool:
        return self.dismissed is not None and self.dismissed.seen == self.seen

    @property
    def name(self) -> str:
        flow = self.flows[0]
        return f"{flow.data_object}: {flow.source} to {flow.target}"

    @property
    def reason(self) -> str:
        """Why these flows are one proposal."""
        flow = self.flows[0]
        what = f"{flow.data_object} from {flow.source} to {flow.target}"
        if len(self.flows) == 1:
            return f"The only hand-off of {what}."
        return f"All {len(self.flows)} carry {what}: one connection would take over all of them."

    @property
    def cost(self) -> handoffs.Cost:
        return handoffs.total(flow.cost for flow in self.flows if flow.cost)

    @property
    def hours_per_week(self) -> Decimal:
        return self.cost.hours_per_week

    @property
    def score(self) -> int | None:
        return max((flow.score for flow in self.flows if flow.score is not None), default=None)

    @property
    def possible_score(self) -> ScoreRange | None:
        return possible_of(partial_of(flow) for flow in self.flows)


@dataclass(frozen=True)
class Proposals:
    """waiting: highest score first. dismissed: those that stay away until their flows change."""

    waiting: list[Proposal] = field(default_factory=list)
    dismissed: list[Proposal] = field(default_factory=list)


def find_proposals(client: Terms) -> Proposals:
    """Every group, with what somebody said about it before. Nothing is made of it unasked. Five queries."""
    free = Flow.objects.hand_offs().filter(opportunities=None).values_list("pk", flat=True)
    kept = {
        (one.source_id, one.target_id, one.data_object_id): one
        for one in DismissedProposal.objects.select_related("dismissed_by")
    }
    groups: dict[Group, list[FlowLine]] = defaultdict(list)
    for flow in sorted(flow_costs(client, free).values(), key=lambda flow: flow.id):
        groups[flow.source_id, flow.target_id, flow.data_object_id].append(flow)
    found = _ordered(Proposal(tuple(flows), kept.get(group)) for group, flows in groups.items())
    return Proposals(
        waiting=[one for one in found if not one.is_dismissed], dismissed=[one for one in found if one.is_dismissed]
    )


def proposed_opportunities(client: Terms) -> list[Proposal]:
    """What waits for an answer, highest score first."""
    return find_proposals(client).waiting


def count_proposals() -> int:
    """How many wait, without working anything out. Two queries."""
    dismissed = set(DismissedProposal.objects.values_list("source_id", "target_id", "data_object_id", "seen"))
    one = Concat(Cast("id", CharField()), Value("."), Cast("version", CharField()))
    groups = (
        Flow.objects.hand_offs()
        .filter(opportunities=None)
        .order_by()
        .values("source_id", "target_id", "data_object_id")
        .annotate(seen=_Joined(one))
    )
    return sum(row not in dismissed for row in groups.values_list("source_id", "target_id", "data_object_id", "seen"))


class _Joined(Aggregate):
    """Texts of a group in the order of the rows' ids, with a space between."""

    function = "STRING_AGG"
    template = '%(function)s(%(expressions)s, \' \' ORDER BY "flows_flow"."id")'
    output_field = CharField()


def _ordered(proposals: Iterable[Proposal]) -> list[Proposal]:
    return sorted(proposals, key=lambda one: (-(one.score or 0), -one.hours_per_week, one.key))
