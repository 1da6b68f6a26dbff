"""What is said of XML that cannot or must not be read."""

from __future__ import annotations

import re

from xlperf.errors import UnreadableError
from xlperf.messages import say

PROLOG = rb"(?:\xef\xbb\xbf)?(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+<"
"""What may stand before the root of a part, and the sign that begins the root or a document type.

Possessive throughout: what was read once is not read again in another way.
"""

_DOCTYPE = re.compile(PROLOG + b"!DOCTYPE", re.DOTALL)
_REMEDY = say("请用 Excel 或 WPS 打开后另存为 .xlsx 再试。")


def broken_xml() -> UnreadableError:
    """A part that is not well-formed."""
    return UnreadableError(say("工作簿的内部文件已损坏，无法读取。"), _REMEDY)


def overfull() -> UnreadableError:
    """A part with more in it than fits into memory."""
    return UnreadableError(
        say("里面的行和单元格多得不像自评表（多半是整行整列设了格式），没有读完；请先删去多余的空行空列。"), _REMEDY
    )


def refuse_doctype(*_: object) -> None:
    """A handler that refuses a document type, in which entities could be declared. Raises UnreadableError."""
    raise UnreadableError(say("工作簿的内部文件带有 DTD 声明，可能有害，没有打开。"), _REMEDY)


def refuse_doctype_in(xml: bytes) -> None:
    """Raises UnreadableError where a part in UTF-8 declares a document type."""
    if is_doctype_in(xml):
        refuse_doctype()


def is_doctype_in(xml: bytes) -> bool:
    """A part in UTF-8 declares a document type."""
    return _DOCTYPE.match(xml) is not None
