"""xlperf rules: the rule packs and the checks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import click

from xlperf.checks import ALL_CHECKS, Check, find_check
from xlperf.cli.options import command, with_format, with_lang
from xlperf.errors import UsageError
from xlperf.messages import Message, say
from xlperf.pages.check_words import check_heading, check_parts
from xlperf.pages.wording import BLOCKS, SEVERITY, listed
from xlperf.rounding import show_number
from xlperf.rules import CLAUSES, THRESHOLDS, USUAL, RulePack, Threshold, load, load_packs
from xlperf.rules.criteria import CriterionRule

NAMES = {
    "points": say("分值"),
    "execution": say("预算执行得分"),
    "quantitative": say("定量指标"),
    "qualitative": say("定性指标"),
    "reason": say("偏差原因"),
    "total": say("总分"),
    "grades": say("等级"),
}

METHODS = {
    "proportional": say("按执行率"),
    "stepped": say("达到界限得满分，以下逐点减分"),
    "rounded": say("按执行率，取整"),
    "not-scored": say("不计分"),
    "ratio": say("按完成比例"),
    "tiers": say("分档"),
    "together": say("计入预算执行"),
    "indicators": say("只计各项指标"),
    "whichever": say("以与合计分值相符者为准"),
    "as-given": say("照填写的数"),
}

PART_METHODS = {
    "judged": say("由人评定"),
    "ratio": say("按比率"),
    "bands": say("按比率分档"),
    "steps": say("超出部分逐点扣分"),
    "quarters": say("按季度支出进度"),
    "deducted": say("按项数扣分"),
    "chosen": say("按情况定分"),
    "veto": say("发生即不得分"),
}

INVERSE = {
    "target-over-actual": say("反向指标按指标值÷实际完成值"),
    "linear": say("反向指标按超出的比例减分"),
    "as-given": say("反向指标照填写的数"),
}

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
    """A pack: where it comes from, whose it is, its points, its clauses with their standing, its grades."""
    yield say("{id}  {name}", id=pack.id, name=pack.name)
    yield say("出处：{source}（{date}）", source=pack.source, date=pack.date)
    if pack.regions:
        yield say("地区：{regions}", regions="、".join(pack.regions))
    if pack.since:
        yield say("自 {year} 年度起", year=pack.since)
    yield say("总分 {total}，得分保留 {places} 位小数", total=pack.points.total, places=pack.places)
    for kind, points in pack.points.blocks.items():
        yield say("  {block} {points} 分", block=BLOCKS[kind], points=points)
    if pack.points.indicators is not None:
        yield say("  各项指标共 {points} 分", points=pack.points.indicators)
    yield from clause_lines(pack)
    for threshold, number in own_thresholds(pack):
        yield say("  {code} {name}：{number}", code=threshold.code, name=threshold.name, number=show_number(number))
    for rule in pack.criteria:
        yield from criterion_lines(rule)
    for grade, bound in pack.grades.bounds.items():
        yield say("  {grade}：{bound} 分及以上", grade=grade, bound=bound)


def criterion_lines(rule: CriterionRule) -> Iterator[Message]:
    """A criterion of a rubric, and how each of its parts is worked out from which inputs."""
    yield say("  {level2}／{name} {points} 分", level2=rule.level2, name=rule.name, points=show_number(rule.points))
    for part in rule.parts:
        names = "、".join(part.inputs) or "—"
        yield say(
            "    〔{method}〕{text}（依据：{names}）", method=PART_METHODS[part.method], text=part.text, names=names
        )


def own_thresholds(pack: RulePack) -> Iterator[tuple[Threshold, Decimal]]:
    """The thresholds that the pack sets, those that are as for any other pack left out."""
    for threshold in THRESHOLDS:
        number = getattr(pack.thresholds, threshold.field)
        if number is not None and number != getattr(USUAL, threshold.field):
            yield threshold, number


def clause_lines(pack: RulePack) -> Iterator[Message]:
    """The clauses, each with its methods, its wording and its standing."""
    for key in CLAUSES:
        clause, methods = pack.clause(key), find_methods(pack, key)
        told = [names[method] for method, names in zip(methods, (METHODS, INVERSE), strict=False)]
        name = say("{name}〔{methods}〕", name=NAMES[key], methods=listed(told)) if told else NAMES[key]
        yield say("  {key}：{text}（{standing}）", key=name, text=clause.text, standing=STANDING[clause.standing])


def find_methods(pack: RulePack, key: str) -> tuple[str, ...]:
    """The method of a clause, that for inverse targets beside it; a clause without a choice has none."""
    part = getattr(pack, key)
    found = (getattr(part, name, None) for name in ("method", "inverse"))
    return tuple(method for method in found if method is not None)


def check_lines(check: Check) -> Iterator[Message]:
    """A check: what its page in docs/checks says."""
    yield check_heading(check)
    for part, text in check_parts(check):
        yield say("{part}：{text}", part=part, text=text)


def pack_document(pack: RulePack) -> dict[str, object]:
    """A pack as plain values, numbers as decimal strings."""
    clauses = {key: pack.clause(key) for key in CLAUSES}
    return {
        "id": pack.id,
        "name": pack.name,
        "date": pack.date,
        "source": pack.source,
        "places": pack.places,
        "since": pack.since or None,
        "regions": list(pack.regions),
        "total": str(pack.points.total),
        "points": {kind: str(points) for kind, points in pack.points.blocks.items()},
        "indicator_points": None if pack.points.indicators is None else str(pack.points.indicators),
        "thresholds": {threshold.field: str(number) for threshold, number in own_thresholds(pack)},
        "criteria": [criterion_document(rule) for rule in pack.criteria],
        "grades": {grade: str(bound) for grade, bound in pack.grades.bounds.items()},
        "clauses": {
            key: {"methods": list(find_methods(pack, key)), "text": clause.text, "standing": clause.standing}
            for key, clause in clauses.items()
        },
    }


def criterion_document(rule: CriterionRule) -> dict[str, object]:
    """A criterion as plain values."""
    parts = [
        {"method": part.method, "text": part.text, "points": str(part.points), "inputs": list(part.inputs)}
        for part in rule.parts
    ]
    levels = {"level1": rule.level1, "level2": rule.level2, "level3": rule.name}
    return {**levels, "points": str(rule.points), "standard": rule.clause.strip(), "parts": parts}


def check_document(check: Check, lang: str) -> dict[str, object]:
    """A check as plain values."""
    words = ("name", "holds_when", "source", "remedy", "wrong", "right")
    texts = {word: say(getattr(check, word)).text(lang) for word in words}
    return {"code": check.code, "slug": check.slug, "severity": check.severity.value, **texts}


COMMAND = rules
