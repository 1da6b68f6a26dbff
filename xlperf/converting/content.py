"""What a form says, field by field, apart from where it stood: what is carried into another workbook or format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.cells import Cell, CellRef, Sheet
from xlperf.converting.figures import with_number
from xlperf.form import Entry, Figure, Form, FundLine, Indicator
from xlperf.recognition.lexicon import Lexicon

Fields = Mapping[str, Cell]
"""Field → the cell that it is read from, with the text as the form says it; what the form does not have is left out."""

_AMOUNTS = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
_COLUMNS = ("level3", "target", "actual", "weight", "score", "reason")


@dataclass(frozen=True, slots=True)
class Content:
    """A form's texts and figures. `definition` is the form's id, `money_unit` 元 or 万元.

    `head`: title, year, project, code, department, unit. `spending`: (label, amount). `funds`: label and figures of
    each line. `goals`: expected, actual. `indicators`: level1, level2 and the columns. `total`: weight, score, mark,
    grade. `reasons`: what is said once for the whole form, reason and improvement.
    """

    definition: str
    money_unit: str
    head: Fields
    spending: tuple[tuple[Cell, Cell], ...]
    funds: tuple[Fields, ...]
    goals: Fields
    indicators: tuple[Fields, ...]
    total: Fields
    reasons: Fields

    def cells(self) -> Iterator[Cell]:
        """Every cell that is carried over."""
        for fields in (self.head, *self.funds, self.goals, *self.indicators, self.total, self.reasons):
            yield from fields.values()
        for label, amount in self.spending:
            yield from (label, amount)


def content_of(form: Form, sheet: Sheet, lexicon: Lexicon) -> Content:
    """The content of a form that was recognised on a sheet."""
    head = form.head
    named = {
        "title": head.title,
        "year": head.year_entry,
        "project": head.project,
        "code": head.code,
        "department": head.department,
        "unit": head.unit,
    }
    total = form.total
    ends = {"weight": total.weight, "score": total.score, "grade": total.grade} if total else {}
    return Content(
        definition=form.definition,
        money_unit=form.money_unit,
        head=_fields(sheet, named),
        spending=tuple((_cell(sheet, each.label), _cell(sheet, each.amount)) for each in form.spending),
        funds=tuple(_fields(sheet, _fund_entries(line)) for line in form.funds),
        goals=_fields(sheet, {"expected": form.goal_expected, "actual": form.goal_actual}),
        indicators=tuple(_fields(sheet, _row_entries(row)) for row in form.indicators),
        total={**_fields(sheet, ends), **_mark(form, sheet)},
        reasons={**_improvement(form, sheet, lexicon), **_fields(sheet, {"reason": form.reason})},
    )


def _fund_entries(line: FundLine) -> dict[str, Entry | None]:
    return {"label": line.label, **{field: getattr(line, field) for field in _AMOUNTS}}


def _row_entries(row: Indicator) -> dict[str, Entry | None]:
    columns = {field: getattr(row, field) for field in _COLUMNS}
    return {"level1": row.block.label, "level2": row.level2, **columns}


def _mark(form: Form, sheet: Sheet) -> Fields:
    """What stands in the total's row below the reasons, such as —."""
    reason = next((row.reason for row in form.indicators if row.reason is not None), None)
    score = form.total.score if form.total else None
    if reason is None or score is None:
        return {}
    cell = sheet.at(score.ref.row, reason.ref.column)
    return {"mark": cell} if cell.text and cell.ref.row == score.ref.row else {}


def _improvement(form: Form, sheet: Sheet, lexicon: Lexicon) -> Fields:
    """What stands beside 改进措施 below the total, in a form that has one reason for all."""
    if form.reason is None or form.total is None:
        return {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if form.total.label.ref.row < row <= form.area.bottom and _is_improvement(cell, lexicon):
            beside = sheet.at(row, sheet.merge_at(row, column).right + 1)
            return {"improvement": beside} if beside.text else {}
    return {}


def _is_improvement(cell: Cell, lexicon: Lexicon) -> bool:
    return lexicon.meanings(cell.text).get("form_reason") == "improvement"


def _fields(sheet: Sheet, entries: Mapping[str, Entry | None]) -> Fields:
    return {field: _cell(sheet, entry) for field, entry in entries.items() if entry is not None}


def _cell(sheet: Sheet, entry: Entry) -> Cell:
    """The cell of an entry, with a number where one stands; what was put together from several cells is a text."""
    cell = sheet.at(entry.ref.row, entry.ref.column)
    if cell.text.strip() != entry.text.strip():
        return text_cell(entry.text, entry.ref)
    plain = cell._replace(formula=None)
    return with_number(plain) if isinstance(entry, Figure) else plain


def text_cell(text: str, ref: CellRef) -> Cell:
    """A cell that holds a text."""
    return Cell(ref, text or None, text)
