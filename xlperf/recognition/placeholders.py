"""What a template prints where an indicator's name belongs: 指标1, ……, ×××."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from xlperf.recognition.definitions import load_vocabulary
from xlperf.recognition.folding import fold

_FILLERS = " .。…·、,*_()"
_CROSSES = "Xx×"


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """The text names nothing: dots, crosses, or a template's word with its number.

    >>> is_placeholder("指标1："), is_placeholder("……"), is_placeholder("×××"), is_placeholder("指标数量")
    (True, True, True, False)
    """
    label = fold(text).strip(_FILLERS)
    if not label:
        return bool(text.strip(" *_()（）"))
    return not label.strip(_CROSSES) or _numbered_name().fullmatch(label) is not None


@cache
def _numbered_name() -> re.Pattern[str]:
    names = "|".join(map(re.escape, load_vocabulary().placeholders["names"]))
    return re.compile(rf"(?:{names})[0-9一二三四五六七八九十]{{0,2}}")
