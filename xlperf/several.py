"""Several figures that state one quantity: parts and their total, plan and actual, both ends of an interval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xlperf.comparison import compare_words, without_signs
from xlperf.written import Figure

_TOTAL = re.compile("(?:共|共计|合计|总计|总数|累计)[^0-9,;。]{0,4}$")
_DONE = re.compile("实际")
_PLANNED = re.compile("计划|目标|预算|应|预期|任务|指标值")
_AND = re.compile("[且并又而及和,、]{0,2}")
_APART = re.compile("[,;。、]")


def choose(text: str, figures: Sequence[Figure]) -> tuple[str, Figure] | None:
    """The part of the text that states the one quantity, and the figure in it; None where they are as many readings."""
    if len(figures) != 2:
        return _total(text, figures) or _said_again(text, figures)
    return _done(text, figures) or _both_ends(text, *figures) or _said_again(text, figures)


def _around(text: str, figures: Sequence[Figure], place: int) -> tuple[str, Figure]:
    """One of the figures with the words between its neighbours."""
    start = figures[place - 1].end if place else 0
    end = figures[place + 1].start if place + 1 < len(figures) else len(text)
    figure = figures[place]
    return text[start:end], figure._replace(start=figure.start - start, end=figure.end - start)


def _total(text: str, figures: Sequence[Figure]) -> tuple[str, Figure] | None:
    """国家级1个、省级2个，共3个: the sum that is called one."""
    if len({figure.unit for figure in figures}) > 1 or any(figure.upper is not None for figure in figures):
        return None
    called = [place for place, figure in enumerate(figures) if _TOTAL.search(text, 0, figure.start)]
    if len(called) != 1 or 2 * figures[called[0]].amount != sum(figure.amount for figure in figures):
        return None
    return _around(text, figures, called[0])


def _done(text: str, figures: Sequence[Figure]) -> tuple[str, Figure] | None:
    """计划10次，实际完成8次: what was done."""
    one, two = figures
    words = text[: one.start], text[one.end : two.start]
    done = [place for place in (0, 1) if _DONE.search(words[place])]
    if one.unit != two.unit or len(done) != 1 or not _PLANNED.search(words[1 - done[0]]):
        return None
    return _around(text, figures, done[0])


def _both_ends(text: str, low: Figure, high: Figure) -> tuple[str, Figure] | None:
    """≥80%且≤90%: an interval."""
    between = text[low.end : high.start]
    signs = compare_words(text[: low.start], between), compare_words(between, text[high.end :])
    if signs[0] not in ("≥", ">") or signs[1] not in ("≤", "<") or low.upper or high.upper:
        return None
    rest = without_signs(without_signs("", between)[1], "")[0]
    if low.unit not in ("", high.unit) or not _AND.fullmatch(rest) or low.amount > high.amount:
        return None
    whole = text[low.start : high.end]
    return whole, Figure(0, len(whole), low.amount, high.amount, high.unit)


def _said_again(text: str, figures: Sequence[Figure]) -> tuple[str, Figure] | None:
    """出勤率100%，合格率100%: the same percentage, or nothing, of everything; not five of this and five of that."""
    first = figures[0]
    same = all(figure[2:] == first[2:] for figure in figures)
    if not same or not (first.unit == "%" or first.amount == 0):
        return None
    parts = [_around(text, figures, place) for place in range(len(figures))]
    signs = {compare_words(part[: figure.start], part[figure.end :]) for part, figure in parts}
    gaps = (text[one.end : two.start] for one, two in pairwise(figures))
    return parts[0] if len(signs) == 1 and all(map(_APART.search, gaps)) else None
