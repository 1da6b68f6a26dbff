"""Writes docs/messages.md, the page of what a run may refuse or warn of, from the source: `python docs/messages.py`."""

from __future__ import annotations

import runpy
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

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
    "ooxml/painting.py": "写出校验副本",
    "ooxml/writing.py": "写出校验副本",
    "clearing.py": "清除标记",
    "ooxml/leftovers.py": "清除标记",
    "ooxml/traces.py": "清除标记",
    "verifying.py": "证明副本",
    "ooxml/accounting.py": "证明副本",
    "ooxml/cell_accounting.py": "证明副本",
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
"""Rooms and modules in the order of the page, by what a clerk was doing; one that is missing is a KeyError."""

INTRODUCTION = """# 消息

本页由 `python docs/messages.py` 生成，不要手工修改。

屏幕上、校验结果里、加载项里的一句话不知道什么意思、怎么办，在这里找：花括号里的字，运行时换成文件名、单元格等。
检查发现的问题（如 S301）不在这里，见[检查](checks/README.md)。
定义、规则、设置的文件写错时，消息前面还会指出是哪个文件、哪个键。

共 {count} 句；每一句连同怎么办，都有测试用真的文件、真的情形让它出现过（tests/test_messages.py）。
"""


def main() -> None:
    """Writes the page."""
    TARGET.write_text(render(), "utf-8")


class Row(NamedTuple):
    """A sentence and what to do about it; `english` is that in English, where the catalogue does not have it."""

    path: str
    problem: str
    remedy: str
    english: str = ""


@cache
def find_pairs() -> list[Any]:
    """Every problem with its remedy, by the modules."""
    found: list[Any] = runpy.run_path(str(HERE / "message_pairs.py"))["find_pairs"]()
    return found


@cache
def find_notices() -> list[Any]:
    """Every sentence that is told though nothing has failed, by the modules."""
    found: list[Any] = runpy.run_path(str(HERE / "message_notices.py"))["find_notices"]()
    return found


def read_remedies() -> Mapping[str, tuple[str, str]]:
    """What to do about each of these, in both languages; empty for what one only has to know."""
    table = tomllib.loads((HERE / "notices.toml").read_text("utf-8"))
    groups = [(row["texts"], (row.get("remedy", ""), row.get("english", ""))) for row in table["notice"]]
    return {text: remedy for texts, remedy in groups for text in texts}


def _rows() -> Iterator[Row]:
    """All of the page, in its order."""
    remedies = read_remedies()
    rows = [Row(*pair) for pair in find_pairs()]
    rows += [Row(notice.path, notice.text, *remedies[notice.text]) for notice in find_notices()]
    order = {room: number for number, room in enumerate(ROOMS)}
    return iter(sorted(rows, key=lambda row: (order[_room(row.path)], row.path)))


def render() -> str:
    """The page as Markdown."""
    found = list(_rows())
    parts = [INTRODUCTION.format(count=len({row.problem for row in found}))]
    for title, rows in groupby(found, key=lambda row: ROOMS[_room(row.path)]):
        lines = dict.fromkeys(map(_line, rows))
        parts.append("\n".join([f"## {title}\n", "| 什么情况 | 怎么办 | English |", "|---|---|---|", *lines, ""]))
    return "\n".join(parts)


def _room(path: str) -> str:
    return path if path in ROOMS else path.partition("/")[0]


def _line(row: Row) -> str:
    english = load_catalogue("en")
    told = (english.get(row.problem, row.problem), row.english or english.get(row.remedy, row.remedy))
    words = "<br>".join(_escaped(text) for text in told if text)
    return f"| {_escaped(row.problem)} | {_escaped(row.remedy or '知道就行')} | {words} |"


def _escaped(text: str) -> str:
    """A sentence for a cell of a table."""
    return text.strip().replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


if __name__ == "__main__":
    main()
