"""A line of the business case with what it comes to over the horizon."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from apps.methods.case_lines import by_month, present_value
from apps.methods.finance import Kind, YearlyLine
from apps.methods.ranges import Case
from apps.tenant.roi.models import CaseLine


@dataclass(frozen=True, kw_only=True)
class OwnLine:
    """discount_rate: percent a year."""

    row: CaseLine
    horizon_months: int
    discount_rate: Decimal

    @property
    def id(self) -> int:
        return self.row.pk

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def is_counted(self) -> bool:
        return self.row.is_counted

    @property
    def kind(self) -> Kind:
        return Kind(self.row.kind)

    @cached_property
    def made(self) -> YearlyLine:
        """As the methods take it."""
        row = self.row
        return YearlyLine(
            name=row.name,
            kind=self.kind,
            initial=row.initial,
            yearly=tuple(row.yearly),
            low_percent=row.low_percent,
            high_percent=row.high_percent,
            risk_percent=row.risk_percent,
            ramp_months=row.ramp_months,
        )

    def total(self, case: Case = Case.EXPECTED) -> Decimal:
        """Over the horizon, undiscounted, a positive number."""
        return sum(by_month(self.made, case, horizon_months=self.horizon_months), Decimal(0))

    @cached_property
    def expected(self) -> Decimal:
        return self.total()

    @cached_property
    def low(self) -> Decimal:
        return self.total(Case.LOW)

    @cached_property
    def high(self) -> Decimal:
        return self.total(Case.HIGH)

    @cached_property
    def present(self) -> Decimal:
        """Present value, expected case."""
        rate = self.discount_rate / 100
        return present_value(self.made, Case.EXPECTED, horizon_months=self.horizon_months, discount_rate=rate)
