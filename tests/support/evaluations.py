"""Forms and evaluations built by hand from the published figures in examples/data, without reading a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlperf.cells import Area, CellRef, Sheet, Snapshot, parse_address
from xlperf.evaluation import BookEvaluation, Evaluation, Filled
from xlperf.findings import Finding, Severity, Verdict
from xlperf.form import Block, Entry, Figure, Form, FundLine, Head, Indicator, Measure, Total
from xlperf.messages import Message, say
from xlperf.quantity import Unparsed
from xlperf.recognition import load_library
from xlperf.rules import load
from xlperf.scores import ScoreLine, ScoreSheet
from xlperf.scoring.blocks import sum_blocks
from xlperf.scoring.totals import standing_value

DATA = Path(__file__).parents[2] / "examples" / "data"
SHEET = "Sheet1"
FUNDS_ROW, INDICATORS_ROW = 6, 13
"""Rows of the first fund line and of the first indicator on the sheet that these forms are imagined on."""

KINDS = {"产出": "OUTPUT", "效益": "BENEFIT", "满意": "SATISFACTION", "成本": "COST"}


def published_form(name: str, *, blank: Iterable[str] = (), changed: dict[str, str] | None = None) -> Form:
    """A form of examples/data, such as ``shenzhen-2021/01``; cells named in `blank` hold nothing, `changed` others."""
    data = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    texts = {**dict.fromkeys(blank, ""), **(changed or {})}
    region = name.partition("-")[0]
    funds = tuple(_fund_line(line, FUNDS_ROW + n, texts) for n, line in enumerate(data["funds"]))
    rows = _indicators(data["indicators"], texts)
    last = INDICATORS_ROW + len(rows)
    points, score = (_figure(data["total"][key], last, n, texts) for n, key in ((6, "weight"), (7, "score")))
    total = Total(_entry("总分", last, 1), points, score)
    return Form(
        definition=f"{region}-project", sheet=SHEET, area=Area(1, 1, last, 8), head=_head(data),
        money_unit="元" if region == "shenzhen" else "万元", funds=funds, goal_expected=None, goal_actual=None,
        indicators=rows, total=total,
    )  # fmt: skip


def _head(data: dict[str, Any]) -> Head:
    project, department, unit = (data["header"][key] for key in ("项目名称", "主管部门", "实施单位"))
    year = int("".join(sign for sign in data["fiscal_year"] if sign.isdigit()))
    entries = [_entry(text, row, 2) for row, text in enumerate((data["title"], project, department, unit), 1)]
    return Head(*entries, _entry(data["fiscal_year"], 2, 6), year)


def _entry(text: str | None, row: int, column: int) -> Entry:
    return Entry(text or "", CellRef(SHEET, row, column))


def _figure(text: str | None, row: int, column: int, texts: dict[str, str]) -> Figure:
    ref = CellRef(SHEET, row, column)
    shown = texts.get(ref.address, text or "")
    return Figure(shown, ref, value=_value(shown), places=2)


def _value(text: str) -> Decimal | Unparsed | None:
    plain = text.replace(",", "").strip()
    if plain in ("", "-", "—"):
        return None
    try:
        return Decimal(plain.rstrip("%")) / (100 if plain.endswith("%") else 1)
    except ArithmeticError:
        return Unparsed(text, "不是数字")


def _fund_line(line: dict[str, Any], row: int, texts: dict[str, str]) -> FundLine:
    keys = ("initial_budget", "full_year_budget", "executed", "weight", "execution_rate", "score")
    figures = {key: _figure(line[key], row, column, texts) for column, key in enumerate(keys, 3)}
    return FundLine(label=_entry(line["label"], row, 2), role="total" if row == FUNDS_ROW else "part", **figures)


def _indicators(lines: list[dict[str, Any]], texts: dict[str, str]) -> tuple[Indicator, ...]:
    blocks: dict[str, Block] = {}
    rows = []
    for row, line in enumerate(lines, INDICATORS_ROW):
        label = line["level1"]
        block = blocks.setdefault(label, Block(_entry(label, row, 1), KINDS[label[:2]], None))
        rows.append(_indicator(line, row, block, texts))
    return tuple(rows)


def _indicator(line: dict[str, Any], row: int, block: Block, texts: dict[str, str]) -> Indicator:
    target, actual = (Measure(line[key], CellRef(SHEET, row, n)) for n, key in ((4, "target"), (5, "actual")))
    return Indicator(
        block, _entry(line["level2"], row, 2), _entry(line["level3"], row, 3), target, actual,
        _figure(line["weight"], row, 6, texts), _figure(line["score"], row, 7, texts), _entry(line["reason"], row, 8),
    )  # fmt: skip


def evaluation_of(
    form: Form,
    pack: str,
    *,
    findings: Iterable[Finding] = (),
    lines: Iterable[ScoreLine] = (),
    verdicts: Iterable[Verdict] = (),
) -> Evaluation:
    """An evaluation with these findings, and with these figures as what the rules give."""
    scores = ScoreSheet({line.ref: line for line in lines})
    total = form.total.score if form.total else None
    blank = {figure.ref for figure in form.computed_figures() if figure.is_blank}
    given = [line for line in scores.lines.values() if line.ref in blank and line.awarded is not None]
    standing = standing_value(total, scores.lines) if total else None
    return Evaluation(
        form=form, name=load_library().form(form.definition).name, pack=load(pack),
        pack_reason=say("识别为表单 {form}，用它的规则包 {pack}", form=form.definition, pack=pack), scores=scores,
        findings=tuple(findings), verdicts=tuple(verdicts),
        filled=tuple(Filled(line.ref, line.field, line.awarded, None, line) for line in given if line.awarded),
        corrected=(), blocks=sum_blocks(form, scores.lines), total_weight=Decimal(100),
        submitted_total=total.number if total else None, total_score=standing, expected_total=standing,
        recomputed_total=standing,
    )  # fmt: skip


def book_of(*evaluations: Evaluation, findings: Iterable[Finding] = ()) -> BookEvaluation:
    """A workbook that holds these forms."""
    return BookEvaluation(Snapshot("表.xlsx", (Sheet(SHEET, {}),)), evaluations, tuple(findings))


def shenzhen_01() -> Evaluation:
    """Shenzhen 01 as published: its rates are rounded to whole percent (97.00% for 96.99%), nothing else."""
    message = say("执行率应为 {expected}，表中 {actual}，属尾差", expected="96.99%", actual="97.00%")
    rates = [
        Finding("F201", Severity.INFO, message, _ref(cell), "96.99%", "97.00%", "执行率的定义", say("无须更改"))
        for cell in ("G6", "G7")
    ]
    verdicts = [Verdict(code, "pass") for code in ("F202", "F203", "S302", "S304", "S305")]
    return evaluation_of(published_form("shenzhen-2021/01"), "shenzhen-2021", findings=rates, verdicts=verdicts)


def shenzhen_01_blank() -> Evaluation:
    """Shenzhen 01 with the total line's rate (G6), its score (H6) and 总分 (G33) left blank."""
    form = published_form("shenzhen-2021/01", blank=("G6", "H6", "G33"))
    rate = Decimal("10325305.82") / Decimal("10645707.40")
    lines = (
        _line("G6", "execution_rate", rate, "0.9699", "", say("执行率＝10,325,305.82÷10,645,707.40＝96.99%")),
        _line("H6", "score", rate * 10, "9.70", "execution", say("得分＝分值×执行率＝10×96.99%＝9.70")),
        _line("G33", "total_score", Decimal("97.30"), "97.30", "total", say("总分＝各项得分之和")),
    )
    blank = say("该格空白，已按规则填入")
    findings = [Finding("Q513", Severity.WARNING, blank, line.ref, str(line.awarded)) for line in lines]
    verdicts = [Verdict("F201", "pass"), Verdict("S301", "no-data", say("{count} 处目标值不是数量", count=12))]
    return evaluation_of(form, "shenzhen-2021", findings=findings, lines=lines, verdicts=verdicts)


def _line(cell: str, field: str, exact: Decimal, awarded: str, clause: str, step: Message) -> ScoreLine:
    source = load("shenzhen-2021").clause(clause) if clause else None
    return ScoreLine(_ref(cell), field, exact, Decimal(awarded), source, (step,))


def shanghai_01_wrong() -> Evaluation:
    """Shanghai 01 (万元) with 92 printed as its total where its scores add up to 91, and an unreadable amount in C7."""
    form = published_form("shanghai-2020/01", changed={"G21": "92", "C7": "约110"})
    findings = (
        Finding("S310", Severity.INFO, say("规则包没有计分规则"), _ref("H6"), None, "10", "shanghai-2020 execution"),
        Finding("F206", Severity.ERROR, say("金额不是数字：{text}", text="约110"), _ref("C7"), None, "约110"),
        Finding("S305", Severity.ERROR, say("总分应为各项得分之和"), _ref("G21"), "91.00", "92", "shanghai-2020 total",
                say("请改正总分或各项得分")),
    )  # fmt: skip
    return evaluation_of(form, "shanghai-2020", findings=findings, verdicts=(Verdict("F201", "pass"),))


def _ref(address: str) -> CellRef:
    return CellRef(SHEET, *parse_address(address))
