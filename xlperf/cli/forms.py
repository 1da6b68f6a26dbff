"""xlperf forms: the forms that are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from xlperf.cli.options import command, with_format, with_forms, with_lang
from xlperf.evaluation import Options, refuse_faulty
from xlperf.messages import Message, say
from xlperf.recognition import load_library
from xlperf.recognition.definitions import FormDefinition
from xlperf.reports.columns import align
from xlperf.templates import template_ids


@command(
    "forms",
    "列出能识别的表单；写上名称则看这张表的详情和出处。由一张表生成自己的表单定义：见 xlperf forms learn --help。",
)
@click.argument("form", metavar="[表单]", required=False)
@with_forms
@with_format
@with_lang
def list_forms(form: str | None, forms: tuple[str, ...], shape: str, lang: str) -> int:
    """Lists the forms, or tells about one."""
    refuse_faulty(Options(forms=forms))
    library = load_library(forms)
    known = [library.form(form)] if form else list(library.forms.values())
    if shape == "json":
        documents = {"forms": [form_document(each) for each in known]}
        click.echo(json.dumps(documents, ensure_ascii=False, indent=1).encode())
    elif form:
        click.echo("\n".join(line.text(lang) for line in detail_lines(known[0], library.own.get(form))))
    else:
        click.echo("\n".join(align([(each.id, each.name) for each in known])))
    return 0


def detail_lines(form: FormDefinition, file: Path | None) -> Iterator[Message]:
    """All that is known of a form; `file` is where a user's definition stands."""
    yield say("{id}  {name}", id=form.id, name=form.name)
    if file is not None:
        yield say("定义文件：{file}", file=file)
    yield say("出处：{source}（{date}）", source=form.source, date=form.date)
    yield say("标题：{titles}", titles="、".join(form.titles))
    if form.regions:
        yield say("地区字样：{words}", words="、".join(form.regions))
    yield say("规则包：{rules}", rules=form.rules or say("看表而定"))
    yield say("金额单位：{unit}", unit=form.money_unit)
    if form.id in template_ids():
        yield say("空白表：xlperf new {id} 输出.xlsx", id=form.id)


def form_document(form: FormDefinition) -> dict[str, object]:
    """A form as plain values."""
    return {
        "id": form.id,
        "name": form.name,
        "source": form.source,
        "date": form.date,
        "titles": list(form.titles),
        "regions": list(form.regions),
        "rules": form.rules or None,
        "money_unit": form.money_unit,
        "has_blank": form.id in template_ids(),
    }


COMMAND = list_forms
