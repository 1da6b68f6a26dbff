"""A folder of workbooks as a reviewing office gets them: three producers by turns, one to three forms each.

The forms are the published ones of examples/inbox, drawn anew; every workbook names projects, units, indicators and
reasons of its own, so that no text is met again that would not be met again in a real folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import range_boundaries

from benchmarks.office_files import SOFFICE, open_files

INBOX = Path(__file__).parents[1] / "examples" / "inbox"
LONG = 7
"""From so many signs on, a text is one that every form words for itself."""

_SIGNS = "东南西北云山湖河泉林桥港湾岭溪田原峰沙石"
_PLACES = tuple(map("".join, product(_SIGNS, repeat=3)))
_UNIT_LABELS = ("单位名称", "实施单位", "主管部门")
_BATCH = 120
"""Workbooks that one process of LibreOffice saves."""

_DRAWN = 1000
"""So many workbooks are drawn; further ones are these with other places in their texts."""

_ROUNDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A published form: its cells with their number formats, merges, column widths."""

    name: str
    cells: tuple[tuple[int, int, object, str], ...]
    merges: tuple[str, ...]
    widths: tuple[float, ...]


def read_forms() -> list[Drawn]:
    """The published forms."""
    return [_read_form(path) for path in sorted(INBOX.rglob("*.xlsx"))]


def _read_form(path: Path) -> Drawn:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = ((cell.row, cell.column, cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row)
    widths = (sheet.column_dimensions[letter].width for letter in "ABCDEFGHI")
    return Drawn(sheet.title, tuple(cells), tuple(str(area) for area in sheet.merged_cells.ranges), tuple(widths))


def fill_folder(folder: Path, count: int) -> None:
    """Draws workbooks into a new folder; a third of them by LibreOffice, where it is installed."""
    folder.mkdir(parents=True)
    _draw_all(folder, min(count, _DRAWN))
    for number in range(_DRAWN, count):
        _copy_reworded(folder / _name(number % _DRAWN), folder / _name(number), number)


def _name(number: int) -> str:
    return f"{number:05}.xlsx"


def _draw_all(folder: Path, count: int) -> None:
    forms = read_forms()
    kinds = [_draw_with_xlsxwriter, _draw_with_openpyxl, *([_draw_with_xlsxwriter] if SOFFICE else [])]
    for number in range(count):
        chosen = [forms[(number + step * 11) % len(forms)] for step in range(1 + number % 3)]
        draw = kinds[number // 3 % len(kinds)]
        draw(folder / _name(number), [_worded(form, number * 3 + at) for at, form in enumerate(chosen)])
    if SOFFICE:
        _save_by_office([folder / _name(number) for number in range(count) if number // 3 % 3 == 2], folder)


def _copy_reworded(source: Path, target: Path, number: int) -> None:
    """A drawn workbook with one sign more behind every place of its own."""
    round_, first = divmod(number, _DRAWN)
    places = [_PLACES[(first * 3 + at) % len(_PLACES)].encode() for at in range(3)]
    with ZipFile(source) as drawn, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as copy:
        for info in drawn.infolist():
            content = drawn.read(info)
            for place in places if info.filename.startswith(("xl/worksheets/", "xl/sharedStrings")) else ():
                content = content.replace(place, place + _ROUNDS[round_ % len(_ROUNDS)].encode())
            copy.writestr(info.filename, content)


def _worded(form: Drawn, number: int) -> Drawn:
    """The form of another project: its longer texts, and the unit's name, with a place of their own."""
    place = _PLACES[number % len(_PLACES)]
    units = {row for row, _, value, _ in form.cells if value in _UNIT_LABELS}
    cells = tuple(
        (row, column, _reword(value, place, row, row in units), look) for row, column, value, look in form.cells
    )
    return Drawn(form.name, cells, form.merges, form.widths)


def _reword(value: object, place: str, row: int, is_head: bool) -> object:
    if is_head and isinstance(value, str) and value not in _UNIT_LABELS:
        return f"{place}{value}"
    if not isinstance(value, str) or row == 1 or len(value) < LONG or any(sign in value for sign in "分（(≥≤%*"):
        return value
    return f"{place}{value}"


def _draw_with_xlsxwriter(target: Path, forms: Sequence[Drawn]) -> None:
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2022, 9, 1)})
        looks: dict[str, Any] = {}
        for number, form in enumerate(forms, 1):
            sheet = book.add_worksheet(f"自评表{number}")
            for column, width in enumerate(form.widths):
                sheet.set_column(column, column, width)
            for area in form.merges:
                left, top, right, bottom = range_boundaries(area)
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", _look(book, looks, "General"))
            for row, column, value, number_format in _anchors(form):
                sheet.write(row - 1, column - 1, value, _look(book, looks, number_format))
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)


def _look(book: Any, looks: dict[str, Any], number_format: str) -> Any:
    if number_format not in looks:
        words = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "num_format": number_format}
        looks[number_format] = book.add_format(words)
    return looks[number_format]


def _anchors(form: Drawn) -> Iterator[tuple[int, int, object, str]]:
    """The cells but those that a merge covers."""
    areas = [range_boundaries(area) for area in form.merges]
    covered = {
        (row, column)
        for left, top, right, bottom in areas
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return (cell for cell in form.cells if cell[:2] not in covered)


def _draw_with_openpyxl(target: Path, forms: Sequence[Drawn]) -> None:
    book = openpyxl.Workbook()
    side = Side("thin")
    font, border = Font("宋体", 10), Border(side, side, side, side)
    book.remove(book.worksheets[0])
    for number, form in enumerate(forms, 1):
        sheet = book.create_sheet(f"自评表{number}")
        for row, column, value, number_format in form.cells:
            cell = sheet.cell(row, column)
            cell.font, cell.border, cell.alignment = font, border, Alignment(wrap_text=True, vertical="center")
            cell.number_format, cell.value = number_format, value
        for letter, width in zip("ABCDEFGHI", form.widths, strict=True):
            sheet.column_dimensions[letter].width = width
        for area in form.merges:
            sheet.merge_cells(area)
    book.save(target)


def _save_by_office(paths: Sequence[Path], folder: Path) -> None:
    """Has LibreOffice save workbooks again under their own names."""
    for start in range(0, len(paths), _BATCH):
        work = folder.with_name(f"{folder.name}-office-{start}")
        for key, saved in open_files({path.stem: path for path in paths[start : start + _BATCH]}, work).items():
            shutil.move(saved, folder / f"{key}.xlsx")
        shutil.rmtree(work)
