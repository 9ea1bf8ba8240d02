"""Champions by department: of the client, and of the departments that an initiative touches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from apps.methods.support import champions_missing
from apps.tenant.decisions.models import Opportunity
from apps.tenant.flows.models import Flow
from apps.tenant.inventory.models import Application, Department, Person
from apps.tenant.roadmap.models import Initiative


@dataclass(frozen=True)
class ChampionsOf:
    """missing: how many more are wanted for two."""

    department: str
    people: tuple[Person, ...]
    missing: int


def champions_of_client() -> list[ChampionsOf]:
    """Every department, also those where nobody is named yet. Two queries."""
    return _rows(Department.objects.values_list("name", flat=True))


def champions_of_initiative(initiative: Initiative) -> list[ChampionsOf]:
    """Departments of the applications at its flows, or of those that become one."""
    departments = Department.objects.filter(applications__in=applications_of(initiative)).distinct()
    return _rows(departments.values_list("name", flat=True))


def applications_of(initiative: Initiative) -> set[int]:
    """Ids of the applications that it connects or makes one."""
    opportunity: Opportunity | None = initiative.opportunity
    flows = Flow.objects.in_use().filter(opportunities=opportunity) if opportunity else Flow.objects.none()
    ends = {pk for pair in flows.values_list("source", "target") for pk in pair}
    case = initiative.consolidation or (getattr(opportunity, "consolidation", None) if opportunity else None)
    members = Application.objects.in_use().filter(consolidations=case) if case else Application.objects.none()
    return ends | set(members.values_list("pk", flat=True))


def _rows(departments: Iterable[str]) -> list[ChampionsOf]:
    names = list(departments)
    people: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(is_champion=True, department__name__in=names).select_related("department"):
        people[person.department.name if person.department else ""].append(person)
    missing = champions_missing({name: len(people[name]) for name in names})
    return [ChampionsOf(name, tuple(people[name]), missing.get(name, 0)) for name in names]
