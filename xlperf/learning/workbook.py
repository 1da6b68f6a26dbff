"""From a workbook to a form definition's file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from xlperf.cells import Snapshot
from xlperf.disk import is_folder
from xlperf.errors import UnreadableError, UsageError
from xlperf.form import Form
from xlperf.learning.guess import guess_form
from xlperf.learning.lesson import Lesson, teach
from xlperf.messages import say
from xlperf.ooxml.book import read_book
from xlperf.recognition import load_library, recognise
from xlperf.recognition.library import Library
from xlperf.targets.file import write_file

SUFFIX = ".toml"


def learn(
    source: Path,
    target: Path,
    *,
    sheet: str | None = None,
    forms: tuple[str, ...] = (),
    day: date | None = None,
    force: bool = False,
    lang: str = "zh",
) -> tuple[Lesson, Path]:
    """Writes the definition of a workbook's form, the first one or that of `sheet`; gives it and where it stands.

    `forms`: folders with further definitions to read it by; `day` is the definition's date, today where not given. The
    file is written whole or not at all. Raises UsageError (a file in the way without `force`, another suffix, the id of
    a built-in form), UnreadableError (no workbook, nothing like a form), UnwritableError.
    """
    path = target / f"{source.stem}{SUFFIX}" if is_folder(target) else target
    library = load_library(forms)
    _refuse(path, load_library())
    form, is_guess = _choose(source, read_book(source).snapshot, library, sheet)
    origin = str(say("按 {name} 的表样整理，待补出处", name=source.name))
    model = library.form(form.definition)
    lesson = teach(form, model, library.lexicon, path.stem, origin, day or date.today())
    lesson = replace(lesson, is_guess=is_guess)
    from xlperf.learning.document import render_lesson  # its library is not needed where nothing is to be written

    write_file(source, path, render_lesson(lesson, source.name, lang).encode(), force=force)
    return lesson, path


def _refuse(path: Path, built_in: Library) -> None:
    if path.suffix.lower() != SUFFIX:
        raise UsageError(
            say("输出 {path} 的后缀不是 .toml。", path=path), say("请写 .toml 文件名，或一个已有的文件夹。")
        )
    if path.stem in built_in.forms:
        problem = say("“{name}”是自带表单的名称，会取代它。", name=path.stem)
        raise UsageError(problem, say("请换一个文件名；文件名就是新表单的名称。"))


def _choose(source: Path, snapshot: Snapshot, library: Library, sheet: str | None) -> tuple[Form, bool]:
    """The first form, or the first on a sheet, and whether it is guessed, since none was recognised.

    Raises UsageError for an unknown sheet, UnreadableError where nothing looks like a form.
    """
    names = [each.name for each in snapshot.sheets]
    if sheet is not None and sheet not in names:
        raise UsageError(
            say("{name}：没有名为“{sheet}”的工作表。", name=source.name, sheet=sheet),
            say("可用的有：{ids}。", ids="、".join(names)),
        )
    known = [form for form in recognise(snapshot, library) if sheet in (None, form.sheet)]
    found = next((form for form in known if form.table is None), None)
    if known and found is None:
        raise UsageError(
            say("{name}：认出的是预算表，预算表不用表单定义。", name=source.name),
            say("预算表按标题、表头认出；自评表、目标表在别的工作表上的，用 --sheet 指明。"),
        )
    form = found or guess_form(snapshot, library.lexicon, sheet)
    if form is None:
        raise UnreadableError(
            say("{name}：没有认出自评表，也没有像表头的一行，无从生成表单定义。", name=source.name),
            say("请指定一张有表头的自评表；表在别的工作表上的，用 --sheet 指明。"),
        )
    return form, found is None
