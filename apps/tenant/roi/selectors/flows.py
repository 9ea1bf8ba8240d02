"""Data flows by their name, as people choose one to measure."""

from typing import Any

from django.db.models import CharField, Count, F, Value, Window
from django.db.models.functions import Concat

from apps.core.http import whole_number
from apps.tenant.flows.models import Flow

MOST = 20
NUMBER = " (no. "
SAME = ("source_id", "target_id", "data_object_id")


def flows_like(words: str) -> list[str]:
    """Names of the flows in use that hold every word, at most 20. One query."""
    found = _named().order_by("words", "pk")
    for word in words.replace("→", " ").replace(",", " ").split():
        found = found.filter(words__icontains=word)
    # What shares a name matches the same words, so the twins are counted among what is found.
    rows = found.annotate(twins=Window(Count("pk"), partition_by=[F(name) for name in SAME]))[:MOST]
    return [_words(name, pk, twins) for name, pk, twins in rows.values_list("words", "pk", "twins")]


def flow_words(flow: Flow) -> str:
    """The name under which a flow is found again: with its number where several share it."""
    twins = Flow.objects.in_use().filter(**{name: getattr(flow, name) for name in SAME}).count()
    return _words(str(flow), flow.pk, twins)


def flow_called(words: str) -> Flow | None:
    """The only one of that name, by its number where several share it; None for none or several."""
    name, _, number = words.strip().rpartition(NUMBER)
    pk = whole_number(number.removesuffix(")")) if name and number.endswith(")") else None
    if pk is not None:
        return Flow.objects.in_use().filter(pk=pk).first()
    found = list(_named().filter(words__iexact=words.strip())[:2])
    return found[0] if len(found) == 1 else None


def _named() -> Any:
    """The flows in use with their names as `words`."""
    parts = ("source__name", Value(" → "), "target__name", Value(", "), "data_object__name")
    return Flow.objects.in_use().annotate(words=Concat(*parts, output_field=CharField()))


def _words(name: str, pk: int, twins: int) -> str:
    return f"{name}{NUMBER}{pk})" if twins > 1 else name
