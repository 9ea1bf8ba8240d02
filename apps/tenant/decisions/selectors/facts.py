"""What is known around one opportunity: facts for its requirement, and who entered the figures behind it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from apps.methods.requirement import Facts, Suggestion, suggestions
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.history.models import Activity
from apps.tenant.inventory.models import Application, DataObject

LOOKED_BACK = 300
TIMING = ("times", "per", "minutes", "people", "hourly_rate")
PRIORITY = ("times", "per", "minutes", "error_cost")
INPUTS = ("error_points", "days_sooner", "risk_checks", "user_pain", "inputs_source")


@dataclass(frozen=True)
class Entered:
    """The last person who entered any of a figure's inputs, and when; path: where the history of it is shown."""

    person: str = ""
    moment: datetime | None = None
    path: str = ""


NOBODY = Entered()


@dataclass(frozen=True)
class Trace:
    """The acts on an opportunity and on its flows, newest first."""

    acts: tuple[Activity, ...]

    def of_flows(self, fields: Collection[str]) -> Entered:
        return self._last("data flow", fields)

    def of_opportunity(self, fields: Collection[str]) -> Entered:
        return self._last("opportunity", fields)

    def _last(self, noun: str, fields: Collection[str]) -> Entered:
        found = (act for act in self.acts if act.noun == noun and (act.verb == "added" or _touches(act, fields)))
        act = next(found, None)
        return Entered(act.actor_name, act.at, act.path) if act else NOBODY


def trace_of(line: OpportunityLine) -> Trace:
    """One query."""
    flows = Q(noun="data flow", object_id__in=[flow.id for flow in line.flows])
    own = Q(noun="opportunity", object_id=line.id)
    return Trace(tuple(Activity.objects.filter(flows | own)[:LOOKED_BACK]))


def last_change(opportunity_id: int, fields: Collection[str]) -> Entered:
    """Who changed one of these fields of an opportunity last. One query."""
    acts = Activity.objects.filter(noun="opportunity", object_id=opportunity_id)[:LOOKED_BACK]
    return Trace(tuple(acts)).of_opportunity(fields)


def suggested_requirement(line: OpportunityLine) -> tuple[Suggestion, ...]:
    """For the parts that nobody has written yet, what is known already. Two queries, none once all is written."""
    open_parts = [part.replace(" ", "_") for part in line.opportunity.unwritten]
    if not open_parts:
        return ()
    return tuple(one for one in suggestions(_facts(line)) if one.part in open_parts)


def _facts(line: OpportunityLine) -> Facts:
    ends = {end for flow in line.flows for end in (flow.source_id, flow.target_id)}
    objects = DataObject.objects.filter(pk__in={flow.data_object_id for flow in line.flows})
    masters = objects.filter(system_of_record__in=ends).order_by("name").values_list("name", "system_of_record__name")
    tools = list(Application.objects.filter(pk__in=ends).order_by("name"))
    return Facts(
        route=line.route.replace(" → ", " to "),
        objects=line.objects,
        two_way=line.is_two_way,
        runs_per_month=line.runs_per_month,
        records=max((Decimal(flow.records) for flow in line.flows if flow.records), default=None),
        wanted_hours=_least(flow.wanted_latency_hours for flow in line.flows),
        masters=tuple((name, str(master)) for name, master in masters),
        personal=tuple(tool.name for tool in tools if tool.has_pii),
        health=tuple(tool.name for tool in tools if tool.has_phi),
        financial=tuple(tool.name for tool in tools if tool.has_financial),
    )


def _least(values: Iterable[Decimal | None]) -> Decimal | None:
    return min((value for value in values if value is not None), default=None)


def _touches(act: Activity, fields: Collection[str]) -> bool:
    return any(change.get("field") in fields for change in act.changes)
