"""What every signed-in page shows around its content: firm, client, stages, person, and where this page is."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.core.access import ROLE_LABELS, Right
from apps.core.clock import today_of
from apps.core.listing import Link
from apps.core.navigation import SECTIONS, Section, Tab, place_of
from apps.core.tenancy.context import public_scope
from apps.core.tenancy.links import client_url, public_url
from apps.figures.palette import AccentShades, accent_shades
from apps.methods.engagement import week_of
from apps.shared.accounts.models import Firm
from apps.shared.clients.models import Client
from apps.shared.clients.selectors import FirmAccess, visible_clients
from apps.tenant.decisions.selectors import counts_by_page

TONES = 6
# Stages whose tabs say how much there is behind them, each in a fixed number of queries.
TAB_COUNTS = {"decide": counts_by_page}


@dataclass(frozen=True)
class ClientLink:
    name: str
    initials: str
    url: str
    tone: int
    note: str = ""


@dataclass(frozen=True)
class StageLink:
    no: int
    key: str
    name: str
    url: str
    note: str = ""
    is_done: bool = False
    needs_attention: bool = False


@dataclass(frozen=True)
class Place:
    """Where the page stands: its section, the section's tabs, the path to it."""

    section_name: str = ""
    tab_label: str = ""
    tabs: list[Link] = field(default_factory=list)
    crumbs: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class ClientShell:
    name: str
    initials: str
    tone: int
    week_label: str
    overview_url: str
    stages: list[StageLink]
    portal_note: str
    reports_url: str
    portal_url: str
    activity_url: str


@dataclass(frozen=True)
class PersonShell:
    name: str
    initials: str
    role_label: str


@dataclass(frozen=True)
class Shell:
    firm_name: str
    firm_initial: str
    accent: AccentShades | None
    person: PersonShell | None
    clients: list[ClientLink]
    client: ClientShell | None
    section: str
    place: Place
    portfolio_url: str = "/"
    catalogue_url: str = ""
    method_url: str = ""
    settings_url: str = ""
    account_url: str = ""
    jump_url: str = "/jump/"
    new_client_url: str = ""
    sign_out_url: str = "/accounts/logout/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Lazy: a fragment that shows no shell costs nothing."""
    return {"shell": SimpleLazyObject(lambda: make_shell(request)), "client": getattr(request, "client", None)}


def make_shell(request: HttpRequest) -> Shell:
    client: Client | None = getattr(request, "client", None)
    firm: Firm | None = getattr(request, "firm", None) or (client.firm if client else None)
    section, tab = _place(request)
    return Shell(
        firm_name=firm.name if firm else "Throughline",
        firm_initial=firm.initial if firm else "T",
        accent=accent_shades(firm.accent) if firm else None,
        person=_person(request, client),
        clients=_clients(request),
        client=_client(client) if client else None,
        section=section.key if section else _public_section(request),
        place=_place_of_page(client, section, tab),
        **_public_addresses(request),
    )


def _place(request: HttpRequest) -> tuple[Section | None, Tab | None]:
    match = request.resolver_match
    return place_of(match.url_name or "") if match else (None, None)


# Pages outside of the stages → the entry of the rail they belong to.
RAIL = {
    "portfolio": "portfolio",
    "portfolio-roadmap": "portfolio",
    "client-new": "portfolio",
    "method": "method",
    **dict.fromkeys(
        ("catalogue", "catalogue-add", "catalogue-product", "catalogue-change", "firm-metrics", "firm-metric"),
        "catalogue",
    ),
    "firm-settings": "settings",
    "firm-people": "settings",
    "overview": "overview",
    "client-settings": "settings",
    "client-people": "settings",
}


def _public_section(request: HttpRequest) -> str:
    match = request.resolver_match
    return RAIL.get(match.url_name or "", "") if match else ""


def _person(request: HttpRequest, client: Client | None) -> PersonShell | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    role = getattr(request, "client_role", None)
    label = ROLE_LABELS[role] if role else FIRM_LABELS[_firm_right(request)]
    return PersonShell(str(user), user.initials, label)


FIRM_LABELS = {Right.FIRM_OWNER: "Firm owner", Right.FIRM_MEMBER: "Consultant", Right.SIGNED_IN: "Guest"}


def _firm_right(request: HttpRequest) -> Right:
    rights: frozenset[Right] = getattr(request, "firm_rights", frozenset())
    return next((right for right in (Right.FIRM_OWNER, Right.FIRM_MEMBER) if right in rights), Right.SIGNED_IN)


def _clients(request: HttpRequest) -> list[ClientLink]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    firm = FirmAccess(getattr(request, "firm", None), getattr(request, "firm_rights", frozenset()))
    with public_scope():
        found = list(visible_clients(user, firm).exclude(status=Client.Status.ARCHIVED))
    return [ClientLink(c.name, c.initials, client_url(c, "overview"), tone_of(c)) for c in found]


def tone_of(client: Client) -> int:
    return client.pk % TONES + 1


def _client(client: Client) -> ClientShell:
    notes = {note["key"]: note for note in _stage_notes(client)}
    return ClientShell(
        name=client.name,
        initials=client.initials,
        tone=tone_of(client),
        week_label=week_label(client),
        overview_url=client_url(client, "overview"),
        stages=[_stage(section, client, notes.get(section.key, {})) for section in SECTIONS if section.no],
        portal_note=_waiting(client),
        reports_url=client_url(client, "reports"),
        portal_url=client_url(client, "portal-manage"),
        activity_url=client_url(client, "activity"),
    )


def _stage_notes(client: Client) -> list[dict[str, Any]]:
    with public_scope():
        summary = getattr(client, "summary", None)
    return summary.stages if summary else []


def _waiting(client: Client) -> str:
    with public_scope():
        summary = getattr(client, "summary", None)
    return f"{summary.waiting} waiting" if summary and summary.waiting else ""


def _stage(section: Section, client: Client, note: dict[str, Any]) -> StageLink:
    return StageLink(
        no=section.no or 0,
        key=section.key,
        name=section.name,
        url=client_url(client, section.url),
        note=note.get("note", ""),
        is_done=note.get("is_done", False),
        needs_attention=note.get("needs_attention", False),
    )


def week_label(client: Client) -> str:
    if client.is_archived:
        return "Archived"
    week = week_of(client.engagement_start, today_of(client))
    return f"Week {week} of {client.engagement_weeks}" if week else "Not started"


def _place_of_page(client: Client | None, section: Section | None, tab: Tab | None) -> Place:
    if client is None or section is None or tab is None:
        return Place()
    crumbs = [Link(client.name, client_url(client, "overview"))]
    if section.no:
        crumbs.append(Link(section.name, client_url(client, section.url)))
    counts = TAB_COUNTS[section.key]() if section.key in TAB_COUNTS else {}
    tabs = [Link(t.label, client_url(client, t.url), t is tab, counts.get(t.url)) for t in section.tabs]
    return Place(section.name, tab.label, tabs if section.no else [], crumbs)


def _public_addresses(request: HttpRequest) -> dict[str, str]:
    """The firm's own pages, as far as this person may open them; inside a client, Settings are the client's."""
    right, client = _firm_right(request), getattr(request, "client", None)
    addresses = {"method_url": public_url("method"), "account_url": public_url("profile")}
    if right != Right.SIGNED_IN:
        addresses |= {"settings_url": public_url("firm-settings"), "new_client_url": public_url("client-new")}
        addresses |= {"catalogue_url": public_url("catalogue")}
    if client:
        addresses |= {"settings_url": client_url(client, "client-settings"), "jump_url": client_url(client, "jump")}
    return addresses
