"""What was changed in a workbook: cells by their meaning, rows and columns put in or taken out, sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.cells import Cell, CellRef, Sheet, Snapshot, column_letters
from xlperf.changes.alignment import Pair, Texts, align_columns, align_rows

_SAME_SHEET = 0.5
"""The share of rows that a sheet under another name must have in common to be the same."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else: where it was and where it is, what stood and what stands, its row in words.

    A blank is empty; `formula`: a formula gave way to a figure (False) or the other way round (True).
    """

    old: CellRef
    new: CellRef
    before: str
    after: str
    label: str
    formula: bool | None = None


@dataclass(frozen=True, slots=True)
class LineChange:
    """A row or a column that is new, or gone: where, and the first words in it."""

    sheet: str
    place: str
    is_new: bool
    words: str


@dataclass(frozen=True, slots=True)
class BookChange:
    """All that was changed in a workbook. `formats` counts cells with another number format, and nothing else."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    lines: tuple[LineChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    formats: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing was changed."""
        return self == BookChange()


def compare_books(old: Snapshot, new: Snapshot) -> BookChange:
    """What was changed between two submissions of a workbook."""
    pairs, added, removed = _pair_sheets(old.sheets, new.sheets)
    parts = [_compare_sheets(*pair) for pair in pairs]
    return BookChange(
        added=tuple(sheet.name for sheet in added),
        removed=tuple(sheet.name for sheet in removed),
        renamed=tuple((one.name, other.name) for one, other in pairs if one.name != other.name),
        lines=tuple(line for part in parts for line in part.lines),
        cells=tuple(cell for part in parts for cell in part.cells),
        formats=sum(part.formats for part in parts),
    )


def _pair_sheets(
    old: Sequence[Sheet], new: Sequence[Sheet]
) -> tuple[list[tuple[Sheet, Sheet]], list[Sheet], list[Sheet]]:
    """Sheets by name, then by what they say; what is left was added or removed."""
    by_name = {sheet.name: sheet for sheet in new}
    pairs = [(sheet, by_name[sheet.name]) for sheet in old if sheet.name in by_name]
    left = [sheet for sheet in old if sheet.name not in by_name]
    free = [sheet for sheet in new if sheet.name not in {one.name for one in old}]
    for sheet in list(left):
        other = max(free, key=lambda each: _share(sheet, each), default=None)
        if other is not None and _share(sheet, other) >= _SAME_SHEET:
            pairs.append((sheet, other))
            left.remove(sheet)
            free.remove(other)
    return pairs, free, left


def _share(old: Sheet, new: Sheet) -> float:
    one, other = {texts for _, texts in _rows(old)}, {texts for _, texts in _rows(new)}
    return len(one & other) / max(len(one), len(other), 1)


def _rows(sheet: Sheet) -> list[tuple[int, Texts]]:
    """The rows that hold anything, with their texts from left to right."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), cell in sheet.cells.items():
        if _text(cell):
            rows.setdefault(row, []).append((column, _text(cell)))
    return [(row, tuple(text for _, text in sorted(cells))) for row, cells in sorted(rows.items())]


def _text(cell: Cell | None) -> str:
    """What a cell says: a number as it is, however it shows."""
    if cell is None:
        return ""
    return f"{cell.value.normalize():f}" if isinstance(cell.value, Decimal) else cell.text.strip()


def _compare_sheets(old: Sheet, new: Sheet) -> BookChange:
    rows, others = _rows(old), _rows(new)
    pairs = list(align_rows([texts for _, texts in rows], [texts for _, texts in others]))
    matched = [(rows[i][0], others[j][0]) for i, j in pairs if i is not None and j is not None]
    columns = _columns(old, new, matched)
    cells = [change for row, other in matched for change in _compare_rows(old, new, (row, other), columns)]
    formats = sum(_is_reformatted(old, new, (r, c), (s, d)) for r, s in matched for c, d in columns.items())
    lines = (*_row_changes(old.name, new.name, rows, others, pairs), *_column_changes(old, new, columns))
    return BookChange(lines=lines, cells=tuple(cells), formats=formats)


def _columns(old: Sheet, new: Sheet, rows: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Old column → new one; a lone text in a column that only one of them uses is a cell, and no column."""

    def agree(column: int, other: int) -> int:
        texts = ((_text(old.cells.get((r, column))), _text(new.cells.get((s, other)))) for r, s in rows)
        return sum(bool(one) and one == two for one, two in texts)

    used, others = _used(old), _used(new)
    found = align_columns(used, others, agree)
    if len(used) == len(found) == len(others):
        return found
    free = [column for column in (*used, *others) if column not in found and column not in found.values()]
    lone = [column for column in free if len(_texts_in(old, column)) + len(_texts_in(new, column)) == 1]
    return found | {column: column for column in lone}


def _used(sheet: Sheet) -> list[int]:
    return sorted({column for (_, column), cell in sheet.cells.items() if _text(cell)})


def _compare_rows(old: Sheet, new: Sheet, rows: tuple[int, int], columns: Mapping[int, int]) -> Iterator[CellChange]:
    for column, other in columns.items():
        before, after = old.cells.get((rows[0], column)), new.cells.get((rows[1], other))
        formula = _formula_change(before, after)
        if _text(before) != _text(after) or formula is not None:
            places = CellRef(old.name, rows[0], column), CellRef(new.name, rows[1], other)
            yield CellChange(*places, _shown(before), _shown(after), _label(new, rows[1], other), formula)


def _formula_change(before: Cell | None, after: Cell | None) -> bool | None:
    had, has = before is not None and before.formula is not None, after is not None and after.formula is not None
    if had == has or before is None or after is None:
        return None
    return has


def _shown(cell: Cell | None) -> str:
    """A cell as it shows."""
    return cell.text.strip() if cell is not None else ""


def _label(sheet: Sheet, row: int, column: int) -> str:
    """The row in words: the texts before the cell, the last two of them."""
    texts = (_shown(sheet.cells.get((row, before))) for before in range(max(1, column - 20), column))
    words = [text for text in texts if text and not _is_figure(text)]
    return " ".join("".join(word.split()) for word in words[-2:])


def _is_figure(text: str) -> bool:
    """A number, or a measure such as 10次 or ≥90%."""
    return text[:1].isdigit() or not any(sign.isalpha() for sign in text)


def _is_reformatted(old: Sheet, new: Sheet, at: tuple[int, int], other: tuple[int, int]) -> bool:
    before, after = old.cells.get(at), new.cells.get(other)
    return before is not None and after is not None and before.number_format != after.number_format


def _row_changes(
    name: str, other: str, rows: Sequence[tuple[int, Texts]], others: Sequence[tuple[int, Texts]], pairs: Iterable[Pair]
) -> Iterator[LineChange]:
    for i, j in pairs:
        if i is None and j is not None:
            yield LineChange(other, str(others[j][0]), True, " ".join(others[j][1][:4]))
        elif j is None and i is not None:
            yield LineChange(name, str(rows[i][0]), False, " ".join(rows[i][1][:4]))


def _column_changes(old: Sheet, new: Sheet, columns: Mapping[int, int]) -> Iterator[LineChange]:
    for column in _used(old):
        if column not in columns:
            yield LineChange(old.name, column_letters(column), False, _first_word(old, column))
    for column in _used(new):
        if column not in columns.values():
            yield LineChange(new.name, column_letters(column), True, _first_word(new, column))


def _first_word(sheet: Sheet, column: int) -> str:
    return next(iter(_texts_in(sheet, column)), "")


def _texts_in(sheet: Sheet, column: int) -> list[str]:
    rows = sorted((row, _shown(cell)) for (row, at), cell in sheet.cells.items() if at == column)
    return [text for _, text in rows if text]
