"""What opportunities were before their flows moved, so that a merge or a split can be taken back."""

import json
from collections.abc import Iterable
from typing import Any

from django.core import serializers

from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Consolidation, Opportunity, Regrouping
from apps.tenant.flows.models import Flow


def as_they_are(opportunities: Iterable[Opportunity]) -> list[dict[str, Any]]:
    """Fields, flows and the case that hangs on each, as plain values."""
    rows: list[dict[str, Any]] = json.loads(serializers.serialize("json", opportunities))
    cases = dict(
        Consolidation.objects.filter(opportunity__in=[row["pk"] for row in rows]).values_list("opportunity_id", "pk")
    )
    return [row | {"case": cases.get(row["pk"])} for row in rows]


def remember(kind: Regrouping.Kind, stays: Opportunity, before: list[dict[str, Any]], *, label: str, by: User) -> None:
    """Call it when the flows have moved."""
    ids = {row["pk"] for row in before} | {stays.pk}
    Regrouping.objects.create(
        kind=kind, opportunity=stays, label=label[:300], before=before, after=flows_of(ids), made_by=by
    )


def flows_of(ids: Iterable[int]) -> dict[str, list[int]]:
    """The flows of those that exist, by the opportunity's id as text (as JSON keeps it)."""
    found = Opportunity.objects.filter(pk__in=set(ids)).prefetch_related("flows")
    return {str(one.pk): sorted(flow.pk for flow in one.flows.all()) for one in found}


def bring_back(row: dict[str, Any]) -> None:
    """An opportunity as it was, under its old number; of its flows those that still exist."""
    flows = list(Flow.objects.filter(pk__in=row["fields"]["flows"]).values_list("pk", flat=True))
    kept = {"model": row["model"], "pk": row["pk"], "fields": row["fields"] | {"flows": flows}}
    for restored in serializers.deserialize("python", [kept], ignorenonexistent=True):
        restored.save()
    if row.get("case"):
        Consolidation.objects.filter(pk=row["case"], opportunity=None).update(opportunity=row["pk"])
