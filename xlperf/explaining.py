"""How the figure of one cell comes about: what stands, what the rule gives, by which clause, how the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.cells import CellRef, Snapshot, parse_address
from xlperf.checks.book_sums import gather_sums
from xlperf.checks.sum_findings import relation_message
from xlperf.checks.sums import Sum
from xlperf.converting import open_book
from xlperf.errors import UsageError
from xlperf.evaluation import BookEvaluation, Evaluation, Options, evaluate
from xlperf.findings import Finding
from xlperf.form import Figure
from xlperf.messages import Message, say
from xlperf.pages.entries import Named, named_entries
from xlperf.pages.settings import settings_sentence
from xlperf.scores import ScoreLine
from xlperf.scoring.criteria import criterion_difference
from xlperf.scoring.differences import Difference, rate_difference, score_difference
from xlperf.scoring.execution import execution_difference
from xlperf.settings import UNSET, Settings


@dataclass(frozen=True, slots=True)
class Explanation:
    """One cell of a form: what it is and holds, what the rule says of it, what was found at it.

    `difference` is None where the rule gives no figure, or where no number stands.
    """

    named: Named
    form: Evaluation
    line: ScoreLine | None
    difference: Difference | None
    findings: tuple[Finding, ...]
    settings: Settings = UNSET
    relations: tuple[Sum, ...] = ()
    """What the amount and others of the workbook should make together."""


def explain_cell(source: Path, place: str, options: Options = Options()) -> Explanation:
    """Explains a cell, ``H6`` or ``Sheet1!H6``, of a workbook.

    Raises UnreadableError for a workbook that cannot be read, UsageError where no form has such a cell.
    """
    return explain_in(evaluate(open_book(source, options.forms).snapshot, options), place)


def explain_in(book: BookEvaluation, place: str) -> Explanation:
    """Explains a cell of a workbook that was judged. Raises UsageError where no form has such a cell."""
    for form in book.forms:
        ref = _find(book.snapshot, form, place)
        named = _entry_at(form, ref) if ref is not None else None
        if named is not None:
            sums = gather_sums([each.form for each in book.forms]).all
            cell = named.entry.ref
            relations = tuple(each for each in sums if cell in (term.figure.ref for term in each.terms))
            return replace(_explain(form, named), settings=book.settings, relations=relations)
    raise _nothing_there(book, place)


def _find(snapshot: Snapshot, form: Evaluation, place: str) -> CellRef | None:
    """The cell of that name on the form's sheet, or on one that holds its inputs; a merged range's top left one.

    None where any other sheet is named.
    """
    sheet, _, address = place.rpartition("!")
    sheet = sheet.strip("'") or form.form.sheet
    if sheet not in (form.form.sheet, *(given.figure.ref.sheet for given in form.form.inputs)):
        return None
    try:
        row, column = parse_address(address.replace("$", ""))
    except ValueError:
        raise UsageError(
            say("“{place}”不是单元格地址。", place=place), say("请写成 H6 或 工作表名!H6 的样子。")
        ) from None
    return snapshot.sheet(sheet).ref(row, column)


def _entry_at(form: Evaluation, ref: CellRef) -> Named | None:
    return next((named for named in named_entries(form.form) if named.entry.ref == ref), None)


def _explain(form: Evaluation, named: Named) -> Explanation:
    line = form.scores.at(named.entry.ref)
    found = tuple(finding for finding in form.findings if finding.ref == named.entry.ref)
    difference = _difference(form, named.entry, line) if isinstance(named.entry, Figure) and line else None
    return Explanation(named, form, line, difference, found)


def _difference(form: Evaluation, figure: Figure, line: ScoreLine) -> Difference | None:
    """尾差, 口径差 or 错误, as the checks of this figure judge it."""
    stated, total = figure.amount, form.form.total_line
    if line.exact is None or stated is None or figure.is_blank:
        return None
    if line.field == "execution_rate":
        return rate_difference(figure, line.exact)
    criterion = next((row for row in form.form.criteria if row.score is not None and row.score.ref == figure.ref), None)
    if criterion is not None:
        return criterion_difference(form.form, criterion, stated, line.exact, form.pack)
    if total is not None and total.score is not None and total.score.ref == figure.ref:
        return execution_difference(total, stated, line.exact, form.pack)
    return score_difference(stated, line.exact, form.pack.places)


def _nothing_there(book: BookEvaluation, place: str) -> UsageError:
    if not book.forms:
        return UsageError(say("没有认出自评表。"), say("请用 xlperf check 看原因。"))
    areas = "、".join(f"{form.form.sheet}!{form.form.area}" for form in book.forms)
    return UsageError(
        say("{place} 不是表中读出的一格。", place=place), say("认出的表在 {areas}；请指表中的数或文字。", areas=areas)
    )


def explanation_lines(explanation: Explanation, lang: str = "zh") -> Iterator[str]:
    """What a clerk reads, a line each."""
    head, *lines = explanation_messages(explanation)
    yield head.text(lang)
    yield from (f"  {line.text(lang)}" for line in lines)


def explanation_messages(explanation: Explanation) -> Iterator[Message]:
    """The same as messages: the cell with its name, then what is to be said of it."""
    yield say("{cell}  {name}", cell=explanation.named.entry.ref, name=explanation.named.name)
    entry, line, form = explanation.named.entry, explanation.line, explanation.form
    yield say("表中：{text}", text=" ".join(entry.text.split()) or say("空白"))
    if entry.formula is not None:
        yield say("公式：={formula}", formula=entry.formula)
    if line is not None:
        yield from _rule_lines(explanation, line)
    yield from map(relation_message, explanation.relations)
    yield say("规则包：{pack}（{reason}）", pack=form.pack.id, reason=form.pack_reason)
    for finding in explanation.findings:
        yield say("发现：{code} {message}", code=finding.code, message=finding.message)
    if not explanation.findings:
        is_open = line is not None and line.exact is None
        yield say("发现：没有（算不出的没有判断对错）") if is_open else say("发现：这一格没有问题")
    if (told := settings_sentence(explanation.settings)) is not None:
        yield told


def _rule_lines(explanation: Explanation, line: ScoreLine) -> Iterator[Message]:
    for step in line.steps:
        yield say("算法：{step}", step=step)
    if line.exact is not None and line.awarded is not None:
        yield say(
            "精确值：{exact}；应填：{awarded}",
            exact=f"{line.exact:.8f}".rstrip("0").rstrip("."),
            awarded=f"{line.awarded:f}",
        )
    if line.reason is not None:
        yield say("算不出：{reason}", reason=line.reason)
    if line.clause is not None:
        yield say("依据：{clause}（{standing}）", clause=line.clause, standing=_STANDINGS[line.clause.standing])
    elif line.field == "execution_rate":
        yield say("依据：表内关系：执行率＝全年执行数÷全年预算数")
    if explanation.difference is not None:
        yield say("判断：{kind}", kind=_KINDS[explanation.difference])


_STANDINGS = {
    "S": say("见于文件或表上说明"),
    "F": say("由已公开的表推算"),
    "M": say("一般说法，未见原文，只作提醒"),
}
_KINDS = {
    Difference.NONE: say("一致"),
    Difference.TAIL: say("尾差：只是末位取舍较粗"),
    Difference.BASIS: say("口径差：先把执行率取整再计分，或得分取整"),
    Difference.WRONG: say("错误：不能用取舍解释"),
}
