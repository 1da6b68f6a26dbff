"""用语与得分, the sheet of a batch with the points that the same qualitative words earned in its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.checks.same_words import Use, find_uses, group_uses, usual_use
from xlperf.messages import Message, say
from xlperf.outcomes import BatchResult
from xlperf.pages.table import Column, table_page
from xlperf.rounding import show_percent
from xlperf.sheets import Page, Spot

NAME = "用语与得分"

_MOST_NAMED = 10
"""Uses that differ which a row names."""


@dataclass(frozen=True, slots=True)
class Band:
    """Some words over a folder: their uses with the files they stand in, the usual one, and those that differ."""

    text: str
    is_target: bool
    uses: tuple[tuple[str, Use], ...]
    usual: Use
    outliers: tuple[tuple[str, Use], ...]


def find_bands(found: Iterable[tuple[str, Use]]) -> tuple[Band, ...]:
    """Words with several uses, each (file, use): those first where some use differs, then by how often they stand."""
    placed = [(path, use) for path, use in found]
    files = {id(use): path for path, use in placed}
    bands = [_band(group, files) for group in group_uses(use for _, use in placed).values()]
    return tuple(sorted(bands, key=lambda band: (not band.outliers, -len(band.uses), band.text)))


def _band(group: list[Use], files: dict[int, str]) -> Band:
    usual = usual_use(group)
    uses = tuple((files[id(use)], use) for use in group)
    outliers = tuple((path, use) for path, use in uses if not use.agrees(usual))
    return Band(usual.text, usual.is_target, uses, usual, outliers)


def same_words_page(batch: BatchResult) -> Page | None:
    """The sheet 用语与得分; None where no words stand twice."""
    bands = find_bands(_uses(batch))
    if not bands:
        return None
    remark = say("同样的完成情况用语在各表中得到分值的几成；与多数不同的列在最后一列，供核对尺度是否一致。")
    return table_page(NAME, say("同样用语的得分尺度"), remark, COLUMNS, bands, 2)


def _uses(batch: BatchResult) -> Iterator[tuple[str, Use]]:
    for outcome in batch.outcomes:
        for form in outcome.evaluation.forms if outcome.evaluation is not None else ():
            for use in find_uses(form.form, form.pack, form.standing):
                yield outcome.path, use


def _named(band: Band) -> Message | str:
    named = "；".join(f"{path} {use.ref} {show_percent(use.share, 0)}" for path, use in band.outliers[:_MOST_NAMED])
    if len(band.outliers) > _MOST_NAMED:
        return say("{named}；等 {count} 处", named=named, count=len(band.outliers))
    return named or "—"


def _shares(band: Band) -> list[Decimal]:
    return [use.share for _, use in band.uses]


COLUMNS: tuple[Column[Band], ...] = (
    Column(say("完成情况用语"), 24, lambda band: Spot(band.text)),
    Column(say("与指标值"), 10, lambda band: Spot(say("相同") if band.is_target else say("不同"))),
    Column(say("次数"), 7, lambda band: Spot(len(band.uses), "integer")),
    Column(say("最低得分率"), 10, lambda band: Spot(min(_shares(band)), "percent")),
    Column(say("多数得分率"), 10, lambda band: Spot(band.usual.share, "percent")),
    Column(say("最高得分率"), 10, lambda band: Spot(max(_shares(band)), "percent")),
    Column(say("不同处数"), 8, lambda band: Spot(len(band.outliers), "warning" if band.outliers else "integer")),
    Column(say("尺度不同的"), 70, lambda band: Spot(_named(band))),
)
