"""Comparison signs and words around a figure, in all their spellings."""

from __future__ import annotations

import re

_SOMETHING_ELSE = "(?![^0-9]*(?:率|比例|占比|比重|达|实现|完成))"
"""A word that compares something else than the figure: 优于三类水质比例达到."""

_BEFORE = (
    (
        "≥|≧|⩾|≮|>=|=>|》=|不低于|不少于|不小于|不短于|不得低于|不得少于|不下于|不低|不少|至少|最少"
        "|大于或?等于|高于或?等于|大于=",
        "≥",
    ),
    (
        "≤|≦|⩽|≯|<=|=<|《=|不超过|不高于|不大于|不多于|不得超过|不得高于|不突破|不超|未超过?|没有超过|未突破|至多|最多"
        "|小于或?等于|低于或?等于|控制在(?!.*以上)",
        "≤",
    ),
    (f"[>》〉]|(?:大于|高于|多于|超过|优于){_SOMETHING_ELSE}|(?:突破|超)(?=$)", ">"),
    (f"[<《〈]|(?:小于|低于|少于|早于){_SOMETHING_ELSE}|(?:不足|不到|不满|未满|未达到?|没有?达到)(?=$)", "<"),
    ("[=═]|等于", "="),
    ("[≈]|^~|大约|(?<![节预合公条契特签履违制])约(?![谈定束见稿请])|大概|(?:接近|将近|近)(?=$)", "≈"),
)
_HOW_MANY = "(?:及其?|或)?"
_AFTER = (
    ("以上不含", ">"),
    ("以下不含", "<"),
    (f"{_HOW_MANY}(?:以上|之上)|[^,;。]{{1,6}}(?<![县市省级岁区乡镇模层])以上(?=[,;。!]|$)", "≥"),
    (f"{_HOW_MANY}(?:以下|以内|之内|之下)|内(?![设部容科外网涝])", "≤"),
    ("左右(?![岸两])|上下(?![游级班联])", "≈"),
)
_SIGNS_BEFORE = re.compile("|".join(f"({pattern})" for pattern, _ in _BEFORE))
_SIGNS_AFTER = re.compile("|".join(f"({pattern})" for pattern, _ in _AFTER))
_AGREEING = (({"≥", ">"}, "≥"), ({"≤", "<"}, "≤"))


def compare_words(before: str, after: str) -> str | None:
    """The comparator that the words before and after a figure give, "" for none; None where they contradict.

    >>> compare_words("不低于", ""), compare_words("达到", "以上"), compare_words("不超过", "以上")
    ('≥', '≥', None)
    """
    behind = _SIGNS_AFTER.match(after)
    if behind is not None and behind.lastindex == len(_AFTER):
        before = before.replace("控制在", "")  # 控制在50人左右
    found = {_BEFORE[match.lastindex - 1][1] for match in _SIGNS_BEFORE.finditer(before) if match.lastindex}
    if behind is not None and behind.lastindex:
        found.add(_AFTER[behind.lastindex - 1][1])
    if len(found) < 2:
        return found.pop() if found else ""
    exact = found - {"≈", "="}
    if len(exact) < 2:
        return exact.pop() if exact else "≈"
    return next((comparator for both, comparator in _AGREEING if exact == both), None)


def without_signs(before: str, after: str) -> tuple[str, str]:
    """The words before and after a figure, less those that compare.

    >>> without_signs("完成不少于", "以上。")
    ('完成', '。')
    """
    behind = _SIGNS_AFTER.match(after)
    return _SIGNS_BEFORE.sub("", before), after[behind.end() :] if behind else after
