"""Comparison signs and words around a figure, in all their spellings."""

from __future__ import annotations

import re

_BEFORE = (
    (
        "≥|≧|⩾|>=|=>|》=|不低于|不少于|不小于|不短于|不得低于|不得少于|不下于|不低|不少|至少|最少"
        "|大于或?等于|高于或?等于|大于=",
        "≥",
    ),
    (
        "≤|≦|⩽|<=|=<|《=|不超过|不高于|不大于|不多于|不得超过|不得高于|不突破|不超|未超过?|没有超过|未突破|至多|最多"
        "|小于或?等于|低于或?等于|控制在(?!.*以上)",
        "≤",
    ),
    ("[>》]|大于|高于|多于|超过|优于|(?:突破|超)(?=$)", ">"),
    ("[<《]|小于|低于|少于|早于|(?:不足|不到|不满|未满|未达到?|没有?达到)(?=$)", "<"),
    ("[=═]|等于", "="),
    ("[≈]|大约|(?<![节预合公条契特签履违制])约|大概|(?:接近|将近|近)(?=$)", "≈"),
)
_AFTER = (
    ("(?<![县市省级岁区乡镇])以上|之上", "≥"),
    ("(?<![县市省级岁区乡镇])以下|以内|之内|之下|^内", "≤"),
    ("左右|上下", "≈"),
)
_SIGNS_BEFORE = re.compile("|".join(f"({pattern})" for pattern, _ in _BEFORE))
_SIGNS_AFTER = re.compile("|".join(f"({pattern})" for pattern, _ in _AFTER))
_AGREEING = (({"≥", ">"}, "≥"), ({"≤", "<"}, "≤"))


def compare_words(before: str, after: str) -> str | None:
    """The comparator that the words before and after a figure give, "" for none; None where they contradict.

    >>> compare_words("不低于", ""), compare_words("达到", "以上"), compare_words("不超过", "以上")
    ('≥', '≥', None)
    """
    found = {_BEFORE[match.lastindex - 1][1] for match in _SIGNS_BEFORE.finditer(before) if match.lastindex}
    found |= {_AFTER[match.lastindex - 1][1] for match in _SIGNS_AFTER.finditer(after) if match.lastindex}
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
    return _SIGNS_BEFORE.sub("", before), _SIGNS_AFTER.sub("", after)
