"""Harbor & Pine's roadmap: three phases, four initiatives, candidates, v1 approved in week 3, v2 waiting in week 11."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.demo.firms import Cast
from apps.shared.accounts.models import User
from apps.tenant.decisions.models import Opportunity
from apps.tenant.inventory.models import Department, Person
from apps.tenant.portal.services import add_comment, answer_comment, see_version
from apps.tenant.roadmap.models import Initiative, Kind, RoadmapVersion, State, VersionStatus
from apps.tenant.roadmap.services import add_initiative, change_initiative, start_from_template
from apps.tenant.roadmap.services.versions import decide_version, publish_version

QUICK, CORE, INTELLIGENCE = "Quick wins", "Core systems", "Intelligence"
# department → who helps their colleagues; one short in Finance
CHAMPIONS = {
    "Operations": ["Tom Okafor", "Lena Brandt"],
    "Sales": ["Jess Calder", "Ray Novak"],
    "Finance": ["Priya Raman"],
}
# Days count from the engagement's first, a Monday: day 7 is the first day of week 2.
COMMITTED: dict[str, dict[str, Any]] = {
    "deal": {
        "name": "Deal to invoice",
        "phase": QUICK,
        "days": (7, 24),
        "owner": "Priya Raman",
        "summary": "Won deals become invoices",
        "parallel_weeks": 4,
        "effort_days": 6,
        "confidence": "high",
        "money": (600, 114, 30, 2),
    },
    "zoho": {
        "name": "Zoho into QuickBooks",
        "kind": Kind.CONSOLIDATION,
        "phase": CORE,
        "days": (49, 93),
        "owner": "Priya Raman",
        "summary": "One invoicing tool",
        "parallel_weeks": 4,
        "effort_days": 5,
        "money": (530, 190, 0, 0),
        "share_low": 100,
        "share_expected": 100,
        "share_high": 100,
        "other_saving_per_month": 45,
        "other_saving_note": "Zoho Invoice licence given up",
    },
    "stock": {
        "name": "Stock sync",
        "phase": CORE,
        "days": (56, 105),
        "owner": "Lena Brandt",
        "summary": "Orders update stock",
        "parallel_weeks": 3,
        "effort_days": 24,
        "confidence": "medium",
        "money": (2400, 228, 60, 3),
    },
}
LEAD: dict[str, Any] = {
    "name": "Lead sync",
    "phase": CORE,
    "days": (84, 102),
    "owner": "Eli Marsh",
    "summary": "Newsletter leads reach HubSpot by themselves",
    "effort_days": 3,
    "money": (240, 38, 0, 2),
    "reason": "Upkeep costs more than the hours saved; the reason is faster follow-up.",
}
STOCK_LIVE_IN_V2 = 119
# key → milestones: name, day, whether it was reached
MILESTONES: dict[str, list[tuple[str, int, bool]]] = {
    "deal": [("First invoice without typing", 21, True)],
    "stock": [("Product contract agreed", 77, False), ("SKUs put right", 98, False)],
}
RISKS: dict[str, list[dict[str, str]]] = {
    "stock": [
        {
            "what": "212 of 1,480 SKUs differ between shop and sheet",
            "likelihood": "high",
            "impact": "high",
            "answer": "Put right before the sync is switched on",
            "owner": "Lena Brandt",
        },
        {
            "what": "Season sale in December doubles the orders",
            "likelihood": "medium",
            "impact": "medium",
            "answer": "Go live after it, with three weeks side by side",
            "owner": "Tom Okafor",
        },
    ],
    "zoho": [
        {
            "what": "Open Zoho invoices are overlooked at the cut-over",
            "likelihood": "low",
            "impact": "high",
            "answer": "Weekly reconciliation, list signed off by Finance",
            "owner": "Priya Raman",
        }
    ],
}
CANDIDATES: dict[str, dict[str, Any]] = {
    "orders": {"name": "Orders to accounting", "phase": CORE, "days": (126, 150), "owner": "Priya Raman"},
    "support": {"name": "Tickets in the CRM", "phase": INTELLIGENCE, "days": (154, 178), "owner": "Nora Lind"},
    "time": {"name": "Timesheets to payroll", "phase": INTELLIGENCE, "days": (154, 178), "owner": "Ana Duarte"},
}


@dataclass(frozen=True)
class _Begun:
    """The engagement's first day, and the client's clock."""

    day: date
    zone: ZoneInfo

    def on(self, days: int) -> date:
        return self.day + timedelta(days=days)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Never in the future, on whichever day of week 11 the demo is loaded."""
        return min(datetime.combine(self.on(days), time(hour, minute), self.zone), timezone.now())


def load_roadmap(cast: Cast) -> dict[str, Initiative]:
    """Inside the client's scope, after inventory, flows and decisions. The initiatives by key."""
    begin_roadmap(cast)
    return go_on_with_roadmap(cast)


def begin_roadmap(cast: Cast) -> None:
    """Up to week 4: version 1 approved, deal to invoice live."""
    client, by, begun = cast.harbor, cast.consultant, _begun(cast)
    _name_champions()
    start_from_template(client, "G", by=by)
    made = {key: _add(row, State.PLANNED, begun, by=by) for key, row in COMMITTED.items()}
    deal = change_initiative(made["deal"], {"state": State.BUILDING}, by=by)
    first = publish_version(client, by=by, at=begun.at(14, 9, 30))
    see_version(first, by=cast.sponsor, at=begun.at(14, 17, 12))
    decide_version(first, VersionStatus.APPROVED, by=cast.sponsor, at=begun.at(15, 8, 41))
    change_initiative(deal, {"state": State.LIVE}, by=by)


def go_on_with_roadmap(cast: Cast) -> dict[str, Initiative]:
    """What happened up to version 2, and what is said about it. The initiatives by key."""
    client, by, begun = cast.harbor, cast.consultant, _begun(cast)
    made = {key: Initiative.objects.get(name=row["name"]) for key, row in COMMITTED.items()}
    _move_on(made, begun, by=by)
    second = publish_version(client, by=by, at=begun.at(70, 9, 5))
    _talk(cast, second, made, begun)
    _watch(made, by=by)
    candidates = {key: _add(row, State.CANDIDATE, begun, by=by) for key, row in CANDIDATES.items()}
    change_initiative(candidates["orders"], {"depends_on": [made["stock"].pk]}, by=by)
    return made | candidates


def _begun(cast: Cast) -> _Begun:
    if cast.harbor.engagement_start is None:
        raise ValueError("The demo client has a first day.")
    return _Begun(cast.harbor.engagement_start, ZoneInfo(cast.harbor.time_zone))


def _move_on(made: dict[str, Initiative], begun: _Begun, *, by: User) -> None:
    """What else is not as it was in version 1."""
    made["zoho"] = change_initiative(made["zoho"], {"state": State.PARALLEL}, by=by)
    moved = {
        "state": State.BUILDING,
        "end": begun.on(STOCK_LIVE_IN_V2),
        "date_reason": "212 of 1,480 SKUs differ and are put right first.",
    }
    made["stock"] = change_initiative(made["stock"], moved, by=by)
    made["lead"] = _add(LEAD, State.PLANNED, begun, by=by)
    for key, rows in MILESTONES.items():
        milestones = [{"name": name, "on": begun.on(days), "is_done": done} for name, days, done in rows]
        made[key] = change_initiative(made[key], {"milestones": milestones}, by=by)


def _watch(made: dict[str, Initiative], *, by: User) -> None:
    """What could go wrong, as noted so far."""
    for key, rows in RISKS.items():
        made[key] = change_initiative(made[key], {"risks": rows}, by=by)


def _talk(cast: Cast, version: RoadmapVersion, made: dict[str, Initiative], begun: _Begun) -> None:
    see_version(version, by=cast.sponsor, at=begun.at(70, 18, 20))
    asked = add_comment(
        version,
        "Why does stock sync take two weeks longer?",
        by=cast.sponsor,
        initiative=made["stock"].pk,
        at=begun.at(70, 18, 24),
    )
    answer_comment(
        cast.harbor,
        asked,
        "212 of 1,480 SKUs differ between the shop and the sheet. Lena's team puts them right first, otherwise the "
        "sync would copy the mistakes.",
        by=cast.consultant,
        at=begun.at(71, 8, 50),
    )
    see_version(version, by=cast.stakeholder, at=begun.at(71, 11, 2))
    add_comment(
        version,
        "Please keep the cut-over away from the month-end invoices.",
        by=cast.stakeholder,
        initiative=made["zoho"].pk,
        at=begun.at(71, 11, 6),
    )


def _add(row: dict[str, Any], state: State, begun: _Begun, *, by: User) -> Initiative:
    """With the opportunity of the same name."""
    start, end = row["days"]
    build, training, subscription, upkeep = row.get("money", (0, 0, 0, 0))
    values = {name: value for name, value in row.items() if name not in {"days", "money"}} | {
        "state": state,
        "start": begun.on(start),
        "end": begun.on(end),
        "build_cost": Decimal(build),
        "training_cost": Decimal(training),
        "subscription_per_month": Decimal(subscription),
        "upkeep_hours_per_month": Decimal(upkeep),
        "opportunity": Opportunity.objects.get(name=row["name"]).pk,
    }
    numbers = ("share_low", "share_expected", "share_high", "other_saving_per_month", "effort_days")
    return add_initiative(values | {name: Decimal(values[name]) for name in numbers if name in values}, by=by)


def _name_champions() -> None:
    for name, people in CHAMPIONS.items():
        department = Department.objects.get(name=name)
        for person in people:
            Person.objects.update_or_create(name=person, defaults={"is_champion": True, "department": department})
