"""How much the new way is used, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from apps.core.days import refuse_far_days
from apps.core.errors import Refused
from apps.shared.accounts.models import User
from apps.tenant.change.models import AdoptionDay, Origin
from apps.tenant.change.services.saving import fill, path_of
from apps.tenant.history.services import record
from apps.tenant.roadmap.models import Initiative

COUNTS = ("logins", "uses", "tickets")
MOST_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A day's counts; None: not counted, what was known stays."""

    day: date
    logins: int | None = None
    uses: int | None = None
    tickets: int | None = None

    @property
    def given(self) -> Mapping[str, int]:
        counts = {"logins": self.logins, "uses": self.uses, "tickets": self.tickets}
        return {name: count for name, count in counts.items() if count is not None}


@transaction.atomic
def record_adoption(
    initiative: Initiative, days: Iterable[Counted], *, today: date, by: User, origin: str = Origin.FORM
) -> int:
    """All of them or none; a day that is known already takes the new counts. How many days were given."""
    rows = list(days)
    if not rows:
        raise Refused("There is no day in it. Give a day with at least one count.", field="day")
    if len(rows) > MOST_AT_ONCE:
        raise Refused(f"At most {MOST_AT_ONCE:,} days at once.", field="day")
    if len({row.day for row in rows}) < len(rows):
        raise Refused("The same day is given twice. Each day has one line.", field="day")
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    known = {one.day: one for one in initiative.adoption_days.filter(day__in=[row.day for row in rows])}
    for row in rows:
        _keep(known.get(row.day) or AdoptionDay(initiative=initiative, day=row.day), row, today, origin)
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    span = _said(first) if first == last else f"{_said(first)} to {_said(last)}"
    record("counted", initiative, by=by, label=f"use of {initiative}, {span}", path=path_of(initiative))
    return len(rows)


@transaction.atomic
def remove_adoption_day(day: AdoptionDay, *, by: User) -> None:
    label = f"use of {day.initiative}, {_said(day.day)}"
    record("removed", day.initiative, by=by, label=label, path=path_of(day.initiative))
    day.delete()


def _keep(row: AdoptionDay, counted: Counted, today: date, origin: str) -> None:
    if counted.day > today:
        raise Refused(f"{_said(counted.day)} has not come yet.", field="day")
    refuse_far_days(day=counted.day)
    if not counted.given:
        raise Refused(f"{_said(counted.day)} has no count. Give logins, uses or tickets.", field="logins")
    fill(row, counted.given, COUNTS)
    row.origin = origin
    row.save()


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
