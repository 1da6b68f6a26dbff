"""Words written otherwise: blanks and line breaks inside, other widths, signs before and behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tests.recognition.variations import typed
from tests.recognition.variations.page import LABELS, Box, Page
from tests.recognition.variations.variation import Variation

_BETWEEN = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_REMARK = re.compile("[（(][AB/]+[)）]")
_TO_FULL = str.maketrans("()0123456789%/:*", "（）０１２３４５６７８９％／：＊")
_COLUMNS = ("label", "header")


def spelled(spell: Callable[[str], str], kinds: Iterable[str] = LABELS, part: str = "") -> Callable[[Page], Page]:
    """Each label of the kinds (in a part of the form) spelled in another way."""

    def change(box: Box) -> Box:
        if box.kind not in kinds or part not in ("", box.part) or not isinstance(box.content, str) or not box.content:
            return box
        return replace(box, content=spell(box.content))

    return lambda page: page.changed(change)


def parted(sign: str) -> Callable[[str], str]:
    """A sign between each two Chinese characters."""
    return lambda text: _BETWEEN.sub(sign, text)


def broken(text: str) -> str:
    """A line break behind the second character: 年度, 指标值."""
    return f"{text[:2]}\n{text[2:]}" if len(text) > 3 else text


REMARKS = {
    "full_year_budget": "（A）",
    "executed": "（B）",
    "execution_rate": "（B/A×100%）",
    "target": "（A）",
    "actual": "（B）",
    "weight": "（满分100分）",
    "score": "（保留两位小数）",
}


def remarked(page: Page) -> Page:
    """The letters and formulas that forms print behind their headers."""

    def change(box: Box) -> Box:
        if box.kind != "header" or "（" in str(box.content):
            return box
        return replace(box, content=f"{box.content or ''}{REMARKS.get(box.key, '')}" or None)

    return page.changed(change)


def lettered(page: Page) -> Page:
    """Formulas in square brackets and without any."""
    signs = {"full_year_budget": "A", "executed": "【B】", "execution_rate": "[B/A]", "target": " A", "actual": " B"}

    def change(box: Box) -> Box:
        known = box.kind == "header" and box.key in signs and "元" not in str(box.content)
        return replace(box, content=_REMARK.sub("", str(box.content)) + signs[box.key]) if known else box

    return page.changed(change)


VARIATIONS = (
    Variation("blanks inside words", page=spelled(parted(" "))),
    Variation("ideographic blanks inside words", page=spelled(parted("\u3000"))),
    Variation("no-break blanks inside words", page=spelled(parted("\xa0"))),
    Variation("tabs inside words", page=spelled(parted("\t"))),
    Variation("zero-width blanks inside words", page=spelled(parted("\u200b"))),
    Variation("line breaks inside words", page=spelled(broken)),
    Variation("line breaks as Windows writes them", page=spelled(lambda text: broken(text).replace("\n", "\r\n"))),
    Variation("words written from top to bottom", page=spelled(parted("\n"), ("level", "caption"))),
    Variation("blanks around words", page=spelled(lambda text: f"  {text} \u3000")),
    Variation("half-width signs", page=spelled(typed.to_half)),
    Variation("full-width signs", page=spelled(lambda text: text.translate(_TO_FULL))),
    Variation("asterisks before words", page=spelled(lambda text: f"*{text}", _COLUMNS)),
    Variation("asterisks behind words", page=spelled(lambda text: f"{text} *", _COLUMNS)),
    Variation("full-width asterisks", page=spelled(lambda text: f"＊{text}", _COLUMNS)),
    Variation("stars before words", page=spelled(lambda text: f"★{text}", _COLUMNS)),
    Variation("colons behind words", page=spelled(lambda text: f"{text}：", _COLUMNS)),
    Variation("half-width colons and blanks behind words", page=spelled(lambda text: f"{text} : ", _COLUMNS)),
    Variation("words in square brackets", page=spelled(lambda text: f"【{text}】", ("header",))),
    Variation("remarks behind headers", page=remarked),
    Variation("letters behind headers", page=lettered),
    Variation("numbered captions", page=spelled(lambda text: f"二、{text}", ("caption",))),
    Variation(
        "numbered labels of the head",
        page=spelled(lambda text: f"1.{text}", ("label",), "head"),
        unsaid=frozenset({"spending.label"}),
    ),
)
