"""Merchants that nothing known was recognised in: a person says what they are, once for all files to come."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Refused
from apps.shared.accounts.models import User
from apps.tenant.discovery.matching import BY_HAND, Names
from apps.tenant.discovery.models import Finding, MerchantRule, State
from apps.tenant.history.services import record

PATH = "assess/discovery/?show=unmatched"


@transaction.atomic
def assign_merchant(finding: Finding, product: str, *, client: Any, by: User) -> Finding:
    """This merchant is that product, of the catalogue or one with a name of your own; it becomes a proposal.

    Holds for every file that names the merchant, and for those to come. Conflict when the finding is decided.
    """
    name = " ".join(product.split())[:120]
    if not name:
        raise Refused("Say which product it is.", field="product")
    names = Names(client.firm)
    name = names.canonical(name)
    current = _open(finding)
    _rule(current.merchant, name, by)
    same = Finding.objects.filter(merchant=current.merchant, state=State.OPEN, product=current.product)
    for entry in same.select_for_update():
        entry.product, entry.vendor = name, names.vendors.get(name, "")
        entry.score = entry.margin = 100
        entry.strength, entry.because = "certain", BY_HAND
        entry.save()
    record("assigned", current, by=by, label=f"{current.example} → {name}", path="assess/discovery/")
    current.refresh_from_db()
    return current


@transaction.atomic
def ignore_merchants(findings: Iterable[Finding], *, by: User) -> list[Finding]:
    """Nothing that belongs into the inventory; the next file does not ask again."""
    ignored = []
    for finding in findings:
        current = _open(finding)
        if current.product:
            raise Refused(f"{current} is a proposal. Dismiss it with a reason instead.")
        _rule(current.merchant, "", by)
        same = Finding.objects.filter(merchant=current.merchant, product="", state=State.OPEN)
        same.update(state=State.IGNORED, decided_by=by, decided_at=timezone.now())
        ignored.append(current)
    if ignored:
        words = ignored[0].example if len(ignored) == 1 else f"{len(ignored)} merchants"
        record("ignored", ignored[0], by=by, label=words, path=PATH)
    return ignored


@transaction.atomic
def ask_again(findings: Iterable[Finding], *, by: User) -> list[Finding]:
    """Forget what was said about these merchants: they wait in the queue again. A decided proposal is left alone."""
    again = []
    for finding in findings:
        said = MerchantRule.objects.filter(merchant=finding.merchant).first()
        if said is None:
            continue
        same = Finding.objects.filter(merchant=finding.merchant)
        if said.product:
            same = same.filter(product=said.product, because=BY_HAND, state=State.OPEN)
            same.update(product="", vendor="", score=0, margin=0, strength="unsure", because="")
        else:
            same.filter(state=State.IGNORED).update(state=State.OPEN, decided_by=None, decided_at=None)
        said.delete()
        record("reopened", finding, by=by, label=finding.example, path=PATH)
        again.append(finding)
    return again


def _open(finding: Finding) -> Finding:
    current = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if not current.is_open:
        raise Conflict(f"Somebody has decided on {current.example} already. Load the page again.")
    return current


def _rule(merchant: str, product: str, by: User) -> None:
    MerchantRule.objects.update_or_create(
        merchant=merchant, defaults={"product": product, "made_by": by, "made_at": timezone.now()}
    )
