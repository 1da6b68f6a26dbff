"""Forms as a web page: one file without scripts, from which nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from xlperf.cells import Sheet
from xlperf.converting.pieces import rows_of

_STYLE = (
    "body{font:14px/1.5 'Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:1.5em}"
    "table{border-collapse:collapse;margin:0 0 2em;width:100%}td{border:1px solid #777;padding:.3em .5em}"
    "@media print{table{page-break-after:always}}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_web(sheets: Sequence[Sheet], title: str) -> bytes:
    """The page; every text is escaped."""
    head = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
    )
    return (head + "".join(map(_table, sheets)) + "</body></html>\n").encode("utf-8", "replace")


def _table(sheet: Sheet) -> str:
    return "<table>\n" + "".join(f"<tr>{''.join(_cells(row))}</tr>\n" for row in rows_of(sheet)) + "</table>\n"


def _cells(row: Sequence[tuple[int, int, int, str]]) -> Iterator[str]:
    for _, columns, rows, text in row:
        spans = f' colspan="{columns}"' * (columns > 1) + f' rowspan="{rows}"' * (rows > 1)
        yield f"<td{spans}>{'<br>'.join(map(escape, text.splitlines()))}</td>"
