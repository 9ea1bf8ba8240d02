"""Who holds which data object, and what the data flows say about it. Constant queries."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.tenant.inventory.models import Application, DataObject, Holding, ObjectConflict

MOST_APPLICATIONS = 40


@dataclass(frozen=True)
class Use:
    """What one application does with one object. is_touched: a data flow brings it there or takes it from there."""

    application_id: int
    application: str
    creates: bool = False
    reads: bool = False
    updates: bool = False
    is_master: bool = False
    is_touched: bool = False

    @property
    def is_held(self) -> bool:
        return self.creates or self.reads or self.updates

    @property
    def letters(self) -> str:
        flags = (("C", self.creates), ("R", self.reads), ("U", self.updates))
        return " ".join(letter for letter, is_on in flags if is_on)

    @property
    def code(self) -> str:
        """ "cru", the form in which the matrix sends it."""
        return self.letters.replace(" ", "").lower()

    @property
    def words(self) -> str:
        flags = (("creates", self.creates), ("reads", self.reads), ("updates", self.updates))
        done = [word for word, is_on in flags if is_on]
        extra = ["system of record"] if self.is_master else []
        nothing = "not recorded, but a data flow touches it" if self.is_touched else "nothing"
        return ", ".join([*extra, *done] or [nothing])


@dataclass(frozen=True)
class ObjectRow:
    """An object, what applications do with it (by application id), and how many open conflicts it has."""

    data_object: DataObject
    uses: dict[int, Use]
    conflicts: int

    @property
    def master(self) -> str:
        """The system of record's name, "" while there is none."""
        return next((use.application for use in self.uses.values() if use.is_master), "")

    @property
    def holders(self) -> list[Use]:
        return sorted(self.uses.values(), key=lambda use: (not use.is_master, use.application.lower()))


def object_rows(data_objects: QuerySet[DataObject] | None = None) -> list[ObjectRow]:
    """The objects by name. Five queries whatever their number."""
    wanted = DataObject.objects.all() if data_objects is None else data_objects
    names = dict(Application.objects.in_use().values_list("pk", "name"))
    conflicts = Counter(ObjectConflict.objects.filter(resolved_at=None).values_list("data_object", flat=True))
    objects = list(wanted.select_related("system_of_record"))
    held: dict[int, dict[int, Holding]] = {item.pk: {} for item in objects}
    for holding in Holding.objects.filter(data_object__in=held):
        held[holding.data_object_id][holding.application_id] = holding
    touched = _touched(held)
    return [ObjectRow(item, _uses(item, held[item.pk], touched, names), conflicts[item.pk]) for item in objects]


def busiest_applications(rows: list[ObjectRow]) -> list[tuple[int, str]]:
    """The columns of the matrix: the applications that hold most of these objects, at most forty, by name."""
    counts = Counter(use.application_id for row in rows for use in row.uses.values())
    names = list(Application.objects.in_use().values_list("pk", "name"))
    busiest = sorted(names, key=lambda one: (-counts[one[0]], one[1].lower()))[:MOST_APPLICATIONS]
    return sorted(busiest, key=lambda one: one[1].lower())


def list_conflicts() -> QuerySet[ObjectConflict]:
    """Open ones first, then those settled last."""
    conflicts = ObjectConflict.objects.select_related("data_object__system_of_record", "found_by")
    return conflicts.prefetch_related("applications").order_by("resolved_at", "id").reverse()


def _touched(held: dict[int, dict[int, Holding]]) -> set[tuple[int, int]]:
    moving = Q(flows__deleted_at=None, flows__isnull=False, pk__in=held)
    ends = DataObject.objects.filter(moving).values_list("pk", "flows__source", "flows__target")
    return {(pk, end) for pk, *both in ends for end in both}


def _uses(
    item: DataObject, held: dict[int, Holding], touched: set[tuple[int, int]], names: dict[int, str]
) -> dict[int, Use]:
    applications = {*held, *(end for pk, end in touched if pk == item.pk)}
    if item.system_of_record_id:
        applications.add(item.system_of_record_id)
    return {pk: _use(item, pk, names[pk], held.get(pk), touched) for pk in applications if pk in names}


def _use(item: DataObject, pk: int, name: str, holding: Holding | None, touched: set[tuple[int, int]]) -> Use:
    return Use(
        pk,
        name,
        creates=bool(holding and holding.creates),
        reads=bool(holding and holding.reads),
        updates=bool(holding and holding.updates),
        is_master=item.system_of_record_id == pk,
        is_touched=(item.pk, pk) in touched,
    )
