"""The figures of the return: one function each for page, portal and PDF."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from apps.core.display import Manner, day, number
from apps.figures.bars import Bar, Bars
from apps.figures.before_after import BeforeAfter, Comparison, Sample
from apps.figures.cash_flow import Case as CaseCurve
from apps.figures.cash_flow import CashFlow
from apps.methods.cash_flow import curve, days_to_months
from apps.methods.intervals import Interval
from apps.methods.ranges import Case
from apps.tenant.roi.lines import Measured, MetricLine, ReturnOf
from apps.tenant.roi.lines import Sample as Observed


def cash_flow_data(made: ReturnOf, *, today: date, manner: Manner) -> CashFlow | None:
    """Cumulative net benefit of the whole roadmap; realised up to today once something is measured."""
    if made.total is None:
        return None
    passed = min(days_to_months((today - made.start).days), Decimal(made.horizon_months))
    has_begun = passed > 0 and bool(made.measured_lines)
    low, expected, high = (_case(made, case) for case in (Case.LOW, Case.EXPECTED, Case.HIGH))
    return CashFlow(
        horizon=made.horizon_months,
        expected=expected,
        low=low,
        high=high,
        realised=curve(made.realised_lines, start=made.start, until=passed, spans=made.realised_spans)
        if has_begun
        else (),
        today=passed if has_begun else None,
        payback_note=_payback_note(made, manner),
        planned=_planned(made) if has_begun else None,
    )


def before_after_data(metrics: Sequence[MetricLine]) -> BeforeAfter:
    """Metrics with something observed before, each with its interval."""
    return BeforeAfter(comparisons=tuple(_comparison(one) for one in metrics if one.before.interval))


def claimed_bars(measured: Sequence[Measured]) -> Bars:
    """Hours a week claimed and measured, a bar each; what is not measured has none."""
    rows = tuple(
        Bar(
            id=one.line.id,
            label=one.line.name,
            value=one.won_hours,
            compared=one.line.claimed_hours,
            note="" if one.is_measured else "not measured yet",
            tone="good",
        )
        for one in measured
    )
    return Bars(rows=rows, unit="h/week", value_name="measured", compared_name="claimed", is_ranked=False)


def _case(made: ReturnOf, case: Case) -> CaseCurve:
    flow = made.of(case)
    horizon = Decimal(made.horizon_months)
    points = curve(made.cash_lines(case), start=made.start, until=horizon, spans=made.spans(case))
    return CaseCurve(curve=points, payback=flow.payback.months if flow else None)


def _planned(made: ReturnOf) -> CaseCurve:
    until = Decimal(made.horizon_months)
    points = curve(made.planned_lines, start=made.start, until=until, spans=made.spans(Case.EXPECTED))
    return CaseCurve(curve=points, payback=made.planned.payback.months if made.planned else None)


def _payback_note(made: ReturnOf, manner: Manner) -> str:
    if made.total is None or made.total.expected.payback.on is None:
        return ""
    ends = [
        f"{word} {'never' if flow.payback.months is None else number(flow.payback.months, manner, places=1)}"
        for word, flow in (("low", made.total.low), ("high", made.total.high))
    ]
    return f"{day(made.total.expected.payback.on, manner)}; {', '.join(ends)}"


def _comparison(line: MetricLine) -> Comparison:
    before = _sample(line, line.before)
    if before is None:
        raise ValueError(f"{line.name} has nothing observed before.")
    return Comparison(
        name=line.name,
        unit="%" if line.is_share else line.metric.unit,
        before=before,
        after=_sample(line, line.after),
        is_conclusive=line.is_conclusive or not line.after.n,
    )


def _sample(line: MetricLine, observed: Observed) -> Sample | None:
    found = observed.interval
    if found is None:
        return None
    factor = 100 if line.is_share else 1
    basis = f"{observed.errors} of {observed.size}" if line.is_share else f"n = {observed.n}"
    low, high = _ends(found)
    return Sample(mean=found.value * factor, low=low * factor, high=high * factor, basis=basis)


def _ends(found: Interval) -> tuple[Decimal, Decimal]:
    """One value alone has no interval: its bar shows none. A mean cannot lie below 0 in what is measured here."""
    low, high = (found.value if end is None else end for end in (found.low, found.high))
    return max(low, Decimal(0)), high
