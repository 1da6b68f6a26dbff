"""Words for what became of a finding, and for what was changed in a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from xlperf.changes.books import BookChange, CellChange, LineChange
from xlperf.changes.fates import FATES, Fate, FindingFate
from xlperf.messages import Message, say
from xlperf.pages.wording import listed

FATE_WORDS: Mapping[Fate, Message] = {
    "cleared": say("已消除"),
    "unchanged": say("未改"),
    "added": say("新增"),
    "explained": say("已说明"),
    "accepted": say("认可"),
    "missing": say("未报回"),
    "unchecked": say("这次未核对"),
    "first_checked": say("上次未核对"),
}


def count_fates(fates: Iterable[FindingFate]) -> Message:
    """How many findings came to what, in a clause; none that does not occur, but for 未改 and 已消除."""
    counts = Counter(fate.fate for fate in fates)
    told = [fate for fate in FATES if counts[fate] or fate in ("unchanged", "cleared")]
    return listed([say("{word} {count} 处", word=FATE_WORDS[fate], count=counts[fate]) for fate in told])


def change_words(change: BookChange) -> Iterator[Message]:
    """What was changed in a workbook, a sentence each."""
    yield from map(line_words, change.lines)
    yield from map(cell_words, change.cells)
    yield from sheet_words(change)


def sheet_words(change: BookChange) -> Iterator[Message]:
    """What was changed in a workbook beside its rows, columns and cells."""
    yield from (say("新增工作表“{name}”", name=name) for name in change.added)
    yield from (say("删去工作表“{name}”", name=name) for name in change.removed)
    yield from (say("工作表“{old}”改名为“{new}”", old=old, new=new) for old, new in change.renamed)
    if change.formats:
        yield say("数字格式改了 {count} 格", count=change.formats)


def line_words(line: LineChange) -> Message:
    """A row or column that is new or gone."""
    words = say("：{words}", words=line.words) if line.words else ""
    kind = say("行") if line.place.isdigit() else say("列")
    if line.is_new:
        return say("{sheet} 插入第 {place} {kind}{words}", sheet=line.sheet, place=line.place, kind=kind, words=words)
    return say("{sheet} 删去第 {place} {kind}{words}", sheet=line.sheet, place=line.place, kind=kind, words=words)


def cell_words(cell: CellChange) -> Message:
    """A cell that says something else."""
    place = (
        say("{cell}（原 {old}）", cell=cell.new, old=cell.old.address)
        if _has_moved(cell)
        else say("{cell}", cell=cell.new)
    )
    label = say(" {label}", label=cell.label) if cell.label else ""
    before, after = cell.before or say("（空白）"), cell.after or say("（空白）")
    if cell.formula is not None:
        how = say("，改为公式") if cell.formula else say("，公式改成了数")
        return say(
            "{place}{label}：{before} → {after}{how}", place=place, label=label, before=before, after=after, how=how
        )
    return say("{place}{label}：{before} → {after}", place=place, label=label, before=before, after=after)


def _has_moved(cell: CellChange) -> bool:
    return cell.old.address != cell.new.address
