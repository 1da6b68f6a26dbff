"""设置: the clerk picks a rule pack and says how checks count; both are kept for the next time."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.errors import UsageError
from xlperf.excel.choices import Choices
from xlperf.excel.dialogs import Dialogs
from xlperf.messages import Message, say
from xlperf.pages.settings import settings_lines
from xlperf.rules import load_packs


def choose(dialogs: Dialogs, choices: Choices) -> int:
    """Asks for the pack, then for the checks; a dialog that is left changes nothing. Raises UsageError."""
    packs = [None, *load_packs()]
    dialogs.tell(*_pack_lines(packs, choices.rules()))
    answer = dialogs.ask(say("规则包：填编号，0 为看表而定。"), str(_number(packs, choices.rules())))
    if answer is None:
        return 0
    choices.choose_rules(_picked(packs, answer))
    _choose_checks(dialogs, choices)
    dialogs.tell(*_chosen(choices))
    return 0


def _choose_checks(dialogs: Dialogs, choices: Choices) -> None:
    prompt = say("检查的级别：如 F204 提示，D404 关闭，Q505 照常。级别有 错误、提醒、提示。不改就留空。")
    wishes = dialogs.ask(prompt)
    if wishes and wishes.strip():
        choices.change(wishes)


def _number(packs: list[str | None], chosen: str | None) -> int:
    return packs.index(chosen) if chosen in packs else 0


def _picked(packs: list[str | None], answer: str) -> str | None:
    """The pack of a number, or a file's path. Raises UsageError."""
    text = answer.strip().strip('"')
    if text.endswith(".toml"):
        return text
    if not (text.isdecimal() and int(text) < len(packs)):
        raise UsageError(
            say("没有编号 {number}。", number=text), say("请填列表里的编号，或一个规则文件（.toml）的路径。")
        )
    return packs[int(text)]


def _pack_lines(packs: list[str | None], chosen: str | None) -> Iterator[Message]:
    yield say("可用的规则包（下一步填编号）：")
    yield say("0  看表而定：按表上的地区、年度和填表说明")
    known = load_packs()
    for number, pack in enumerate(packs):
        if pack is not None:
            yield say("{number}  {pack}：{name}", number=number, pack=pack, name=say(known[pack].name))
    if chosen is not None and chosen not in packs:
        yield say("现在用的是 {file}", file=chosen)


def _chosen(choices: Choices) -> Iterator[Message]:
    yield say("规则包：{rules}", rules=choices.rules() or say("看表而定"))
    lines = settings_lines(choices.settings())
    yield from lines or (say("检查：照常"),)
    yield say("存在 {folder}，下次检查、填写起作用。", folder=choices.settings_file.parent)
