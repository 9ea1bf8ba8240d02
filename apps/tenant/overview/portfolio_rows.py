"""What the portfolio keeps of a client's roadmap, so that all roadmaps together need one query."""

from typing import Any

from apps.tenant.roadmap.models import Initiative, State

MOST = 300


def roadmap_rows() -> list[dict[str, Any]]:
    """Initiatives that are promised and have both days, in their order. One query."""
    promised = Initiative.objects.exclude(state__in=(State.CANDIDATE, State.DROPPED))
    dated = promised.filter(start__isnull=False, end__isnull=False).select_related("owner")
    return [_row(one) for one in dated.order_by("start", "pk")[:MOST]]


def _row(one: Initiative) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "state": one.state,
        "owner": one.owner.name if one.owner else "",
        "email": one.owner.email if one.owner else "",
        "start": str(one.start),
        "live": str(one.end),
        "days": f"{one.effort_days:f}" if one.effort_days is not None else "",
    }
