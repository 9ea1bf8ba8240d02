"""Why the upkeep that was booked costs more or less than the return counts."""

from dataclasses import dataclass

from apps.methods.upkeep import beyond_plan
from apps.shared.clients.models import Client
from apps.tenant.history.explaining import Entered, Explained, Kind, Origin, Provenance, explained
from apps.tenant.roadmap.models import Initiative
from apps.tenant.roi import selectors
from apps.tenant.roi.selectors import UpkeepLine
from apps.tenant.roi.upkeep_services import PATH


@dataclass(frozen=True)
class Kept:
    initiative: Initiative
    line: UpkeepLine | None
    client: Client


def beyond(asked: Kept) -> Explained:
    own, judged = asked.initiative, asked.line.judged if asked.line else None
    made = beyond_plan(judged, own.upkeep_hours_per_month, asked.client.hourly_rate)
    origins: dict[str, tuple[Provenance, ...]] = {
        "hours booked": _booked(asked.line),
        "hours planned": (Origin("initiative", own.pk, ("upkeep_hours_per_month",)),),
        "hourly rate": (Origin("client", asked.client.pk, ("hourly_rate",)),),
    }
    return explained(f"Upkeep booked beyond what the return counts, {own.name}", made, PATH, by_label=origins)


def _booked(line: UpkeepLine | None) -> tuple[Entered, ...]:
    """Who booked last."""
    if line is None:
        return ()
    rows = selectors.booked_hours().filter(integration=line.integration)
    return tuple(Entered(str(one.entered_by), one.entered_at, PATH) for one in rows if one.entered_by)


def _kept(client: Client, pk: int) -> Kept:
    own = Initiative.objects.get(pk=pk)
    return Kept(own, selectors.upkeep_of(client, own), client)


KINDS = (Kind("initiative", _kept, {"upkeep_beyond_plan": beyond}),)
