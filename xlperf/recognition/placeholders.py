"""What a template prints where an indicator's name belongs: 指标1, ……, ×××."""

from __future__ import annotations

import re
from functools import lru_cache

from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import fold

_NUMBER = re.compile(r"[0-9一二三四五六七八九十]{0,2}$")
_FILLERS = " .。…·、,*_()"
_CROSSES = frozenset("Xx×")


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """The text names nothing: dots, crosses, or a template's word with its number.

    >>> is_placeholder("指标1："), is_placeholder("……"), is_placeholder("×××"), is_placeholder("指标数量")
    (True, True, True, False)
    """
    label = fold(text).strip(_FILLERS)
    if not label:
        return bool(text.strip(" *_()（）"))
    return set(label) <= _CROSSES or _NUMBER.sub("", label) in load_vocabulary().placeholders["names"]
