"""Writes docs/checks, a page per check and their list, from the checks' own words: `python docs/checks.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from xlperf.checks import ALL_CHECKS, Check
from xlperf.pages.check_words import check_parts
from xlperf.pages.wording import SEVERITY

FOLDER = Path(__file__).with_name("checks")

INTRODUCTION = """# 检查

各页由 `python docs/checks.py` 生成，不要手工修改；`xlperf rules 代码` 给出同样的内容。

错误：表内自相矛盾，或与规则不符，须改正。提醒：请人工核对，不一定是错。提示：供参考，单元格不着色。

| 代码 | 名称 | 级别 | 什么情况 |
|---|---|---|---|
"""


def main() -> None:
    """Writes the pages; one of a check that is gone is taken away."""
    pages = render()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, "utf-8")


def render() -> Mapping[str, str]:
    """File name → page."""
    pages = {f"{check.code}.md": "\n".join(_page(check)) for check in ALL_CHECKS}
    return {"README.md": INTRODUCTION + "".join(map(_row, ALL_CHECKS))} | pages


def _row(check: Check) -> str:
    what = check.holds_when.replace("|", "\\|")
    return f"| [{check.code}]({check.code}.md) | {check.name} | {SEVERITY[check.severity]} | {what} |\n"


def _page(check: Check) -> Iterator[str]:
    yield f"# {check.code} {check.name}\n"
    yield f"级别：{SEVERITY[check.severity]}\n"
    for part, text in check_parts(check):
        yield f"## {part}\n\n{text}\n"


if __name__ == "__main__":
    main()
