"""Several folders dropped at once: one after the other, told in one document where JSON is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from xlperf import __version__
from xlperf.batch import REPORT, BatchResult
from xlperf.cli.batch import batch_status, tell_troubles, work_through
from xlperf.cli.running import tell_failures
from xlperf.disk import is_file
from xlperf.evaluation import Options
from xlperf.outcomes import FileOutcome, exit_status
from xlperf.reports.json import file_text, report_files, report_pieces

Runs = Sequence[tuple[BatchResult, Path]]


def work_through_all(outputs: Mapping[Path, Path], options: Options, force: bool, lang: str) -> Runs:
    """A batch on each folder; one that is stopped is the last."""
    runs: list[tuple[BatchResult, Path]] = []
    for folder, out in outputs.items():
        runs.append((work_through(folder, out, None, options, force, lang), out))
        if runs[-1][0].left:
            break
    return runs


def tell_in_one(filled: Sequence[FileOutcome], runs: Runs, lang: str) -> int:
    """Files and folders as one document on standard output; gives the exit status."""
    settings = runs[0][0].settings
    for piece in report_pieces(_texts(filled, runs, lang), __version__, settings, sum(batch.left for batch, _ in runs)):
        click.echo(piece.encode(), nl=False)
    tell_failures(filled, lang)
    for batch, _ in runs:
        tell_troubles(batch, lang)
    return max(exit_status(filled), *(batch_status(batch) for batch, _ in runs))


def _texts(filled: Sequence[FileOutcome], runs: Runs, lang: str) -> Iterator[str]:
    yield from (file_text(outcome, lang) for outcome in filled)
    for _, out in runs:
        if is_file(out / REPORT):
            with (out / REPORT).open(encoding="utf-8") as report:
                yield from report_files(report)
