"""The sheet that the cases share: first day, discount rate, and the business case's own lines."""

from collections.abc import Sequence
from typing import Any

from apps.methods import case_lines
from apps.methods.finance import MONTHS_PER_YEAR, Kind, YearlyLine, adjusted
from apps.methods.ranges import Case
from apps.tenant.roi.lines import ReturnOf
from apps.tenant.roi.models import LONGEST_YEARS
from apps.tenant.roi.workbook_parts import Formats

NAME = "Inputs"
FIRST = 8  # Excel row of the first line
HEAD = ("Line", "Kind", "First day", "Ramp-up, months", "Low, %", "High, %", "Risk, %")
YEARS = "HIJKLMNOPQ"
FACTORS = {Case.EXPECTED: "R", Case.LOW: "S", Case.HIGH: "T"}


def write(sheet: Any, formats: Formats, made: ReturnOf) -> None:
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 19, 12)
    sheet.write_string("A1", "What all three cases share", formats.head)
    sheet.write_string("A3", "First day")
    sheet.write_datetime("B3", made.start, formats.day)
    sheet.write_string("A4", "Discount rate, % a year")
    sheet.write_number("B4", float(made.discount_rate))
    years = [f"Year {at}" for at in range(1, LONGEST_YEARS + 1)]
    for at, head in enumerate((*HEAD, *years, *(f"Factor, {case.value}" for case in FACTORS))):
        sheet.write_string(FIRST - 2, at, head, formats.head)
    for row, line in enumerate(made.own_counted, FIRST):
        _write_line(sheet, formats, row, line)


def by_month(made: ReturnOf, case: Case, kind: Kind) -> Sequence[float]:
    """Of the lines of one kind together: the first day, then each month."""
    horizon = made.horizon_months
    columns = [
        case_lines.by_month(line, case, horizon_months=horizon) for line in made.own_counted if line.kind is kind
    ]
    return [float(sum(parts)) for parts in zip(*columns, strict=True)] if columns else [0.0] * (horizon + 1)


def formula(made: ReturnOf, case: Case, kind: Kind, month: int, cell: str) -> str:
    """The same as a formula; cell: where the month's number stands."""
    last = FIRST + len(made.own_counted) - 1
    if last < FIRST:
        return "=0"
    wanted = f'({_column("B", last)}="{kind.value}")*{_column(FACTORS[case], last)}'
    if month == 0:
        return f"=SUMPRODUCT({wanted}*{_column('C', last)})"
    ramp, year = _column("D", last), _column(YEARS[(month - 1) // MONTHS_PER_YEAR], last)
    share = f"(({ramp}<{cell})+({ramp}>={cell})*(2*{cell}-1)/(2*{ramp}+({ramp}=0)))"
    return f"=SUMPRODUCT({wanted}*{year}*{share})/{MONTHS_PER_YEAR}"


def _column(letter: str, last: int) -> str:
    return f"{NAME}!${letter}${FIRST}:${letter}${last}"


def _write_line(sheet: Any, formats: Formats, row: int, line: YearlyLine) -> None:
    sheet.write_string(f"A{row}", line.name)
    sheet.write_string(f"B{row}", line.kind.value)
    sheet.write_number(f"C{row}", float(line.initial), formats.money)
    sheet.write_number(f"D{row}", line.ramp_months)
    for letter, percent in zip("EFG", (line.low_percent, line.high_percent, line.risk_percent), strict=True):
        sheet.write_number(f"{letter}{row}", float(percent))
    for at, letter in enumerate(YEARS):
        amount = line.yearly[at] if at < len(line.yearly) else 0
        sheet.write_number(f"{letter}{row}", float(amount), formats.money)
    worse = f'IF(B{row}="cost",1,-1)'
    changes = {Case.EXPECTED: "0", Case.LOW: f"{worse}*E{row}/100", Case.HIGH: f"-{worse}*F{row}/100"}
    for case, letter in FACTORS.items():
        rule = f"=(1+{worse}*G{row}/100)*(1+{changes[case]})"
        sheet.write_formula(f"{letter}{row}", rule, formats.factor, float(adjusted(line, case)))
