"""One metric, one initiative and the whole roadmap with what follows from them, by the methods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from apps.methods import business_case, intervals, measurement
from apps.methods.case_lines import spans_of
from apps.methods.cash_flow import CashFlow, Line, Payback, Span
from apps.methods.finance import Kind, YearlyLine
from apps.methods.handoffs import MONTHS_PER_YEAR, WEEKS_PER_YEAR, occurrences_per_year
from apps.methods.measurement import Comparison, Verdict, WonBack
from apps.methods.ranges import Case, Range
from apps.shared.catalog.models import MetricKind
from apps.tenant.flows.lines import FlowLine
from apps.tenant.registry.models import IntegrationStatus
from apps.tenant.roadmap.lines import InitiativeLine
from apps.tenant.roadmap.models import State
from apps.tenant.roi.models import Metric
from apps.tenant.roi.own_lines import OwnLine

NOTHING = Range.exactly(Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What was observed in one phase: values, or (error audits, added up) so many errors of so many."""

    values: tuple[Decimal, ...] = ()
    errors: int = 0
    size: int = 0

    @property
    def n(self) -> int:
        return self.size or len(self.values)

    @cached_property
    def interval(self) -> intervals.Interval | None:
        """Mean (t) or error share from 0 to 1 (Wilson), with its 95 % interval; None without an observation."""
        if self.size:
            return intervals.wilson(self.errors, self.size)
        return intervals.t_interval(self.values) if self.values else None

    def mean(self, *, in_percent: bool) -> Decimal | None:
        """The mean, or an error share in percent; None without an observation."""
        if self.interval is None:
            return None
        return self.interval.value * 100 if in_percent else self.interval.value

    def ends(self, *, in_percent: bool) -> tuple[Decimal | None, Decimal | None]:
        """Of the 95 % interval, as `mean`; Nones where the sample carries none."""
        if self.interval is None or self.interval.low is None or self.interval.high is None:
            return None, None
        factor = 100 if in_percent else 1
        return self.interval.low * factor, self.interval.high * factor


@dataclass(frozen=True, kw_only=True)
class MetricLine:
    """A metric with both phases. flow: the hand-off it is about, None where that is not known."""

    metric: Metric
    flow: FlowLine | None
    before: Sample
    after: Sample

    @property
    def id(self) -> int:
        return self.metric.pk

    @property
    def name(self) -> str:
        return self.metric.name

    @property
    def key(self) -> str:
        return str(self.metric.pk)

    @property
    def is_share(self) -> bool:
        return self.metric.kind == MetricKind.ERROR_RATE

    @cached_property
    def comparison(self) -> Comparison | None:
        """None until both phases have an observation."""
        first, second = self.before, self.after
        if not first.n or not second.n:
            return None
        if self.is_share:
            return measurement.compare_shares(first.errors, first.size, second.errors, second.size)
        return measurement.compare_means(first.values, second.values, better=self.better)

    @property
    def better(self) -> measurement.Better:
        return measurement.Better.HIGHER if self.metric.higher_is_better else measurement.Better.LOWER

    @property
    def is_live(self) -> bool:
        """Whether what it measures runs already: its integration, else its initiative."""
        if self.metric.integration is not None:
            return self.metric.integration.status == IntegrationStatus.LIVE
        return self.metric.initiative is not None and self.metric.initiative.state == State.LIVE

    @property
    def lacks_signature(self) -> bool:
        """Live, although nobody has signed what was before."""
        return self.is_live and self.metric.baseline_signed_at is None

    @property
    def is_conclusive(self) -> bool:
        return self.comparison is not None and self.comparison.verdict is not Verdict.CANNOT_TELL

    @cached_property
    def won_back(self) -> WonBack | None:
        """Hours and money of a time study that can tell before from after; None for everything else."""
        if self.metric.kind != MetricKind.TIME or not self.is_conclusive:
            return None
        if self.comparison is None or self.flow is None or self.flow.cadence is None:
            return None
        flow, cadence = self.flow, self.flow.cadence
        return measurement.won_back(
            self.comparison, cadence, people=Decimal(flow.people), hourly_rate=flow.rate, unit=self.metric.unit
        )

    @property
    def errors_avoided_per_week(self) -> Decimal | None:
        """Entries that are no longer wrong; None while nothing is proven or nobody knows how often it happens."""
        if not self.is_share or not self.is_conclusive or self.comparison is None:
            return None
        if self.flow is None or self.flow.cadence is None:
            return None
        return -self.comparison.change.value * occurrences_per_year(self.flow.cadence) / WEEKS_PER_YEAR

    @cached_property
    def errors_avoided_per_month(self) -> Range:
        """Money: occurrences × the share of errors that went away × what one costs; 0 where nobody knows the cost."""
        cost = self.metric.cost_per_error
        if not self.is_share or not self.is_conclusive or self.comparison is None or cost is None:
            return NOTHING
        if self.flow is None or self.flow.cadence is None:
            return NOTHING
        factor = occurrences_per_year(self.flow.cadence) * cost / MONTHS_PER_YEAR
        change = self.comparison.change
        ends = [change.value if end is None else end for end in (change.high, change.value, change.low)]
        return Range(*(-end * factor for end in ends))


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One initiative with its metrics. Counts as measured once it is live and its hand-offs were timed for sure."""

    line: InitiativeLine
    metrics: tuple[MetricLine, ...]

    @property
    def time(self) -> MetricLine | None:
        return next((one for one in self.metrics if one.metric.kind == MetricKind.TIME), None)

    @property
    def errors(self) -> MetricLine | None:
        return next((one for one in self.metrics if one.is_share), None)

    @property
    def is_live(self) -> bool:
        return self.line.initiative.state == State.LIVE

    @cached_property
    def timed(self) -> tuple[MetricLine, ...]:
        """The studies that count, one for each hand-off: the first that can tell."""
        by_flow: dict[int, MetricLine] = {}
        for one in self.metrics:
            if self.is_live and one.won_back and one.flow:
                by_flow.setdefault(one.flow.id, one)
        return tuple(by_flow.values())

    @property
    def won(self) -> tuple[WonBack, ...]:
        return tuple(one.won_back for one in self.timed if one.won_back)

    @property
    def won_back(self) -> WonBack | None:
        """The first of them: nearly every initiative has one hand-off."""
        return next(iter(self.won), None)

    @property
    def is_measured(self) -> bool:
        return bool(self.won)

    @property
    def won_hours(self) -> Decimal | None:
        """Hours a week won back, unrounded; None while nothing is proven."""
        return sum((one.hours_per_week.value for one in self.won), Decimal(0)) if self.won else None

    @property
    def unmeasured_hours(self) -> Decimal:
        """Hours a week of its hand-offs that no study covers."""
        studied = sum((one.flow.hours_per_week or Decimal(0) for one in self.timed if one.flow), Decimal(0))
        return max(Decimal(0), self.line.hand_off_hours - studied)

    @property
    def forecast_hours(self) -> Decimal:
        """Hours a week: what is measured, and the claim for the hand-offs that no study covers."""
        claim = self.line.share.expected * self.unmeasured_hours
        return claim + sum((one.hours_per_week.value for one in self.won), Decimal(0))

    def hours_in_cases(self, rate: Decimal) -> Range:
        """Hours a week for the business case at the client's rate: measured ones, and the claim for the rest."""
        hours = self.line.share.times(self.unmeasured_hours * _weight(self.line.rate, rate))
        for one in self.timed:
            if one.won_back and one.flow:
                factor = _weight(one.flow.rate, rate)
                hours = hours.plus(one.won_back.in_cases.times(factor))
        return hours

    @property
    def errors_avoided_per_month(self) -> Range:
        avoided = NOTHING
        for one in self.metrics:
            if self.is_live:
                avoided = avoided.plus(one.errors_avoided_per_month)
        return avoided


def _weight(own: Decimal, rate: Decimal) -> Decimal:
    return own / rate if rate else Decimal(1)


@dataclass(frozen=True, kw_only=True)
class ReturnLine:
    """One initiative in the business case. plan: as claimed; counted: with what was measured in its place.

    start, horizon_months, discount_rate (percent a year): of the whole roadmap.
    """

    measured: Measured
    plan: business_case.Initiative
    counted: business_case.Initiative
    start: date
    horizon_months: int
    discount_rate: Decimal

    def flow(self, case: Case = Case.EXPECTED) -> CashFlow:
        """Over the horizon of the whole roadmap."""
        return business_case.case_for(
            [self.counted],
            case,
            start=self.start,
            horizon_months=self.horizon_months,
            discount_rate=self.discount_rate / 100,
        )

    @property
    def id(self) -> int:
        return self.measured.line.id

    @property
    def name(self) -> str:
        return self.measured.line.name

    @property
    def reason(self) -> str:
        """Why it is there although it does not pay back."""
        return self.measured.line.initiative.reason

    @property
    def is_measured(self) -> bool:
        return self.measured.is_measured

    def monthly(self, case: Case = Case.EXPECTED) -> business_case.Figures:
        return business_case.figures(self.counted, case)

    @cached_property
    def gains(self) -> business_case.Gains:
        """Money a month, expected case."""
        return business_case.gains(self.counted, Case.EXPECTED)

    @cached_property
    def payback(self) -> Payback:
        """From the day it went or goes live, expected case."""
        return business_case.payback(self.counted)

    @cached_property
    def plan_payback(self) -> Payback:
        return business_case.payback(self.plan)

    @property
    def never_pays_back(self) -> bool:
        return self.payback.months is None

    @property
    def lacks_reason(self) -> bool:
        return self.never_pays_back and not self.reason.strip()

    def net_to_date(self, today: date) -> Decimal:
        return business_case.net_to_date(self.counted, today, live=self.counted.live)


@dataclass(frozen=True, kw_only=True)
class ReturnOf:
    """The business case. lines: initiatives that have both days; undated: the others; own: its lines beside them."""

    start: date
    horizon_months: int
    discount_rate: Decimal
    lines: tuple[ReturnLine, ...]
    undated: tuple[Measured, ...]
    own: tuple[OwnLine, ...] = ()

    @cached_property
    def total(self) -> business_case.BusinessCase | None:
        """Everything together in three cases; None without an initiative that has both days, and without a line."""
        if not self.lines and not self.own_counted:
            return None
        return business_case.business_case(
            [line.counted for line in self.lines],
            start=self.start,
            horizon_months=self.horizon_months,
            discount_rate=self.discount_rate / 100,
            own_lines=self.own_counted,
        )

    @cached_property
    def planned(self) -> CashFlow | None:
        """Expected case as everything was claimed, whatever was measured since; None where `total` is."""
        if self.total is None:
            return None
        return business_case.case_for(
            [line.plan for line in self.lines],
            Case.EXPECTED,
            start=self.start,
            horizon_months=self.horizon_months,
            discount_rate=self.discount_rate / 100,
            own_lines=self.own_counted,
        )

    @cached_property
    def own_counted(self) -> tuple[YearlyLine, ...]:
        return tuple(one.made for one in self.own if one.is_counted)

    @property
    def committed(self) -> tuple[Measured, ...]:
        """Everything committed: with both days first, then the others."""
        return (*(one.measured for one in self.lines), *self.undated)

    def cash_lines(self, case: Case) -> tuple[Line, ...]:
        """Every cost and benefit line of the case, in whole weeks from the start."""
        return tuple(
            part
            for one in self.lines
            for part in business_case.lines(business_case.in_weeks(one.counted, self.start), case)
        )

    def spans(self, case: Case) -> tuple[Span, ...]:
        """The counted lines of its own in that case, added up."""
        return spans_of(self.own_counted, case, horizon_months=self.horizon_months)

    @property
    def realised_spans(self) -> tuple[Span, ...]:
        """What is spent by line; nobody has measured its benefits."""
        return tuple(span for span in self.spans(Case.EXPECTED) if span.kind is Kind.COST)

    @property
    def planned_lines(self) -> tuple[Line, ...]:
        """As everything was claimed, expected case, whatever was measured since."""
        return tuple(
            part
            for one in self.lines
            for part in business_case.lines(business_case.in_weeks(one.plan, self.start), Case.EXPECTED)
        )

    @property
    def realised_lines(self) -> tuple[Line, ...]:
        """Costs of everything, benefits only of what is measured."""
        return tuple(
            part
            for one in self.lines
            for part in business_case.lines(business_case.in_weeks(one.counted, self.start), Case.EXPECTED)
            if one.is_measured or part.kind is Kind.COST
        )

    @property
    def measured_lines(self) -> tuple[ReturnLine, ...]:
        """Live and measured, first live first."""
        return tuple(sorted((one for one in self.lines if one.is_measured), key=lambda one: one.counted.live))

    def of(self, case: Case) -> CashFlow | None:
        return self.total.of(case) if self.total else None


def sample_of(rows: Sequence[tuple[Decimal | None, int | None, int | None]]) -> Sample:
    """From (value, errors, sample) of one phase; audits are added up."""
    return Sample(
        values=tuple(value for value, _, _ in rows if value is not None),
        errors=sum(errors or 0 for _, errors, _ in rows),
        size=sum(size or 0 for _, _, size in rows),
    )
