"""A range as XML Spreadsheet 2003, written as Excel writes one: styles named, repeated looks left to rows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from tests.support.open_book import Box, OpenSheet, Position, pattern

_NAMED = {"0.00%": "Percent", "0.00": "Fixed", "#,##0.00": "Standard", "yyyy/m/d": "Short Date"}
_HEAD = (
    '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:html="http://www.w3.org/TR/REC-html40">'
)
_DEFAULT = '<Style ss:ID="Default" ss:Name="Normal"><Alignment ss:Vertical="Center"/><Interior/><NumberFormat/></Style>'

Look = tuple[str, str]


def write_xml(sheet: OpenSheet, area: Box) -> str:
    """The XML of an area; only cells with content, look or note have an element, as in Excel's."""
    styles: dict[Look, str] = {("", ""): "Default"}
    rows = "".join(_rows(sheet, area, styles))
    listed = "".join(_style(look, name) for look, name in styles.items() if name != "Default")
    return (
        f"{_HEAD}<Styles>{_DEFAULT}{listed}</Styles>"
        f"<Worksheet ss:Name={quoteattr(sheet.sheet.title)}><Table>{rows}</Table></Worksheet></Workbook>"
    )


def _rows(sheet: OpenSheet, area: Box, styles: dict[Look, str]) -> Iterator[str]:
    top, left, bottom, right = area
    for row in range(top, bottom + 1):
        cells = "".join(_cells(sheet, row, left, right, styles))
        yield f"<Row>{cells}</Row>" if cells else '<Row ss:AutoFitHeight="0"/>'


def _cells(sheet: OpenSheet, row: int, left: int, right: int, styles: dict[Look, str]) -> Iterator[str]:
    following = left
    for column in range(left, right + 1):
        at = row, column
        merge = sheet.merge_at(at)
        if merge is not None and merge[:2] != at:
            continue
        name = styles.setdefault(_look(sheet, at), f"s{len(styles) + 15}")
        content = _content(sheet, at)
        if name == "Default" and not content and merge is None:
            continue
        across = merge[3] - merge[1] if merge else 0
        down = merge[2] - merge[0] if merge else 0
        attributes = f' ss:Index="{column - left + 1}"' if column != following else ""
        attributes += f' ss:MergeAcross="{across}"' if across else ""
        attributes += f' ss:MergeDown="{down}"' if down else ""
        attributes += f' ss:StyleID="{name}"' if name != "Default" else ""
        following = column + across + 1
        yield f"<Cell{attributes}>{content}</Cell>"


def _look(sheet: OpenSheet, at: Position) -> Look:
    cell = sheet.cell(at)
    code = "" if cell.number_format == "General" else _NAMED.get(cell.number_format, cell.number_format)
    kind = pattern(cell.fill)
    if kind in (None, "gradient"):  # the format knows no gradients
        return code, ""
    colour = cell.fill.fgColor if kind == "solid" else cell.fill.bgColor
    told = str(colour.rgb)[-6:] if colour.type == "rgb" else "808080"
    return code, f'ss:Color="#{told}" ss:Pattern="{str(kind).title()}"'


def _style(look: Look, name: str) -> str:
    interior = f"<Interior {look[1]}/>" if look[1] else ""
    number = f"<NumberFormat ss:Format={quoteattr(look[0])}/>" if look[0] else ""
    return f'<Style ss:ID="{name}"><Alignment ss:WrapText="1"/>{interior}{number}</Style>'


def _content(sheet: OpenSheet, at: Position) -> str:
    value, comment = sheet.stored(at), sheet.cell(at).comment
    data = "" if value is None else f'<Data ss:Type="String">{escape(str(value))}</Data>'
    if comment is None:
        return data
    words = escape(str(comment.text)).replace("\n", "&#10;")
    bold = f'<B><html:Font html:Face="Tahoma" html:Size="9">{words}</html:Font></B>'
    return (
        f'{data}<Comment ss:Author="clerk"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">{bold}</ss:Data></Comment>'
    )
