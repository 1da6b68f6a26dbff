"""Patterns for rules that forms print: folded texts, and a small language without unbounded repetition."""

from __future__ import annotations

import re
from functools import cache

from xlperf.widths import fold_widths

_NUMBER = r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,2})?(?![0-9])"
_GAP = ".{0,24}?"
_SIGNS = {"[": "(?:", "]": ")?", "<": "(?:", ">": ")", "|": "|", "…": _GAP, "$": "$"}
_TOKEN = re.compile(r"\{(?P<slot>\w+)\}|(?P<sign>[\[\]<>|…$])|(?P<text>[^\[\]<>|…${}]+)")

_ALIKE = {"*": "×✕✖xX∗·", "/": "÷∕", "-": "‐‑‒–—―−~～至到", ",": "、;", "1": "一"}
_FOLDED = str.maketrans({sign: plain for plain, signs in _ALIKE.items() for sign in signs})
_DROPPED = re.compile(r"[\s()\[\]{}【】〔〕《》“”\"'‘’:]+")


def fold(text: str) -> str:
    """A text with widths, blanks, brackets, and the many signs for times, divided by and up to folded.

    >>> fold("得 分（２０分×执行率）：100%～80%（含）、80%")
    '得分20分*执行率100%-80%含,80%'
    """
    return _DROPPED.sub("", fold_widths(text)).translate(_FOLDED)


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of notes.toml as an expression over folded texts; a slot that comes again stands for the same number.

    >>> compile_pattern("{points}分×[预算]执行率").search(fold("得分（20分*执行率）"))["points"]
    '20'
    """
    seen: set[str] = set()
    return re.compile("".join(_translate(match, seen) for match in _TOKEN.finditer(pattern)))


def _translate(match: re.Match[str], seen: set[str]) -> str:
    if match["sign"]:
        return _SIGNS[match["sign"]]
    if match["text"]:
        return re.escape(fold(match["text"]))
    slot = match["slot"]
    again = slot in seen
    seen.add(slot)
    return f"(?P={slot})" if again else f"(?P<{slot}>{_NUMBER})"
