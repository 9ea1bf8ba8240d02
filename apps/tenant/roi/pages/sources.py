"""The assumptions behind the return, each with where it comes from and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from apps.core.display import MISSING, Manner, money, number
from apps.figures.numerals import plural
from apps.methods.business_case import Initiative
from apps.tenant.roi.lines import Measured, MetricLine, ReturnOf
from apps.tenant.roi.pages.words import Word

MEASURED, AGREED, ASSUMED = Word("measured", "good"), Word("agreed", "busy"), Word("assumed", "none")
MISSING_WORD = Word("missing", "warn")
USUAL_SHARES = {(Decimal(60), Decimal(75), Decimal(90)), (Decimal(100), Decimal(100), Decimal(100))}


@dataclass(frozen=True)
class SourceRow:
    """One assumption: its value in words, where it comes from, who stands behind it, how sure it is."""

    name: str
    value: str
    source: str
    who: str
    standing: Word


def source_rows(client: Any, made: ReturnOf, measured: Sequence[Measured], manner: Manner) -> list[SourceRow]:
    rows = [row for one in measured for line in one.metrics for row in _observed(line, manner)]
    rate = SourceRow(
        "Hourly rate, fully loaded", money(client.hourly_rate, manner, places=2), "the client's default", "", AGREED
    )
    shares = [row for one in measured for row in [_share(one, manner)] if not one.is_measured]
    inputs = [line.plan for line in made.lines]
    return [*rows, rate, *shares, *_costs(inputs, manner), *_error_cost(measured, manner)] if made.lines else rows


def _observed(line: MetricLine, manner: Manner) -> list[SourceRow]:
    rows = []
    for word, sample in (("before", line.before), ("after", line.after)):
        if sample.interval is None:
            continue
        factor, unit = (100, "%") if line.is_share else (1, line.metric.unit)
        value = f"{number(sample.interval.value * factor, manner, places=1)} {unit}"
        basis = f"{sample.errors} of {sample.size}" if line.is_share else plural(sample.n, "observation")
        signer = line.metric.baseline_signed_by
        who = f"signed by {signer}" if word == "before" and signer else ""
        rows.append(SourceRow(f"{line.name}, {word}", value, basis, who, MEASURED))
    if line.flow and line.flow.times is not None and not line.is_share:
        times = f"{line.flow.times.normalize():f} {line.flow.per_words.lower()}"
        rows.append(SourceRow(f"{line.flow.data_object}, how often", times, line.flow.name, "", AGREED))
    return rows


def _share(one: Measured, manner: Manner) -> SourceRow:
    own = one.line.initiative
    shares = (own.share_low, own.share_expected, own.share_high)
    low, expected, high = (number(share, manner) for share in shares)
    usual = shares in USUAL_SHARES
    source = "the method's default" if usual else "changed for this initiative"
    value = f"{expected} %" if low == high else f"{low} / {expected} / {high} %"
    return SourceRow(f"Share removed, {own.name}", value, source, "", ASSUMED if usual else AGREED)


def _costs(inputs: Sequence[Initiative], manner: Manner) -> list[SourceRow]:
    upkeep = _sum("Upkeep", [one.upkeep_hours_per_month for one in inputs], manner, unit=" h/month")
    return [
        _sum("Build", [one.build_once for one in inputs], manner, unit=" once", is_money=True),
        _sum("Training", [one.training_once for one in inputs], manner, unit=" once", is_money=True),
        _sum("Subscriptions", [one.subscription_per_month for one in inputs], manner, unit="/month", is_money=True),
        upkeep,
        _sum("Other savings", [one.other_saving_per_month for one in inputs], manner, unit="/month", is_money=True),
    ]


def _sum(name: str, parts: Sequence[Decimal], manner: Manner, *, unit: str, is_money: bool = False) -> SourceRow:
    total = sum(parts, Decimal(0))
    shown = money(total, manner) if is_money else number(total, manner, places=0 if total == int(total) else 1)
    known = [part for part in parts if part]
    source = (
        " + ".join(number(part, manner, places=0 if part == int(part) else 2) for part in known)
        if len(known) > 1
        else "cost sheet"
    )
    return SourceRow(name, f"{shown}{unit}", source if known else "none entered", "", AGREED if known else ASSUMED)


def _error_cost(measured: Sequence[Measured], manner: Manner) -> list[SourceRow]:
    audits = [line for one in measured for line in one.metrics if line.is_share]
    prices = [line.metric.cost_per_error for line in audits]
    if not audits or any(price is None for price in prices):
        source = "nobody has put a figure on it; errors avoided count as 0"
        return [SourceRow("Cost of an error", MISSING, source, "", MISSING_WORD)]
    shown = ", ".join(money(price, manner, places=2) for price in prices)
    return [SourceRow("Cost of an error", shown, ", ".join(line.name for line in audits), "", AGREED)]
