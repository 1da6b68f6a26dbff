"""抽查底稿: for each form that is to be looked at a sheet of paper with its scores, and room for the reviewer's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from xlperf.across.details import FormDetails, IndicatorDetails, Number
from xlperf.across.spot_checks import Suspect
from xlperf.cells import CellRef, parse_address
from xlperf.messages import Message, say
from xlperf.pages.links import output_spot, place_spot
from xlperf.pages.parts import full_line, heading_line, number_spot
from xlperf.pages.spot_checks import clue_message
from xlperf.pages.wording import BLOCKS, chained
from xlperf.rounding import show_number, show_percent
from xlperf.sheets import Line, Page, Spot

NAME = "抽查底稿"

WIDTHS = (5.0, 10.0, 14.0, 24.0, 13.0, 15.0, 7.0, 8.0, 9.0, 8.0, 18.0, 7.0)

PAGE = Page(NAME, WIDTHS, ())

WEIGHT, REVIEWED = 7, 10
"""The columns of the points and of the reviewer's scores, from 1."""

_SIGNED, _JUDGED = 30.0, 60.0
"""Heights of the lines for signatures and for the reviewer's judgement."""


class Paper(NamedTuple):
    """A form to be looked at: its workbook and the validated copy, what it says, why it should be looked at if told."""

    path: str
    output: str | None
    form: FormDetails
    suspect: Suspect | None = None


class Block(NamedTuple):
    """The lines of one paper; `first` and `last` are the rows that its sums take in."""

    lines: tuple[Line, ...]
    first: int
    last: int


class _Scored(NamedTuple):
    """A row of a paper: what is scored, points and scores, the score that the rule gives, its cell."""

    names: tuple[str | Message, ...]
    weight: Decimal | None
    score: Decimal | None
    expected: Decimal | None
    cell: str
    counts: bool = True


def paper_block(paper: Paper, number: int, row: int) -> Block:
    """A paper that begins in a row of the sheet, from 1."""
    head = tuple(_head(paper, number))
    scored = tuple(_scored(paper.form))
    counted = [each for each in scored if each.counts]
    last = row + len(head) + len(scored) - 1
    first = last - len(counted) + 1
    rows = tuple(_row(at, each, paper) for at, each in enumerate(scored, 1))
    return Block((*head, *rows, *_end(paper.form, counted, first, last)), first, last)


def _head(paper: Paper, number: int) -> Iterator[Line]:
    form, suspect = paper.form, paper.suspect
    code = form.code.text if form.code is not None else "—"
    year = say("{year} 年", year=form.year) if form.year is not None else "—"
    yield full_line(say("抽查底稿（{number}）", number=number), "title", len(WIDTHS))
    yield _pair(say("项目名称"), Spot(form.name or "—"), say("项目编码"), Spot(code))
    yield _pair(say("实施单位"), Spot(_text(form.unit)), say("主管部门"), Spot(_text(form.department)))
    yield _pair(say("工作簿"), output_spot(paper.path, paper.output), say("年度"), Spot(year))
    yield _pair(say("工作表"), Spot(form.sheet), say("抽查重点"), Spot(clue_message(suspect) if suspect else "—"))
    yield heading_line(
        say("序号"), say("一级指标"), say("二级指标"), say("三级指标"), say("指标值"), say("实际完成值"), say("分值"),
        say("自评分"), say("规则得分"), say("复核分"), say("扣分理由"), say("单元格"),
    )  # fmt: skip


def _pair(left: Message, value: Spot, right: Message, other: Spot, height: float | None = None) -> Line:
    """Two labelled values side by side, over the whole width."""
    spots = (Spot(left, "label", 2), _over(value, 3), Spot(right, "label"), _over(other, 6))
    return Line(spots, height)


def _over(spot: Spot, span: int) -> Spot:
    return Spot(spot.value, spot.style, span, spot.link, spot.formula)


def _text(words: object) -> str:
    return str(getattr(words, "text", "")) or "—"


def _scored(form: FormDetails) -> Iterator[_Scored]:
    """The execution points, then the indicators; points that stand beside a total of indicators alone do not count."""
    rows = [row for row in form.indicators if row.kind != "not-applicable"]
    weights = [weight for row in rows if (weight := _value(row.weight)) is not None]
    alone = form.total_weight is not None and sum(weights, Decimal(0)) == form.total_weight
    line = form.total_line
    for block in (block for block in form.blocks if block.kind == "EXECUTION"):
        rate = show_percent(line.rate.value) if line and line.rate and line.rate.value is not None else "—"
        cell = line.score.cell if line is not None and line.score is not None else ""
        names: tuple[str | Message, ...] = (BLOCKS["EXECUTION"], "—", say("预算执行率"), "—", rate)
        yield _Scored(names, block.weight, block.score, line.expected if line is not None else None, cell, not alone)
    yield from map(_indicator, rows)


def _indicator(row: IndicatorDetails) -> _Scored:
    names = (BLOCKS.get(row.block, row.level1.text), row.level2.text, row.level3.text, row.target.text, row.actual.text)
    cell = row.score.cell if row.score is not None else row.actual.cell
    given = row.expected if row.kind == "quantitative" else None  # words may earn less than the rule's most
    return _Scored(names, _value(row.weight), _value(row.score), given, cell)


def _value(number: Number | None) -> Decimal | None:
    return number.value if number is not None else None


def _row(number: int, scored: _Scored, paper: Paper) -> Line:
    """One score with room for another; points that do not count stand as text, which no sum takes in."""
    ref = CellRef(paper.form.sheet, *parse_address(scored.cell)) if scored.cell else None
    points = [number_spot(each) for each in (scored.weight, scored.score, scored.expected)]
    if not scored.counts:
        points = [Spot(str(each.value), "info") for each in points]
    reason = None if scored.counts else say("不计入合计")
    spots = (*(Spot(name or "—") for name in scored.names), *points, Spot(None, "filled"), Spot(reason))
    return Line((Spot(number, "integer"), *spots, place_spot(paper.output, ref)))


def _end(form: FormDetails, scored: Sequence[_Scored], first: int, last: int) -> Iterator[Line]:
    """Sums as formulas that follow what the reviewer puts in, then the judgement and the signatures.

    By the rules the total is that of the form: a score that they do not give stays as it is in it.
    """
    total, blank = last + 1, Spot(None)
    weights = _sum("G", [each.weight for each in scored], first, last)
    scores = _sum("H", [each.score for each in scored], first, last)
    reviewed = f'IF(COUNT(J{first}:J{last})=0,"",SUM(J{first}:J{last}))'
    recomputed, remark = number_spot(form.recomputed), Spot(_total_remark(form, scored))
    yield Line((Spot(say("合计"), "label", 6), weights, scores, recomputed, _formula(reviewed), remark, blank))
    difference = f'IF(COUNT(J{first}:J{last})=0,"",J{total}-H{total})'
    apart = Spot(say("复核分与自评分相差"), "label", 9)
    yield Line((apart, _formula(difference), blank, blank))
    yield Line((Spot(say("抽查意见"), "label", 2), Spot(None, "text", 10)), _JUDGED)
    yield _pair(say("抽查人签字"), blank, say("复核人签字"), blank, _SIGNED)
    yield _pair(say("单位确认签字"), blank, say("日期"), blank, _SIGNED)


def _total_remark(form: FormDetails, scored: Sequence[_Scored]) -> Message | None:
    """What the sums do not show: another total in the form, scores for words that stay as they are."""
    total, added = _value(form.total), sum((each.score for each in scored if each.score is not None), Decimal(0))
    told = [say("表内总分 {score}", score=show_number(total))] if total not in (None, added) else []
    if form.recomputed is not None and any(row.kind == "qualitative" for row in form.indicators):
        told.append(say("规则得分中，定性指标照自评分"))
    return chained(told) if told else None


def _formula(formula: str) -> Spot:
    """A formula that shows nothing until the reviewer has put something in."""
    return Spot(None, "money", formula=formula)


def _sum(letter: str, values: Sequence[Decimal | None], first: int, last: int) -> Spot:
    """A sum with its value; a score that is unknown adds nothing."""
    known = sum((value for value in values if value is not None), Decimal(0))
    return Spot(known, "money", formula=f"SUM({letter}{first}:{letter}{last})")
