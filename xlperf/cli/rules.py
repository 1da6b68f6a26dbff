"""xlperf rules: the rule packs and the checks."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from xlperf.checks import ALL_CHECKS, Check, find_check
from xlperf.cli.options import command, with_format, with_lang
from xlperf.errors import UsageError
from xlperf.messages import Message, say
from xlperf.pages.wording import BLOCKS, SEVERITY
from xlperf.rules import RulePack, load, load_packs

CLAUSES = ("points", "execution", "quantitative", "qualitative", "reason", "total", "grades")
"""The parts of a rule pack that carry a clause, in the order in which they are told."""

STANDING = {"S": say("见于文件"), "F": say("由公开的自评表推得"), "M": say("通行做法，未见原文，只作提醒")}


@command("rules", "列出规则包和检查；写上检查代码（如 F201）或规则包名称则看详情和依据。")
@click.argument("name", metavar="[代码或规则包]", required=False)
@with_format
@with_lang
def rules(name: str | None, shape: str, lang: str) -> int:
    """Lists packs and checks, or tells about one."""
    packs, checks = find(name) if name else (tuple(load_packs().values()), ALL_CHECKS)
    if shape == "json":
        documents = {"packs": list(map(pack_document, packs)), "checks": [check_document(c, lang) for c in checks]}
        click.echo(json.dumps(documents, ensure_ascii=False, indent=1).encode())
    else:
        lines = detail_lines(packs, checks) if name else overview_lines(packs, checks)
        click.echo("\n".join(line.text(lang) for line in lines))
    return 0


def find(name: str) -> tuple[tuple[RulePack, ...], tuple[Check, ...]]:
    """The pack or check of that name. Raises UsageError where there is none, DefinitionError for a faulty file."""
    check = find_check(name)
    if check is not None:
        return (), (check,)
    if name in load_packs() or name.endswith(".toml"):
        return (load(name),), ()
    raise UsageError(
        say("没有名为 {name} 的检查或规则包。", name=name),
        say("xlperf rules 列出全部；规则文件请写 .toml 路径。"),
    )


def overview_lines(packs: tuple[RulePack, ...], checks: tuple[Check, ...]) -> Iterator[Message]:
    """A line each."""
    yield say("规则包")
    for pack in packs:
        yield say("  {id}  {name}（{date}）", id=f"{pack.id:<16}", name=pack.name, date=pack.date)
    yield say("检查")
    for check in checks:
        yield say(
            "  {code}  {severity}  {name}", code=check.code, severity=SEVERITY[check.severity], name=say(check.name)
        )


def detail_lines(packs: tuple[RulePack, ...], checks: tuple[Check, ...]) -> Iterator[Message]:
    """Everything about them."""
    for pack in packs:
        yield from pack_lines(pack)
    for check in checks:
        yield from check_lines(check)


def pack_lines(pack: RulePack) -> Iterator[Message]:
    """A pack: where it comes from, its points, its clauses with their standing, its grades."""
    yield say("{id}  {name}", id=pack.id, name=pack.name)
    yield say("出处：{source}（{date}）", source=pack.source, date=pack.date)
    yield say("总分 {total}，得分保留 {places} 位小数", total=pack.points.total, places=pack.places)
    for kind, points in pack.points.blocks.items():
        yield say("  {block} {points} 分", block=BLOCKS[kind], points=points)
    for key in CLAUSES:
        clause = pack.clause(key)
        yield say("  {key}：{text}（{standing}）", key=key, text=clause.text, standing=STANDING[clause.standing])
    for grade, bound in pack.grades.bounds.items():
        yield say("  {grade}：{bound} 分及以上", grade=grade, bound=bound)


def check_lines(check: Check) -> Iterator[Message]:
    """A check: when it holds, by what source, an example of each, what to do."""
    yield say("{code}  {name}（{severity}）", code=check.code, name=say(check.name), severity=SEVERITY[check.severity])
    yield say("什么情况：{text}", text=say(check.holds_when))
    yield say("依据：{source}", source=say(check.source))
    yield say("错例：{text}", text=say(check.wrong))
    yield say("正例：{text}", text=say(check.right))
    yield say("怎么办：{remedy}", remedy=say(check.remedy))


def pack_document(pack: RulePack) -> dict[str, object]:
    """A pack as plain values, numbers as decimal strings."""
    clauses = {key: pack.clause(key) for key in CLAUSES}
    return {
        "id": pack.id,
        "name": pack.name,
        "date": pack.date,
        "source": pack.source,
        "places": pack.places,
        "total": str(pack.points.total),
        "points": {kind: str(points) for kind, points in pack.points.blocks.items()},
        "grades": {grade: str(bound) for grade, bound in pack.grades.bounds.items()},
        "clauses": {key: {"text": clause.text, "standing": clause.standing} for key, clause in clauses.items()},
    }


def check_document(check: Check, lang: str) -> dict[str, object]:
    """A check as plain values."""
    words = ("name", "holds_when", "source", "remedy", "wrong", "right")
    texts = {word: say(getattr(check, word)).text(lang) for word in words}
    return {"code": check.code, "slug": check.slug, "severity": check.severity.value, **texts}


COMMAND = rules
