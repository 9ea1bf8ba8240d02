"""What the rules find about the data objects, and which of it somebody set aside. Constant queries."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from apps.methods import object_rules
from apps.tenant.inventory.models import Application, DataObject, FindingDismissal, Holding, Lifecycle

LEAVING = {Lifecycle.PHASING_OUT, Lifecycle.RETIRED}
KIND_LABELS = {
    object_rules.Kind.NO_SYSTEM_OF_RECORD: "No system of record",
    object_rules.Kind.TWO_CLAIMS: "Two claims",
    object_rules.Kind.LEAVING: "System of record leaving",
    object_rules.Kind.MANY_WRITERS: "Written in many places",
    object_rules.Kind.AGAINST: "Against the direction",
    object_rules.Kind.NEVER_CREATED: "Created nowhere",
}


@dataclass(frozen=True)
class ObjectFinding:
    """A finding, and the dismissal that sets it aside."""

    finding: object_rules.Finding
    dismissal: FindingDismissal | None

    @property
    def label(self) -> str:
        return KIND_LABELS[self.finding.kind]

    @property
    def flow(self) -> int | None:
        """The data flow to repair, where one is at fault."""
        return self.finding.flows[0] if self.finding.flows else None


def findings(among: QuerySet[DataObject] | None = None) -> list[ObjectFinding]:
    """Of these objects (default: all), those set aside included."""
    dismissals = {one.key: one for one in FindingDismissal.objects.select_related("dismissed_by")}
    found = object_rules.findings(facts(DataObject.objects.all() if among is None else among))
    return [ObjectFinding(one, dismissals.get(one.key)) for one in found]


def facts(among: QuerySet[DataObject]) -> list[object_rules.ObjectFacts]:
    """The rules' input: applications and flows in the trash do not count."""
    names = {pk: (name, cycle in LEAVING) for pk, name, cycle in _applications()}
    objects = list(among.values_list("pk", "name", "system_of_record"))
    chosen = among.order_by().values("pk")
    holders: dict[int, list[object_rules.Holder]] = defaultdict(list)
    held = Holding.objects.filter(data_object__in=chosen)
    rows = held.values_list("data_object", "application", "creates", "reads", "updates")
    for item, application, creates, reads, updates in rows:
        if application in names:
            name, is_leaving = names[application]
            holders[item].append(object_rules.Holder(application, name, creates, reads, updates, is_leaving))
    moves = _moves(among, names)
    return [_facts(pk, name, master, names, holders[pk], moves[pk]) for pk, name, master in objects]


def _applications() -> QuerySet[Application, tuple[int, str, str]]:
    return Application.objects.in_use().values_list("pk", "name", "lifecycle")


def _moves(among: QuerySet[DataObject], names: dict[int, tuple[str, bool]]) -> dict[int, list[object_rules.Move]]:
    moving = among.order_by().filter(flows__isnull=False, flows__deleted_at=None)
    rows = moving.values_list("pk", "flows__pk", "flows__source", "flows__target", "flows__direction")
    moves: dict[int, list[object_rules.Move]] = defaultdict(list)
    for item, flow, source, target, direction in rows:
        if source in names and target in names:
            moves[item].append(object_rules.Move(flow, source, names[source][0], target, direction == "two_way"))
    return moves


def _facts(
    pk: int,
    name: str,
    master: int | None,
    names: dict[int, tuple[str, bool]],
    holders: list[object_rules.Holder],
    moves: list[object_rules.Move],
) -> object_rules.ObjectFacts:
    """A system of record that is not recorded as a holder is one that does nothing with it yet."""
    known = master if master in names else None
    if known and all(one.application != known for one in holders):
        label, is_leaving = names[known]
        holders = [*holders, object_rules.Holder(known, label, is_leaving=is_leaving)]
    return object_rules.ObjectFacts(pk, name, known, tuple(holders), tuple(moves))
