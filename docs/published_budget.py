"""What was recomputed of a published budget, table by table: the second part of docs/published-forms.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from xlperf.budget import BudgetTable
from xlperf.checks.book_sums import gather_sums
from xlperf.checks.budget_rows import RATE, name_amount
from xlperf.checks.sum_findings import relation_message
from xlperf.checks.sums import Sum
from xlperf.evaluation import Evaluation, evaluate
from xlperf.form import Form
from xlperf.ooxml.book import read_book

BUDGETS = Path(__file__).parents[1] / "examples" / "budget"

INTRODUCTION = """# 已公开的部门预算：逐张核对

取自 `examples/budget`（来源见 `examples/README.md`），数字与公开文本逐字一致。每张表列出：表内、表间的关系有多少条，
多少相符，哪些只差在万元取整（尾差），哪些不符，哪些数没有可以核对的关系。
"""


def sections() -> Iterator[str]:
    """The lines of the part."""
    yield INTRODUCTION
    for path in sorted(BUDGETS.glob("*.xlsx")):
        forms = evaluate(read_book(path).snapshot).forms
        sums = gather_sums([form.form for form in forms]).all
        yield from _overview(path, sums)
        for form in forms:
            yield from _section(form, [each for each in sums if each.whole.figure.ref.sheet == form.form.sheet], sums)


def _overview(path: Path, sums: list[Sum]) -> Iterator[str]:
    yield f"{path.stem}：关系 {len(sums)} 条，{_verdicts(sums)}。\n"


def _verdicts(sums: list[Sum]) -> str:
    tails, wrong = sum(each.is_tail for each in sums), sum(each.is_wrong for each in sums)
    return f"相符 {len(sums) - tails - wrong} 条，尾差 {tails} 条，不符 {wrong} 条"


def _section(form: Evaluation, own: list[Sum], sums: list[Sum]) -> Iterator[str]:
    """A table: its relations by law, those off by rounding or wrong with their working, and what is found beside."""
    title = form.form.head.title
    yield f"## {form.form.sheet} {title.text if title else ''}\n"
    if own:
        yield f"- 关系 {len(own)} 条，{_verdicts(own)}"
    for law, count in Counter(_law(each) for each in own).items():
        yield f"  - {law}：{count} 条，{_verdicts([each for each in own if _law(each) == law])}"
    if form.form.table is not None and (rates := _rates(form.form.table)):
        yield f"- 增减率 {rates} 个，按所填位数与增减额 ÷ 上年数比较"
    for each in own:
        if each.is_tail or each.is_wrong:
            yield f"- {each.whole.figure.ref.address} {relation_message(each)}"
    for finding in form.findings:
        if finding.severity.value != "info":
            yield f"- {finding.code} {finding.ref.address if finding.ref else '—'} {finding.message}"
    if alone := list(_alone(form.form, sums)):
        yield f"- 没有可以核对的关系：{'、'.join(alone)}"
    yield ""


def _law(each: Sum) -> str:
    """The law in words, without the row that another table has for it."""
    if each.code != "F212":
        return str(each.law)
    tables = {str(part.name).partition("》")[0].lstrip("《") for part in each.parts}
    return f"应与《{'》《'.join(sorted(tables))}》一致"


def _rates(table: BudgetTable) -> int:
    return sum(RATE in row.amounts and row.amounts[RATE].number is not None for row in table.rows)


def _alone(form: Form, sums: list[Sum]) -> Iterator[str]:
    """The amounts that nothing else depends on: no sum, no percentage, nothing that they are a share of."""
    known = {term.figure.ref for each in sums for term in each.terms}
    for row in form.table.rows if form.table is not None else ():
        shares = {column.field for column in form.table.columns if column.within} if form.table is not None else set()
        if RATE in row.amounts and row.amounts[RATE].number is not None:
            continue
        for field, figure in row.amounts.items():
            if figure.number is not None and field not in shares and figure.ref not in known and form.table is not None:
                yield f"{name_amount(form.table, row, field)}（{figure.ref.address}，{figure.text}）"
