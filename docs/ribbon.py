"""Draws the add-in's tab as designed, docs/images/ribbon.svg, and what shows when the mouse rests on each button,
ribbon-tips.svg, from its table, and a PNG of both: `python docs/ribbon.py`.

The icons of the real ribbon are Office's own; the ones here are drawn in their stead. The PNG needs rsvg-convert and a
Chinese font.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from xlperf.excel.ribbon import Control, Group, load_ribbon

IMAGES = Path(__file__).with_name("images")
WIDTH, TOP, BOTTOM = 940, 66, 182
TIP_HEIGHT = 86
_TABS = ("文件", "开始", "插入", "页面布局", "公式", "数据", "审阅", "视图")
_FONT = "Noto Sans CJK SC, Microsoft YaHei, sans-serif"

_PAPER = '<path d="M5 2h15l7 7v21H5z" fill="#fff" stroke="#8a8a8a" stroke-width="1.5"/>'
_ICONS = {
    "ErrorChecking": _PAPER + '<path d="M9 17l5 5 10-12" fill="none" stroke="#1f7a3d" stroke-width="3.5"/>',
    "Calculator": '<rect x="6" y="2" width="20" height="28" rx="2" fill="#fff" stroke="#555" stroke-width="1.5"/>'
    '<rect x="9" y="5" width="14" height="6" fill="#bcd6ee"/>'
    '<path d="M9 16h3m3 0h3m3 0h3M9 21h3m3 0h3m3 0h3M9 26h3m3 0h3m3 0h3" stroke="#555" stroke-width="3"/>',
    "ReviewPreviousComment": '<path d="M6 5h20v14H16l-6 6v-6H6z" fill="#fdf0c4" stroke="#8a6d00" stroke-width="1.5"/>'
    '<path d="M20 12h-9m4-4l-4 4 4 4" fill="none" stroke="#2b6cb0" stroke-width="2.5"/>',
    "ReviewNextComment": '<path d="M6 5h20v14H16l-6 6v-6H6z" fill="#fdf0c4" stroke="#8a6d00" stroke-width="1.5"/>'
    '<path d="M11 12h9m-4-4l4 4-4 4" fill="none" stroke="#2b6cb0" stroke-width="2.5"/>',
    "FormulaEvaluate": '<circle cx="13" cy="13" r="9" fill="#fff" stroke="#555" stroke-width="2"/>'
    '<path d="M20 20l9 9" stroke="#555" stroke-width="4"/>'
    '<text x="13" y="18" font-size="13" font-style="italic" text-anchor="middle" fill="#2b6cb0">fx</text>',
    "ClearFormats": '<path d="M4 22L17 7l9 8-11 13H9z" fill="#f3c6d3" stroke="#a33" stroke-width="1.5"/>'
    '<path d="M11 14l9 9" stroke="#a33" stroke-width="1.5"/>',
    "Undo": '<path d="M9 12h10a7 7 0 010 14h-7" fill="none" stroke="#2b6cb0" stroke-width="3.5"/>'
    '<path d="M13 5l-8 7 8 7z" fill="#2b6cb0"/>',
    "TableInsertExcel": '<rect x="3" y="5" width="26" height="22" fill="#fff" stroke="#555" stroke-width="1.5"/>'
    '<rect x="3" y="5" width="26" height="6" fill="#1f7a3d"/>'
    '<path d="M3 16h26M3 21h26M12 11v16M20 11v16" stroke="#999"/>',
    "FileOpen": '<path d="M3 26V7h9l3 4h12v3" fill="#f7d774" stroke="#8a6d00" stroke-width="1.5"/>'
    '<path d="M3 26l5-12h22l-5 12z" fill="#fbe7a3" stroke="#8a6d00" stroke-width="1.5"/>',
    "ControlProperties": '<rect x="4" y="3" width="22" height="26" fill="#fff" stroke="#555" stroke-width="1.5"/>'
    '<path d="M8 10h4m3 0h8M8 16h4m3 0h8M8 22h4m3 0h8" stroke="#2b6cb0" stroke-width="2.5"/>',
}
"""Drawings of 32 by 32, by the name of Office's icon."""


def main() -> None:
    """Writes the pictures."""
    for name, draw in PICTURES.items():
        (target := IMAGES / f"{name}.svg").write_text(draw(), "utf-8")
        picture = target.with_suffix(".png")
        subprocess.run(["rsvg-convert", "--zoom=1.5", f"--output={picture}", target], check=True)


def render() -> str:
    """The tab as SVG."""
    ribbon = load_ribbon()
    parts = [*_frame(ribbon.label)]
    left = 14
    for group in ribbon.group:
        drawn, width = _group(group, left)
        parts += drawn
        left += width
    parts += _tip(next(ribbon.controls()), left + 26)
    return _picture(parts, BOTTOM + 6)


def render_tips() -> str:
    """Each button with its tip as SVG, two to a row."""
    controls = list(load_ribbon().controls())
    rows = -(-len(controls) // 2)
    parts = [f'<rect width="{WIDTH}" height="{rows * TIP_HEIGHT + 8}" fill="#ffffff"/>']
    for number, control in enumerate(controls):
        column, row = divmod(number, rows)
        parts += _button_with_tip(control, 8 + column * (WIDTH / 2), 8 + row * TIP_HEIGHT)
    return _picture(parts, rows * TIP_HEIGHT + 8)


def _picture(parts: list[str], height: int) -> str:
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONT}" font-size="13">\n{body}\n</svg>\n'


def _button_with_tip(control: Control, left: float, top: float) -> Iterator[str]:
    yield f'<g transform="translate({left + 34} {top + 4}) scale(1.1)">{_ICONS[control.icon]}</g>'
    yield _text(left + 51, top + 60, control.label, "#222222", "middle")
    yield f'<rect x="{left + 108}" y="{top}" width="346" height="{TIP_HEIGHT - 10}" fill="#ffffff" stroke="#aaaaaa"/>'
    yield _text(left + 118, top + 20, control.tip, "#222222", weight="bold", size=12)
    for row, line in enumerate(_wrap(control.detail, 27)):
        yield _text(left + 118, top + 40 + 17 * row, line, "#444444", size=12)


def _frame(label: str) -> Iterator[str]:
    """The window's head, its tabs, and the ribbon's ground."""
    yield f'<rect width="{WIDTH}" height="{BOTTOM + 6}" fill="#ffffff"/>'
    yield f'<rect width="{WIDTH}" height="32" fill="#1f6f43"/>'
    yield _text(WIDTH / 2, 21, "项目支出绩效自评表.xlsx - Excel", "#ffffff", "middle")
    left = 16.0
    for tab in (*_TABS, label):
        width = 13 * len(tab)
        own = tab == label
        yield _text(left, 54, tab, "#1f6f43" if own else "#444444", weight="bold" if own else "normal")
        if own:
            yield f'<rect x="{left}" y="60" width="{width}" height="3" fill="#1f6f43"/>'
        left += width + 24
    yield f'<rect x="4" y="{TOP}" width="{WIDTH - 8}" height="{BOTTOM - TOP}" rx="6" fill="#f7f7f7" stroke="#d0d0d0"/>'


def _group(group: Group, left: float) -> tuple[list[str], float]:
    """A group's buttons, large ones singly and small ones by threes, its name below, and its width."""
    parts, at = [], left
    for is_large, controls in groupby(group.control, key=lambda control: control.is_large):
        for column in _columns(list(controls), 1 if is_large else 3):
            parts += _large(column[0], at) if is_large else _small(column, at)
            at += 70 if is_large else 40 + 13 * max(len(control.label) for control in column)
    parts.append(_text((left + at) / 2, BOTTOM - 9, group.label, "#777777", "middle", size=11))
    parts.append(f'<path d="M{at + 5} {TOP + 8}V{BOTTOM - 8}" stroke="#d0d0d0"/>')
    return parts, at - left + 16


def _columns(controls: list[Control], height: int) -> Iterator[list[Control]]:
    return (controls[at : at + height] for at in range(0, len(controls), height))


def _large(control: Control, left: float) -> list[str]:
    return [
        f'<g transform="translate({left + 15} {TOP + 12}) scale(1.25)">{_ICONS[control.icon]}</g>',
        _text(left + 35, TOP + 76, control.label, "#222222", "middle"),
    ]


def _small(controls: list[Control], left: float) -> Iterator[str]:
    for row, control in enumerate(controls):
        top = TOP + 10 + 26 * row
        yield f'<g transform="translate({left + 4} {top}) scale(0.6)">{_ICONS[control.icon]}</g>'
        yield _text(left + 30, top + 15, control.label, "#222222")


def _tip(control: Control, left: float) -> Iterator[str]:
    """What shows when the mouse rests on a button."""
    yield f'<rect x="{left}" y="{TOP + 8}" width="{WIDTH - left - 14}" height="98" fill="#ffffff" stroke="#aaaaaa"/>'
    yield _text(left + 10, TOP + 28, control.tip, "#222222", weight="bold", size=12)
    for row, line in enumerate(_wrap(control.detail, int((WIDTH - left - 34) / 12))):
        yield _text(left + 10, TOP + 48 + 17 * row, line, "#444444", size=12)
    yield _text(left + 10, TOP + 98, f"（鼠标停在“{control.label}”上）", "#888888", size=11)


def _wrap(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _text(
    x: float, y: float, text: str, colour: str, anchor: str = "start", *, weight: str = "normal", size: int = 13
) -> str:
    look = f'font-size="{size}" fill="{colour}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text x="{x:g}" y="{y:g}" {look}>{escape(text)}</text>'


PICTURES = {"ribbon": render, "ribbon-tips": render_tips}

if __name__ == "__main__":
    main()
