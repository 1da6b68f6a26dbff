"""Q501: a required field is blank."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.checks.check import PASSED, Case, Check, Result
from xlperf.findings import Severity
from xlperf.form import Entry, Indicator
from xlperf.messages import Message, say

_OF_PROJECTS = ("project", "project-targets")
_TARGET, _ACTUAL, _POINTS = say("年度指标值"), say("实际完成值"), say("分值")


def check_blank_field(case: Case) -> Iterator[Result]:
    """Project (not in a department's form), unit and year; target, actual value and points of each applicable row.

    A statement before the year has no actual values yet.
    """
    for name, entry in _head_fields(case):
        yield _blank(entry, say("表头的{name}空白", name=name)) if _is_left_out(entry) else PASSED
    for row in case.form.weighed:
        for name, field in _row_fields(row, is_statement=case.form.is_statement):
            if _is_left_out(field):
                yield _blank(field, say("“{indicator}”的{name}空白", indicator=row.level3.text, name=name))
            else:
                yield PASSED


def _head_fields(case: Case) -> Iterator[tuple[Message, Entry]]:
    head = case.form.head
    if case.form.table is not None:  # tables of one workbook share what the first of them says
        return
    fallback = head.title or head.project or head.unit
    fields = [(say("项目名称"), head.project)] if case.form.kind in _OF_PROJECTS else []
    if head.unit is not None or head.department is None:  # a department's own form has no cell for another unit
        fields.append((say("实施单位"), head.unit))
    if head.year is None:
        fields.append((say("年度"), head.year_entry))
    for name, entry in fields:
        if entry is not None:
            yield name, entry
        elif fallback is not None:
            yield name, Entry("", fallback.ref)


def _row_fields(row: Indicator, *, is_statement: bool) -> Iterator[tuple[Message, Entry]]:
    yield _TARGET, row.target
    if not is_statement:
        yield _ACTUAL, row.actual
    if row.weight is not None:
        yield _POINTS, row.weight


def _is_left_out(entry: Entry) -> bool:
    return entry.is_blank and entry.formula is None


def _blank(entry: Entry, message: Message) -> Result:
    return CHECK.finding(message, entry.ref)


CHECK = Check(
    code="Q501",
    slug="blank-field",
    name="必填项空白",
    severity=Severity.ERROR,
    holds_when="项目名称、实施单位、年度，或已用的指标行的年度指标值、实际完成值、分值空白",
    source="表单要求",
    remedy="请补填该格。",
    wrong="指标“课题数量”的实际完成值空白",
    right="指标“课题数量”的实际完成值填 11",
    run=check_blank_field,
)
