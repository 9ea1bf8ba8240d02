"""How much an initiative is used, each count against its target."""

from dataclasses import dataclass
from datetime import date

from apps.methods.adoption import Adoption, against
from apps.tenant.change.models import AdoptionDay, ChangePlan
from apps.tenant.roadmap.models import Initiative


@dataclass(frozen=True)
class Use:
    """One count: field of a day, its name, days with a value from old to new, and the target of the plan."""

    field: str
    name: str
    counts: tuple[tuple[date, int], ...]
    target: int | None
    is_ceiling: bool
    found: Adoption


def uses_of(initiative: Initiative, plan: ChangePlan | None) -> tuple[Use, ...]:
    """Logins, uses, tickets. One query."""
    days = list(initiative.adoption_days.all())
    wanted = plan or ChangePlan()
    return (
        _use(days, "logins", "Logins", wanted.logins_target),
        _use(days, "uses", wanted.feature[:1].upper() + wanted.feature[1:] or "Uses", wanted.uses_target),
        _use(days, "tickets", "Support tickets", wanted.tickets_most, is_ceiling=True),
    )


def _use(days: list[AdoptionDay], field: str, name: str, target: int | None, *, is_ceiling: bool = False) -> Use:
    counts = tuple((one.day, getattr(one, field)) for one in days if getattr(one, field) is not None)
    return Use(field, name, counts, target, is_ceiling, against(counts, target=target, most=is_ceiling))
