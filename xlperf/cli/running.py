"""What fill, check and batch share: the run's options, and how outcomes are told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path, PurePath

import click

from xlperf import __version__
from xlperf.cli.printing import print_text
from xlperf.disk import is_file
from xlperf.errors import XlperfError
from xlperf.evaluation import Options, refuse_faulty
from xlperf.outcomes import FileOutcome, exit_status
from xlperf.reports.json import SCHEMA, render_json
from xlperf.reports.text import render_text
from xlperf.settings import UNSET, Settings


def choose(options: Options) -> Options:
    """The options of a run; what they name and is not there is told before any workbook is opened.

    Raises UsageError for an unknown pack or folder, DefinitionError for a faulty file.
    """
    refuse_faulty(options)
    return options


def tell(
    outcomes: Sequence[FileOutcome], shape: str, lang: str, *, show: bool = False, settings: Settings = UNSET
) -> int:
    """Shows what was found on standard output, what was not handled on standard error; gives the exit status.

    `show`: with how each form was recognised. `settings`: those of the run, for the document.
    """
    judged = [outcome for outcome in outcomes if outcome.evaluation is not None and outcome.evaluation.forms]
    if shape == "json":
        tell_json(outcomes, lang, show=show, settings=settings)
    elif judged:
        print_text(render_text(judged, lang, show=show), nl=False)
    tell_failures(outcomes, lang)
    return exit_status(outcomes)


def tell_json(outcomes: Sequence[FileOutcome], lang: str, *, show: bool = False, settings: Settings = UNSET) -> None:
    """The one document on standard output, in UTF-8 whatever the console."""
    click.echo(render_json(outcomes, __version__, lang, show=show, settings=settings).encode(), nl=False)


def tell_report(report: Path, unwritten: XlperfError | None, lang: str) -> None:
    """A batch's report on standard output as it stands on the disk; where it does not, why."""
    if unwritten is not None and not is_file(report):
        texts = {"error": unwritten.problem.text(lang), "remedy": unwritten.remedy.text(lang)}
        click.echo(json.dumps({"schema": SCHEMA, "version": __version__, "files": []} | texts, ensure_ascii=False))
        return
    with report.open(encoding="utf-8") as lines:
        for line in lines:
            click.echo(line.encode(), nl=False)


def tell_failures(outcomes: Sequence[FileOutcome], lang: str) -> None:
    """A line on standard error for each file that was not handled: which, why, what to do."""
    for outcome in outcomes:
        if outcome.error is not None:
            told = (message.text(lang).strip() for message in (outcome.error, outcome.remedy) if message is not None)
            print_text(f"{outcome.path}: {_without_name(' '.join(told), outcome.path)}", err=True)


def _without_name(text: str, path: str) -> str:
    """A reader's message names the file as well; once is enough.

    >>> _without_name("表.xlsx：是空文件。", "收件箱/表.xlsx")
    '是空文件。'
    >>> _without_name("表.xlsx/副本.xlsx 写不进去。", "表.xlsx")
    '表.xlsx/副本.xlsx 写不进去。'
    """
    name = PurePath(path).name
    return text.removeprefix(name).lstrip("：: ") if text.startswith((f"{name}：", f"{name}:")) else text
