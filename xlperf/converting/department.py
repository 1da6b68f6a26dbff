"""A department's own form, drafted from its projects: what they come to, and where every figure comes from.

Source: Xiangyang 2021, department form, note 2: 绝对值直接累加计算，相对值按照资金额度加权平均计算.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from xlperf.across.members import YUAN
from xlperf.across.roll_up_rows import MemberRow, ProjectRow, RolledRow, Source
from xlperf.across.rolling import HOW
from xlperf.cells import Cell, CellRef, Sheet
from xlperf.converting.content import Content, Fields
from xlperf.converting.forms import fill_template
from xlperf.messages import say
from xlperf.recognition import load_library
from xlperf.recognition.levels import kind_of
from xlperf.rounding import show_number
from xlperf.templates.filled import FilledForm, render_workbook
from xlperf.templates.layout import Layout
from xlperf.templates.loading import load_layouts

FORM = "department"
"""The form that is drafted: that of no known region."""

TRACE = "溯源"
"""Name of the sheet that says where every figure comes from."""

_UNIT = "万元"
_AMOUNTS = {"initial_budget": "initial", "full_year_budget": "budget", "executed": "executed"}
_ORDER = ("COST", "OUTPUT", "BENEFIT", "SATISFACTION")


def draft_department(
    unit: str,
    year: int | None,
    projects: Sequence[ProjectRow],
    rolled: Sequence[RolledRow],
    sources: Sequence[MemberRow],
) -> bytes:
    """The draft of a unit's form as a workbook: project money and indicators filled in, points and all else left.

    `sources` are those of the indicators, by their numbers. What a person has to decide stays blank: the unit's own
    spending, goals, points; scores follow by the template's formulas.
    """
    layout = load_layouts()[FORM]
    assert isinstance(layout, Layout)
    content = Content(
        FORM, _UNIT, _head(layout, unit, year), (), _funds(layout, projects), {}, _rows(layout, rolled), {}, {}
    )
    plan, placed = fill_template(layout, content, load_library())
    form = FilledForm(layout.file.removesuffix(".xlsx"), plan, placed, is_draft=True)
    return render_workbook(unit, [form, _trace(projects, rolled, sources)])


def _head(layout: Layout, unit: str, year: int | None) -> Fields:
    told = {"title": layout.title, "unit": unit}
    if year is not None:
        told["year"] = layout.year.pattern.format(year=year)
    return {field: _text(text, row) for row, (field, text) in enumerate(told.items(), 1)}


def _funds(layout: Layout, projects: Sequence[ProjectRow]) -> tuple[Fields, ...]:
    """The lines of the template; the one for projects with what they come to."""
    labels = (layout.funds.total, *layout.funds.parts)
    sums = {field: _sum(getattr(each, name) for each in projects) for field, name in _AMOUNTS.items()}
    amounts = {field: _number(amount / YUAN[_UNIT], "#,##0.00") for field, amount in sums.items() if amount is not None}
    return tuple({"label": _text(label, 1), **(amounts if label == layout.funds.parts[-1] else {})} for label in labels)


def _sum(figures: Iterable[Source | None]) -> Decimal | None:
    """What all come to; None where one of them is not known."""
    values = [figure.value if figure is not None else None for figure in figures]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _rows(layout: Layout, rolled: Sequence[RolledRow]) -> tuple[Fields, ...]:
    """Indicators block by block, in the template's order and under its labels."""
    labels = {kind_of(block.label): block.label for block in layout.blocks}
    ranked = sorted(rolled, key=lambda row: _ORDER.index(row.block) if row.block in _ORDER else len(_ORDER))
    places = {kind: place for place, kind in enumerate(dict.fromkeys(row.block for row in ranked), 1)}
    return tuple(_row(number, row, labels.get(row.block, row.level2), places) for number, row in enumerate(ranked, 100))


def _row(number: int, row: RolledRow, block: str, places: Mapping[str, int]) -> Fields:
    texts = {"level2": row.level2, "level3": row.level3, "target": _target(row), "actual": _actual(row)}
    fields = {field: Cell(CellRef(TRACE, number, at), text, text) for at, (field, text) in enumerate(texts.items(), 2)}
    return {"level1": _text(block, places[row.block]), **fields}


def _target(row: RolledRow) -> str:
    if row.target is None:
        return str(say("见各项目"))
    return f"{row.sign}{show_number(row.target)}{row.measure}"


def _actual(row: RolledRow) -> str:
    """The figure, or the share of the points that the projects have earned."""
    if row.actual is not None:
        return f"{show_number(row.actual)}{row.measure}"
    if row.score is None or not row.weight:
        return str(say("见各项目"))
    return str(
        say("按资金加权得分率{share}%", share=show_number((row.score / row.weight * 100).quantize(Decimal("0.01"))))
    )


def _trace(projects: Sequence[ProjectRow], rolled: Sequence[RolledRow], sources: Sequence[MemberRow]) -> Sheet:
    """For every figure of the draft the workbooks and cells that it comes from."""
    rows = [("表中的项", "怎样得来", "项目", "数", "工作簿", "工作表", "单元格"), *_money_trace(projects)]
    hows = {row.number: (row.level3, str(HOW[row.how])) for row in rolled}
    for each in sources:
        for side in (each.target, each.actual, each.score):
            if side is not None and side.cell:
                rows.append((*hows[each.number], each.project, side.text, each.path, each.sheet, side.cell))
    cells = (
        Cell(CellRef(TRACE, row, column), text, text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    )
    return Sheet(TRACE, {cell.ref[1:]: cell for cell in cells})


def _money_trace(projects: Sequence[ProjectRow]) -> Iterator[tuple[str, ...]]:
    names = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
    for name, label in names.items():
        for each in projects:
            figure: Source | None = getattr(each, name)
            if figure is not None:
                yield label, "各项目相加", each.project, figure.text, each.path, each.sheet, figure.cell


def _text(text: str, row: int) -> Cell:
    return Cell(CellRef(TRACE, row, 1), text, text)


def _number(number: Decimal, number_format: str) -> Cell:
    return Cell(CellRef(TRACE, 1, 1), number, show_number(number), None, number_format)
