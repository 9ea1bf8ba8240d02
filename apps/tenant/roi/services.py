"""Writes of metrics, observations and assumptions. Page, paste and API give the same plain values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from apps.core.checking import check_fields
from apps.core.days import refuse_far_days
from apps.core.errors import Conflict, Refused, Stale
from apps.figures.numerals import plural
from apps.methods.measurement import MINIMUM_SAMPLE, Better
from apps.methods.rounding import half_up
from apps.shared.accounts.models import User
from apps.shared.catalog.models import MetricKind
from apps.tenant.flows.models import Flow
from apps.tenant.history.services import differences, record
from apps.tenant.registry.models import Integration
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi.models import BusinessCase, Metric, Observation, PhaseOfStudy
from apps.tenant.roi.selectors import standard_called

MOST_AT_ONCE = 10_000
LARGEST, PLACES = Decimal(10**8), 4  # a value is below the first, and kept with so many decimals
PLAIN = ("name", "kind", "unit", "higher_is_better", "cost_per_error", "goal_limit", "goal_change_percent")
TERMS = ("horizon_months", "discount_rate", "low_cost_increase", "low_upkeep_hours")


class MetricValues(TypedDict, total=False):
    """Beside the model's plain fields (`PLAIN`): initiative, integration and flow, an id each, None for none.

    standard: the key of a library's entry, which fills what is not given; only when a metric is added.
    """

    name: str
    kind: str
    standard: str
    initiative: int | None
    integration: int | None
    flow: int | None


class Aside(TypedDict, total=False):
    """What may be known about observations: the day, a note, and a key under which they are added once only."""

    observed_on: date | None
    note: str
    key: UUID | None


@transaction.atomic
def add_metric(values: Mapping[str, Any], *, by: User) -> Metric:
    """Something to measure before and after. Refused without a name and a kind, or an entry of the library."""
    metric = Metric()
    _apply(metric, _with_standard(values))
    record("added", metric, by=by, path=path_of(metric))
    return metric


@transaction.atomic
def change_metric(metric: Metric, values: Mapping[str, Any], *, by: User) -> Metric:
    """Change the given fields. What kind it is stays, once something was observed."""
    current = Metric.objects.select_for_update().get(pk=metric.pk)
    if values.get("kind", current.kind) != current.kind and current.observations.exists():
        raise Refused("Something is observed already, so the kind stays. Add another metric instead.", field="kind")
    before = snapshot(current)
    _apply(current, values)
    changes = differences(before, snapshot(current), Metric)
    if changes:
        record("changed", current, by=by, changes=changes, path=path_of(current))
    return current


@transaction.atomic
def remove_metric(metric: Metric, *, by: User) -> None:
    """With its observations; refused once its baseline is signed, for that is evidence."""
    if metric.baseline_signed_at:
        raise Conflict(f"The baseline of {metric} is signed, so it stays.")
    record("removed", metric, by=by)
    metric.delete()


@transaction.atomic
def add_values(
    metric: Metric, phase: str, values: Sequence[Decimal], *, by: User, **aside: Unpack[Aside]
) -> list[Observation]:
    """Timings, counts or answers of one phase. Refused for an error audit, and when one of them is no sound value.

    With a key that was used before for the same, those are given back and nothing is added.
    """
    current, keys = _locked(metric), _keys(aside, len(values))
    if again := _again(current, phase, keys, values=values):
        return again
    _refuse_frozen(current, phase)
    if current.kind == MetricKind.ERROR_RATE:
        raise Refused("An error audit takes errors and the size of the sample.", field="values")
    sound, about = _sound(values), _about(aside, by)
    made = Observation.objects.bulk_create(
        Observation(metric=current, phase=phase, value=value, key=key, **about)
        for value, key in zip(sound, keys, strict=True)
    )
    _note("added", current, phase, _counted(len(made)), by=by)
    return made


@transaction.atomic
def add_audit(metric: Metric, phase: str, errors: int, sample: int, *, by: User, **aside: Unpack[Aside]) -> Observation:
    """So many errors in a sample; several audits of one phase are added up. A key works as with `add_values`."""
    current, keys = _locked(metric), _keys(aside, 1)
    if again := _again(current, phase, keys, audit=(errors, sample)):
        return again[0]
    _refuse_frozen(current, phase)
    if current.kind != MetricKind.ERROR_RATE:
        raise Refused("Only an error audit takes errors and a sample; enter values here.", field="errors")
    if sample < 1:
        raise Refused("A sample has at least one entry.", field="sample")
    if not 0 <= errors <= sample:
        raise Refused(f"Between 0 and {sample} errors fit into a sample of {sample}.", field="errors")
    made = Observation.objects.create(
        metric=current, phase=phase, errors=errors, sample=sample, key=keys[0], **_about(aside, by)
    )
    _note("added", current, phase, f"{errors} of {sample}", by=by)
    return made


@transaction.atomic
def remove_observation(observation: Observation, *, by: User) -> None:
    """Take out one that was entered by mistake; the history keeps it."""
    current = _open(observation.metric, observation.phase)
    _note("removed", current, observation.phase, words_of(observation), by=by)
    observation.delete()


@transaction.atomic
def clear_phase(metric: Metric, phase: str, *, by: User) -> int:
    """Take out everything observed in a phase; how many there were."""
    current = _open(metric, phase)
    count, _ = current.observations.filter(phase=phase).delete()
    if count:
        _note("removed", current, phase, _counted(count), by=by)
    return count


@transaction.atomic
def sign_baseline(metric: Metric, signer: User, *, by: User, at: datetime | None = None) -> Metric:
    """The sponsor stands behind the before phase; from then on it is frozen."""
    current = _open(metric, PhaseOfStudy.BEFORE)
    rows = current.observations.filter(phase=PhaseOfStudy.BEFORE)
    if current.kind == MetricKind.ERROR_RATE and not rows.exists():
        raise Refused("There is no audit before to sign yet.")
    if current.kind != MetricKind.ERROR_RATE and rows.count() < MINIMUM_SAMPLE:
        raise Refused(f"A baseline needs at least {MINIMUM_SAMPLE} observations before it is signed.")
    current.baseline_signed_by, current.baseline_signed_at = signer, at or timezone.now()
    current.save(update_fields=["baseline_signed_by", "baseline_signed_at"])
    record("signed the baseline of", current, by=by, label=f"{current}, for {signer}", path=path_of(current))
    return current


@transaction.atomic
def reopen_baseline(metric: Metric, *, by: User) -> Metric:
    """Undo a signature that was given by mistake; the history keeps it."""
    current = Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk)
    if current.baseline_signed_at is None:
        raise Conflict("The baseline is not signed.")
    current.baseline_signed_by = current.baseline_signed_at = None
    current.save(update_fields=["baseline_signed_by", "baseline_signed_at"])
    record("reopened the baseline of", current, by=by, path=path_of(current))
    return current


@transaction.atomic
def change_assumptions(values: Mapping[str, Any], *, by: User, version: int | None = None) -> BusinessCase:
    """Change the given terms of the business case. Conflict when somebody changed them since `version`."""
    current = BusinessCase.objects.select_for_update().first() or BusinessCase()
    if version is not None and version != current.version:
        raise Stale(
            "Somebody else changed the assumptions while you were editing. Check them and save again.",
            version=current.version,
        )
    before = {name: getattr(current, name) for name in TERMS}
    for name in values.keys() & set(TERMS):
        setattr(current, name, values[name])
    _clean(current, TERMS)
    changes = differences(before, {name: getattr(current, name) for name in TERMS}, BusinessCase)
    if changes:
        current.version += 1
        current.save()
        record("changed", current, by=by, changes=changes, path="prove/costs/")
    return current


def path_of(metric: Metric) -> str:
    return f"prove/measurements/{metric.pk}/"


def snapshot(metric: Metric) -> dict[str, Any]:
    """Its fields in words."""
    own: dict[str, Any] = {name: getattr(metric, name) for name in PLAIN}
    linked = ("initiative", "integration", "flow")
    return own | {name: str(getattr(metric, name) or "") for name in linked}


def words_of(observation: Observation) -> str:
    if observation.value is None:
        return f"{observation.errors} of {observation.sample}"
    return f"{observation.value.normalize():f}"


def _with_standard(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, what is missing filled from the library's entry that they name; "" and None count as missing."""
    given = {name: value for name, value in values.items() if value not in ("", None)}
    # People are asked what is good: more of it is better, unless somebody says otherwise.
    usual: dict[str, Any] = {"higher_is_better": given.get("kind") == MetricKind.SURVEY}
    if key := given.get("standard"):
        found = standard_called(str(key))
        if found is None:
            raise Refused("Choose a metric of the library, or describe your own.", field="standard")
        names = ("name", "kind", "unit", "goal_limit", "goal_change_percent")
        usual = {name: getattr(found, name) for name in names} | {"higher_is_better": found.better is Better.HIGHER}
    return dict(values) | usual | given


def _apply(metric: Metric, values: Mapping[str, Any]) -> None:
    for name in values.keys() & set(PLAIN):
        setattr(metric, name, values[name])
    if "initiative" in values:
        metric.initiative = _found(Initiative.objects.all(), values["initiative"], "initiative")
    if "integration" in values:
        metric.integration = _found(Integration.objects.all(), values["integration"], "integration")
    if metric.integration and metric.initiative is None and metric.integration.opportunity_id:
        # What is measured at an integration counts for the initiative that built it.
        metric.initiative = Initiative.objects.filter(opportunity=metric.integration.opportunity_id).first()
    if "standard" in values:
        metric.standard = values["standard"] or ""
    if "flow" in values:
        metric.flow = _found(Flow.objects.in_use(), values["flow"], "flow")
    metric.name = metric.name.strip()
    if not metric.unit and metric.kind == MetricKind.TIME:
        metric.unit = "minutes"
    _clean(metric, PLAIN)
    metric.save()


def _found(rows: Any, pk: int | None, field: str) -> Any:
    if pk is None:
        return None
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused("Choose one that is there.", field=field)
    return found


def _clean(row: Metric | BusinessCase, names: Sequence[str]) -> None:
    """The model's own checks of these fields. Raises Refused with the first that fails."""
    check_fields(row, exclude={field.name for field in row._meta.fields} - set(names))


def _open(metric: Metric, phase: str) -> Metric:
    """The metric, locked; refused while the phase is frozen."""
    current = _locked(metric)
    _refuse_frozen(current, phase)
    return current


def _locked(metric: Metric) -> Metric:
    return Metric.objects.select_for_update(of=("self",)).get(pk=metric.pk)


def _refuse_frozen(current: Metric, phase: str) -> None:
    if phase not in PhaseOfStudy.values:
        raise Refused("Say whether it was observed before or after.", field="phase")
    if phase == PhaseOfStudy.BEFORE and current.baseline_signed_at:
        raise Conflict("The baseline is signed and frozen. What was observed before stays as it is.", field="phase")


def _keys(aside: Aside, count: int) -> list[UUID | None]:
    """One key for each observation, made from the given one; Nones without."""
    given = aside.get("key")
    return [given and uuid5(given, str(at)) for at in range(count)]


def _again(
    metric: Metric,
    phase: str,
    keys: Sequence[UUID | None],
    *,
    values: Sequence[Decimal] = (),
    audit: tuple[int, int] | None = None,
) -> list[Observation]:
    """What was added under these keys before; Conflict when that was something else."""
    if not keys or keys[0] is None:
        return []
    found = list(Observation.objects.filter(key__in=keys))
    wanted = Counter([audit] if audit else [half_up(value, PLACES) for value in values])
    there = Counter((one.errors, one.sample) if audit else one.value for one in found)
    if found and ({(one.metric_id, one.phase) for one in found} != {(metric.pk, phase)} or there != wanted):
        raise Conflict("This key was used for something else already. Give what is new a key of its own.", field="key")
    return found


def _about(aside: Aside, by: User) -> dict[str, Any]:
    refuse_far_days(observed_on=aside.get("observed_on"))
    return {"observed_on": aside.get("observed_on"), "note": aside.get("note", "")[:120], "entered_by": by}


def _sound(values: Sequence[Decimal]) -> list[Decimal]:
    """As they are kept. Refused at the first that nobody can have measured."""
    if not values:
        raise Refused("Enter at least one number.", field="values")
    if len(values) > MOST_AT_ONCE:
        raise Refused(f"At most {MOST_AT_ONCE:,} values at once; these are {len(values):,}.", field="values")
    for at, value in enumerate(values, 1):
        if not value.is_finite() or not 0 <= value < LARGEST or half_up(value, PLACES) == LARGEST:
            words = f"Value {at} is {value}: only numbers from 0 up to {LARGEST - 1:,} can be measured."
            raise Refused(words, field="values")
    return [half_up(value, PLACES) for value in values]


def _counted(count: int) -> str:
    return plural(count, "observation")


def _note(verb: str, metric: Metric, phase: str, what: str, *, by: User) -> None:
    label = f"{metric}: {what} {PhaseOfStudy(phase).label.lower()}"
    record(verb, metric, by=by, label=label, path=path_of(metric))
