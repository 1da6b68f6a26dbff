"""Bars beside figures, as lengths in hundredths of the longest; the template draws them as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlperf.checks import check_name
from xlperf.findings import Severity
from xlperf.messages import Message, say
from xlperf.outcomes import Found
from xlperf.pages.overview import Figures
from xlperf.pages.statistics import Block, check_block, grade_block, rate_block
from xlperf.pages.wording import SEVERITY
from xlperf.reports.web.rows import text_of

MOST_UNITS = 15
"""So many units have a bar of their own: more are no picture any more, and the list can be filtered by each."""

Counted = tuple[str | Message, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: where it begins, how long it is, its look, what it counts."""

    start: str
    length: str
    look: str
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: label, the parts of its bar, the figure behind it; `filters` is what a click filters by."""

    label: str
    parts: tuple[Part, ...]
    total: int
    filters: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title, what its colours mean, and a remark."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()
    remark: str = ""


def make_charts(figures: Figures, lang: str) -> tuple[tuple[Chart, ...], ...]:
    """Forms by grade, findings by unit; beside them, forms by execution rate, findings by check."""
    return (
        (_plain_chart(grade_block(figures.grades), lang), _unit_chart(figures.units, lang)),
        (_plain_chart(rate_block(figures.rates), lang), _check_chart(check_block(figures.codes), lang)),
    )


def _plain_chart(block: Block, lang: str) -> Chart:
    return Chart(block.title.text(lang), _bars(block.rows, ("plain",), lang))


def _check_chart(block: Block, lang: str) -> Chart:
    codes = [("code", str(label).partition(" ")[0]) for label, _ in block.rows]
    rows: list[Counted] = [
        (f"{code} {say(check_name(code)).text(lang)}", counts[:-1])
        for (_, code), (_, counts) in zip(codes, block.rows, strict=True)
    ]
    return Chart(block.title.text(lang), _bars(rows, _LOOKS, lang, codes), _legend(_LOOKS, lang))


def _unit_chart(units: Mapping[str, Found], lang: str) -> Chart:
    """The units with the most errors, then with the most that somebody has to look at; hints are left out."""
    ordered = sorted(units.items(), key=lambda item: (-item[1].errors, -item[1].warnings, item[0]))
    noted = [(unit, found) for unit, found in ordered if found.errors or found.warnings]
    rows: list[Counted] = [(unit or say("（空白）"), found[:2]) for unit, found in noted[:MOST_UNITS]]
    filters = [("unit", unit) if unit else None for unit, _ in noted]
    bars = _bars(rows, _LOOKS[:2], lang, filters)
    title = say("各单位的错误和提醒（错误多的在前）").text(lang)
    return Chart(title, bars, _legend(_LOOKS[:2], lang), _others(noted[MOST_UNITS:], lang))


def _others(units: Sequence[tuple[str, Found]], lang: str) -> str:
    if not units:
        return ""
    errors, warnings = sum(found.errors for _, found in units), sum(found.warnings for _, found in units)
    told = say(
        "其余 {units} 个单位：错误 {errors} 处，提醒 {warnings} 处。",
        units=len(units),
        errors=errors,
        warnings=warnings,
    )
    return told.text(lang)


_LOOKS = tuple(severity.value for severity in Severity)


def _legend(looks: Iterable[str], lang: str) -> tuple[tuple[str, str], ...]:
    return tuple((look, SEVERITY[Severity(look)].text(lang)) for look in looks)


def _bars(
    rows: Sequence[Counted], looks: Sequence[str], lang: str, filters: Sequence[tuple[str, str] | None] = ()
) -> tuple[Bar, ...]:
    longest = max((sum(counts) for _, counts in rows), default=0) or 1
    return tuple(
        Bar(text_of(label, lang), _parts(counts, looks, longest, lang), sum(counts), filters[at] if filters else None)
        for at, (label, counts) in enumerate(rows)
    )


def _parts(counts: Sequence[int], looks: Sequence[str], longest: int, lang: str) -> tuple[Part, ...]:
    parts, start = [], 0
    for count, look in zip(counts, looks, strict=True):
        if count:
            parts.append(Part(_share(start, longest), _share(count, longest), look, _told(count, look, lang)))
        start += count
    return tuple(parts)


def _share(count: int, longest: int) -> str:
    return f"{100 * count / longest:.2f}"


def _told(count: int, look: str, lang: str) -> str:
    if look not in _LOOKS:
        return str(count)
    return say("{kind} {count} 处", kind=SEVERITY[Severity(look)], count=count).text(lang)
