"""When cumulative net is back at zero, as formulas: straight pieces between the moments at which something changes.

Column by column: the moments as they come, sorted; the level there, and just before what is paid there; the change a
month up to the next moment; whether money was spent by then; and the month in which the piece comes back to zero.
"""

from collections.abc import Sequence
from typing import Any

from apps.methods.cash_flow import NEVER, NOTHING_SPENT, CashFlow, Line, days_to_months
from apps.methods.finance import Kind
from apps.tenant.roi.workbook_parts import Area, Formats

HEAD = ("Moment", "In order", "Level", "Just before", "Change a month", "Money spent", "Back at zero")
ZERO = 1e-7
# The formulas know of the first day's amounts of lines from its beginning.
AT_THE_START = -1.0
AS_GOOD_AS_ZERO = "0.0000001"


class _Values:
    """What the formulas come to, for programs that show a file without working it out first."""

    def __init__(self, flow: CashFlow, moments: Sequence[float]) -> None:
        self.moments = moments
        self.parts = [
            (-1 if line.kind is Kind.COST else 1, *_amounts(line, flow), float(flow.horizon_months))
            for line in flow.lines
        ]
        for span in flow.spans:
            sign, ends = (-1 if span.kind is Kind.COST else 1), (float(span.from_month), float(span.until_month))
            self.parts.append((sign, float(span.once), AT_THE_START, float(span.per_month), *ends))
        self.levels = [self._level(moment, is_before=False) for moment in moments]
        self.before = [self._level(moment, is_before=True) for moment in moments]

    def slope(self, at: int) -> float:
        width = self.moments[at + 1] - self.moments[at]
        return (self.before[at + 1] - self.levels[at]) / width if width > ZERO else 0.0

    def spent(self, at: int) -> bool:
        lows = (*self.levels[: at + 1], *self.before[1 : at + 1])
        falls = any(abs(self.levels[one]) <= ZERO and self.slope(one) < -ZERO for one in range(at + 1))
        return falls or any(low < -ZERO for low in lows)

    def zero(self, at: int) -> float | None:
        """Where the piece comes back to zero."""
        first, last, level, slope = self.moments[at], self.moments[at + 1], self.levels[at], self.slope(at)
        if last - first <= ZERO or not self.spent(at):
            return None
        if level >= -ZERO:
            return first if level > ZERO or slope >= -ZERO else None
        month = first - level / slope if slope > 0 else last + 1
        return month if month <= last + ZERO else None

    def _level(self, moment: float, *, is_before: bool) -> float:
        total = 0.0
        for sign, once, paid, monthly, begun, until in self.parts:
            is_paid = paid < moment if is_before else paid <= moment
            total += sign * (once * is_paid + monthly * max(0.0, min(moment, until) - begun))
        return total


def _amounts(line: Line, flow: CashFlow) -> tuple[float, float, float, float]:
    paid, begun = (
        float(days_to_months((day - flow.start).days)) if day else 0.0 for day in (line.once_on, line.from_on)
    )
    return float(line.once), paid, float(line.per_month), begun


def write(sheet: Any, formats: Formats, flow: CashFlow, area: Area, lines: Sequence[Line]) -> str:
    """The formula of the payback in months, or its words."""
    for at, head in enumerate(HEAD):
        sheet.write_string(area.first - 2, 13 + at, head, formats.head)
    moments = _moments(flow, area, lines)
    first, last = area.first, area.first + len(moments) - 1
    values = _Values(flow, sorted(value for _, value in moments))
    for row, (formula, value) in enumerate(moments, first):
        at = row - first
        sheet.write_formula(f"N{row}", formula, formats.month, value)
        sorted_ = f"=SMALL($N${first}:$N${last},{at + 1})"
        sheet.write_formula(f"O{row}", sorted_, formats.month, values.moments[at])
        for column, paid_on, known in (("P", ">=", values.levels), ("Q", ">", values.before)):
            sheet.write_formula(f"{column}{row}", _level(area, row, paid_on), formats.money, known[at])
        if row < last:
            _write_piece(sheet, formats, (row, row == first), values, at)
    zeros, spent = f"T{first}:T{last}", f"S{first}:S{last}"
    return f'=IF(COUNT({zeros})>0,MIN({zeros}),IF(SUM({spent})>0,"{NEVER}","{NOTHING_SPENT}"))'


def _moments(flow: CashFlow, area: Area, lines: Sequence[Line]) -> list[tuple[str, float]]:
    """Every month's end, and when each line is paid or begins, none later than the horizon."""
    horizon = flow.horizon_months
    found = [(f"=A{area.first + month}", float(month)) for month in range(horizon + 1)]
    for row, line in enumerate(lines, area.first_input):
        for column, day in (("G", line.once_on), ("H", line.from_on)):
            month = float(days_to_months((day - flow.start).days)) if day else 0.0
            found.append((f"=MIN({column}{row},{horizon})", min(month, float(horizon))))
    return found


def _level(area: Area, row: int, paid_on: str) -> str:
    """Cumulative net at the moment in column O: of the initiatives' lines, and of the others between two months."""
    moment, months = f"O{row}", f"$L${area.first}:$L${area.last}"
    gained = area.so_far(Kind.BENEFIT, moment, paid_on=paid_on)
    spent = area.so_far(Kind.COST, moment, paid_on=paid_on)
    here, whole = f"INDEX({months},INT({moment})+1)", area.horizon_months
    next_ = f"INDEX({months},MIN(INT({moment})+2,{whole + 1}))"
    return f"={gained}-{spent}+{here}+({moment}-INT({moment}))*({next_}-{here})"


def _write_piece(sheet: Any, formats: Formats, at_row: tuple[int, bool], values: "_Values", at: int) -> None:
    row, is_first = at_row
    below, zero = row + 1, AS_GOOD_AS_ZERO
    width = f"O{below}-O{row}"
    is_piece = f"{width}>{zero}"
    sheet.write_formula(f"R{row}", f"=IF({is_piece},(Q{below}-P{row})/({width}),0)", formats.money, values.slope(at))
    earlier = "" if is_first else f"S{row - 1}=1,Q{row}<-{zero},"
    falls = f"AND(ABS(P{row})<={zero},R{row}<-{zero})"
    sheet.write_formula(f"S{row}", f"=IF(OR({earlier}P{row}<-{zero},{falls}),1,0)", None, int(values.spent(at)))
    crossing = f'IF(R{row}>0,IF(O{row}-P{row}/R{row}<=O{below}+{zero},O{row}-P{row}/R{row},""),"")'
    level = f'IF(P{row}>=-{zero},IF(OR(P{row}>{zero},R{row}>=-{zero}),O{row},""),{crossing})'
    found = values.zero(at)
    formula = f'=IF(AND({is_piece},S{row}=1),{level},"")'
    sheet.write_formula(f"T{row}", formula, formats.month, "" if found is None else found)
