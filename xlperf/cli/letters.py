"""xlperf letters: what was found, back to the units."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from xlperf import __version__
from xlperf.cli.options import A_PATH, command, with_force, with_format, with_lang
from xlperf.cli.printing import print_text
from xlperf.errors import UsageError
from xlperf.messages import Message, say
from xlperf.outcomes import CLEAN
from xlperf.returning.letters import Written, export_template, write_letters

SCHEMA = "xlperf.letters/1"

_DATE = re.compile(r"(\d{4})(?:[-./年])?(\d{1,2})(?:[-./月])?(\d{1,2})日?")


@command("letters", "退回意见：按问题清单给每个单位写一份 Word 文件，只写要下发的。")
@click.argument("out", metavar="[输出文件夹]", type=A_PATH, required=False)
@click.option("-o", "--output", type=A_PATH, metavar="文件夹", help="退回意见放在哪里，默认输出文件夹里的“退回意见”")
@click.option("--deadline", metavar="日期", help="报回期限，如 2022-03-31；不写的留空手填")
@click.option("--template", type=A_PATH, metavar="文件", help="自己的模板（.docx），写法见 docs/letters.md")
@click.option("--export-template", type=A_PATH, metavar="文件", help="把自带的模板另存出来，供修改")
@with_force
@with_format
@with_lang
def letters(
    out: Path | None,
    output: Path | None,
    deadline: str | None,
    template: Path | None,
    export_template: Path | None,
    force: bool,
    shape: str,
    lang: str,
) -> int:
    """Writes the letters, or the template, and says what was written."""
    if export_template is not None:
        return _export(export_template, force, lang)
    if out is None:
        raise UsageError(say("没有写输出文件夹。"), say("请写 xlperf batch 的输出文件夹，如 xlperf letters 结果。"))
    until = read_deadline(deadline) if deadline else ""
    written = write_letters(out, output, deadline=until, template=template, force=force, lang=lang)
    if shape == "json":
        click.echo(json.dumps(_document(written, lang), ensure_ascii=False, indent=1).encode())
    else:
        for line in _lines(written):
            print_text(line.text(lang))
    for told in written.told:
        print_text(say("{notice}。", notice=told).text(lang), err=True)
    return CLEAN


def read_deadline(text: str) -> str:
    """A date as a letter writes it. Raises UsageError for what is none.

    >>> read_deadline("2022-3-31"), read_deadline("20220331")
    ('2022年3月31日', '2022年3月31日')
    """
    found = _DATE.fullmatch(text.strip())
    try:
        day = date(*map(int, found.groups())) if found is not None else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(say("--deadline 的日期 {text} 认不出。", text=text), say("请写成 2022-03-31 这样。"))
    return f"{day.year}年{day.month}月{day.day}日"


def _export(target: Path, force: bool, lang: str) -> int:
    export_template(target, force=force)
    print_text(say("模板：{path}", path=target).text(lang))
    return CLEAN


def _lines(written: Written) -> Iterator[Message]:
    for letter, path in written.letters:
        yield say("{path}：{count} 处", path=path, count=len(letter.numbers))
    total = sum(len(letter.numbers) for letter, _ in written.letters)
    yield say("退回意见 {letters} 份，问题 {count} 处。", letters=len(written.letters), count=total)
    if written.unjudged:
        names = "、".join(file.path for file in written.unjudged[:5])
        yield say("另有 {count} 个文件没能处理，不在退回意见里：{names}。", count=len(written.unjudged), names=names)


def _document(written: Written, lang: str) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "version": __version__,
        "letters": [
            {"unit": letter.unit or None, "path": str(path), "reviewed": letter.reviewed, "numbers": letter.numbers}
            for letter, path in written.letters
        ],
        "unjudged": [{"path": file.path, "error": file.error} for file in written.unjudged],
        "notices": [message.text(lang) for message in written.told],
    }


COMMAND = letters
