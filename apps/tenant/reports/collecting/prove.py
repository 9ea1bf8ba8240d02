"""Stage 5 for a report: what is won back and left, what the roadmap returns, and what was measured."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from apps.figures import cash_flow as figure
from apps.methods.cash_flow import CashFlow, Line, Span, cumulative, cumulative_spans
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR
from apps.methods.intervals import Interval
from apps.methods.measurement import Standing, Target, Verdict, target
from apps.methods.ranges import Case
from apps.shared.clients.models import Client
from apps.tenant.reports.collecting.chances import collect_chances
from apps.tenant.reports.facts import CaseFact, MeasuredFact, MonthFact, ReturnFact, ReturnFacts
from apps.tenant.roi import selectors as roi
from apps.tenant.roi.lines import MetricLine, ReturnLine, ReturnOf

PERCENT = Decimal(100)
MOST_MONTHS = 2
ERRORS_BELOW = Decimal("0.01")
VERDICTS = {
    Verdict.IMPROVED: ("better", "good"),
    Verdict.WORSE: ("worse", "bad"),
    Verdict.NO_CHANGE: ("no real change", "open"),
    Verdict.CANNOT_TELL: ("not yet proven", "warn"),
}


def collect_standing(client: Client) -> tuple[Standing, dict[int, Decimal]]:
    """Found, won back and left; and the hours a week that are left of each hand-off that was timed again."""
    left = {
        study.flow.id: study.flow.hours_per_week - study.won_back.hours_per_week.value
        for one in roi.measured(client)
        for study in one.timed
        if study.flow and study.flow.hours_per_week is not None and study.won_back
    }
    return roi.standing(client), left


def collect_returns(client: Client, today: date) -> ReturnFacts | None:
    """None while no initiative has both days and nothing is entered by line."""
    made = roi.business_case_of(client)
    if made.total is None:
        return None
    return ReturnFacts(
        start=made.start,
        horizon_months=made.horizon_months,
        rows=tuple(_row(line, today) for line in made.lines),
        low=_case("low", made.total.low),
        expected=_case("expected", made.total.expected),
        high=_case("high", made.total.high),
        curve=_curves(made, today),
        chances=collect_chances(client, made),
        measured=tuple(fact for one in roi.metric_lines(client) if (fact := _measured(one))),
        months=_months(roi.progress_of(client, today=today)),
    )


def _months(made: roi.Progress) -> tuple[MonthFact, ...]:
    """The last ones, oldest first; none while nothing is measured."""
    if not made.measured:
        return ()
    return tuple(
        MonthFact(
            first=one.first,
            hours=one.hours,
            errors=None if made.errors is None else one.errors_avoided,
            live=one.live,
            incidents=one.incidents,
        )
        for one in made.months[-MOST_MONTHS:]
    )


def _row(line: ReturnLine, today: date) -> ReturnFact:
    monthly = line.monthly()
    return ReturnFact(
        id=line.id,
        name=line.name,
        once=monthly.once,
        benefit=monthly.benefit_per_month,
        running=monthly.running_per_month,
        net=monthly.net_per_month,
        payback_months=line.payback.months,
        payback_word=line.payback.word,
        is_measured=line.is_measured,
        reason=line.reason,
        is_at_risk=line.measured.line.is_benefit_at_risk,
        net_to_date=line.net_to_date(today) if line.is_measured else None,
    )


def _case(name: str, made: CashFlow) -> CaseFact:
    return CaseFact(
        name=name,
        cost=made.cost,
        benefit=made.benefit,
        net=made.net,
        roi_percent=made.roi_percent,
        payback_months=made.payback.months,
        payback_on=made.payback.on,
        payback_word=made.payback.word,
    )


def _curves(made: ReturnOf, today: date) -> figure.CashFlow:
    def case(which: Case) -> figure.Case:
        flow = made.of(which)
        weeks = made.horizon_months * WEEKS_PER_YEAR // MONTHS_PER_YEAR
        points = _points(made.cash_lines(which), made.spans(which), made.start, weeks)
        # The last point is the total itself, so that picture and table end alike.
        end = (Decimal(made.horizon_months), flow.net if flow else Decimal(0))
        return figure.Case(curve=(*points, end), payback=flow.payback.months if flow else None)

    def planned() -> figure.Case:
        weeks = made.horizon_months * WEEKS_PER_YEAR // MONTHS_PER_YEAR
        points = _points(made.planned_lines, made.spans(Case.EXPECTED), made.start, weeks)
        end = (Decimal(made.horizon_months), made.planned.net if made.planned else Decimal(0))
        return figure.Case(curve=(*points, end), payback=made.planned.payback.months if made.planned else None)

    passed = (today - made.start).days // 7
    is_measured = bool(made.measured_lines) and passed > 0
    return figure.CashFlow(
        horizon=made.horizon_months,
        expected=case(Case.EXPECTED),
        low=case(Case.LOW),
        high=case(Case.HIGH),
        realised=_points(made.realised_lines, made.realised_spans, made.start, passed) if is_measured else (),
        today=_month(passed) if is_measured else None,
        planned=planned() if is_measured else None,
    )


def _points(lines: Sequence[Line], spans: Sequence[Span], start: date, weeks: int) -> figure.Curve:
    """Cumulative net benefit at the end of each week, with the step that is paid on a week's first day."""
    months = ((_month(week), start + timedelta(weeks=week)) for week in range(weeks + 1))
    return tuple((month, cumulative(lines, day) + cumulative_spans(spans, month)) for month, day in months)


def _month(week: int) -> Decimal:
    return Decimal(week) * MONTHS_PER_YEAR / WEEKS_PER_YEAR


def _measured(one: MetricLine) -> MeasuredFact | None:
    """A share of errors in percent; None before anything was observed."""
    first, second = one.before.interval, one.after.interval
    if first is None:
        return None
    factor = PERCENT if one.is_share else Decimal(1)
    word, tone = VERDICTS[one.comparison.verdict] if one.comparison else ("not measured after", "open")
    return MeasuredFact(
        id=one.metric.pk,
        name=one.name,
        initiative=one.metric.initiative.name if one.metric.initiative else "",
        unit="%" if one.is_share else one.metric.unit,
        before=_sample(first, one.before.n, factor),
        after=_sample(second, one.after.n, factor) if second else None,
        verdict=word,
        tone=tone,
        target=_target(one.name, second) if one.is_share and second else "",
    )


def _target(name: str, after: Interval) -> str:
    """R wants errors below 1 %: proven, missed, or not to be told from so small a sample."""
    words = {
        Target.PROVEN: "below 1% is proven",
        Target.MISSED: "below 1% is missed",
        Target.NOT_YET: f"below 1% is not yet proven, {after.n} are too few",
    }
    return f"{name}: {words[target(after, ERRORS_BELOW)]}."


def _sample(interval: Interval, n: int, factor: Decimal) -> tuple[Decimal, Decimal, Decimal, int]:
    low = interval.value if interval.low is None else interval.low
    high = interval.value if interval.high is None else interval.high
    return interval.value * factor, low * factor, high * factor, n
