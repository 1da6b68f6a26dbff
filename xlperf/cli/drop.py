"""xlperf PATH...: what a dropped file or folder gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from xlperf.cli.options import (
    A_PATH,
    command,
    with_force,
    with_format,
    with_forms,
    with_formulas,
    with_lang,
    with_rules,
    with_settings,
)
from xlperf.cli.running import choose, tell
from xlperf.copies import MARK, plan_copies
from xlperf.disk import is_folder, is_there, real
from xlperf.errors import UsageError
from xlperf.evaluation import Options
from xlperf.messages import say
from xlperf.outcomes import FileOutcome
from xlperf.settings import Settings
from xlperf.task import run_task


@command(None, "文件：同 fill。文件夹：同 batch，结果放在旁边的“文件夹_已校验”。")
@click.argument("paths", metavar="路径...", type=A_PATH, nargs=-1, required=True)
@with_rules
@with_forms
@with_settings
@with_formulas
@with_force
@with_format
@with_lang
def drop(
    paths: tuple[Path, ...],
    rules: str | None,
    forms: tuple[str, ...],
    settings: Settings,
    formulas: bool,
    force: bool,
    shape: str,
    lang: str,
) -> int:
    """Fills the files, then runs a batch on each folder; in JSON all of it is one document."""
    _refuse_unknown_command(paths[0])
    folders = tuple(dict.fromkeys(path for path in paths if is_folder(path)))
    files = [path for path in paths if path not in folders]
    options = choose(Options(rules, formulas=formulas, forms=forms, settings=settings))
    if folders:
        return _work_through(files, folders, options, force, shape, lang)
    return tell(_fill(files, options, force, lang), shape, lang, settings=settings)


def _fill(files: list[Path], options: Options, force: bool, lang: str) -> list[FileOutcome]:
    return [run_task(task, options, force=force, lang=lang) for task in plan_copies(files, None, force=force)]


def _work_through(
    files: list[Path], folders: tuple[Path, ...], options: Options, force: bool, shape: str, lang: str
) -> int:
    """Files and folders; nothing is begun where one of the folders would be refused."""
    from xlperf.batch import refuse_folders  # the summary's drawing is not needed for files alone
    from xlperf.cli.batch import tell_batch
    from xlperf.cli.folders import tell_in_one, work_through_all

    outputs = {folder: real(folder).with_name(real(folder).name + MARK) for folder in folders}
    for folder, out in outputs.items():
        refuse_folders(folder, out, force)
    filled = _fill(files, options, force, lang)
    runs = work_through_all(outputs, replace(options, batch=True), force, lang)
    if shape == "json":
        return tell_in_one(filled, runs, lang)
    return max(tell(filled, shape, lang), *(tell_batch(batch, out, shape, lang) for batch, out in runs))


def _refuse_unknown_command(first: Path) -> None:
    """A bare word that is no file was meant as a command; anything else is a file that is missing."""
    if is_there(first) or first.suffix or len(first.parts) > 1:
        return
    raise UsageError(
        say("没有名为 {name} 的命令，也没有这样的文件或文件夹。", name=first), say("命令见 xlperf --help。")
    )


COMMAND = drop
