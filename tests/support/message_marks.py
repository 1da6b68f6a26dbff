"""Scenes in an open workbook: marks that cannot be put, and what a clerk has done since they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import GradientFill

from tests.support.busy_forms import BLANK, FORM, busy_form
from tests.support.desks import Sitting, sit_down
from xlperf.cli import main
from xlperf.excel import marking_up

GRADIENT = GradientFill(stop=("FFFFFF", "99CCFF"))


def resist_marks(folder: Path) -> None:
    """A shade, a conversation, a protected sheet, an application without notes, more notes than there may be."""
    book = load_workbook(BLANK)
    form = book[FORM]
    form["H12"].fill = GRADIENT
    form["H13"].comment = Comment("[线程批注] 请核对", "tc={1}")
    book.save("渐变.xlsx")
    sitting = _sit(folder, "渐变.xlsx")
    sitting.open.sheets[0].threaded.add((13, 8))
    _do(sitting, marking_up.fill)
    protected = _sit(folder, BLANK)
    protected.open.sheets[0].is_protected = True
    _do(protected, marking_up.fill)
    _do(_sit(folder, BLANK, lacks=["AddComment"]), marking_up.fill)
    many = load_workbook(BLANK)
    for _ in range(13):
        many.copy_worksheet(many[FORM])
    many.save("许多.xlsx")
    _do(_sit(folder, "许多.xlsx"), marking_up.fill)


def change_marks(folder: Path) -> None:
    """A figure and a fill that are the clerk's by now; our sheet referred to; a shade that only a file gives back."""
    sitting = _sit(folder, BLANK)
    _do(sitting, marking_up.fill, marking_up.result)
    sheet = sitting.open.sheets[0]
    sheet.put((13, 8), 1.25)
    sheet.paint((14, 8), patternType="solid", fgColor="FF00FF00")
    sheet.put((60, 1), "=校验结果!A1")
    _do(sitting, marking_up.clear, marking_up.undo)
    other = _sit(folder, BLANK)
    _do(other, marking_up.fill)
    other.open.sheets[0].put((13, 8), 1.25)
    other.open.sheets[0].paint((14, 8), patternType="solid", fgColor="FF00FF00")
    _do(other, marking_up.undo)
    book = load_workbook(busy_form(Path("渐变2.xlsx")))
    book[FORM]["H5"].fill = GRADIENT
    book.save("渐变2.xlsx")
    main(["fill", "渐变2.xlsx"])
    _do(_sit(folder, "渐变2_已校验.xlsx"), marking_up.clear)


def _sit(folder: Path, path: Path | str, lacks: Iterable[str] = ()) -> Sitting:
    return sit_down(Path(path), folder / "所记", lacks=lacks)


def _do(sitting: Sitting, *commands: Callable[..., int]) -> None:
    """Runs commands on the open workbook and shows what the clerk is told."""
    for command in commands:
        command(sitting.desk)
    print(*sitting.heard.lines, sep="\n")


ACTS: tuple[Callable[[Path], None], ...] = (resist_marks, change_marks)
