"""The 保真清单 at the end of the result sheet: what was touched in the workbook, and that nothing else was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.cells import CellRef
from xlperf.edits import Receipt
from xlperf.messages import Message, say
from xlperf.pages.wording import listed
from xlperf.sheets import Line, Spot

_MOST_NAMED = 40
"""Cells that are named in a row; of more, the rest is counted."""

_KINDS = (
    ("[content_types].xml", say("内容类型")),
    (".rels", say("内部关联")),
    ("/worksheets/", say("工作表")),
    ("/styles.xml", say("单元格格式")),
    ("/workbook.xml", say("工作簿目录")),
    ("/comments", say("批注")),
    (".vml", say("批注框")),
    ("customxml/", say("xlperf 的记录")),
)
"""What a part of the package is, by what its name has in small letters; the first that fits."""


def fidelity_lines(receipt: Receipt, cautions: Sequence[Message], columns: int) -> Iterator[Line]:
    """A row for each kind of touch; without clock and fingerprint, so that the same workbook gives the same sheet."""
    for label, text in _rows(receipt, cautions):
        yield Line((Spot(label, "label", 3), Spot(text, "text", columns - 3)))


def _rows(receipt: Receipt, cautions: Sequence[Message]) -> Iterator[tuple[Message, Message]]:
    yield say("填入或改正的单元格"), _cells(receipt.edited)
    yield say("着色的单元格"), _cells(receipt.marked)
    yield say("加批注的单元格"), _cells(receipt.noted)
    yield say("随之更新结果的公式"), _cells(receipt.restated)
    yield say("打开时须重算"), _recalculation(receipt)
    yield say("改写的内部文件"), _parts(receipt.parts_rewritten)
    yield say("新增的内部文件"), _parts(receipt.parts_added)
    yield (
        say("未动的内部文件"),
        say("{count} 个，写出前已逐个与原件比对，逐字节相同", count=receipt.parts_untouched),
    )
    for caution in (*cautions, *receipt.unmet):
        yield say("注意"), caution


def _cells(refs: Sequence[CellRef]) -> Message:
    if not refs:
        return say("无")
    sheets = {ref.sheet for ref in refs}
    names = [ref.address if len(sheets) == 1 else str(ref) for ref in sorted(refs)[:_MOST_NAMED]]
    rest = say(" 等") if len(refs) > _MOST_NAMED else say("")
    return say("{count} 个：{cells}{rest}", count=len(refs), cells="、".join(names), rest=rest)


def _recalculation(receipt: Receipt) -> Message:
    if receipt.recalculates:
        return say("是：有公式可能用到改动的单元格，这里没有算出其结果，请用 Excel 或 WPS 打开后保存一次")
    return say("否：没有公式用到改动的单元格，或其结果已一并更新")


def _parts(parts: Sequence[str]) -> Message:
    if not parts:
        return say("无")
    return say("{count} 个：{parts}", count=len(parts), parts=listed([_part(name) for name in sorted(parts)]))


def _part(name: str) -> Message:
    folded = "/" + name.replace("\\", "/").lower()
    kind = next((kind for sign, kind in _KINDS if sign in folded), None)
    return say("{part}（{kind}）", part=name, kind=kind) if kind is not None else say("{part}", part=name)
