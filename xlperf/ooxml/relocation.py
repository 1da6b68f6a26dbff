"""Where the cells of an earlier run are now: rows and columns came in or went, sheets were renamed or copied."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import NamedTuple

from xlperf.cells import Value, column_letters, parse_address
from xlperf.ooxml.memory import CellMemory
from xlperf.ooxml.note_removal import fold
from xlperf.ooxml.places import Position
from xlperf.ooxml.workbook_read import SheetPart, stored_number

_NOTE, _RARE, _COMMON = 4.0, 2.0, 1.0
"""What counts as a sign of a line's new place: a note that holds our words, a figure of many digits, any other one."""

_SHIFT, _GONE = 1.5, 0.25
"""What it costs that lines move otherwise than those before, and that a line went: one common figure moves nothing."""

_MOST_SHIFTS, _MOST_WAYS = 12, 40
_REFERENCE = re.compile(r"(?<![\w.!'])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(!])")


class _Way(NamedTuple):
    """One way in which lines may have moved so far: its worth, how far the last line went, and where to.

    `line` is that last line, `before` the way up to it.
    """

    worth: float
    shift: int
    last: int
    line: int = 0
    before: _Way | None = None


def follow(cells: Sequence[CellMemory], part: SheetPart, words: Mapping[Position, str]) -> list[CellMemory]:
    """The cells where they stand now in a worksheet whose notes hold these words, folded; what went is left out.

    Rows that came in below a painted cell and took its look are painted cells too.
    """
    columns = _align({cell.position[1] for cell in cells}, _column_signs(cells, words))
    rows = _align({cell.position[0] for cell in cells}, _row_signs(cells, part, words, columns))
    moved = [_moved(cell, part.name, rows, columns) for cell in cells if _stays(cell, rows, columns)]
    return [*moved, *_inherited(moved, part, rows)]


def find_original(
    sheets: Mapping[str, Sequence[CellMemory]],
    part: SheetPart,
    words: Mapping[Position, str],
    parts: Iterable[SheetPart],
) -> Sequence[CellMemory]:
    """The cells of the sheet that a worksheet is a copy of, or was before it got its name; none where it is neither.

    `parts` are the workbook's worksheets. A copy is known by its notes, one that was renamed by its figures as well.
    """
    known = {other.name for other in parts}
    texts = "\n".join(words.values())
    for name, cells in sheets.items():
        notes = [fold(cell.note) in texts for cell in cells if cell.note is not None]
        figures = [part.value(*cell.position) == cell.figure for cell in cells if cell.figure is not None]
        signs = notes or ([] if name in known else figures)
        if signs and 2 * sum(signs) >= len(signs):
            return cells
    return ()


def _moved(cell: CellMemory, sheet: str, rows: Mapping[int, int], columns: Mapping[int, int]) -> CellMemory:
    row, column = cell.position
    formula = _move_formula(cell.formula, rows, columns) if cell.formula is not None else None
    return cell._replace(sheet=sheet, position=(rows[row], columns[column]), formula=formula)


def _stays(cell: CellMemory, rows: Mapping[int, int], columns: Mapping[int, int]) -> bool:
    return cell.position[0] in rows and cell.position[1] in columns


def _inherited(moved: Sequence[CellMemory], part: SheetPart, rows: Mapping[int, int]) -> Iterator[CellMemory]:
    """The cells of new rows that took the look of a painted cell above: rows that came in there, and blank ones."""
    styles, known = part.scan.styles, {cell.position for cell in moved}
    came, filled = _came_in(rows), {row for row, _ in part.scan.raw}
    for cell in moved:
        row, column = cell.position
        for new in count(row + 1) if cell.colour is not None else ():
            is_new = new - row <= came.get(row, 0) or new not in filled
            if not is_new or (new, column) in known or styles.get((new, column)) != styles.get(cell.position):
                break
            yield CellMemory(part.name, (new, column), colour=cell.colour, fill=cell.fill)


def _came_in(rows: Mapping[int, int]) -> dict[int, int]:
    """How many rows came in between a row and the next one that is known, by its new place."""
    known = pairwise(sorted(rows.items()))
    return {now: (next_now - now) - (next_was - was) for (was, now), (next_was, next_now) in known}


def _column_signs(cells: Iterable[CellMemory], words: Mapping[Position, str]) -> Counter[tuple[int, int]]:
    """How often notes of a column are found in another, or in the same one."""
    signs: Counter[tuple[int, int]] = Counter()
    for column, note in {(cell.position[1], cell.note) for cell in cells if cell.note is not None}:
        signs.update((column, now) for now in {at[1] for at in _holding(words, note)})
    return signs


def _row_signs(
    cells: Iterable[CellMemory], part: SheetPart, words: Mapping[Position, str], columns: Mapping[int, int]
) -> Mapping[tuple[int, int], float]:
    """How well rows fit rows, by notes and figures."""
    signs: defaultdict[tuple[int, int], float] = defaultdict(float)
    cells = [cell for cell in cells if cell.position[1] in columns]
    stand = _figures(part, {columns[cell.position[1]] for cell in cells if cell.figure is not None})
    for cell in cells:
        row, column = cell.position[0], columns[cell.position[1]]
        if cell.figure is not None:
            worth = _RARE if len(cell.figure.as_tuple().digits) > 2 else _COMMON
            for now in stand.get((column, cell.figure), ()):
                signs[row, now] += worth
        for at in _holding(words, cell.note) if cell.note is not None else ():
            if at[1] == column:
                signs[row, at[0]] += _NOTE
    return signs


def _holding(words: Mapping[Position, str], note: str) -> list[Position]:
    """The cells whose note holds the words of another."""
    folded = fold(note)
    return [at for at, text in words.items() if folded in text]


def _figures(part: SheetPart, columns: Iterable[int]) -> Mapping[tuple[int, Value], list[int]]:
    """The rows in which a number stands, by column and number."""
    columns, found = set(columns), defaultdict[tuple[int, Value], list[int]](list)
    for (row, column), raw in part.scan.raw.items():
        if column in columns:
            found[column, stored_number(raw)].append(row)
    return found


def _align(lines: Iterable[int], signs: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Where each line is now, in order, by most signs and fewest shifts; a line that went is left out."""
    weights: defaultdict[int, float] = defaultdict(float)
    for (line, now), worth in signs.items():
        weights[now - line] += worth
    shifts = dict.fromkeys((0, *sorted(weights, key=lambda shift: -weights[shift])[:_MOST_SHIFTS]))
    ways = [_Way(0, 0, 0)]
    for line in sorted(lines):
        further = (step for way in ways for step in _steps(way, line, shifts, signs))
        best: dict[tuple[int, int], _Way] = {}
        for way in sorted(further, key=lambda way: -way.worth):
            best.setdefault((way.shift, way.last), way)
        ways = list(best.values())[:_MOST_WAYS]
    return dict(_retrace(ways[0]))


def _retrace(way: _Way | None) -> Iterator[tuple[int, int]]:
    """Each line of a way with its new place."""
    while way is not None and way.line:
        yield way.line, way.last
        way = way.before


def _steps(way: _Way, line: int, shifts: Iterable[int], signs: Mapping[tuple[int, int], float]) -> Iterator[_Way]:
    """How a way may go on: the line moves like those before it, or otherwise, or it went."""
    for shift in shifts:
        now = line + shift
        if now > way.last:
            worth = way.worth + signs.get((line, now), 0) - (_SHIFT if shift != way.shift else 0)
            yield _Way(worth, shift, now, line, way)
    yield way._replace(worth=way.worth - _GONE)


def _move_formula(formula: str, rows: Mapping[int, int], columns: Mapping[int, int]) -> str:
    """A formula of ours as a program rewrites it when lines come in or go.

    >>> _move_formula("ROUND(G14*F14/$E$14,2)", {13: 13, 14: 17}, {8: 8})
    'ROUND(G17*F17/$E$17,2)'
    """

    def move(match: re.Match[str]) -> str:
        column, row = _line(columns, parse_address(match[2] + "1")[1]), _line(rows, int(match[4]))
        return f"{match[1]}{column_letters(column)}{match[3]}{row}"

    return _REFERENCE.sub(move, formula)


def _line(lines: Mapping[int, int], line: int) -> int:
    """A line's new place; one that nothing is known of moves like the nearest before it, else like the first behind."""
    before = max((known for known in lines if known <= line), default=min(lines, default=line))
    return line + lines.get(before, before) - before
