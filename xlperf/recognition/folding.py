"""Labels made comparable: width, blanks, asterisks and bracketed remarks folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REMARK = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A label without blanks and line breaks, in half width, without asterisks and colons at its ends.

    >>> fold("*年度\\n指标值： ")
    '年度指标值'
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("*:※")


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """A folded label without the remarks in brackets behind it.

    >>> bare("执行率（B/A×100%）")
    '执行率'
    """
    label = fold(text)
    while (shorter := _REMARK.sub("", label)) != label:
        label = shorter
    return label
