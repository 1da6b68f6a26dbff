"""The styles part of a package under change."""

from __future__ import annotations

import posixpath

from xlperf.ooxml.draft import Draft, part_path
from xlperf.ooxml.outline import read_outline
from xlperf.ooxml.splice import Splice, apply_splices
from xlperf.ooxml.style_write import MAIN, STRICT_MAIN, StyleAppender, fill_styles, make_styles

_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def open_styles(draft: Draft) -> StyleAppender:
    """The workbook's looks, those of a plain workbook where it has none."""
    part = _part(draft)
    if part is None:
        xml = make_styles(STRICT_MAIN if draft.is_strict else MAIN)
        return StyleAppender(xml, read_outline(xml))
    xml, root = draft.package.read(part), draft.package.outline(part)
    if not root.is_empty:
        return StyleAppender(xml, root)
    filled = fill_styles(xml, root)
    return StyleAppender(filled, read_outline(filled))


def close_styles(draft: Draft, styles: StyleAppender) -> None:
    """Puts appended looks into the package, with a styles part where it has none."""
    splices, part = styles.splices(), _part(draft)
    if not splices:
        return
    if part is None:
        name = posixpath.join(posixpath.dirname(part_path(draft.package.workbook())), "styles.xml")
        if not draft.is_free(name):
            name = draft.free_name(name.replace(".xml", "{}.xml"))
        draft.add(name, apply_splices(styles.xml, splices), _STYLES)
        draft.relate(draft.package.workbook(), "styles", name)
    elif (old := draft.package.read(part)) is styles.xml:
        draft.splice(part, splices)
    else:
        draft.splice(part, [Splice(0, len(old), apply_splices(styles.xml, splices))])


def _part(draft: Draft) -> str | None:
    return draft.package.related(draft.package.workbook(), "styles")
