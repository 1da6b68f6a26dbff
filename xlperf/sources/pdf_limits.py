"""What a PDF may ask of its reader: pdfminer itself inflates, repeats and crosses without end."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from xlperf.errors import UnreadableError
from xlperf.messages import say

LARGEST_STREAM = 64 << 20
"""Bytes that a stream may inflate to; pictures are never inflated."""

MOST_CONTENT = 4 << 20
"""Bytes that draw a page, with all that it draws again; a page full of figures has a hundredth of that."""

MOST_EDGES = 20_000
"""Lines of a page: every one is held against every other."""

_STEP = 1 << 20
_EACH = 200
"""Bytes that drawing something again counts as, however little it draws."""

_STREAM = re.compile(rb"stream\r?\n(?=\x78)")
_BARE_REFERENCE = re.compile(rb"\d\s+obj\s+\d+\s+\d+\s+R\s+endobj")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


def refuse_bombs(data: bytes) -> None:
    """Raises UnreadableError where a stream inflates to more than any page, font or table of a document.

    Also where an object is nothing but a reference: such may lead in a circle, which is followed without end.
    """
    if _BARE_REFERENCE.search(data):
        raise _refusal(say("里面的内容互相指来指去，没有读。"))
    for found in _STREAM.finditer(data):
        head = data[max(data.rfind(b"obj", 0, found.start()), 0) : found.start()]
        if b"/Image" not in head and _is_larger(data, found.end()):
            raise _refusal(say("里面的数据解压后大得异常，可能是压缩炸弹，没有打开。"))


def _is_larger(data: bytes, start: int) -> bool:
    inflater, size, at = zlib.decompressobj(), 0, start
    try:
        while not inflater.eof and size <= LARGEST_STREAM and (inflater.unconsumed_tail or at < len(data)):
            piece = inflater.unconsumed_tail or data[at : at + _STEP]
            at += 0 if inflater.unconsumed_tail else len(piece)
            size += len(inflater.decompress(piece, _STEP))
    except zlib.error:  # what is damaged ends there
        pass
    return size > LARGEST_STREAM


def refuse_crowded(page: Any) -> None:
    """Raises UnreadableError for a page that draws without end: itself, far too much, or far too many lines."""
    weight = _weight(page.page_obj.contents, page.page_obj.resources, ())
    if weight > MOST_CONTENT or len(page.edges) > MOST_EDGES:
        raise _crowded()


def _weight(streams: Iterable[Any], resources: Any, within: tuple[int, ...]) -> int:
    """Bytes that these streams draw, what they draw again counted as often as they do. Raises UnreadableError."""
    from pdfminer.pdftypes import dict_value

    contents = [content for stream in streams if (content := _content(stream)) is not None]
    forms = dict_value(dict_value(resources).get("XObject", {}))
    total = sum(map(len, contents))
    for form in _drawn(b"\n".join(contents), forms):
        if id(form) in within or total > MOST_CONTENT:
            raise _crowded()
        total += _EACH + _weight([form], form.get("Resources") or resources, (*within, id(form)))
    return total


def _content(stream: Any) -> bytes | None:
    from pdfminer.pdftypes import PDFStream, resolve1

    resolved = resolve1(stream)
    return resolved.get_data() if isinstance(resolved, PDFStream) else None


def _drawn(content: bytes, forms: Any) -> Iterator[Any]:
    """The forms that are drawn, each as often as it is."""
    from pdfminer.pdftypes import PDFStream, resolve1
    from pdfminer.psparser import literal_name

    for name in _DRAWN.findall(content):
        form = resolve1(forms.get(name.decode("latin-1")))
        if isinstance(form, PDFStream) and literal_name(form.get("Subtype")) == "Form":
            yield form


def _crowded() -> UnreadableError:
    return _refusal(say("有一页画的东西多得异常，没有读。"))


def _refusal(problem: object) -> UnreadableError:
    return UnreadableError(say("{problem}", problem=problem), say("请向报送单位要 Excel 或 Word 原件。"))
