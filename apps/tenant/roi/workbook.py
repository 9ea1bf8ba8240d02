"""The cash flow as a spreadsheet whose formulas recompute to the same figures: change an input, and all follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from apps.methods.cash_flow import DAYS_PER_YEAR, CashFlow, Line, days_to_months
from apps.methods.finance import Kind
from apps.methods.handoffs import MONTHS_PER_YEAR
from apps.methods.ranges import Case
from apps.tenant.roi.lines import ReturnOf

INPUTS = ("Line", "Kind", "Once", "Paid on", "A month", "From", "Paid, month", "From, month")
TABLE = ("Month", "Cost", "Benefit", "Net", "Cumulative net")
START_ROW = 3  # the cell B3 holds the first day, B4 the months
FIRST_INPUT = 7  # Excel rows, counted from 1


@dataclass(frozen=True)
class _Formats:
    head: Any
    money: Any
    day: Any
    month: Any


def workbook_of(client: Any, made: ReturnOf) -> bytes:
    """One sheet for each case. Names are written as text, so that none is ever taken for a formula."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = _Formats(
            head=book.add_format({"bold": True, "bottom": 1}),
            money=book.add_format({"num_format": "#,##0.00"}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            month=book.add_format({"num_format": "0.00"}),
        )
        for case in (Case.EXPECTED, Case.LOW, Case.HIGH):
            sheet = book.add_worksheet(case.value.capitalize())
            flow = made.of(case)
            if flow is None:
                sheet.write_string(0, 0, "Nothing on the roadmap has its days yet.")
                continue
            _write(sheet, formats, f"{client.name}, {case.value} case, {client.currency}", flow, made.cash_lines(case))
    return target.getvalue()


def _write(sheet: Any, formats: _Formats, title: str, flow: CashFlow, lines: Sequence[Line]) -> None:
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 7, 14)
    sheet.write_string("A1", title, formats.head)
    sheet.write_string("A3", "First day")
    sheet.write_datetime("B3", flow.start, formats.day)
    sheet.write_string("A4", "Months, 52/12 weeks each")
    sheet.write_number("B4", flow.horizon_months)
    _write_inputs(sheet, formats, lines, flow.start)
    last_input = FIRST_INPUT + max(len(lines), 1) - 1
    first = last_input + 4
    _write_table(sheet, formats, flow, (last_input, first))
    last = first + flow.horizon_months
    totals = (
        ("Cost", f"=SUM(B{first}:B{last})", flow.cost),
        ("Benefit", f"=SUM(C{first}:C{last})", flow.benefit),
        ("Net", f"=E{last}", flow.net),
        ("Return, %", f"=IF(B{last + 2}=0,0,(B{last + 3}-B{last + 2})/B{last + 2}*100)", flow.roi_percent or 0),
    )
    for at, (name, formula, value) in enumerate(totals, last + 2):
        sheet.write_string(f"A{at}", name, formats.head)
        sheet.write_formula(f"B{at}", formula, formats.money, float(value))


def _write_inputs(sheet: Any, formats: _Formats, lines: Sequence[Line], start: date) -> None:
    for at, head in enumerate(INPUTS):
        sheet.write_string(FIRST_INPUT - 2, at, head, formats.head)
    for row, line in enumerate(lines, FIRST_INPUT):
        sheet.write_string(f"A{row}", line.label)
        sheet.write_string(f"B{row}", line.kind.value)
        sheet.write_number(f"C{row}", float(line.once), formats.money)
        sheet.write_number(f"E{row}", float(line.per_month), formats.money)
        for day, shown, counted in ((line.once_on, "D", "G"), (line.from_on, "F", "H")):
            if day is not None:
                sheet.write_datetime(f"{shown}{row}", day, formats.day)
            formula = f'=IF({shown}{row}="",0,({shown}{row}-$B${START_ROW})*{MONTHS_PER_YEAR}/{DAYS_PER_YEAR})'
            month = float(days_to_months((day - start).days)) if day else 0
            sheet.write_formula(f"{counted}{row}", formula, formats.month, month)


def _write_table(sheet: Any, formats: _Formats, flow: CashFlow, rows: tuple[int, int]) -> None:
    last_input, first = rows
    for at, head in enumerate(TABLE):
        sheet.write_string(first - 2, at, head, formats.head)
    for row, month in enumerate(flow.rows, first):
        sheet.write_number(f"A{row}", month.month)
        for column, kind, value in (("B", Kind.COST, month.cost), ("C", Kind.BENEFIT, month.benefit)):
            so_far = _so_far(kind, f"A{row}", last_input)
            earlier = "" if row == first else f"-SUM({column}${first}:{column}{row - 1})"
            sheet.write_formula(f"{column}{row}", f"={so_far}{earlier}", formats.money, float(value))
        before = "" if row == first else f"+E{row - 1}"
        sheet.write_formula(f"D{row}", f"=C{row}-B{row}", formats.money, float(month.net))
        sheet.write_formula(f"E{row}", f"=D{row}{before}", formats.money, float(month.cumulative))


def _so_far(kind: Kind, month: str, last: int) -> str:
    """Everything of one kind up to a month: what is paid once by then, and what runs since its own month."""
    kinds, once, monthly, paid, begun = (f"${column}${FIRST_INPUT}:${column}${last}" for column in "BCEGH")
    running = f"{monthly}*({month}>{begun})*({month}-{begun})"
    return f'SUMPRODUCT(({kinds}="{kind.value}")*({once}*({month}>={paid})+{running}))'
