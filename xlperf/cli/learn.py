"""xlperf forms learn: the definition of a workbook's form, to be put right and passed with --forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from xlperf.cli.options import A_PATH, command, with_force, with_format, with_forms, with_lang
from xlperf.cli.printing import print_text
from xlperf.learning import Lesson
from xlperf.learning import learn as learn_form
from xlperf.messages import Message, say


@command("forms learn", "由一张填好的或空白的表生成表单定义（.toml），认错、没认出的列可在里面改，再用 --forms 指定。")
@click.argument("source", metavar="文件", type=A_PATH)
@click.option(
    "-o", "--output", type=A_PATH, metavar="输出", required=True, help="定义文件名（.toml），也是新表单的名称"
)
@click.option("--sheet", metavar="工作表", help="按哪张工作表上的表，默认第一张认出的")
@with_forms
@with_force
@with_format
@with_lang
def learn(
    source: Path, output: Path, sheet: str | None, forms: tuple[str, ...], force: bool, shape: str, lang: str
) -> int:
    """Writes the definition and says what is left to be settled in it."""
    lesson, path = learn_form(source, output, sheet=sheet, forms=forms, force=force, lang=lang)
    if shape == "json":
        document = {"form": lesson.definition.id, "output": str(path), "unread": [e.header for e in lesson.columns]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
    else:
        print_text("\n".join(line.text(lang) for line in _lines(lesson, source, path)))
    return 0


def _lines(lesson: Lesson, source: Path, path: Path) -> Iterator[Message]:
    yield say("已写出：{output}", output=path)
    if lesson.is_guess:
        yield say(
            "这张表没有认出来，定义是按像表头的行写的草稿：请把各列的叫法移到对应的项，并补上资金行和总分行的叫法。"
        )
    if lesson.columns:
        headers = "、".join(" ".join(each.header.split()) for each in lesson.columns)
        yield say("没有认出的列：{headers}。请在文件的 extra 一行里找到，移到对应的列。", headers=headers)
    if lesson.others:
        yield say("另有 {count} 处没有认出，列在文件末尾。", count=len(lesson.others))
    yield say("改好后试用：xlperf check --show --forms {output} {source}", output=path, source=source)


COMMAND = learn
