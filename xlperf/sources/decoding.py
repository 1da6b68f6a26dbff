"""The text of a file whose encoding is not told: what Chinese offices write."""

from __future__ import annotations

import codecs
import re

from xlperf.errors import UnreadableError
from xlperf.messages import say

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)


def decode(data: bytes) -> str:
    """The text: by its mark, as UTF-8, as the page says, as GB 18030. Raises UnreadableError where none of them fits.

    >>> decode("执行率".encode("gbk")), decode("执行率".encode("utf-8-sig"))
    ('执行率', '执行率')
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", _told(data), "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableError(
        say("认不出文字的编码（不是 UTF-8，也不是 GBK）。"), say("请用原来的程序打开，另存为 UTF-8 编码后再试。")
    )


def _told(data: bytes) -> str:
    """The encoding that a web page names."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else "utf-8"
