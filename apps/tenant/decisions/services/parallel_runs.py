"""Writes of a parallel run: its days, what is compared, the weekly numbers, the checklist and the cut-over."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from apps.core.checking import check_fields
from apps.core.clock import today_of
from apps.core.errors import Conflict, Refused, Stale
from apps.methods.reconciliation import POINT_WORDS, WEEKS, CutOverPoint, earliest_cut_over
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Consolidation, CutOverTick, Decision, Reconciliation, ReconciliationMeasure
from apps.tenant.decisions.selectors import consolidation_line, parallel_run
from apps.tenant.flows.selectors import Terms
from apps.tenant.history.services import differences, record

MEASURE = ("name", "unit", "tolerance", "is_percent")
MOST_MEASURES = 20


@transaction.atomic
def plan_parallel_run(
    case: Consolidation, *, client: Terms, by: User, start: date, cut_over: date | None = None
) -> Consolidation:
    """When old and new run side by side. A cut-over that the roadmap sets stays the roadmap's."""
    current = _to_consolidate(case)
    dates = consolidation_line(current.pk, client).dates
    if dates and dates.initiative:
        if cut_over is not None and cut_over != dates.cut_over:
            raise Refused(f"The cut-over follows {dates.initiative} on the roadmap. Move it there.", field="cut_over")
        cut_over = dates.cut_over
    if cut_over is not None and cut_over < earliest_cut_over(start):
        raise Refused("Old and new run side by side for 30 days: start earlier or cut over later.", field="start")
    before = {"parallel_start": current.parallel_start, "cut_over_on": current.cut_over_on}
    current.parallel_start = start
    current.cut_over_on = None if dates and dates.initiative else cut_over
    current.save()
    after = {"parallel_start": current.parallel_start, "cut_over_on": current.cut_over_on}
    _changed(current, differences(before, after, Consolidation), by=by)
    return current


@transaction.atomic
def add_measure(case: Consolidation, values: Mapping[str, Any], *, by: User) -> ReconciliationMeasure:
    """A number that both tools show. `values`: fields of `MEASURE`. Refused without a name, or with a taken one."""
    current = _to_consolidate(case)
    if current.measures.count() >= MOST_MEASURES:
        raise Refused(f"At most {MOST_MEASURES} numbers: compare sums and counts, not single records.")
    measure = ReconciliationMeasure(consolidation=current)
    _apply(measure, values)
    record("added", measure, by=by, label=f"{measure.name} of {current.name}", path=path_of(current))
    return measure


@transaction.atomic
def change_measure(
    measure: ReconciliationMeasure, values: Mapping[str, Any], *, by: User, version: int | None = None
) -> ReconciliationMeasure:
    """Change the given fields only. Conflict when somebody changed it since `version`."""
    current = _locked(measure, version)
    before = {name: getattr(current, name) for name in values}
    _apply(current, values)
    changes = differences(before, {name: getattr(current, name) for name in values}, ReconciliationMeasure)
    if changes:
        ReconciliationMeasure.objects.filter(pk=current.pk).update(version=current.version + 1)
        record("changed", current, by=by, changes=changes, path=path_of(current.consolidation))
    return current


@transaction.atomic
def remove_measure(measure: ReconciliationMeasure, *, by: User) -> None:
    """With its readings, which stay in the history."""
    record("removed", measure, by=by, path=path_of(measure.consolidation))
    measure.delete()


@transaction.atomic
def read_week(  # noqa: PLR0913 - who, when, and what they saw
    case: Consolidation,
    week: int,
    readings: Mapping[int, Mapping[str, Any]],
    *,
    client: Terms,
    by: User,
    seen: str | None = None,
    at: datetime | None = None,
) -> None:
    """The numbers of one week. readings: measure id → old, new (None: not read), note; at: when, default now.

    seen: the readings' versions that the person had before them; Conflict when somebody read one meanwhile.
    """
    current = _to_consolidate(case)
    run = parallel_run(consolidation_line(current.pk, client), today=today_of(client))
    if not 1 <= week <= WEEKS:
        raise Refused(f"A parallel run has {WEEKS} weeks.", field="week")
    if not run.dates:
        raise Refused("Plan the parallel run first: the weeks count from its first day.")
    if run.weeks[week - 1].first > today_of(client):
        raise Refused(f"Week {week} has not begun; its numbers cannot be known yet.", field="week")
    if seen is not None and seen != run.seen(week):
        raise Conflict(f"Somebody else entered numbers of week {week} meanwhile. Look at them and save yours again.")
    known = {row.measure.pk: row.measure for row in run.rows}
    for pk, values in readings.items():
        if pk not in known:
            raise Refused("One of the numbers compared was removed meanwhile. Open the week again.")
        _read(known[pk], week, values, by=by, at=at or timezone.now())


@transaction.atomic
def tick_point(
    case: Consolidation, point: CutOverPoint, *, done: bool, by: User, note: str = "", at: datetime | None = None
) -> None:
    """A point of the cut-over checklist is done, or is not after all."""
    current = _to_consolidate(case)
    ticked = CutOverTick.objects.filter(consolidation=current, point=point)
    if done == ticked.exists():
        return
    if done:
        made = CutOverTick.objects.create(
            consolidation=current, point=point, note=note.strip()[:200], done_by=by, done_at=at or timezone.now()
        )
        record("ticked", made, by=by, label=f"{POINT_WORDS[point]}: {current.name}"[:200], path=path_of(current))
    else:
        record("unticked", ticked[0], by=by, label=f"{POINT_WORDS[point]}: {current.name}"[:200], path=path_of(current))
        ticked.delete()


@transaction.atomic
def cut_over(case: Consolidation, *, client: Terms, by: User, on: date) -> Consolidation:
    """The old tool is switched off. Refused while something is missing, with the list."""
    current = _to_consolidate(case)
    run = parallel_run(consolidation_line(current.pk, client), today=min(on, today_of(client)))
    if on > today_of(client):
        raise Refused("A cut-over is recorded when it has happened; this day is still to come.", field="on")
    if not run.readiness.is_ready:
        raise Refused(f"Not yet: {'; '.join(run.readiness.missing)}.")
    before = {"cut_over_done_on": current.cut_over_done_on}
    current.cut_over_done_on = on
    current.save()
    _changed(current, differences(before, {"cut_over_done_on": on}, Consolidation), by=by, verb="cut over")
    return current


def path_of(case: Consolidation) -> str:
    return f"decide/consolidate/{case.pk}/"


def _to_consolidate(case: Consolidation) -> Consolidation:
    current = Consolidation.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if current.decision != Decision.CONSOLIDATE:
        raise Refused(f"{current} is not decided as a consolidation. Decide first, then plan the parallel run.")
    return current


def _locked(measure: ReconciliationMeasure, version: int | None) -> ReconciliationMeasure:
    current = (
        ReconciliationMeasure.objects.select_for_update(of=("self",)).select_related("consolidation").get(pk=measure.pk)
    )
    if version is not None and version != current.version:
        raise Stale(
            f"Somebody else changed {current.name} while you were editing. Check it and save again.",
            version=current.version,
        )
    return current


def _apply(measure: ReconciliationMeasure, values: Mapping[str, Any]) -> None:
    for field in values.keys() & set(MEASURE):
        setattr(measure, field, values[field])
    measure.name = " ".join(measure.name.split())
    if not measure.name:
        raise Refused("Name what is compared: open invoices, sum of the week.", field="name")
    others = ReconciliationMeasure.objects.filter(consolidation=measure.consolidation).exclude(pk=measure.pk)
    if others.filter(name__iexact=measure.name).exists():
        raise Refused(f"{measure.name} is compared already.", field="name")
    _check(measure)
    measure.save()


def _read(measure: ReconciliationMeasure, week: int, values: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """One measure's numbers of one week; nothing is written where nothing changed."""
    reading = Reconciliation.objects.filter(measure=measure, week=week).first()
    fresh = {"old": values.get("old"), "new": values.get("new"), "note": str(values.get("note") or "").strip()}
    before = {name: getattr(reading, name) if reading else _NOTHING[name] for name in fresh}
    changes = differences(before, fresh, Reconciliation)
    if not changes:
        return
    current = reading or Reconciliation(measure=measure, week=week, version=0)
    for name, value in fresh.items():
        setattr(current, name, value)
    current.read_by, current.version = by, current.version + 1
    current.read_at = at
    _check(current)
    current.save()
    record(
        "read",
        measure,
        by=by,
        label=f"{measure.name}, week {week}",
        changes=changes,
        path=path_of(measure.consolidation),
    )


_NOTHING: dict[str, Decimal | str | None] = {"old": None, "new": None, "note": ""}


def _check(item: models.Model) -> None:
    check_fields(item, exclude={"read_by", "read_at", "consolidation", "measure"})


def _changed(case: Consolidation, changes: list[dict[str, str]], *, by: User, verb: str = "changed") -> None:
    if changes:
        case.version += 1
        case.save(update_fields=["version"])
        record(verb, case, by=by, changes=changes, path=path_of(case))
