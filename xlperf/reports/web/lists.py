"""The page's two lists: what of the rows of 汇总 and 问题清单 they show, and how many rows they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.pages.issues import COLUMNS, HANDLED, NUMBER, REASON, SENDS
from xlperf.pages.overview import Overview
from xlperf.pages.summary import every_column
from xlperf.pages.table import Column, Spots
from xlperf.reports.web.rows import Pick, pick_figure, pick_link, pick_look, pick_text, row_pieces

MOST_FORMS, MOST_FINDINGS = 20_000, 50_000
"""So many rows a browser handles with ease; of more findings the gravest are shown."""


class Listed(NamedTuple):
    """A list: the rows that it shows as pieces of JSON, and how many there are."""

    pieces: Iterator[str]
    total: int


_LINK = say("单元格")
_SEVERITY = say("级别")
_FINDING_TEXTS = (
    say("代码"),
    say("检查"),
    say("实施单位"),
    say("项目名称"),
    say("文件"),
    say("工作表"),
    _LINK,
    say("表中数"),
    say("应为"),
    say("问题"),
    say("依据"),
    say("怎么办"),
    NUMBER,
    SENDS,
    HANDLED,
    REASON,
)
"""Columns of 问题清单 in the order in which `findings.js` names them; others stand behind."""

_COPY = say("校验后的工作簿")
_FORM_TEXTS = (say("实施单位"), say("项目名称"), say("规则包"), say("等级"), _COPY)
_FORM_FIGURES = (
    say("年度"),
    say("全年预算数（元）"),
    say("全年执行数（元）"),
    say("执行率"),
    say("自评得分"),
    say("重算得分"),
    say("错误"),
    say("提醒"),
    say("提示"),
    say("无法判断"),
)
"""Columns of 汇总 in the order in which `forms.js` names them."""


def list_findings(overview: Overview, lang: str) -> Listed:
    """The findings, of too many the gravest."""
    figures = overview.figures
    rows = _gravest(overview.issues(), figures.listed)
    return Listed(row_pieces(rows, tuple(_finding_picks(lang))), figures.issues)


def _finding_picks(lang: str) -> Iterator[Pick]:
    yield pick_look(place_of(COLUMNS, _SEVERITY))
    yield pick_link(place_of(COLUMNS, _LINK))
    for header in (*_FINDING_TEXTS, *further_headers()):
        yield pick_text(place_of(COLUMNS, header), lang)


def further_headers() -> tuple[Message, ...]:
    """The columns of 问题清单 that the page has no place of its own for."""
    known = {_SEVERITY, *_FINDING_TEXTS}
    return tuple(column.header for column in COLUMNS if column.header not in known)


def _gravest(rows: Iterable[Spots], counts: Iterable[int]) -> Iterator[Spots]:
    """The rows while there is room for their severity, which graver ones have taken first."""
    place, room, left = place_of(COLUMNS, _SEVERITY), {}, MOST_FINDINGS
    for severity, count in zip(Severity, counts, strict=True):
        room[severity.value] = min(count, left)
        left -= room[severity.value]
    for row in rows:
        if room[row[place].style] > 0:
            room[row[place].style] -= 1
            yield row


def list_forms(overview: Overview, lang: str) -> Listed:
    """The forms that count, of too many the first."""
    columns = every_column()
    picks: list[Pick] = [pick_link(place_of(columns, _COPY))]
    picks += [pick_text(place_of(columns, header), lang) for header in _FORM_TEXTS]
    picks += [pick_figure(place_of(columns, header), lang) for header in _FORM_FIGURES]
    return Listed(row_pieces(islice(overview.forms(), MOST_FORMS), picks), overview.figures.forms)


def place_of(columns: Sequence[Column[Any]], header: Message) -> int:
    """Where a column stands. Raises ValueError where there is none of that header."""
    return [column.header for column in columns].index(header)
