"""Writes docs/published-forms.md, what was found form by form: `python docs/published_forms.py`."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from xlperf.cells import CellRef
from xlperf.checks import check_name
from xlperf.evaluation import Evaluation, evaluate
from xlperf.findings import Finding, Severity
from xlperf.form import Head
from xlperf.ooxml.book import read_book
from xlperf.rounding import show_number, show_percent, show_score
from xlperf.scoring.execution import exact_rate

ROOT = Path(__file__).parents[1]
INBOX = ROOT / "examples" / "inbox"
TARGET = Path(__file__).parent / "published-forms.md"
WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}

INTRODUCTION = """# 已公开的自评表：逐份核对

本页由 `python docs/published_forms.py` 生成，不要手工修改。表格取自 `examples/inbox`（来源见 `examples/README.md`），
数字与公开文本逐字一致，原有的差错也照录。每份表列出：可由规则算出的数有多少与所填一致，哪些不一致、依据是什么，
哪些没有规则可以判断。
"""


def main() -> None:
    """Writes the page."""
    TARGET.write_text(render(), "utf-8")


def render() -> str:
    """The page as Markdown."""
    forms = [(path, form) for path in sorted(INBOX.rglob("*.xlsx")) for form in _evaluate(path)]
    parts = [INTRODUCTION, *_summary(forms)]
    for path, form in forms:
        parts += _section(path, form)
    parts += runpy.run_path(str(Path(__file__).with_name("published_budget.py")))["sections"]()
    return "\n".join(parts) + "\n"


def _evaluate(path: Path) -> tuple[Evaluation, ...]:
    return evaluate(read_book(path).snapshot).forms


def _summary(forms: list[tuple[Path, Evaluation]]) -> Iterator[str]:
    agreeing, computed = 0, 0
    counts = dict.fromkeys(Severity, 0)
    for _, form in forms:
        same, all_of_them = _agreement(form)
        agreeing, computed = agreeing + same, computed + all_of_them
        for finding in form.findings:
            counts[finding.severity] += 1
    yield f"共 {len(forms)} 份表：可算出的数 {computed} 个，与所填一致 {agreeing} 个；"
    yield "、".join(f"{WORDS[severity]} {count} 处" for severity, count in counts.items()) + "。\n"


def _agreement(form: Evaluation) -> tuple[int, int]:
    """(figures that equal the rule's, figures that a rule gives); a rate at the decimals that stand in its cell."""
    reported = {finding.ref for finding in form.findings if finding.code in ("F201", "F202", "S301", "S305")}
    given = [figure for figure in form.form.computed_figures() if _is_computed(form, figure.ref) and not figure.is_mark]
    return sum(figure.ref not in reported for figure in given), len(given)


def _is_computed(form: Evaluation, ref: CellRef) -> bool:
    """A rule gives the figure; what is given for words is a person's judgement."""
    line = form.scores.at(ref)
    return line is not None and line.awarded is not None and not (line.clause and line.clause.key == "qualitative")


def _section(path: Path, form: Evaluation) -> Iterator[str]:
    yield f"## {path.parent.name}/{path.stem}\n"
    yield f"- {_whose(form.form.head)}；表单 `{form.form.definition}`；规则包 `{form.pack.id}`（{form.pack_reason}）"
    yield f"- {_funds(form)}"
    submitted, recomputed = _score(form.submitted_total), _score(form.recomputed_total)
    yield f"- 自评得分 {submitted}，重算得分 {recomputed}，等级 {form.grade or '—'}"
    same, computed = _agreement(form)
    yield f"- 可算出的数 {computed} 个，与所填一致 {same} 个"
    yield from (
        f"- 无法判断：{check_name(v.code)}（{v.code}）：{v.reason}" for v in form.verdicts if v.verdict == "no-data"
    )
    yield ""
    yield from runpy.run_path(str(Path(__file__).with_name("published_department.py")))["department_sections"](form)
    if form.findings:
        yield from _table(form.findings, form.form.sheet)
    else:
        yield "没有发现问题。\n"


def _whose(head: Head) -> str:
    """The project; of a form without one, the unit."""
    if head.project is not None:
        return f"项目：{head.project.text}"
    return f"单位：{head.unit.text if head.unit else '—'}"


def _funds(form: Evaluation) -> str:
    line = form.form.total_line
    if line is None or line.full_year_budget is None or line.executed is None:
        return "没有资金总额行"
    rate = exact_rate(line)
    exact = show_percent(rate) if rate is not None else "—"
    unit = form.form.money_unit
    budget, executed = line.full_year_budget.text, line.executed.text
    stated = f"所填 {line.execution_rate.text}" if line.execution_rate is not None else "表上没有"
    return f"全年预算数 {budget} {unit}，全年执行数 {executed} {unit}，执行率{stated}，算得 {exact}"


def _score(value: Decimal | None) -> str:
    return "—" if value is None else show_score(value, 2) if value != value.to_integral() else show_number(value)


def _table(findings: tuple[Finding, ...], home: str) -> Iterator[str]:
    yield "| 级别 | 检查 | 单元格 | 所填 | 应为 | 说明 | 依据 |"
    yield "|---|---|---|---|---|---|---|"
    for f in sorted(findings, key=lambda f: f.severity.rank):
        cell = f.ref.address if f.ref is not None and f.ref.sheet == home else str(f.ref or "—")
        name = f"{f.code} {check_name(f.code)}"
        values = (WORDS[f.severity], name, cell, f.actual or "", f.expected or "", f.message, f.source)
        yield "| " + " | ".join(str(value).replace("|", "／").replace("\n", " ") for value in values) + " |"
    yield ""


if __name__ == "__main__":
    main()
