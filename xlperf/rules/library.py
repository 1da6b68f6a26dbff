"""Where rule packs come from, and which one a form is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from xlperf.definitions import read_definition
from xlperf.errors import UsageError
from xlperf.form import Form
from xlperf.messages import Message, say
from xlperf.rules.pack import RulePack

NATIONAL = "cn-2020"
"""The pack of the national form: its own for a form that prints the national points, else the fallback."""


@cache
def load_packs() -> Mapping[str, RulePack]:
    """Every built-in pack by its id. Raises DefinitionError."""
    folder = files("xlperf.rules").joinpath("packs")
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return {pack.id: pack for pack in (read_definition(path, RulePack) for path in paths)}


@cache
def load(name: str) -> RulePack:
    """A pack by its id or its file. Raises UsageError for an unknown id, DefinitionError for a faulty file."""
    if name in load_packs():
        return load_packs()[name]
    if name.endswith(".toml"):
        return read_definition(Path(name), RulePack)
    raise UsageError(
        say("没有名为 {id} 的规则包。", id=name),
        say("可用的有：{ids}，或写规则文件的路径（.toml）。", ids="、".join(load_packs())),
    )


def choose_pack(form: Form, form_rules: str, wanted: str | None) -> tuple[RulePack, Message]:
    """The pack for a form, and why this one: asked for, the region's, the national form's own, else the fallback."""
    if wanted:
        return load(wanted), say("按命令行 --rules 指定")
    if form_rules:
        return load(form_rules), say("按识别出的表单 {form}", form=form.definition)
    if prints_points(form, load(NATIONAL)):
        return load(NATIONAL), say("表上的分值为全国表样的分值")
    return replace(load(NATIONAL), is_fallback=True), say("表中看不出所属地区，以全国规则作后备，只作提醒")


def prints_points(form: Form, pack: RulePack) -> bool:
    """The form's points by block are the pack's own."""
    printed: dict[str, Decimal] = {}
    for row in form.weighed:
        if row.weight is not None and row.weight.number is not None:
            printed[row.block.kind] = printed.get(row.block.kind, Decimal(0)) + row.weight.number
    line = form.total_line
    if line is not None and line.weight is not None and line.weight.number is not None:
        printed["EXECUTION"] = line.weight.number
    labelled = {row.block.kind: row.block.points for row in form.indicators if row.block.points is not None}
    return {**printed, **labelled} == dict(pack.points.blocks)
