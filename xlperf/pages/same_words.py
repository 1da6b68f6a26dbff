"""用语与得分, the sheet of a batch with the points that the same qualitative words earned in its forms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from xlperf.checks.same_words import Shares, Use, Words
from xlperf.messages import Message, say
from xlperf.pages.overview import Overview, Uses
from xlperf.pages.table import Column, LongPage, table_frame, table_lines, table_row
from xlperf.rounding import show_percent
from xlperf.sheets import Spot

NAME = "用语与得分"

_MOST_NAMED = 10
"""Uses that differ which a row names."""


@dataclass(slots=True)
class Band:
    """Some words over a folder: how often they stand, the usual use, and what shares they earned.

    `outliers` counts the uses with another share than usual; `named` are the first of them.
    """

    usual: Use
    count: int = 0
    outliers: int = 0
    least: Decimal = Decimal("Infinity")
    most: Decimal = Decimal(0)
    named: list[str] = field(default_factory=list)

    def add(self, path: str, use: Use) -> None:
        """Counts a use in a file."""
        self.count += 1
        self.least, self.most = min(self.least, use.share), max(self.most, use.share)
        if not use.agrees(self.usual):
            self.outliers += 1
            if len(self.named) < _MOST_NAMED:
                self.named.append(f"{path} {use.ref} {show_percent(use.share, 0)}")


def find_bands(read: Uses) -> tuple[Band, ...]:
    """Words with several uses: those first where some use differs, then by how often they stand.

    `read` gives the uses, each with its file, three times: what stands once is not held.
    """
    met = Counter(hash(use.words) for _, use in read())
    shares: dict[Words, Shares] = {}
    for _, use in read():
        if met[hash(use.words)] > 1:
            shares.setdefault(use.words, Shares()).add(use)
    bands = {words: Band(found.usual()) for words, found in shares.items() if found.count > 1}
    for path, use in read():
        if use.words in bands:
            bands[use.words].add(path, use)
    return tuple(sorted(bands.values(), key=lambda band: (not band.outliers, -band.count, band.usual.text)))


def same_words_page(overview: Overview) -> LongPage | None:
    """The sheet 用语与得分; None where no words stand twice."""
    bands = find_bands(overview.uses)
    if not bands:
        return None
    remark = say("同样的完成情况用语在各表中得到分值的几成；与多数不同的列在最后一列，供核对尺度是否一致。")
    rows = (table_row(COLUMNS, band) for band in bands)
    lines = table_lines(say("同样用语的得分尺度"), remark, COLUMNS, rows)
    return LongPage(table_frame(NAME, COLUMNS, len(bands), 2), lines)


def _named(band: Band) -> Message | str:
    named = "；".join(band.named)
    if band.outliers > _MOST_NAMED:
        return say("{named}；等 {count} 处", named=named, count=band.outliers)
    return named or "—"


COLUMNS: tuple[Column[Band], ...] = (
    Column(say("完成情况用语"), 24, lambda band: Spot(band.usual.text)),
    Column(say("与指标值"), 10, lambda band: Spot(say("相同") if band.usual.is_target else say("不同"))),
    Column(say("次数"), 7, lambda band: Spot(band.count, "integer")),
    Column(say("最低得分率"), 10, lambda band: Spot(band.least, "percent")),
    Column(say("多数得分率"), 10, lambda band: Spot(band.usual.share, "percent")),
    Column(say("最高得分率"), 10, lambda band: Spot(band.most, "percent")),
    Column(say("不同处数"), 8, lambda band: Spot(band.outliers, "warning" if band.outliers else "integer")),
    Column(say("尺度不同的"), 70, lambda band: Spot(_named(band))),
)
