"""The value of a form's own formulas, by Excel's rules; a table, and LibreOffice as the second opinion."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.snapshots import Row, make_sheet, make_snapshot, shown
from xlperf.cells import CellError, CellRef, Snapshot, Value
from xlperf.formulas import Unsolved, evaluate_formula, work_out, work_out_stale
from xlperf.ooxml.book import read_book

CELLS: dict[str, Value] = {
    "A1": Decimal(10),
    "A2": Decimal("2.5"),
    "A3": "5次",
    "A5": True,
    "A6": "7",
    "A7": Decimal("8032023.00"),
    "A8": Decimal("7790262.33"),
    "A9": "优秀",
}
"""A4 is blank."""

FORMULAS: dict[str, str | bool | CellError] = {
    # arithmetic and precedence
    "=A1/A2": "4",
    "=A1+A2*2": "15",
    "=(A1+A2)*2": "25",
    "=A1-A2-1": "6.5",
    "=A1/A2/2": "2",
    "=2^3^2": "64",
    "=-2^2": "4",
    "=2^-1": "0.5",
    "=-A1+1": "-9",
    "=--A1": "10",
    "=10%*A1": "1",
    "=A1*50%+1": "6",
    "=1/3": "0.333333333333333",
    "=0.1+0.2": "0.3",
    "=1/3*3=1": True,
    "= A1 + A2 ": "12.5",
    "=$A$1+A$2+$A1": "22.5",
    "=1E3": "1000",
    # blanks, texts, logical values
    "=A4": "0",
    "=A4+1": "1",
    "=A1*A4": "0",
    "=A5+1": "2",
    "=A6+1": "8",
    "=A3+1": CellError("#VALUE!"),
    "=A1/A4": CellError("#DIV/0!"),
    "=A1/0+A3": CellError("#DIV/0!"),
    "=0^0": CellError("#NUM!"),
    "=(-8)^0.5": CellError("#NUM!"),
    "=10^308*10": CellError("#NUM!"),
    '="得分"&A1&"分"': "得分10分",
    "=A1&A2": "102.5",
    "=A4&1": "1",
    # comparisons
    '=A4=""': True,
    "=A4=0": True,
    "=A1>A2": True,
    "=A1<>10": False,
    '="ABC"="abc"': True,
    '=A9="优秀"': True,
    '="5"=5': False,
    '="a">100': True,
    "=TRUE>100": True,
    # functions
    "=SUM(A1:A6)": "12.5",
    "=SUM(A1,A2,5)": "17.5",
    '=SUM(A1,"5",TRUE)': "16",
    "=SUM(A6)": "0",
    "=SUM(A1:A2,A1)": "22.5",
    "=PRODUCT(A1:A3)": "25",
    "=PRODUCT(A3:A4)": "0",
    "=QUOTIENT(-7,2)": "-3",
    "=QUOTIENT(7,0)": CellError("#DIV/0!"),
    "=MIN(A1:A6)": "2.5",
    "=MAX(A1:A6)": "10",
    "=MIN(A3:A4)": "0",
    "=AVERAGE(A1:A4)": "6.25",
    "=AVERAGE(A3:A4)": CellError("#DIV/0!"),
    "=COUNT(A1:A6)": "2",
    '=COUNT(A1,"5","x",TRUE)': "3",
    "=ABS(-2.5)": "2.5",
    "=ROUND(2.5,0)": "3",
    "=ROUND(-2.5,0)": "-3",
    "=ROUND(7.065,2)": "7.07",
    "=ROUND(1.005*1000,0)": "1005",
    "=ROUND(1234.5,-2)": "1200",
    "=ROUND(4,-1)": "0",
    "=ROUND(A8/A7,4)": "0.9699",
    "=ROUNDUP(1.001,2)": "1.01",
    "=ROUNDUP(-1.001,2)": "-1.01",
    "=ROUNDUP(3,-2)": "100",
    "=ROUNDDOWN(1.999,2)": "1.99",
    "=ROUNDDOWN(-1.999,0)": "-1",
    '=IF(A1>5,"高","低")': "高",
    "=IF(A4,1,2)": "2",
    "=IF(A4,1)": False,
    "=IF(A1,,2)": "0",
    '=IF(A4=0,"",A1/A4)': "",
    "=IF(A3,1,2)": CellError("#VALUE!"),
    '=IF(AND(A1>5,A2<3),MIN(1,A2/A1)*10,"")': "2.5",
    '=IFERROR(A1/A4,"-")': "-",
    "=IFERROR(A1/A2,0)": "4",
    "=AND(A1>5,A2>5)": False,
    "=OR(A1>5,A2>5)": True,
    "=AND(A3:A4)": CellError("#VALUE!"),
    "=NOT(A4)": True,
    "=ISNUMBER(A1)": True,
    "=ISNUMBER(A6)": False,
    "=ISBLANK(A4)": True,
    '=ISBLANK("")': False,
    "=#REF!+1": CellError("#REF!"),
    '=TRIM("  优  秀 ")': "优 秀",
    "=TRIM(A1)": "10",
    "=N(A1)+N(A3)+N(A4)+N(A5)": "11",
    "=N(A1/0)": CellError("#DIV/0!"),
    '=COUNTIF(A1:A9,"优秀")': "1",
    "=SUMPRODUCT(A1:A2,A1:A2)": "106.25",
    "=SUMPRODUCT(ISNUMBER(A1:A4)*(A1:A4<>0))": "2",
    '=SUMPRODUCT(ISNUMBER(A1:A4)*(A1:A4>5)*(B1:B4=""))': "1",
    "=SUMPRODUCT(A1:A3,A1:A3)": "106.25",
    "=SUMPRODUCT(A2:A3*1)": CellError("#VALUE!"),
    "=if(a1>5,sum(a1:a2),0)": "12.5",
}


def cell_value(sheet: str | None, row: int, column: int) -> Value:
    assert sheet in (None, "Sheet 1")
    return CELLS.get(f"{'ABC'[column - 1]}{row}")


@pytest.mark.parametrize(("formula", "expected"), FORMULAS.items())
def test_values(formula: str, expected: str | bool | CellError) -> None:
    value = evaluate_formula(formula, cell_value)
    if isinstance(value, Decimal):
        assert value == Decimal(expected)
    else:
        assert (value, type(value)) == (expected, type(expected))


UNSOLVABLE = [
    "=VLOOKUP(A1,A1:B3,2,0)", "=SUM(A:A)", "=TODAY()", "=[1]Sheet1!A1", "=SUM(Sheet1:Sheet3!A1)", "=总分+1", "={1,2}",
    "=A1:A2*2", "=(1", "=1+", "=1 2", "=SUM(A1 A2)", "=ROUND(1)", "=IF()", "=INDIRECT(\"A1\")", "=Table1[得分]",
    '="甲"<"乙"', '="2021-5-1"+1', "=SUM(A1:C9999)",
    "=SUMPRODUCT(A1:A3,A1:A2)", "=SUMPRODUCT(2,A1:A2)",
    "=SUMPRODUCT(SUM(A1:A2)*A1:A2)", '=COUNTIF(A1:A3,">5")', '=COUNTIF(A1:A3,"优*")',
    "=", "=" + "(" * 40 + "1" + ")" * 40, "=" + "1+" * 5000 + "1", "=A1!", "=$A", "='a",
]  # fmt: skip


@pytest.mark.parametrize("formula", UNSOLVABLE, ids=lambda formula: formula[:20])
def test_anything_else_is_named_not_guessed(formula: str) -> None:
    value = evaluate_formula(formula, cell_value)
    assert isinstance(value, Unsolved)
    assert str(value.reason)


def test_a_long_sum_is_no_deep_one() -> None:
    assert evaluate_formula("=" + "+".join(["A1"] * 1000), cell_value) == 10_000


def test_the_branch_not_taken_is_not_read() -> None:
    def only_a1(sheet: str | None, row: int, column: int) -> Value:
        assert (row, column) == (1, 1)
        return Decimal(0)

    assert evaluate_formula('=IF(A1=0,"",B1/A1)', only_a1) == ""


def test_other_sheets() -> None:
    assert evaluate_formula("='Sheet 1'!A1*2", cell_value) == 20


@given(st.text(alphabet="A1B2:!$'\"()+-*/^&%=<>,.;SUMIFROND #EN甲{}[]", max_size=40))
def test_any_text_is_answered(formula: str) -> None:
    value = evaluate_formula(formula, lambda sheet, row, column: Decimal(row))
    assert isinstance(value, Decimal | str | bool | Unsolved)


FORM: list[Row] = [
    ["年度资金总额", Decimal(100), Decimal(200), Decimal(150), "=D1/C1", "=ROUND(MIN(1,E1)*10,2)"],
    ["其中：拨款", Decimal(100), Decimal(200), "=D1-D3", "=D2/C2", "—"],
    ["其他资金", None, None, Decimal(0), '=IF(C3=0,"",D3/C3)', "=C3/D3"],
    ["总分", None, None, None, None, "=SUM(F1:F3)"],
]


def value_at(snapshot: Snapshot, address: str) -> Value | Unsolved:
    return work_out(snapshot, CellRef("Sheet1", int(address[1:]), "ABCDEF".index(address[0]) + 1))


def test_formulas_hang_on_formulas() -> None:
    snapshot = make_snapshot(FORM)
    assert value_at(snapshot, "E1") == Decimal("0.75")
    assert value_at(snapshot, "F1") == Decimal("7.5")
    assert value_at(snapshot, "E2") == Decimal("0.75")
    assert value_at(snapshot, "E3") == ""
    assert value_at(snapshot, "F4") == CellError("#DIV/0!")
    assert value_at(snapshot, "A1") == "年度资金总额"
    assert value_at(snapshot, "C3") is None


def test_stale_cells_get_their_value() -> None:
    worked_out = work_out_stale(make_snapshot(FORM)).sheets[0]
    assert (worked_out.cells[1, 5].value, worked_out.cells[1, 5].text) == (Decimal("0.75"), "0.75")
    assert (worked_out.cells[3, 5].value, worked_out.cells[3, 5].text) == ("", "")
    assert worked_out.cells[1, 5].formula == "D1/C1"


def test_a_percentage_shows_as_one() -> None:
    cell = shown("0", "", "0.00%")._replace(value=None, formula="A1/B1")
    worked_out = work_out_stale(make_snapshot([[Decimal(1), Decimal(3), cell]])).sheets[0]
    assert worked_out.cells[1, 3].text == "33.33%"


def test_nothing_stale_is_nothing_new() -> None:
    snapshot = make_snapshot([["年度资金总额", Decimal(100)]])
    assert work_out_stale(snapshot) is snapshot


@pytest.mark.parametrize("rows", [[["=A1"]], [["=B1", "=A1"]], [["=SUM(A1:A3)"]], [["=IF(1,B1,0)", "=C1+1", "=A1"]]])
def test_circles_end(rows: list[Row]) -> None:
    value = value_at(make_snapshot(rows), "A1")
    assert isinstance(value, Unsolved)
    assert "循环" in str(value.reason)
    assert work_out_stale(make_snapshot(rows)).sheets[0].cells[1, 1].value is None


def test_a_long_ladder_ends() -> None:
    rows: list[Row] = [[f"=A{row + 1}+1"] for row in range(1, 400)]
    assert isinstance(value_at(make_snapshot([*rows, [Decimal(1)]]), "A1"), Unsolved)


def test_sheets_are_named_in_formulas() -> None:
    one = make_sheet([["='表 2'!A1*2", "=缺!A1"]], name="表1")
    snapshot = Snapshot("test.xlsx", (one, make_sheet([[Decimal(21)]], name="表 2")))
    assert work_out(snapshot, CellRef("表1", 1, 1)) == 42
    missing = work_out(snapshot, CellRef("表1", 1, 2))
    assert isinstance(missing, Unsolved)
    assert "缺" in str(missing.reason)


EXCELS_OWN = Path(__file__).parents[2] / "shared" / "corpus" / "poi" / "FormulaEvalTestData_Copy.xlsx"
CANCELLED = {"D180"}
"""An average of zero in decimals, -4E-9 in Excel's binary numbers."""


@pytest.mark.skipif(not EXCELS_OWN.is_file(), reason="the third-party workbooks are not at hand")
def test_excels_own_results_agree() -> None:
    snapshot = read_book(EXCELS_OWN).snapshot
    (sheet,) = (sheet for sheet in snapshot.sheets if sheet.name == "EverythingTests")
    solved = {
        cell.ref.address: (evaluate_formula(cell.formula, lambda name, r, c: stored(snapshot, name, r, c)), cell.value)
        for cell in sheet.cells.values()
        if cell.formula and cell.value is not None
    }
    known = {address: pair for address, pair in solved.items() if not isinstance(pair[0], Unsolved)}
    assert len(known) > 250
    assert {address for address, (ours, theirs) in known.items() if not same(ours, theirs)} == CANCELLED


def stored(snapshot: Snapshot, name: str | None, row: int, column: int) -> Value:
    cell = snapshot.sheet(name or "EverythingTests").cells.get((row, column))
    return cell.value if cell else None


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, Decimal) and isinstance(theirs, Decimal):
        return abs(ours - theirs) <= Decimal("1e-12") * max(Decimal(1), abs(theirs))
    return ours == theirs


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_agrees(tmp_path: Path) -> None:
    recalculated = recalculate(list(FORMULAS), tmp_path)
    differing = {f for f, theirs in recalculated.items() if not same_value(evaluate_formula(f, cell_value), theirs)}
    assert differing == set(DIFFERENT)


def same_value(ours: object, theirs: object) -> bool:
    """A blank text is stored as nothing; numbers agree at 13 digits."""
    if isinstance(ours, Decimal):
        return type(theirs) in (int, float) and float(ours) == pytest.approx(theirs, rel=1e-13)
    return ours == ("" if theirs is None else theirs)


DIFFERENT = {
    "=0^0": "1 there, #NUM! in Excel",
    "=TRUE>100": "TRUE counts 1 there, stands behind all numbers in Excel",
    "=SUM(A1:A6)": "a logical value in a cell counts there, not in Excel",
    "=MIN(A1:A6)": "the same",
    "=COUNT(A1:A6)": "the same",
    '=SUM(A1,"5",TRUE)': "a text as an argument is an error there, a number in Excel",
    "=QUOTIENT(7,0)": "#VALUE! there",
}
"""Where Excel's own documentation says otherwise than LibreOffice."""


def recalculate(formulas: list[str], folder: Path) -> dict[str, object]:
    """The formulas' values as LibreOffice stores them in a workbook that it saved."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for address, value in CELLS.items():
        sheet[address] = float(value) if isinstance(value, Decimal) else value
    for row, formula in enumerate(formulas, 1):
        sheet.cell(row, 8, formula)
    workbook.save(folder / "in.xlsx")
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        "out",
        "in.xlsx",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    results = openpyxl.load_workbook(folder / "out" / "in.xlsx", data_only=True).active
    assert results is not None
    return {formula: results.cell(row, 8).value for row, formula in enumerate(formulas, 1)}
