"""Labels made comparable: width, blanks, signs, numbering and bracketed remarks folded away."""

from __future__ import annotations

import re
from functools import lru_cache

from xlperf.widths import fold_widths

_SIGNS = "*:※★☆●■◆▲·"
_REMARK = re.compile(r"\([^()]*\)$")
_WHOLE = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_LETTER = re.compile(r"(?<=[\u4e00-\u9fff])[A-Z](?:[/÷][A-Z])?$")
_YEAR = re.compile(r"^20\d\d年度?")
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|\(?\d{1,2}\)|\d{1,2}[、.](?!\d))"
)
_PLAIN = {
    **dict.fromkeys("【[〔{", "("),
    **dict.fromkeys("】]〕}", ")"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A label without blanks and line breaks, in half width, with round brackets, without signs at its ends.

    >>> fold("*年度\\n指标值： "), fold("产出指标【50分】")
    ('年度指标值', '产出指标(50分)')
    """
    plain = _ODD.sub(lambda sign: _PLAIN[sign[0]], fold_widths(text))
    return "".join(plain.split()).strip(_SIGNS)


@lru_cache(maxsize=16384)
def unnumbered(text: str) -> str:
    """A folded label without the numbering before it; what stands in brackets stays.

    >>> unnumbered("（1）补助人数（城镇）")
    '补助人数(城镇)'
    """
    return _NUMBERING.sub("", fold(text))


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """A folded label without the numbering before it, the remarks and letters behind it, and with any year as 某年.

    >>> bare("三、执行率（B/A×100%）"), bare("2023年预算数 A")
    ('执行率', '某年预算数')
    """
    label = unnumbered(text)
    whole = _WHOLE.fullmatch(label)
    label = whole[1] if whole else label
    while (shorter := _REMARK.sub("", label)) != label and shorter:
        label = shorter
    if label[-1:].isupper():  # looking for the letter takes longer than all the rest
        label = _LETTER.sub("", label)
    return _YEAR.sub("某年", label).strip(_SIGNS)
