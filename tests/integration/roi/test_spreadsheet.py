"""The exported cash flow, worked out again by LibreOffice: as it is, and with one input changed."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from apps.methods.cash_flow import NEVER, NOTHING_SPENT
from apps.methods.ranges import Case
from apps.tenant.roi.lines import Measured, ReturnLine, ReturnOf
from apps.tenant.roi.models import CaseLine
from apps.tenant.roi.own_lines import OwnLine
from apps.tenant.roi.workbook import workbook_of
from apps.tenant.roi.workbook_inputs import FIRST
from tests.unit.methods.demo import ALL_FOUR, START

CENT = 0.005
CLIENT = SimpleNamespace(name="Harbor & Pine", currency="USD")
LINES = [
    ("cost", "Licences", 1000, [600, 700, 800], 0, 10, 5, 15),
    ("benefit", "Sooner paid", 0, [2400, 3600, 4800], 5, 50, 25, 20),
    ("cost", "Champions", 0, [4560], 14, 25, 10, 0),
]


def own(rows, months, rate):
    names = ("kind", "name", "initial", "yearly", "ramp_months", "low_percent", "high_percent", "risk_percent")
    for at, row in enumerate(rows, 1):
        line = CaseLine(pk=at, **dict(zip(names, row, strict=True)))
        for name in ("initial", "low_percent", "high_percent", "risk_percent"):
            setattr(line, name, Decimal(getattr(line, name)))
        line.yearly = [Decimal(amount) for amount in line.yearly]
        yield OwnLine(row=line, horizon_months=months, discount_rate=Decimal(rate))


def made(initiatives=ALL_FOUR, rows=LINES, months=30, rate="8"):
    terms = {"start": START, "horizon_months": months, "discount_rate": Decimal(rate)}
    nothing = Measured(line=SimpleNamespace(), metrics=())
    lines = tuple(ReturnLine(measured=nothing, plan=one, counted=one, **terms) for one in initiatives)
    return ReturnOf(lines=lines, undated=(), own=tuple(own(rows, months, rate)), **terms)


PUBLISHED = [
    ("cost", "Costs", 53150, [666715, 636772, 647783], 0, 0, 0, 0),
    ("benefit", "Benefits", 0, [1606511, 3061331, 4229760], 0, 0, 0, 0),
]
NEVER_BACK = [("cost", "Costs", 5000, [100], 0, 0, 0, 0), ("benefit", "Benefits", 0, [900, 900], 3, 0, 0, 0)]
ONLY_GAINS = [("benefit", "Benefits", 0, [900], 0, 10, 10, 0)]


def changed(rows, line, field, value):
    """The rows with one field of one line changed."""
    row = [value if at == field else old for at, old in enumerate(rows[line])]
    return [*rows[:line], tuple(row), *rows[line + 1 :]]


def never(rows):
    return made([], rows, 24, "5")


def published(rows):
    return made([], rows, 36, "10")


def gains(rows):
    return made([], rows, 12, "0")


def initiatives(rate):
    return made(rows=[], months=24, rate=rate)


# name → the case, a cell changed in it, and the case as it then must be.
BOOKS = {
    "everything": (made(), (f"I{FIRST + 1}", 9000), made(rows=changed(LINES, 1, 3, [2400, 9000, 4800]))),
    "rate": (made(), ("B4", 12.5), made(rate="12.5")),
    "ramp": (made(), (f"D{FIRST + 1}", 11), made(rows=changed(LINES, 1, 4, 11))),
    "risk": (made(months=36), (f"G{FIRST}", 40), made(rows=changed(LINES, 0, 7, 40), months=36)),
    "initiatives": (initiatives("0"), ("B4", 5), initiatives("5")),
    "published": (published(PUBLISHED), (f"C{FIRST}", 3_000_000), published(changed(PUBLISHED, 0, 2, 3_000_000))),
    "never": (never(NEVER_BACK), (f"C{FIRST}", 10), never(changed(NEVER_BACK, 0, 2, 10))),
    "gains": (gains(ONLY_GAINS), (f"H{FIRST}", 0), gains(changed(ONLY_GAINS, 0, 3, [0]))),
}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Every book twice, without the figures that came with it, so that LibreOffice has to work all of them out."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice Calc is missing; `make setup-dev` installs it"
    folder = tmp_path_factory.mktemp("books")
    for name, (book, (cell, value), _) in BOOKS.items():
        path = folder / f"{name}.xlsx"
        path.write_bytes(workbook_of(CLIENT, book))
        opened = load_workbook(path)
        opened.save(path)
        opened["Inputs"][cell] = value
        opened.save(folder / f"{name}-changed.xlsx")
    done = folder / "done"
    options = [f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir", done]
    subprocess.run([office, *options, *folder.glob("*.xlsx")], check=True, capture_output=True, timeout=300)
    return done


@pytest.mark.parametrize("is_changed", [False, True], ids=["as it is", "changed"])
@pytest.mark.parametrize("name", BOOKS)
def test_libreoffice_comes_to_the_same_figures(recalculated, name, is_changed):
    book, _, then = BOOKS[name]
    wanted = then if is_changed else book
    opened = load_workbook(recalculated / f"{name}{'-changed' if is_changed else ''}.xlsx", data_only=True)
    for case in Case:
        rows = list(opened[case.value.capitalize()].iter_rows(values_only=True))
        _agree(rows, wanted.of(case), f"{name}, {case}")


def _agree(rows, flow, where):
    shown = {row[0]: row[1] for row in rows if row[0] and row[1] is not None}
    wanted = {
        "Cost": flow.cost,
        "Benefit": flow.benefit,
        "Net": flow.net,
        "Present value of costs": flow.pv_cost,
        "Present value of benefits": flow.pv_benefit,
        "Net present value": flow.npv,
        "Return, %": flow.roi_percent or 0,
    }
    for label, value in wanted.items():
        assert abs(shown[label] - float(value)) < CENT, (where, label)
    if flow.irr_percent is None:
        assert shown["Internal rate, % a year"] == "none", where
    else:
        assert shown["Internal rate, % a year"] == pytest.approx(float(flow.irr_percent), rel=1e-6), where
    if flow.payback.months is None or flow.payback.word == NOTHING_SPENT:
        assert shown["Payback, months"] in (NEVER, NOTHING_SPENT), where
        assert shown["Payback, months"] == flow.payback.word, where
    else:
        assert shown["Payback, months"] == pytest.approx(float(flow.payback.months), abs=1e-6), where
    months = [row for row in rows if isinstance(row[0], int | float)]
    assert len(months) == flow.horizon_months + 1
    for row, month in zip(months, flow.rows, strict=True):
        for column, value in ((1, month.cost), (2, month.benefit), (3, month.net), (4, month.cumulative)):
            assert abs(row[column] - float(value)) < CENT, (where, month.month, column)


@pytest.mark.parametrize("name", BOOKS)
def test_the_figures_that_come_with_the_file_are_those_of_its_formulas(recalculated, name, tmp_path):
    """For programs that show a file without working it out."""
    path = tmp_path / "kept.xlsx"
    path.write_bytes(workbook_of(CLIENT, BOOKS[name][0]))
    kept, worked_out = (load_workbook(file, data_only=True) for file in (path, recalculated / f"{name}.xlsx"))
    for sheet in kept.sheetnames:
        for row, again in zip(kept[sheet].iter_rows(), worked_out[sheet].iter_rows(), strict=False):
            for cell, other in zip(row, again, strict=False):
                if isinstance(cell.value, int | float):
                    assert cell.value == pytest.approx(other.value, abs=1e-4), (name, sheet, cell.coordinate)


def test_a_line_named_like_a_formula_stays_text(tmp_path):
    evil = made(rows=[("cost", "=1+1", 5, [1], 0, 0, 0, 0)])
    path = tmp_path / "evil.xlsx"
    path.write_bytes(workbook_of(CLIENT, replace(evil, start=date(2026, 9, 7))))
    cell = load_workbook(path)["Inputs"][f"A{FIRST}"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
