"""统计, the sheet of tables that the charts of a batch read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.findings import Finding, Severity
from xlperf.messages import Message, say
from xlperf.outcomes import BatchResult
from xlperf.pages.issues import issues
from xlperf.pages.parts import full_line, heading_line
from xlperf.pages.summary import form_rows
from xlperf.pages.summary_columns import Row
from xlperf.pages.wording import SEVERITY, check_title
from xlperf.sheets import Line, Page, Spot

NAME = "统计"
WIDTHS = (26.0, 7.0, 7.0, 7.0, 7.0, 3.0, *(11.0,) * 7)
"""Tables in the first five columns, charts in the last seven."""

TABLE_COLUMNS = 5
CHART_COLUMN = 7
CHART_LINES = 15
"""Rows that a chart takes; a shorter table is filled up with empty rows."""

GRADES = ("优", "良", "中", "差")

RATE_BANDS = (Decimal("0.5"), Decimal("0.8"), Decimal("0.9"), Decimal("0.95"), Decimal(1))
"""Upper bounds, exclusive, of the bands of execution rates; exactly 100 % and above stand alone."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table of the sheet, charted: `rows` are label and counts; `bars` run sideways, a stack of severities each."""

    title: Message
    headings: tuple[Message, ...]
    rows: tuple[tuple[str | Message, tuple[int, ...]], ...]
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with the 1-based rows where its title and its first and last figures stand."""

    block: Block
    title: int
    first: int
    last: int


def statistics(batch: BatchResult) -> tuple[Page, tuple[Placed, ...]]:
    """The sheet 统计, and where its tables stand, for the charts."""
    rows, findings = form_rows(batch), [issue.finding for issue in issues(batch)]
    lines = [full_line(say("统计"), "title", len(WIDTHS)), full_line(_remark(batch, rows), "note", len(WIDTHS))]
    placed = []
    for block in (grade_block(rows), rate_block(rows), check_block(findings)):
        lines.append(Line(()))
        placed.append(Placed(block, len(lines) + 1, len(lines) + 3, len(lines) + 2 + len(block.rows)))
        lines += _block_lines(block)
    return Page(NAME, WIDTHS, tuple(lines), landscape=False), tuple(placed)


def _remark(batch: BatchResult, rows: tuple[Row, ...]) -> Message:
    failed = sum(outcome.is_failure for outcome in batch.outcomes)
    files = len({row.outcome.path for row in rows})
    return say("{files} 个工作簿，{forms} 张表；{failed} 个文件未能处理。", files=files, forms=len(rows), failed=failed)


def _block_lines(block: Block) -> Iterator[Line]:
    """Title, header and rows of a table, filled up to the height of its chart."""
    yield full_line(block.title, "subtitle", TABLE_COLUMNS)
    yield heading_line(*block.headings)
    for label, counts in block.rows:
        yield Line((Spot(label, "label"), *(Spot(count, "integer") for count in counts)))
    yield from (Line(()) for _ in range(CHART_LINES - len(block.rows)))


def grade_block(rows: Iterable[Row]) -> Block:
    """How many forms have each grade, and how many none, for want of a total."""
    counts = Counter(row.evaluation.grade for row in rows)
    labels: list[tuple[str | Message, tuple[int, ...]]] = [(grade, (counts[grade],)) for grade in GRADES]
    others = [(grade, (counts[grade],)) for grade in sorted(filter(None, counts)) if grade not in GRADES]
    ungraded = (say("无总分"), (counts[None],))
    return Block(say("等级分布（按表内总分）"), (say("等级"), say("表数")), (*labels, *others, ungraded))


def rate_block(rows: Iterable[Row]) -> Block:
    """How many forms have an execution rate within each band, and how many none."""
    counts = Counter(_band(_rate(row)) for row in rows)
    return Block(
        say("执行率分布"), (say("执行率"), say("表数")), tuple((label, (counts[n],)) for n, label in enumerate(_BANDS))
    )


def _rate(row: Row) -> Decimal | None:
    line = row.evaluation.form.total_line
    figure = line.execution_rate if line else None
    return None if figure is None or figure.is_mark else row.evaluation.standing(figure)


def _band(rate: Decimal | None) -> int:
    """The place of a rate among the bands."""
    if rate is None:
        return len(_BANDS) - 1
    return sum(rate >= bound for bound in RATE_BANDS) + (rate > 1)


_BANDS: tuple[str | Message, ...] = (
    say("50% 以下"), "50%～80%", "80%～90%", "90%～95%", "95%～100%", "100%", say("100% 以上"), say("无数据"),
)  # fmt: skip


def check_block(findings: Iterable[Finding]) -> Block:
    """How often each check found something, by severity, the most frequent first."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(finding.code, Counter())[finding.severity] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    rows = tuple(
        (check_title(code), (*(count[severity] for severity in Severity), count.total())) for code, count in ordered
    )
    headings = (say("检查"), *(SEVERITY[severity] for severity in Severity), say("合计"))
    return Block(say("各项检查发现的问题"), headings, rows, bars=True)
