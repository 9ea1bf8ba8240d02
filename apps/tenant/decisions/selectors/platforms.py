"""Price sheets, the volume of an opportunity, and platforms against its requirement."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

from django.db.models import Count, Q, Sum
from django.utils import timezone

from apps.methods import platform_cost
from apps.methods.platform_cost import Counts, Plan, Usage, monthly_cost
from apps.methods.platform_fit import Answer, fit
from apps.shared.catalog.models import Product
from apps.shared.catalog.names import name_key
from apps.shared.catalog.selectors import platforms as catalogue_platforms
from apps.tenant.decisions.lines.opportunity import OpportunityLine
from apps.tenant.decisions.lines.platform import (
    PlatformMatrix,
    PlatformRow,
    SheetLine,
    SourcePrice,
    Volume,
    in_order,
)
from apps.tenant.decisions.models import Opportunity, PriceLine
from apps.tenant.decisions.supplied import key_of, known_needs, supplied_prices
from apps.tenant.inventory.models import Application

SIGNAL_DAYS = 28
ENDED = ("success", "fail")  # kinds of the registry's signals: a run that has come to its end
CRITERIA = {
    "open_api": "Open API",
    "connectors": "Connectors to these systems",
    "webhooks": "Webhooks",
    "bulk": "Bulk import and export",
    "sso": "Single sign-on",
}


class Firmed(Protocol):
    """A client, as far as its firm's catalogue and its currency go."""

    @property
    def firm(self) -> Any: ...

    @property
    def currency(self) -> str: ...


def price_sheet() -> list[SheetLine]:
    """Every plan once, own lines in place of supplied ones, by platform and price. One query."""
    own = {key_of(one.platform, one.plan): one for one in PriceLine.objects.select_related("changed_by")}
    supplied = supplied_prices()
    lines = [_own_line(line, supplied.get(key)) for key, line in own.items()]
    lines += [
        SheetLine(given.plan, given.billing, given.source, given.sourced_on, None, given)
        for key, given in supplied.items()
        if key not in own
    ]
    return sorted(lines, key=lambda line: (line.plan.platform.casefold(), line.plan.price, line.plan.name))


def volume_of(line: OpportunityLine) -> Volume:
    """From the signals of its integration once that is live, else from the cadence of its flows. One query."""
    own = line.opportunity
    counted = own.platform_steps
    actions = counted or platform_cost.usual_actions(
        flows=max(len(line.flows), 1),
        two_way=line.is_two_way,
        complex_logic=own.needs_complex_logic,
        multi_step_approval=own.needs_approval_steps,
    )
    since = timezone.now() - timedelta(days=SIGNAL_DAYS)
    seen = Opportunity.objects.filter(
        pk=own.pk,
        integration__status="live",
        integration__signals__kind__in=ENDED,
        integration__signals__at__gte=since,
    ).aggregate(runs=Count("integration__signals"), records=Sum("integration__signals__records"))
    is_counted = counted is not None
    if seen["runs"]:
        runs = platform_cost.runs_from_signals(seen["runs"], records=seen["records"], actions=actions)
        what = f"{seen['records']} records" if seen["records"] else f"{seen['runs']} runs"
        return Volume(
            runs, actions, f"measured: {what} in the last four weeks", is_measured=True, is_counted=is_counted
        )
    source = "from how often its flows happen" if line.runs_per_month is not None else "not known yet"
    return Volume(line.runs_per_month, actions, source, is_measured=False, is_counted=is_counted)


def platform_matrix(client: Firmed, line: OpportunityLine) -> PlatformMatrix:
    """Every known platform against one opportunity. Constant queries, whatever the number of platforms and plans."""
    volume = volume_of(line)
    sheet = [one for one in price_sheet() if not one.is_left_out]
    currency = _common_currency(sheet, client.currency)
    products = {key: one for one in catalogue_platforms(client.firm) for key in one.match_keys or [name_key(one.name)]}
    plans: dict[str, list[SheetLine]] = defaultdict(list)
    for one in sheet:
        plans[one.plan.platform].append(one)
    names = _platform_names(plans, products.values())
    wanted = _wanted(line)
    rows = [
        _row(name, products.get(name_key(name)), plans.get(name, []), volume, wanted, line.systems) for name in names
    ]
    needs = tuple(rows[0].fit.needs) if rows else ()
    return PlatformMatrix(line, volume, needs, in_order(rows, currency=currency), currency)


def _own_line(line: PriceLine, given: Any) -> SheetLine:
    plan = Plan(
        platform=line.platform,
        name=line.plan,
        price=line.price,
        currency=line.currency,
        included=line.included,
        overage=line.overage,
        most=line.most,
        counts=Counts(line.counts),
    )
    return SheetLine(plan, line.billing, line.source, line.sourced_on, line, given)


def _common_currency(sheet: Iterable[SheetLine], own: str) -> str:
    """The client's own where a price has it, else the one that most prices have."""
    found = Counter(line.plan.currency for line in sheet)
    return own if own in found or not found else max(found, key=lambda one: (found[one], one))


def _platform_names(plans: Mapping[str, Sequence[SheetLine]], products: Iterable[Product]) -> list[str]:
    """Those of the sheet, and those of the catalogue that the sheet does not have under any of their names."""
    priced = {name_key(name) for name in plans}
    others = {one.pk: one for one in products if not priced & {name_key(one.name), *one.match_keys}}
    return [*plans, *(one.name for one in others.values())]


def _wanted(line: OpportunityLine) -> dict[str, str]:
    """What the requirement asks for: need → label."""
    own = line.opportunity
    sensitive = _is_sensitive(line)
    asked = {
        "two_way": ("Data in both directions", line.is_two_way),
        "several_systems": ("Three or more systems in one flow", len(line.systems) > 2),
        "complex_logic": ("Branches, look-ups, sums", own.needs_complex_logic),
        "approval": ("Approval in several steps", own.needs_approval_steps),
        "real_time": ("Real time", own.needs_real_time),
        "audited": ("Audited security (SOC 2) for sensitive data", sensitive),
    }
    return {need: label for need, (label, is_asked) in asked.items() if is_asked}


def _is_sensitive(line: OpportunityLine) -> bool:
    """Whether one of its applications holds personal, health or financial data."""
    sensitive = Q(has_pii=True) | Q(has_phi=True) | Q(has_financial=True)
    ids = {end for flow in line.flows for end in (flow.source_id, flow.target_id)}
    return Application.objects.filter(sensitive, pk__in=ids).exists()


def _row(
    name: str,
    product: Product | None,
    lines: Sequence[SheetLine],
    volume: Volume,
    wanted: Mapping[str, str],
    systems: Sequence[str],
) -> PlatformRow:
    known = known_needs().get(name.casefold(), {})
    needs = {
        label: Answer(known[need].met, known[need].source) if need in known else Answer(None)
        for need, label in wanted.items()
    }
    connects = {system: _connects(product, system) for system in systems}
    needs |= {f"Connector to {system}": answer for system, answer in connects.items()}
    if volume.usage:
        needs["Carries the volume"] = _carries([line.plan for line in lines], volume.usage)
    return PlatformRow(
        name=name,
        fit=fit(name, needs, _criteria(product, list(connects.values()))),
        lines=tuple(lines),
        volume=volume,
        best_use=product.best_use if product else "",
        ranges=_ranges(product),
    )


def _connects(product: Product | None, system: str) -> Answer:
    """A list of connectors names some, never all; what it does not name is not known."""
    if product is None:
        return Answer(None)
    there = name_key(system) in {name_key(one) for one in product.connectors}
    return Answer(value=True, source=product.source) if there else Answer(None)


def _carries(plans: Sequence[Plan], usage: Usage) -> Answer:
    """A price that does not say what it includes answers nothing."""
    if any(plan.counts != Counts.NOTHING and monthly_cost(plan, usage) is not None for plan in plans):
        return Answer(value=True, source="price sheet")
    unstated = not plans or any(plan.counts == Counts.NOTHING for plan in plans)
    return Answer(None) if unstated else Answer(value=False, source="price sheet")


def _criteria(product: Product | None, connects: Sequence[Answer]) -> dict[str, Answer]:
    if product is None:
        return {label: Answer(None) for label in CRITERIA.values()}
    own = {name: getattr(product, name) for name in CRITERIA if name != "connectors"}
    own["connectors"] = True if connects and all(one.value for one in connects) else None
    return {
        label: Answer(own[name], product.source if own[name] is not None else "") for name, label in CRITERIA.items()
    }


def _ranges(product: Product | None) -> tuple[SourcePrice, ...]:
    if product is None:
        return ()
    return tuple(
        SourcePrice(one.source, one.low, one.high, one.currency, one.get_per_display(), one.sourced_on)
        for one in product.prices.all()
    )
