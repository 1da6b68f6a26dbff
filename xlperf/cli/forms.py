"""xlperf forms: the forms that are known."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from xlperf.cli.options import command, with_format, with_lang
from xlperf.messages import Message, say
from xlperf.recognition import load_library
from xlperf.recognition.definitions import FormDefinition
from xlperf.templates import template_ids


@command("forms", "列出能识别的表单；写上名称则看这张表的详情和出处。")
@click.argument("form", metavar="[表单]", required=False)
@with_format
@with_lang
def forms(form: str | None, shape: str, lang: str) -> int:
    """Lists the forms, or tells about one."""
    library = load_library()
    known = [library.form(form)] if form else list(library.forms.values())
    if shape == "json":
        documents = {"forms": [form_document(each) for each in known]}
        click.echo(json.dumps(documents, ensure_ascii=False, indent=1).encode())
    elif form:
        click.echo("\n".join(line.text(lang) for line in detail_lines(known[0])))
    else:
        click.echo("\n".join(f"{each.id:<20}{each.name}" for each in known))
    return 0


def detail_lines(form: FormDefinition) -> Iterator[Message]:
    """All that is known of a form."""
    yield say("{id}  {name}", id=form.id, name=form.name)
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


COMMAND = forms
