"""xlperf diff: what became of what was found, and what else was changed, between two submissions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xlperf import __version__
from xlperf.cli.options import A_PATH, command, with_format, with_forms, with_lang, with_rules, with_settings
from xlperf.cli.printing import print_text
from xlperf.cli.running import choose
from xlperf.evaluation import Options
from xlperf.reports.difference import difference_document, difference_lines
from xlperf.returning.comparing import compare
from xlperf.settings import Settings


@command(
    "diff",
    "对照：两次报送之间，每个问题已消除、未改还是新增，工作簿还改了什么。旧、新可以是工作簿、文件夹或批量的输出。",
)
@click.argument("old", metavar="旧", type=A_PATH)
@click.argument("new", metavar="新", type=A_PATH)
@with_rules
@with_forms
@with_settings
@with_format
@with_lang
def diff(
    old: Path, new: Path, rules: str | None, forms: tuple[str, ...], settings: Settings, shape: str, lang: str
) -> int:
    """Compares two submissions; 1 where an error stands in the new one, 3 where a workbook could not be judged."""
    difference = compare(old, new, choose(Options(rules, batch=True, forms=forms, settings=settings)))
    if shape == "json":
        document = difference_document(difference, __version__)
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    else:
        for line in difference_lines(difference, lang):
            print_text(line)
    for path, error in dict.fromkeys((file.path, file.error) for file in difference.failed):
        print_text(f"{path}: {error}", err=True)
    return difference.status


COMMAND = diff
