"""Snapshots from plain tables, so that a test shows the sheet it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from xlperf.cells import Area, Cell, CellError, CellRef, Sheet, Snapshot, Value, parse_address

Row = Sequence[object]


def area(text: str) -> Area:
    """``A1:B2`` as an Area."""
    first, _, last = text.partition(":")
    return Area(*parse_address(first), *parse_address(last or first))


def make_cell(ref: CellRef, content: object) -> Cell | None:
    """None and "" are blank; "=A1" is a formula without a stored value; a Cell keeps all but its place."""
    if content is None or content == "":
        return None
    if isinstance(content, Cell):
        return content._replace(ref=ref)
    if isinstance(content, str) and content.startswith("=") and len(content) > 1:
        return Cell(ref, None, "", content[1:])
    if isinstance(content, str) and content.startswith("#") and content.endswith(("!", "?", "/A")):
        return Cell(ref, CellError(content), content)
    value: Value = content if isinstance(content, str | bool) else Decimal(str(content))
    return Cell(ref, value, str(content))


def shown(value: str, text: str, number_format: str) -> Cell:
    """A number that shows as `text` through its number format."""
    return Cell(CellRef("", 1, 1), Decimal(value), text, None, number_format)


def make_sheet(rows: Iterable[Row], merges: Iterable[str] = (), name: str = "Sheet1") -> Sheet:
    """A sheet whose first row is row 1 and first column A."""
    cells = {}
    for r, row in enumerate(rows, 1):
        for c, content in enumerate(row, 1):
            cell = make_cell(CellRef(name, r, c), content)
            if cell is not None:
                cells[r, c] = cell
    return Sheet(name, cells, tuple(area(text) for text in merges))


def make_snapshot(rows: Iterable[Row], merges: Iterable[str] = (), name: str = "Sheet1") -> Snapshot:
    """A workbook of one such sheet."""
    return Snapshot("test.xlsx", (make_sheet(rows, merges, name),))


INDICATOR_HEADER = (
    "年度绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
    "偏差原因分析及改进措施",
)  # fmt: skip


def project_rows(
    funds: Sequence[Row] = (("年度资金总额", 100, 100, 90, 10, "90.00%", 9),),
    indicators: Sequence[Row] = (),
    total: Row = (100, 99),
    unit: str = "深圳市某某中心",
    title: str = "项目支出绩效自评表",
) -> list[Row]:
    """A project form in nine columns: funds lines are (label, initial, budget, executed, weight, rate, score),
    indicators (level1, level2, level3, target, actual, weight, score, reason)."""
    rows: list[Row] = [
        (title,),
        ("项目名称", "某项目", None, None, "实施年度", "2021年"),
        ("主管部门", "某局", None, None, "实施单位", unit),
        ("项目资金（元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ]
    rows += [(None, *line) for line in funds]
    rows += [("年度总体目标", "预期目标", None, None, "实际完成情况"), (None, "目标", None, None, "完成")]
    rows += [INDICATOR_HEADER, *((None, *row) for row in indicators)]
    return [*rows, ("总分", None, None, None, None, None, *total)]
