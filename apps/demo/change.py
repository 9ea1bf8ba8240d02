"""Harbor & Pine's people: deal to invoice looked back on, Zoho Invoice in the second of four weeks side by side."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from apps.core.clock import today_of
from apps.demo.firms import Cast
from apps.shared.accounts.models import User
from apps.shared.clients.models import Client
from apps.tenant.change import services
from apps.tenant.change.models import ChangeKind, Condition, Origin, Side
from apps.tenant.change.services import Counted
from apps.tenant.inventory.models import Application
from apps.tenant.roadmap.models import Initiative

DEAL, ZOHO, STOCK = "Deal to invoice", "Zoho into QuickBooks", "Stock sync"
LOOKED_BACK = 56  # days after the engagement's first; the 30 days ended on day 54

# who, from, to, what, by hand, minutes
STEPS: dict[str, dict[Side, list[tuple[str, str, str, str, bool, str | None]]]] = {
    DEAL: {
        Side.TODAY: [
            ("Sales", "HubSpot", "E-mail", "Won deal", True, "3"),
            ("Finance", "E-mail", "QuickBooks Online", "Invoice typed again", True, "12"),
            ("Finance", "QuickBooks Online", "Customer", "Invoice", False, None),
        ],
        Side.WANTED: [
            ("Sales", "HubSpot", "QuickBooks Online", "Draft invoice", False, None),
            ("Finance", "QuickBooks Online", "Customer", "Invoice, checked", True, "1.5"),
        ],
    },
    ZOHO: {
        Side.TODAY: [
            ("Sales", "Zoho Invoice", "Customer", "Invoice", False, None),
            ("Finance", "Zoho Invoice", "QuickBooks Online", "Invoices of the week", True, "45"),
        ],
        Side.WANTED: [("Sales", "QuickBooks Online", "Customer", "Invoice", False, None)],
    },
}
# day, purpose, text, audience, channel, sender, sent
MESSAGES: dict[str, list[tuple[int, str, str, str, str, str, bool]]] = {
    DEAL: [
        (9, "why", "Every invoice is typed twice and 9 of 120 are wrong. That ends.", "Sales, Finance", "Team meeting",
         "Priya Raman", True),
        (14, "what", "A won deal becomes a draft invoice by itself; Finance checks and sends it.", "Sales, Finance",
         "E-mail", "Priya Raman", True),
        (22, "when", "From 1 October. For four weeks we look at both every day.", "Sales, Finance", "Slack #invoices",
         "Jess Calder", True),
        (57, "result", "3.5 hours a week are back, and one error in 110.", "Everybody", "Team meeting", "Priya Raman",
         True),
    ],
    ZOHO: [
        (51, "why", "Two tools, two numbers for the same invoice. One of them goes.", "Sales", "Team meeting",
         "Priya Raman", True),
        (58, "how", "Invoices are written in QuickBooks; half an hour of training for each of three.", "Sales",
         "Training", "Priya Raman", True),
        (86, "when", "Last invoice in Zoho on 8 December.", "Sales", "Slack #invoices", "Priya Raman", False),
    ],
    STOCK: [
        (80, "why", "The sheet is right until somebody sells in the shop. Stock that is wrong costs orders.",
         "Operations", "Team meeting", "Lena Brandt", False),
        (98, "what", "Orders change the stock by themselves; the sheet becomes a view.", "Operations", "E-mail",
         "Tom Okafor", False),
    ],
}  # fmt: skip
PLANS: dict[str, dict[str, Any]] = {
    DEAL: {
        "support_channel": "Slack #invoices",
        "support_person": "Priya Raman",
        "feature": "invoices made from a deal",
        "logins_target": 5,
        "uses_target": 4,
        "tickets_most": 1,
    },
    ZOHO: {"support_channel": "Slack #invoices", "support_person": "Priya Raman", "logins_target": 3},
}
# logins, invoices made from a deal, support tickets: the working days of deal to invoice's first four weeks
USED = [
    *[(3, 1, 2), (4, 2, 3), (4, 2, 2), (5, 3, 2), (5, 3, 1), (5, 3, 2), (6, 4, 1), (5, 3, 1), (6, 4, 1), (6, 4, 0)],
    *[(6, 3, 1), (6, 4, 1), (5, 4, 0), (6, 5, 0), (7, 4, 0), (6, 4, 1), (7, 5, 0), (6, 4, 0), (6, 4, 0), (7, 4, 0)],
]
# days of Zoho's parallel run on which something differed
DIFFERED = {65: (1, "One invoice sent from a phone was never entered; put right the same day"), 70: (0, "")}
MISSED_DAY = 67
LOOK_BACK: dict[str, Any] = {
    "went_well": "Finance checked every draft for the first two weeks and trusted it after that. Sales noticed nothing "
    "but that invoices went out sooner.",
    "went_badly": "Deals without a billing address made drafts that nobody could send. Sales heard of it too late.",
    "hours": Decimal("3.5"),
    "errors": 1,
    "next_steps": "The address is required before a deal can be won (Jess, done). Stock sync starts its parallel run "
    "with the people who do the work, not after it.",
}
WIN: dict[str, Any] = {
    "title": "Invoices go out the day a deal is won",
    "words": "Nobody types an invoice twice any more.",
    "hours": Decimal("3.5"),
    "errors": 5,
}

REPLACED, SUCCESSOR = "Zoho Invoice", "QuickBooks Online"
TESTED = "40 invoices of October entered in QuickBooks: numbers, sums and reminders as in Zoho"


def load_change(cast: Cast) -> None:
    """Inside the client's scope, after roadmap and registry."""
    made = _Maker(cast.harbor, cast.consultant)
    known = {one.name: one for one in Initiative.objects.filter(name__in=(DEAL, ZOHO, STOCK))}
    for name, values in PLANS.items():
        services.change_plan(known[name], values, by=made.by)
    for name, sides in STEPS.items():
        made.workflows(known[name], sides)
    for name, rows in MESSAGES.items():
        made.messages(known[name], rows)
    made.run(known[DEAL], first=24, days=28)
    made.run(known[ZOHO], first=65, days=28)
    made.adoption(known[DEAL])
    services.file_retrospective(
        known[DEAL], LOOK_BACK, today=today_of(made.client), by=made.by, at=made.at(LOOKED_BACK)
    )
    win = services.add_win(known[DEAL], WIN, by=made.by)
    services.share_win(win, by=made.by, at=made.at(LOOKED_BACK + 1))
    made.replace_zoho()


class _Maker:
    """Days of the engagement as days, and who does it all."""

    def __init__(self, client: Client, by: User) -> None:
        if client.engagement_start is None:
            raise ValueError(f"{client} has no first day to count from.")
        self.client, self.by, self.begun = client, by, client.engagement_start

    def on(self, days: int) -> date:
        return self.begun + timedelta(days=days)

    def at(self, days: int) -> datetime:
        """Late on that day, never in the future."""
        there = datetime.combine(self.on(days), time(16, 30), ZoneInfo(self.client.time_zone))
        return min(there, timezone.now())

    def workflows(
        self, initiative: Initiative, sides: dict[Side, list[tuple[str, str, str, str, bool, str | None]]]
    ) -> None:
        for side, rows in sides.items():
            for who, source, target, what, is_manual, minutes in rows:
                values: dict[str, Any] = {"side": side, "who": who, "source": source, "target": target, "what": what}
                values |= {"is_manual": is_manual, "minutes": Decimal(minutes) if minutes else None}
                services.add_step(initiative, values, by=self.by)

    def messages(self, initiative: Initiative, rows: list[tuple[int, str, str, str, str, str, bool]]) -> None:
        for day, purpose, text, audience, channel, sender, is_sent in rows:
            values = {"purpose": purpose, "text": text, "audience": audience, "channel": channel, "sender": sender}
            message = services.add_message(initiative, values | {"on": self.on(day)}, by=self.by)
            if is_sent:
                services.send_message(message, by=self.by, at=self.at(day))

    def run(self, initiative: Initiative, *, first: int, days: int) -> None:
        """Every point on every working day up to yesterday but one that was missed; what differed."""
        services.start_checklist(initiative, by=self.by)
        points, today = list(initiative.run_points.all()), today_of(self.client)
        for day in range(first, first + days):
            on = self.on(day)
            if on.weekday() > 4 or on >= today or day == MISSED_DAY:
                continue
            for point in points:
                services.tick_point(point, on, client=self.client, by=self.by, at=self.at(day))
            if day in DIFFERED and initiative.name == ZOHO:
                services.note_day(initiative, on, *DIFFERED[day], client=self.client, by=self.by)

    def adoption(self, initiative: Initiative) -> None:
        working = [day for day in range(24, 60) if self.on(day).weekday() < 5]
        days = [
            Counted(day=self.on(day), logins=logins, uses=uses, tickets=tickets)
            for day, (logins, uses, tickets) in zip(working, USED, strict=False)
        ]
        services.record_adoption(initiative, days, today=today_of(self.client), by=self.by, origin=Origin.FILE)

    def replace_zoho(self) -> None:
        """Zoho Invoice gives way: reviewed and tested, the registry waits for the cut-over."""
        names = Application.objects.in_use().filter(name__in=(REPLACED, SUCCESSOR))
        tools = {one.name: one for one in names}
        values = {
            "kind": ChangeKind.REPLACE,
            "successor": tools[SUCCESSOR],
            "reason": "Three of its four jobs are done in QuickBooks too; two numbers for one invoice cost trust.",
            "owner": "Priya Raman",
            "major_changes": 2,
            "start": self.on(58),
            "end": self.on(93),
        }
        change = services.start_tool_change(tools[REPLACED], values, by=self.by)
        for task in change.tasks.filter(condition__in=(Condition.REVIEW, Condition.STAGING_TEST)):
            services.tick_task(task, by=self.by, at=self.at(64))
        services.add_evidence(change, by=self.by, words=TESTED, at=self.at(64))
