"""What a document says that its form's template has no place for: listed, never dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlperf.cells import Cell, Sheet
from xlperf.form import Form
from xlperf.recognition.folding import fold


def find_leftovers(sheet: Sheet, rows: range, carried: Iterable[Cell], shown: Iterable[str]) -> Iterator[Cell]:
    """The cells among some rows of a sheet that are not carried over and whose words the template does not print.

    `carried`: the cells that went into it, `shown`: every text that stands in it.
    """
    refs = {cell.ref for cell in carried}
    texts = {fold(text) for text in shown}
    for _, cell in sorted(sheet.cells.items()):
        if cell.ref.row in rows and cell.text.strip() and cell.ref not in refs and fold(cell.text) not in texts:
            yield cell


def rows_of_forms(forms: Sequence[Form], sheet: Sheet) -> Iterator[tuple[Form, range]]:
    """Each form of a sheet, from top to bottom, with its rows and those below it up to the next form.

    What stands above the first belongs to that.
    """
    own = sorted((form for form in forms if form.sheet == sheet.name), key=lambda form: (form.area.top, form.area.left))
    last = max((row for row, _ in sheet.cells), default=0)
    tops = [form.area.top for form in own]
    for number, form in enumerate(own):
        top = tops[number] if number else 1
        bottom = max(form.area.bottom, tops[number + 1] - 1 if number + 1 < len(own) else last)
        yield form, range(top, bottom + 1)
