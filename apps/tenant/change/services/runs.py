"""The daily checklist of the parallel run."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.clock import today_of
from apps.core.errors import Refused
from apps.methods.support import ParallelRun
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.change.models import RunDay, RunPoint, RunTick
from apps.tenant.change.selectors import run_of
from apps.tenant.change.services.saving import fill, path_of
from apps.tenant.history.services import record
from apps.tenant.roadmap.models import Initiative

MOST_POINTS = 12
# What a parallel run usually compares; each client changes it as it needs.
USUAL = (
    "As many records in the new way as in the old",
    "Their sums agree",
    "Nothing is stuck or was sent twice",
    "Nobody had to go back to the old way",
)


@transaction.atomic
def start_checklist(initiative: Initiative, *, by: User) -> int:
    """The usual points, to be changed as needed; nothing when there are some. How many there are then."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if not initiative.run_points.exists():
        RunPoint.objects.bulk_create(
            RunPoint(initiative=initiative, name=name, position=at) for at, name in enumerate(USUAL)
        )
        record("started", initiative, by=by, label=f"daily checklist of {initiative}", path=path_of(initiative))
    return initiative.run_points.count()


@transaction.atomic
def add_point(initiative: Initiative, name: str, *, by: User) -> RunPoint:
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    there = list(initiative.run_points.values_list("name", "position"))
    point = RunPoint(initiative=initiative, position=max((at for _, at in there), default=-1) + 1)
    fill(point, {"name": name}, ["name"])
    if len(there) >= MOST_POINTS:
        raise Refused(f"{MOST_POINTS} points a day are enough: what takes longer is not done daily.", field="name")
    if point.name.casefold() in {one.casefold() for one, _ in there}:
        raise Refused("This point is on the checklist already.", field="name")
    point.save()
    record("added", point, by=by, path=path_of(initiative))
    return point


@transaction.atomic
def remove_point(point: RunPoint, *, by: User) -> None:
    """With its ticks; the history keeps them."""
    record("removed", point, by=by, path=path_of(point.initiative))
    point.delete()


@transaction.atomic
def tick_point(
    point: RunPoint, day: date, *, client: Client, by: User, done: bool = True, at: datetime | None = None
) -> None:
    """It was checked on that day, or was not after all. Refused outside of the run and for days to come."""
    _refuse_day(point.initiative, day, client)
    if not done:
        RunTick.objects.filter(point=point, day=day).delete()
        return
    RunTick.objects.get_or_create(point=point, day=day, defaults={"done_by": by, "done_at": at or timezone.now()})


@transaction.atomic
def note_day(initiative: Initiative, day: date, differences: int, note: str, *, client: Client, by: User) -> RunDay:
    """How many differences were found. Some need words: which, and what was done about them."""
    _refuse_day(initiative, day, client)
    kept: dict[str, Any] = {"differences": differences, "note": note}
    row = RunDay.objects.select_for_update().filter(initiative=initiative, day=day).first()
    row = row or RunDay(initiative=initiative, day=day)
    fill(row, kept, kept)
    if row.differences and not row.note:
        raise Refused("Say which differences, and what was done about them.", field="note")
    row.noted_by = by
    row.save()
    found = "no difference" if not row.differences else f"{row.differences} different"
    label = f"{initiative}, {day.day} {day:%b %Y}: {found}"
    record("compared", initiative, by=by, label=label, path=f"{path_of(initiative)}run/?day={day}")
    return row


def _refuse_day(initiative: Initiative, day: date, client: Client) -> None:
    run: ParallelRun | None = run_of(initiative)
    if run is None:
        raise Refused("Give the initiative a go-live day and the weeks of its parallel run first.", field="day")
    if run.week(day) is None:
        raise Refused(f"The parallel run goes from {_said(run.first)} to {_said(run.last)}.", field="day")
    if day > today_of(client):
        raise Refused("That day has not come yet.", field="day")


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


@transaction.atomic
def check_day(initiative: Initiative, values: Mapping[str, Any], *, client: Client, by: User) -> None:
    """A whole day at once. values: day; done, ids of points; differences and note, both or neither."""
    points = {point.pk: point for point in initiative.run_points.all()}
    unknown = [str(pk) for pk in values.get("done", ()) if pk not in points]
    if unknown:
        raise Refused(f"There is no point {', '.join(unknown)} on this checklist.", field="done")
    for pk in values.get("done", ()):
        tick_point(points[pk], values["day"], client=client, by=by)
    if "differences" in values or values.get("note"):
        note_day(initiative, values["day"], values.get("differences", 0), values.get("note", ""), client=client, by=by)
    elif "done" not in values:
        raise Refused("Give the points that were checked, or how many differences were found.", field="done")
