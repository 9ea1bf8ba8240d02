"""What becomes of a proposal: accepted, merged, dismissed, taken back. The one place that reaches the inventory.

A decision is about the product: every open proposal for it, whichever file it came from, is decided with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.discovery.matching import Names
from apps.tenant.discovery.models import Finding, Source, State
from apps.tenant.history.services import record
from apps.tenant.inventory.models import Application, FoundBy
from apps.tenant.inventory.services import add_application, change_application, remove_application

PATH = "assess/discovery/"
FOUND_BY = {Source.CARD: FoundBy.CARD_EXPORT, Source.SSO: FoundBy.SSO_EXPORT, Source.OAUTH: FoundBy.SSO_EXPORT}
SEEN_IN = {Source.CARD: "Card export", Source.SSO: "Sign-in export", Source.OAUTH: "App access export"}
VERBS = {State.ACCEPTED: "accepted", State.MERGED: "merged", State.DISMISSED: "dismissed", State.IGNORED: "ignored"}


@dataclass(frozen=True)
class Accepting:
    """What a person changes on the way; None is left as proposed. with_cost: the yearly cost is taken over as well."""

    name: str | None = None
    annual_cost: Decimal | None = None
    with_cost: bool = True
    is_shadow_it: bool = True


@transaction.atomic
def accept_findings(
    findings: Iterable[Finding], *, client: Any, by: User, accepting: Accepting | None = None
) -> list[Finding]:
    """Each product becomes an application, flagged as shadow IT with how it was found and its yearly cost.

    One that is in the inventory already is linked, and nothing of it changed. All or none. Conflict when somebody
    decided first, Refused for a merchant without a product.
    """
    accepting = accepting or Accepting()
    locked = _locked(findings)
    names = Names(client.firm)
    for group in _groups(locked):
        lead = group[0]
        if not lead.product:
            raise Refused(f"Say first which product {lead.example} is.")
        existing = names.application_of(accepting.name or lead.product)
        application = existing or add_application(_values(group, client, accepting), by=by)
        names.applications[names.canonical(lead.product).casefold()] = application
        _decide(group, State.ACCEPTED, by=by, application=application, made=existing is None)
    return locked


@transaction.atomic
def merge_findings(findings: Iterable[Finding], application: Application, *, by: User) -> list[Finding]:
    """The product is this application under another name; remembered for the next files. Nothing of it changes."""
    locked = _locked(findings)
    for group in _groups(locked):
        if not group[0].product:
            raise Refused(f"Say first which product {group[0].example} is.")
        _decide(group, State.MERGED, by=by, application=application)
    return locked


@transaction.atomic
def dismiss_findings(findings: Iterable[Finding], *, reason: str, by: User) -> list[Finding]:
    """Not an application of this client; the reason is kept, and the next file that names it is not asked about."""
    locked = _locked(findings)
    for group in _groups(locked):
        _decide(group, State.DISMISSED, by=by, reason=" ".join(reason.split())[:300])
    return locked


@transaction.atomic
def reopen_findings(findings: Iterable[Finding], *, by: User) -> list[Finding]:
    """Take decisions back: proposals are open again, an application that was made goes into the trash.

    Does nothing to one that is open. What other files brought in with the same decision comes back, too.
    """
    reopened: list[Finding] = []
    for finding in Finding.objects.select_for_update().filter(pk__in=[f.pk for f in findings]):
        if finding.is_open or not finding.product:
            continue
        alike = Q(product__iexact=finding.product, state=finding.state)
        group = list(Finding.objects.select_for_update().filter(alike))
        made = [entry.application for entry in group if entry.made_application and entry.application]
        for application in made:
            remove_application(application, by=by)
        _write(group, State.OPEN)
        record("reopened", finding, by=by, path=PATH)
        reopened += group
    return reopened


@transaction.atomic
def use_cost(finding: Finding, *, client: Any, by: User) -> Application:
    """The application takes over the yearly cost that the charges make. Refused when either is not there."""
    application = finding.application or Names(client.firm).application_of(finding.product)
    if application is None:
        raise Refused("This product is no application yet. Accept or merge it first.")
    if finding.annual_cost is None:
        raise Refused(f"The charges tell no cost a year in {client.currency}. Enter it with the application.")
    return change_application(application, {"annual_cost": finding.annual_cost}, by=by)


def _locked(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings and the open ones of the same products, locked in one order. Conflict when one is decided."""
    wanted = list(
        Finding.objects.select_for_update(of=("self",)).filter(pk__in=[f.pk for f in findings]).order_by("pk")
    )
    for finding in wanted:
        if not finding.is_open:
            raise Conflict(_decided_words(finding))
    alike = Q()
    for finding in wanted:
        alike |= Q(product__iexact=finding.product) if finding.product else Q(pk=finding.pk)
    if not wanted:
        return []
    others = Finding.objects.select_for_update(of=("self",)).filter(alike, state=State.OPEN, discovery__removed_at=None)
    ids = {finding.pk for finding in wanted}
    return [*wanted, *(other for other in others.order_by("pk") if other.pk not in ids)]


def _decided_words(finding: Finding) -> str:
    who = f"{finding.decided_by} has" if finding.decided_by_id else "Somebody has"
    return f"{who} {VERBS[State(finding.state)]} {finding} already. Their decision stands; undo it to decide anew."


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.product.casefold() or f"merchant {finding.pk}", []).append(finding)
    return list(groups.values())


def _decide(
    group: Sequence[Finding], state: State, *, by: User, application: Application | None = None, made: bool = False,
    reason: str = "",
) -> None:  # fmt: skip
    _write(group, state, by=by, application=application, reason=reason)
    if made:
        group[0].made_application = True
        group[0].save(update_fields=["made_application"])
    label = f"{group[0]} → {application}" if application and str(application) != str(group[0]) else str(group[0])
    record(VERBS[state], group[0], by=by, label=f"{label}: {reason}" if reason else label, path=PATH)


def _write(
    group: Sequence[Finding], state: State, *, by: User | None = None, application: Application | None = None,
    reason: str = "",
) -> None:  # fmt: skip
    now = timezone.now() if by else None
    for finding in group:
        finding.state, finding.reason, finding.application = state, reason, application
        finding.decided_by, finding.decided_at, finding.made_application = by, now, False
        finding.save(update_fields=["state", "reason", "application", "decided_by", "decided_at", "made_application"])


def _values(group: Sequence[Finding], client: Any, accepting: Accepting) -> dict[str, Any]:
    lead = group[0]
    seen = list(dict.fromkeys(SEEN_IN[Source(finding.discovery.source)] for finding in group))
    users = [finding.users for finding in group if finding.users is not None]
    return {
        "name": accepting.name or lead.product,
        "vendor": lead.vendor,
        "users": max(users) if users else None,
        "annual_cost": _cost(group, accepting),
        "is_shadow_it": accepting.is_shadow_it,
        "found_by": FOUND_BY[Source(lead.discovery.source)],
        "found_note": f"{', '.join(seen)}: {lead.example}{_other_costs(group, client.currency)}"[:300],
    }


def _cost(group: Sequence[Finding], accepting: Accepting) -> Decimal | None:
    """Of the file that was handed in last: two files may hold the same charges."""
    if accepting.annual_cost is not None or not accepting.with_cost:
        return accepting.annual_cost
    known = [finding for finding in group if finding.annual_cost is not None]
    if not known:
        return None
    latest = max(finding.discovery_id for finding in known)
    return sum((f.annual_cost for f in known if f.discovery_id == latest and f.annual_cost), Decimal(0))


def _other_costs(group: Sequence[Finding], currency: str) -> str:
    others = {code: cost for finding in group for code, cost in finding.costs.items() if code != currency}
    return "".join(f"; {cost} {code} a year besides" for code, cost in sorted(others.items()))
