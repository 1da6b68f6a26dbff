"""The report on a terminal or in a pipe: per file and form what was found, filled, and could not be judged.

Every sign of it can be shown by a console in GBK.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlperf.checks import find_check
from xlperf.evaluation import Evaluation, Filled
from xlperf.findings import Finding
from xlperf.messages import Message, say
from xlperf.outcomes import FileOutcome
from xlperf.pages.figures import BLANK_COMPUTED, name_figure, shown_value, untold_findings, working
from xlperf.pages.parts import entry_text
from xlperf.pages.recognition import name_unread_columns
from xlperf.pages.settings import settings_sentence
from xlperf.pages.tally import conclude, group_unjudged, ranked
from xlperf.pages.wording import SEVERITY, STATUS, chained
from xlperf.reports.columns import pad
from xlperf.reports.heights import text_width
from xlperf.reports.recognition import recognition_lines
from xlperf.reports.verdicts import verdict_lines

INDENT = "  "


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a form's list: what kind it is, which check, where, and what is so; `more` stands below it."""

    badge: Message
    code: str
    place: str
    text: Message
    more: tuple[Message, ...] = ()


def render_text(outcomes: Iterable[FileOutcome], lang: str = "zh", *, show: bool = False) -> str:
    """The report on some files, a blank line between them, ending in a line break; `show`: how each was recognised."""
    return "\n\n".join("\n".join(file_lines(outcome, lang, show=show)) for outcome in outcomes) + "\n"


def file_lines(outcome: FileOutcome, lang: str = "zh", *, show: bool = False) -> Iterator[str]:
    """One file: why it was not judged, or its forms and where the validated copy is."""
    yield outcome.path
    for message in _failure(outcome):
        yield INDENT + message.text(lang)
    book = outcome.evaluation
    if book is not None and book.forms:
        if (told := settings_sentence(book.settings)) is not None:
            yield INDENT + told.text(lang)
        yield from draw_rows([_finding_row(f, "", lang) for f in ranked(book.findings)], lang)
        for evaluation in book.forms:
            yield from form_lines(evaluation, lang, is_written=outcome.output is not None, show=show)
        for value in book.restated:
            template = "随之更新：{cell} 的公式结果由 {before} 变为 {after}"
            yield INDENT + say(template, cell=value.ref, before=value.before, after=value.after).text(lang)
    for caution in outcome.cautions:
        yield INDENT + say("注意：{caution}", caution=caution).text(lang)
    if outcome.output is not None:
        yield INDENT + say("已写出：{output}", output=outcome.output).text(lang)
    if outcome.result is not None:
        yield INDENT + say("校验结果另存为：{result}", result=outcome.result).text(lang)


def _failure(outcome: FileOutcome) -> Iterator[Message]:
    if outcome.error is not None:
        yield say("{status}：{error}", status=STATUS[outcome.status], error=outcome.error)
    if outcome.remedy is not None:
        yield say("怎么办：{remedy}", remedy=outcome.remedy)


def form_lines(evaluation: Evaluation, lang: str, *, is_written: bool, show: bool) -> Iterator[str]:
    """One form: whose it is, findings gravest first, figures given, what was not judged, the conclusion."""
    home = evaluation.form.sheet
    badge = say("已填") if is_written else say("应填")
    rows = [_finding_row(finding, home, lang) for finding in ranked(untold_findings(evaluation))]
    rows += [_given_row(filled, badge, evaluation) for filled in evaluation.filled]
    rows += [_given_row(filled, say("改正"), evaluation) for filled in evaluation.corrected]
    for message in _head(evaluation):
        yield INDENT + message.text(lang)
    yield from (INDENT + line for line in _recognition(evaluation, lang, show))
    yield from draw_rows(rows, lang)
    if show:
        yield from verdict_lines(evaluation, lang)
    for reason, codes in group_unjudged(evaluation.verdicts):
        text = say("无法判断 {codes}：{reason}", codes=" ".join(codes), reason=reason)
        yield INDENT * 2 + text.text(lang)
    yield INDENT + say("结论：{found}", found=conclude(evaluation.findings, (evaluation,))).text(lang)


def _head(evaluation: Evaluation) -> Iterator[Message]:
    form, pack = evaluation.form, evaluation.pack
    whose = form.head.project if form.kind == "project" else form.head.unit
    yield say(
        "{place}  {form}：{project}",
        place=f"{form.sheet}!{form.area}",
        form=evaluation.name,
        project=entry_text(whose),
    )
    yield say("规则包 {pack}（{reason}）", pack=pack.id, reason=evaluation.pack_reason)


def _recognition(evaluation: Evaluation, lang: str, show: bool) -> Iterator[str]:
    """How the form was recognised; unasked, only which columns were not understood."""
    if show:
        yield from recognition_lines(evaluation.form, lang)
    elif (named := name_unread_columns(evaluation.form)) is not None:
        yield named.text(lang)


def _finding_row(finding: Finding, home: str, lang: str) -> Row:
    """A finding, what stands and what should stand, and what to do."""
    ref, check = finding.ref, find_check(finding.code)
    place = "" if ref is None else ref.address if ref.sheet == home else str(ref)
    name = finding.code if check is None else check.slug if lang == "en" else check.name
    text = say("{name}：{message}", name=name, message=finding.message)
    return Row(SEVERITY[finding.severity], finding.code, place, text, tuple(_details(finding)))


def _details(finding: Finding) -> Iterator[Message]:
    """What stands and what should, by which source, in one line; what to do in the next."""
    facts = []
    if finding.actual is not None and finding.expected is not None:
        facts.append(say("表中 {actual}，应为 {expected}", actual=finding.actual, expected=finding.expected))
    elif finding.expected is not None:
        facts.append(say("应为 {expected}", expected=finding.expected))
    if finding.source is not None:
        facts.append(say("依据：{source}", source=say(finding.source)))
    if facts:
        yield chained(facts)
    if finding.remedy is not None:
        yield say("怎么办：{remedy}", remedy=finding.remedy)


def _given_row(filled: Filled, badge: Message, evaluation: Evaluation) -> Row:
    name, value = name_figure(filled, evaluation), shown_value(filled, evaluation)
    code = BLANK_COMPUTED if filled.before is None else ""
    return Row(badge, code, filled.ref.address, say("{name} {value}", name=name, value=value), (working(filled),))


def draw_rows(rows: list[Row], lang: str) -> Iterator[str]:
    """Rows in columns as wide as their widest entry; what is more stands below the text."""
    cells = [(row.badge.text(lang), row.code, row.place) for row in rows]
    widths = [max(map(text_width, column)) for column in zip(*cells, strict=True)]
    for row, entries in zip(rows, cells, strict=True):
        start = INDENT * 2 + "".join(pad(text, width + 2) for text, width in zip(entries, widths, strict=True))
        yield start + _flat(row.text, lang)
        yield from (" " * text_width(start) + _flat(message, lang) for message in row.more)


def _flat(message: Message, lang: str) -> str:
    return " ".join(message.text(lang).split("\n"))
