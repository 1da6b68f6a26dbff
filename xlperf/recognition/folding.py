"""Labels made comparable: width, blanks, asterisks, numbering and bracketed remarks folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REMARK = re.compile(r"\([^()]*\)$")
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\(?\d{1,2}\)|\d{1,2}[、.](?!\d))"
)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A label without blanks and line breaks, in half width, without asterisks and colons at its ends.

    >>> fold("*年度\\n指标值： ")
    '年度指标值'
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("*:※")


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """A folded label without the numbering before it and the remarks in brackets behind it.

    >>> bare("三、执行率（B/A×100%）")
    '执行率'
    """
    label = _NUMBERING.sub("", fold(text))
    while (shorter := _REMARK.sub("", label)) != label and shorter:
        label = shorter
    return label.strip("*:※")
