"""Reads of the gaps: where they are, and what each flow's gap costs."""

from collections.abc import Iterable

from apps.figures.bus_words import NO_DEPARTMENT
from apps.figures.heat_map import HeatCell, HeatMap
from apps.methods.gap_matrix import Entry, Matrix, matrix
from apps.methods.gaps import PRECEDENCE, Gap
from apps.tenant.flows import models
from apps.tenant.flows.lines import FlowLine
from apps.tenant.flows.selectors import UNKNOWN_GAP

KINDS: tuple[Gap | None, ...] = (*PRECEDENCE, None, Gap.NONE)
UNKNOWN_LABEL = "Not known yet"


def department_of(line: FlowLine) -> str:
    """The row of a flow: the department that its data come from."""
    return line.source_department or NO_DEPARTMENT


def kind_of(line: FlowLine) -> str:
    """The column of a flow: the gap that counts, "unknown" while it cannot be classified."""
    return line.gap.value if line.gap else UNKNOWN_GAP


def label_of(kind: str) -> str:
    return UNKNOWN_LABEL if kind == UNKNOWN_GAP else str(models.Gap(kind).label)


def gap_matrix(lines: Iterable[FlowLine]) -> Matrix:
    """Department × gap over these flows, each once."""
    return matrix(Entry(department_of(line), kind_of(line), line.is_hand_off, line.cost) for line in lines)


def heat_map(found: Matrix, *, is_money: bool) -> HeatMap:
    """The figure's input: hours a week or money a year; flows without a gap are not on it."""
    kinds = [kind.value if kind else UNKNOWN_GAP for kind in KINDS if kind is not Gap.NONE]
    columns = [kind for kind in kinds if kind in found.columns]
    cells = {
        (row, label_of(kind)): HeatCell(value=cell.cost_per_year if is_money else cell.hours_per_week, count=cell.count)
        for (row, kind), cell in found.cells.items()
        if kind in columns
    }
    return HeatMap(
        rows=tuple(sorted({row for row, _ in cells}, key=str.lower)),
        columns=tuple(label_of(kind) for kind in columns),
        cells=cells,
        is_money=is_money,
        per="a year" if is_money else "a week",
    )
