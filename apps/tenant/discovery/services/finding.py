"""From the lines of a file to its findings: one a product, one a merchant that is not known."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from apps.methods.recurring import Charge, Series, Span, annual_costs, series_of
from apps.tenant.discovery.matching import Meant, Names
from apps.tenant.discovery.models import Discovery, DiscoveryLine, Finding, Source, State

MOST_SERIES = 50  # kept of one finding; its lines are all kept
LARGEST_COST = Decimal(10) ** 12


@dataclass
class _Group:
    """Lines that mean the same."""

    meant: Meant | None
    lines: list[DiscoveryLine]

    @property
    def counted(self) -> list[DiscoveryLine]:
        return [line for line in self.lines if line.copy_of is None]


def findings_of(
    discovery: Discovery, lines: Sequence[DiscoveryLine], names: Names, *, currency: str
) -> list[tuple[Finding, list[DiscoveryLine]]]:
    """The findings with their lines, numbered: known products by cost, then unknown merchants by number of lines."""
    groups = _grouped(lines, names, discovery.source)
    span = _span(lines)
    found = [(_finding(discovery, group, names, span, currency), group.lines) for group in groups]
    found.sort(key=lambda pair: _order(pair[0]))
    for number, (finding, _) in enumerate(found, start=1):
        finding.number = number
    return found


def _order(finding: Finding) -> tuple[Any, ...]:
    cost = finding.annual_cost or Decimal(0)
    return not finding.product, -cost, -finding.lines_count, finding.product.casefold(), finding.merchant


def _grouped(lines: Iterable[DiscoveryLine], names: Names, source: str) -> list[_Group]:
    """Each spelling is looked up once: thousands of lines have few hundred."""
    meant: dict[tuple[str, str], Meant | None] = {}
    groups: dict[tuple[str, str], _Group] = {}
    for line in lines:
        if line.problem:
            continue
        spelling = (line.text, line.category)
        if spelling not in meant:
            meant[spelling] = names.meant_by(line, source)
        found = meant[spelling]
        is_product = found is not None and found.product
        key = ("product", found.product.casefold()) if found and is_product else ("merchant", line.merchant)
        group = groups.setdefault(key, _Group(found, []))
        group.lines.append(line)
        if found and group.meant and found.score > group.meant.score:
            group.meant = found
    return list(groups.values())


def _span(lines: Iterable[DiscoveryLine]) -> Span:
    days = [line.day for line in lines if line.day and not line.problem]
    return (min(days), max(days)) if days else None


def _finding(discovery: Discovery, group: _Group, names: Names, span: Span, currency: str) -> Finding:
    counted = group.counted
    merchant, _ = min(Counter(line.merchant for line in group.lines).items(), key=lambda pair: (-pair[1], pair[0]))
    example = min(line.text for line in group.lines if line.merchant == merchant)
    finding = Finding(discovery=discovery, merchant=merchant, example=example[:200], lines_count=len(counted))
    if group.meant:
        meant = group.meant
        finding.product, finding.vendor = meant.product[:120], names.vendors.get(meant.product, "")
        finding.score, finding.margin, finding.strength = meant.score, max(meant.margin, 0), meant.strength
        finding.because = meant.because[:120]
        finding.state = State.IGNORED if meant.is_ignored else State.OPEN
    finding.users = _users(counted) if discovery.source != Source.CARD else None
    if discovery.source == Source.CARD:
        _tell_costs(finding, counted, span, currency)
    return finding


def _users(lines: Sequence[DiscoveryLine]) -> int | None:
    """Given as a number, else the different people named."""
    given = [line.users for line in lines if line.users is not None]
    if given:
        return max(given)
    people = {line.payer.casefold() for line in lines if line.payer}
    return len(people) or None


def _tell_costs(finding: Finding, lines: Sequence[DiscoveryLine], span: Span, currency: str) -> None:
    charges = [Charge(line.day, line.amount or Decimal(0), line.currency, line.payer) for line in lines]
    series = series_of(charges, span=span)
    costs = annual_costs(series)
    finding.series = [_stored(entry) for entry in series[:MOST_SERIES]]
    finding.costs = {code: f"{cost:.2f}" for code, cost in sorted(costs.items())}
    own = costs.get(currency)
    finding.annual_cost = own.quantize(Decimal("0.01")) if own is not None and own < LARGEST_COST else None


def _stored(series: Series) -> dict[str, Any]:
    change = series.change
    return {
        "payer": series.payer,
        "currency": series.currency,
        "rhythm": series.rhythm.value,
        "charges": series.charges,
        "amount": f"{series.amount:.2f}",
        "annual_cost": None if series.annual_cost is None else f"{series.annual_cost:.2f}",
        "first": series.first.isoformat() if series.first else None,
        "last": series.last.isoformat() if series.last else None,
        "price_change": change
        and {"before": f"{change.before:.2f}", "after": f"{change.after:.2f}", "day": change.day.isoformat()},
        "has_stopped": series.has_stopped,
        "refunded": f"{series.refunded:.2f}",
        "rule": series.workings.rule,
    }
