"""The cash flow as a spreadsheet whose formulas recompute to the same figures: change an input, and all follows.

One sheet a case, and one with what the cases share: first day, discount rate and the business case's own lines.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from apps.methods.case_lines import due_month
from apps.methods.cash_flow import DAYS_PER_YEAR, NOTHING_SPENT, CashFlow, Line, days_to_months
from apps.methods.finance import Kind
from apps.methods.handoffs import MONTHS_PER_YEAR
from apps.methods.ranges import Case
from apps.tenant.roi import workbook_inputs as inputs
from apps.tenant.roi import workbook_payback as payback
from apps.tenant.roi.lines import ReturnOf
from apps.tenant.roi.workbook_parts import Area, Formats

INPUTS = ("Line", "Kind", "Once", "Paid on", "A month", "From", "Paid, month", "From, month")
TABLE = (
    *("Month", "Cost", "Benefit", "Net", "Cumulative net", "Cost by line", "Benefit by line"),
    *("Cost due", "Benefit due", "Net due", "Discount factor", "By line so far"),
)
START, RATE = f"{inputs.NAME}!$B$3", f"{inputs.NAME}!$B$4"
FIRST_INPUT = 7  # Excel rows, counted from 1
NO_RATE = "none"


def workbook_of(client: Any, made: ReturnOf) -> bytes:
    """Names are written as text, so that none is ever taken for a formula."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        formats = Formats(
            head=book.add_format({"bold": True, "bottom": 1}),
            money=book.add_format({"num_format": "#,##0.00"}),
            day=book.add_format({"num_format": "yyyy-mm-dd"}),
            month=book.add_format({"num_format": "0.00"}),
            factor=book.add_format({"num_format": "0.0000"}),
        )
        for case in (Case.EXPECTED, Case.LOW, Case.HIGH):
            sheet = book.add_worksheet(case.value.capitalize())
            flow = made.of(case)
            if flow is None:
                sheet.write_string(0, 0, "Nothing on the roadmap has its days yet, and no line is entered.")
                continue
            title = f"{client.name}, {case.value} case, {client.currency}"
            _write(sheet, formats, title, flow, (case, made))
        inputs.write(book.add_worksheet(inputs.NAME), formats, made)
    return target.getvalue()


def _write(sheet: Any, formats: Formats, title: str, flow: CashFlow, of: tuple[Case, ReturnOf]) -> None:
    case, made = of
    lines = made.cash_lines(case)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 18, 14)
    sheet.write_string("A1", title, formats.head)
    sheet.write_string("A3", "First day")
    sheet.write_formula("B3", f"={START}", formats.day, (flow.start - date(1899, 12, 30)).days)
    sheet.write_string("A4", "Months, 52/12 weeks each")
    sheet.write_number("B4", flow.horizon_months)
    _write_inputs(sheet, formats, lines, flow.start)
    last_input = FIRST_INPUT + max(len(lines), 1) - 1
    first = last_input + 4
    area = Area(FIRST_INPUT, last_input, first, flow.horizon_months)
    _write_table(sheet, formats, flow, (area, case, made))
    answer = payback.write(sheet, formats, flow, area, lines)
    _write_totals(sheet, formats, flow, area, answer)


def _write_totals(sheet: Any, formats: Formats, flow: CashFlow, area: Area, answer: str) -> None:
    first, last = area.first, area.last
    due = {column: f"{column}{first}:{column}{last}" for column in "HIJK"}
    rate = float(flow.irr_percent) if flow.irr_percent is not None else None
    guess = f"{(1 + (rate or 0) / 100) ** (1 / MONTHS_PER_YEAR) - 1:.6f}"
    at = last + 2
    costs, gains = f"B{at + 3}", f"B{at + 4}"
    months = None if flow.payback.word == NOTHING_SPENT else flow.payback.months
    totals: tuple[tuple[str, str, Any], ...] = (
        ("Cost", f"=SUM(B{first}:B{last})", float(flow.cost)),
        ("Benefit", f"=SUM(C{first}:C{last})", float(flow.benefit)),
        ("Net", f"=E{last}", float(flow.net)),
        ("Present value of costs", f"=SUMPRODUCT({due['H']},{due['K']})", float(flow.pv_cost)),
        ("Present value of benefits", f"=SUMPRODUCT({due['I']},{due['K']})", float(flow.pv_benefit)),
        ("Net present value", f"={gains}-{costs}", float(flow.npv)),
        ("Return, %", f"=IF({costs}=0,0,({gains}-{costs})/{costs}*100)", float(flow.roi_percent or 0)),
        (
            "Internal rate, % a year",
            _rate(due["J"], guess),
            NO_RATE if rate is None else rate,
        ),
        ("Payback, months", answer, flow.payback.word if months is None else float(months)),
    )
    for row, (name, formula, value) in enumerate(totals, at):
        sheet.write_string(f"A{row}", name, formats.head)
        sheet.write_formula(f"B{row}", formula, formats.money, value)


def _rate(amounts: str, guess: str) -> str:
    """Searched for from where it is now; from elsewhere when an input has changed so much that this leads nowhere."""
    found = f'"{NO_RATE}"'
    for start in ("-0.02", "0.01", "0.1", guess):
        found = f"IFERROR(((1+IRR({amounts},{start}))^{MONTHS_PER_YEAR}-1)*100,{found})"
    return f"={found}"


def _write_inputs(sheet: Any, formats: Formats, lines: Sequence[Line], start: date) -> None:
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
            formula = f'=IF({shown}{row}="",0,({shown}{row}-$B$3)*{MONTHS_PER_YEAR}/{DAYS_PER_YEAR})'
            month = float(days_to_months((day - start).days)) if day else 0
            sheet.write_formula(f"{counted}{row}", formula, formats.month, month)


def _write_table(sheet: Any, formats: Formats, flow: CashFlow, of: tuple[Area, Case, ReturnOf]) -> None:
    area, case, made = of
    for at, head in enumerate(TABLE):
        sheet.write_string(area.first - 2, at, head, formats.head)
    own = {kind: inputs.by_month(made, case, kind) for kind in Kind}
    so_far = 0.0
    for row, (month, due) in enumerate(zip(flow.rows, flow.dues, strict=True), area.first):
        sheet.write_number(f"A{row}", month.month)
        sides = (
            ("B", "F", "H", Kind.COST, month.cost, due.cost),
            ("C", "G", "I", Kind.BENEFIT, month.benefit, due.benefit),
        )
        for column, by_line, taken, kind, value, present in sides:
            steady = area.so_far(kind, f"A{row}")
            earlier = "" if row == area.first else f"-({area.so_far(kind, f'A{row - 1}')})"
            sheet.write_formula(f"{column}{row}", f"={steady}{earlier}+{by_line}{row}", formats.money, float(value))
            formula = inputs.formula(made, case, kind, month.month, f"A{row}")
            sheet.write_formula(f"{by_line}{row}", formula, formats.money, own[kind][month.month])
            formula = f"={column}{row}-{by_line}{row}{_due(by_line, row, month.month, area)}"
            sheet.write_formula(f"{taken}{row}", formula, formats.money, float(present))
        so_far += own[Kind.BENEFIT][month.month] - own[Kind.COST][month.month]
        before = "" if row == area.first else f"+E{row - 1}"
        sheet.write_formula(f"D{row}", f"=C{row}-B{row}", formats.money, float(month.net))
        sheet.write_formula(f"E{row}", f"=D{row}{before}", formats.money, float(month.cumulative))
        sheet.write_formula(f"J{row}", f"=I{row}-H{row}", formats.money, float(due.net))
        factor = (1 + float(made.discount_rate) / 100) ** (-month.month / MONTHS_PER_YEAR)
        sheet.write_formula(f"K{row}", f"=(1+{RATE}/100)^(-A{row}/{MONTHS_PER_YEAR})", formats.factor, factor)
        earlier = "" if row == area.first else f"+L{row - 1}"
        sheet.write_formula(f"L{row}", f"=G{row}-F{row}{earlier}", formats.money, so_far)


def _due(column: str, row: int, month: int, area: Area) -> str:
    """What of the lines is taken in this month: the first day, or the year that ends here."""
    if due_month(month, area.horizon_months) != month:
        return ""
    begun = row if month == 0 else row - (month - 1) % MONTHS_PER_YEAR
    return f"+SUM({column}{begun}:{column}{row})"
