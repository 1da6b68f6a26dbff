"""Which value of a row belongs below which header, where cells before or between them are missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations

from xlperf.form import NIL_MARKS
from xlperf.recognition.levels import OTHER, is_level1_word, is_level2_word, kind_of, names_level

Placed = tuple[int, str]
"""Where a text stood, and the text."""

_NUMBER = re.compile(r"-?[\d,]*\.?\d+")
_SHORT, _LONG, _PROSE = 16, 60, 80

# How ill it is to leave a field blank; 0 for those that are blank more often than not.
_MISSING = {"level1": 0.3, "level2": 0.6, "level3": 5.0, "target": 3.0, "actual": 3.0, "weight": 3.0, "score": 3.0}
_DISTANCE = 0.1
"""How ill it is to stand a column away from the header."""


def fit_row(texts: Sequence[Placed], headers: Sequence[tuple[int, str]]) -> Mapping[str, str] | None:
    """Field → text, each text below one of the headers from left to right; None for more texts than headers.

    `headers` are (column, field). Of all ways to place them the one is taken in which words of levels stand below the
    levels, figures below points and score, and the fewest fields that a row needs are left blank.
    """
    if all(names_level(text) for _, text in texts):
        headers = [header for header in headers if header[1] in ("level1", "level2")]
    if len(texts) > len(headers):
        return None
    ways = combinations(headers, len(texts))
    best = min(ways, key=lambda way: _ill(texts, way, headers))
    return {field: text for (_, text), (_, field) in zip(texts, best, strict=True)}


def _ill(texts: Sequence[Placed], way: Sequence[tuple[int, str]], headers: Sequence[tuple[int, str]]) -> float:
    """How badly a way of placing the texts fits."""
    placed = zip(texts, way, strict=True)
    fits = sum(_misfit(text, field) + _DISTANCE * abs(at - column) for (at, text), (column, field) in placed)
    taken = {field for _, field in way}
    return fits + sum(_MISSING.get(field, 0) for _, field in headers if field not in taken)


@cache
def _misfit(text: str, field: str) -> float:
    """How badly a text fits a field: 0 well, 8 not at all."""
    if field in ("weight", "score"):
        return 0 if is_figure(text) else 8
    if field == "level1":
        return _misfit_level1(text)
    if field == "level2":
        return _misfit_level2(text)
    if field == "level3":
        return 6 if is_figure(text) else 4 if _is_level_word(text) else 3 if len(text) > _PROSE else 0
    if field in ("target", "actual"):
        return 5 if is_level2_word(text) else 4 if len(text) > _LONG else 0
    return 6 if is_level2_word(text) else 4 if is_figure(text) and text not in NIL_MARKS else 0.5


def _misfit_level1(text: str) -> float:
    if is_level2_word(text):
        return 3
    return 0 if kind_of(text) != OTHER and len(text) <= _SHORT and text.endswith(_ENDS) else 8


def _misfit_level2(text: str) -> float:
    if _is_level_word(text) or (text.endswith(_ENDS[0]) and len(text) <= _SHORT):
        return 0
    return 2 if kind_of(text) != OTHER and len(text) <= _SHORT else 8


def _is_level_word(text: str) -> bool:
    return is_level2_word(text) or is_level1_word(text)


_ENDS = ("指标", "）", ")", "产出", "效益", "满意度", "成本", "效果")
"""How the name of a level ends."""


def is_figure(text: str) -> bool:
    """A number, or a mark for none."""
    return text in NIL_MARKS or _NUMBER.fullmatch(text) is not None
