"""Writes docs/messages.md, the page of what a run may refuse or warn of, from the source: `python docs/messages.py`."""

from __future__ import annotations

import runpy
from itertools import groupby
from pathlib import Path
from typing import Any

from xlperf.messages import load_catalogue

HERE = Path(__file__).parent
TARGET = HERE / "messages.md"

ROOMS = {
    "cli": "命令写得不对",
    "ooxml": "打开工作簿",
    "sources": "打开旧版表格、Word、PDF、压缩包",
    "task.py": "打开文件",
    "folder.py": "文件夹里的文件",
    "batch": "文件夹一起校验",
    "across": "名单、批复目标、批复预算",
    "copies.py": "校验副本放在哪里",
    "targets": "写出校验副本",
    "clearing.py": "清除标记",
    "verifying.py": "证明副本",
    "explaining.py": "解释一格",
    "converting": "转换",
    "returning": "退回意见和对照",
    "reports": "退回意见的模板",
    "blank.py": "空白表",
    "templates": "空白表",
    "learning": "学一张表",
    "recognition": "表单定义",
    "rules": "规则包",
    "settings": "本单位的设置",
    "definitions.py": "表单定义、规则包、设置文件",
    "excel": "Excel 和 WPS",
    "evaluation": "选规则包",
    "faults.py": "程序自身",
}
"""Rooms of the source in the order of the page, by what a clerk was doing; one that is missing is a KeyError."""

INTRODUCTION = """# 消息

本页由 `python docs/messages.py` 生成，不要手工修改。

屏幕上的一句话不知道什么意思、怎么办，在这里找：花括号里的字，运行时换成文件名、单元格等。
检查发现的问题（如 S301）不在这里，见[检查](checks/README.md)。
定义、规则、设置的文件写错时，消息前面还会指出是哪个文件、哪个键。

共 {count} 句；每一句连同怎么办，都有测试用真的文件、真的情形让它出现过（tests/test_messages.py）。
"""


def main() -> None:
    """Writes the page."""
    TARGET.write_text(render(), "utf-8")


def find_pairs() -> list[Any]:
    """Every problem with its remedy, in the order of the page."""
    pairs = runpy.run_path(str(HERE / "message_pairs.py"))["find_pairs"]()
    order = {room: number for number, room in enumerate(ROOMS)}
    return sorted(pairs, key=lambda pair: order[_room(pair.path)])


def render() -> str:
    """The page as Markdown."""
    found = find_pairs()
    parts = [INTRODUCTION.format(count=len({pair.problem for pair in found}))]
    for title, pairs in groupby(found, key=lambda pair: ROOMS[_room(pair.path)]):
        rows = dict.fromkeys(_row(pair.problem, pair.remedy) for pair in pairs)
        parts.append("\n".join([f"## {title}\n", "| 什么情况 | 怎么办 | English |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def _room(path: str) -> str:
    return path.partition("/")[0]


def _row(problem: str, remedy: str) -> str:
    english = load_catalogue("en")
    told = "<br>".join(_escaped(english.get(text, text)) for text in (problem, remedy) if text)
    return f"| {_escaped(problem)} | {_escaped(remedy or '知道就行')} | {told} |"


def _escaped(text: str) -> str:
    """A sentence for a cell of a table."""
    return text.strip().replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


if __name__ == "__main__":
    main()
