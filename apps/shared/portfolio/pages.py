"""Everything that the portfolio's templates may use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from apps.core.access import ROLE_LABELS, ROLE_RIGHTS, Right, Role
from apps.core.listing import Chip, Column, chip
from apps.core.names import initials_of
from apps.core.tenancy.middleware import PORTAL_PATH
from apps.core.tenancy.routing import PAGE_PREFIX
from apps.figures.figure import Figure
from apps.figures.palette import WHITE, Shades, accent_shades, contrast
from apps.figures.segments import Segment, Segments, render_segments
from apps.methods.workings import Workings
from apps.shared.accounts.models import Firm, User
from apps.shared.clients.models import Client, ClientSummary
from apps.shared.clients.selectors import FirmAccess
from apps.shared.portfolio.selectors import (
    DEFAULT_SORT,
    Amount,
    Totals,
    Wanted,
    clients_with_news,
    portfolio_clients,
    portfolio_totals,
    totals_explained,
)

ROWS_PER_PAGE = 50
ZERO = Decimal(0)
TONES = 6
MOST_NEEDS, MOST_ACTS = 6, 6
HEALTH_TONES = {True: "good", False: "bad", None: "none"}
STAGES = {"assess": "Assess", "decide": "Decide", "plan": "Plan", "run": "Run", "prove": "Prove"}
COLUMNS = (
    Column("Client", "name", sticky=True),
    Column("Stage"),
    Column("Hours lost", "hours", unit="h/week", num=True),
    Column("Approved", "value", unit="a year", num=True),
    Column("Health"),
    Column("Next step"),
    Column("Last activity", "activity"),
)


@dataclass(frozen=True, kw_only=True)
class ClientRow:
    client: Client
    summary: ClientSummary | None
    url: str
    role: Role

    @property
    def tone(self) -> int:
        return tone_of(self.client)

    @property
    def marks(self) -> list[str]:
        """One mark for each of the five stages: "d" done, "n" under way, "" not begun."""
        known = {stage["key"]: stage for stage in self._stages}
        return [_mark(known.get(key, {})) for key in STAGES]

    @property
    def stage_words(self) -> str:
        """The stage the client is in and how far it is there: “Plan: v2 is waiting”."""
        key = self.summary.stage if self.summary else "assess"
        note = next((stage.get("note", "") for stage in self._stages if stage["key"] == key), "")
        return f"{STAGES.get(key, key)}: {note or 'not started'}"

    @property
    def next_url(self) -> str:
        return f"{self.url}{self.summary.next_step_path.lstrip('/')}" if self.summary else self.url

    @property
    def state(self) -> tuple[str, str]:
        """Word and tone, where the client isn't simply active."""
        words = {Client.Status.CREATING: ("Being set up", "busy"), Client.Status.FAILED: ("Set-up failed", "bad")}
        return words.get(Client.Status(self.client.status), ("", ""))

    @property
    def health(self) -> dict[str, str]:
        """word, note and tone of what is live; empty while nothing is known."""
        known = self.summary.health if self.summary else {}
        return {**known, "tone": HEALTH_TONES[known["is_good"]]} if known else {}

    @property
    def role_label(self) -> str:
        return ROLE_LABELS[self.role]

    @property
    def _stages(self) -> list[dict[str, Any]]:
        return self.summary.stages if self.summary else []


@dataclass(frozen=True, kw_only=True)
class Need:
    """Something that waits for somebody of the firm. url: where it is done."""

    client: Client
    tone: int
    title: str
    reason: str
    verb: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who did what at which client. url: empty where the object has no page."""

    client: Client
    who: str
    verb: str
    what: str
    url: str
    at: datetime

    @property
    def initials(self) -> str:
        return initials_of(self.who)


@dataclass(frozen=True, kw_only=True)
class PortfolioPage:
    rows: tuple[ClientRow, ...]
    page: Page[Client]
    totals: Totals
    why_found: Workings
    why_won_back: Workings
    approved: tuple[tuple[Amount, Workings], ...]
    wanted: Wanted
    chips: tuple[Chip, ...]
    hours: Figure | None
    needs: tuple[Need, ...]
    acts: tuple[Act, ...]
    columns: tuple[Column, ...] = COLUMNS

    @property
    def is_empty(self) -> bool:
        """No client at all yet, as against none that fits the filter."""
        return not self.totals.clients and not self.totals.archived


@dataclass(frozen=True, kw_only=True)
class OwnClientsPage:
    """The clients of somebody who belongs to no firm."""

    rows: tuple[ClientRow, ...]


@dataclass(frozen=True, kw_only=True)
class AccentPage:
    """The firm's colour as it is used in both themes. `ratio`: white text on the fill, WCAG, at least 4.5."""

    light: Shades
    dark: Shades
    light_ratio: float
    dark_ratio: float
    is_adjusted: bool


def portfolio_page(request: HttpRequest, user: User, firm: FirmAccess) -> PortfolioPage:
    wanted = Wanted(
        query=request.GET.get("q", "").strip(),
        show=request.GET.get("show", ""),
        sort=request.GET.get("sort", DEFAULT_SORT),
    )
    totals, news = portfolio_totals(user, firm), clients_with_news(user, firm)
    page = Paginator(portfolio_clients(user, firm, wanted), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    why = totals_explained(user, firm, totals)
    return PortfolioPage(
        rows=tuple(_row(client, firm) for client in page.object_list),
        page=page,
        totals=totals,
        why_found=why["found"],
        why_won_back=why["won_back"],
        approved=tuple((one, why[one.currency]) for one in totals.approved),
        hours=hours_figure(totals),
        wanted=wanted,
        needs=_needs(news),
        acts=_acts(news),
        chips=(
            chip(request, "show", "waiting", "Waiting for the client", count=totals.clients_waiting),
            chip(request, "show", "health", "Health needs a look", count=totals.unhealthy),
            chip(request, "show", "archived", "Archived", count=totals.archived),
        ),
    )


def hours_figure(totals: Totals) -> Figure | None:
    """All hours found, split into won back and left; None while nothing was found, or where a part is below zero."""
    parts = (totals.hours_won_back, totals.hours_left)
    if not totals.hours_found or any(part is None or part < 0 for part in parts):
        return None
    won_back = Segment(label="won back, measured", value=totals.hours_won_back or ZERO, tone="good")
    left = Segment(label="left today", value=totals.hours_left or ZERO, tone="slate-soft")
    return render_segments(Segments(parts=(won_back, left), unit="h a week", name="Hand-off hours of all clients"))


def _needs(clients: Sequence[Client]) -> tuple[Need, ...]:
    """The most urgent need of each client first, then their second ones."""
    found = [(place, at, client, need) for at, client in enumerate(clients) for place, need in _listed(client, "needs")]
    return tuple(
        Need(
            client=client,
            tone=tone_of(client),
            title=need["title"],
            reason=need["reason"],
            verb=need["verb"],
            url=f"{PAGE_PREFIX}{client.slug}/{need['path']}",
        )
        for _, _, client, need in sorted(found, key=lambda one: one[:2])[:MOST_NEEDS]
    )


def _acts(clients: Sequence[Client]) -> tuple[Act, ...]:
    """The newest acts over all clients."""
    found = [
        Act(
            client=client,
            who=act["who"],
            verb=act["verb"],
            what=act["what"],
            url=f"{PAGE_PREFIX}{client.slug}/{act['path']}" if act["path"] else "",
            at=datetime.fromisoformat(act["at"]),
        )
        for client in clients
        for _, act in _listed(client, "latest")
    ]
    return tuple(sorted(found, key=lambda act: act.at, reverse=True)[:MOST_ACTS])


def _listed(client: Client, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate(getattr(client.summary, name))


def tone_of(client: Client) -> int:
    """Which of the signs' colours a client has."""
    return int(client.pk) % TONES + 1


def own_clients_page(user: User, firm: FirmAccess) -> OwnClientsPage:
    clients = portfolio_clients(user, firm, Wanted(sort="name"))
    return OwnClientsPage(rows=tuple(_row(client, firm) for client in clients if client.is_usable))


def accent_page(firm: Firm) -> AccentPage:
    shades = accent_shades(firm.accent)
    return AccentPage(
        light=shades.light,
        dark=shades.dark,
        light_ratio=contrast(shades.light.fill, WHITE),
        dark_ratio=contrast(shades.dark.fill, WHITE),
        is_adjusted=shades.light.fill != firm.accent,
    )


def _row(client: Client, firm: FirmAccess) -> ClientRow:
    owns = firm.is_owner and firm.firm == client.firm
    role = Role.LEAD if owns else Role(client.own_role)
    works = Right.WORK_READ in ROLE_RIGHTS[role]
    url = f"{PAGE_PREFIX}{client.slug}{'/' if works else PORTAL_PATH}"
    return ClientRow(client=client, summary=getattr(client, "summary", None), url=url, role=role)


def _mark(stage: dict[str, Any]) -> str:
    if stage.get("is_done"):
        return "d"
    return "n" if stage.get("is_begun") else ""
