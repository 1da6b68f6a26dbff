"""Documents of other kinds that mean harm, or that nobody expects, one per way of being so."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable

from tests.support.hostile import MEGABYTE, Hostile, crowded, laughs, lying, outside, overlapping, pack

BOMB, DTD, BROKEN, FORMLESS, ENDLESS = "压缩炸弹", "DTD", "已损坏", "没有认出", "多得异常"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE, TABLE, TEXT = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text"))
ANY = (0, 1, 3)


def word_parts(body: str = "<w:p/>") -> dict[str, bytes]:
    """A document that python-docx itself writes, with another body."""
    from docx import Document

    content = io.BytesIO()
    Document().save(content)
    with zipfile.ZipFile(content) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return {**parts, "word/document.xml": document.encode()}


def word(body: str) -> Callable[[], bytes]:
    return lambda: pack(word_parts(body))


def word_with(part: str, content: bytes) -> Callable[[], bytes]:
    return lambda: pack({**word_parts(), part: content})


def sheet_parts(rows: str = "") -> dict[str, bytes]:
    """An OpenDocument spreadsheet of one table."""
    spaces = f'xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}"'
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return {"mimetype": kind.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()}


def sheet(rows: str) -> Callable[[], bytes]:
    return lambda: pack(sheet_parts(rows))


def ods_cell(words: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def pdf(objects: Iterable[str]) -> bytes:
    """A PDF of these objects, the first one its catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj {body} endobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    size = len(places) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size}/Root 1 0 R>>\n"
    return content + f"{tail}startxref\n{len(content)}\n%%EOF".encode()


def pdf_pages(pages: int) -> bytes:
    """Many pages of a few words."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    stream = "BT /F1 12 Tf 72 700 Td (words) Tj ET"
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1<</Type/Font/Subtype"
        "/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    return pdf([*objects, f"<</Length {len(stream)}>>stream\n{stream}\nendstream", *[page] * pages])


def pdf_stream(stream: bytes, filters: str = "/Filter/FlateDecode") -> bytes:
    """One page whose content is this stream."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>"
    head = pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page])
    body = b"4 0 obj <</Length %d%s>>stream\n" % (len(stream), filters.encode()) + stream + b"\nendstream endobj\n"
    return head.replace(b"xref\n", body + b"xref\n", 1)


def pdf_bomb() -> bytes:
    return pdf_stream(zlib.compress(bytes(1 << 30), 9))


def pdf_packed_twice() -> bytes:
    """A gigabyte, of which the outer filter alone shows nothing."""
    return pdf_stream(zlib.compress(zlib.compress(bytes(1 << 30), 9), 9), "/Filter[/FlateDecode/FlateDecode]")


def pdf_of_tables(tables: int) -> bytes:
    """Tables of cross references, each of which names the one before, the first one the last."""
    content, at = b"%PDF-1.4\n", 0
    pieces = [content]
    size = len(content)
    for _ in range(tables):
        piece = b"xref\n0 1\n0000000000 65535 f \ntrailer <</Size 5/Root 1 0 R/Prev %d>>\n" % at
        at = size
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces) + b"startxref\n%d\n%%%%EOF" % at


def pdf_doubling(levels: int) -> bytes:
    """A tree of pages each level of which has the next one twice."""
    kids = (f"<</Type/Pages/Count 1/Kids[{n} 0 R {n} 0 R]>>" for n in range(3, levels + 3))
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", *kids, "<</Type/Page/MediaBox[0 0 595 842]>>"])


def pdf_ruled(lines: int) -> bytes:
    """A page of many thousand lines: a grid of cells without end."""
    drawn = "".join(f"{n % 595} 0 m {n % 595} 842 l S 0 {n % 842} m 595 {n % 842} l S\n" for n in range(lines))
    return pdf_stream(zlib.compress(drawn.encode()))


WORD = (
    Hostile("比率炸弹.docx", word_with("word/media/a.bin", bytes(64 * MEGABYTE)), said=BOMB),
    Hostile(
        "重叠炸弹.docx", lambda: overlapping(pack(word_parts("<w:p/>" * 4000)), "word/document.xml", 60_000), said=BOMB
    ),
    Hostile(
        "谎报大小.docx", lambda: lying(pack(word_parts("<w:p/>" * 10_000_000)), "word/document.xml", 50), said=BROKEN
    ),
    Hostile("百万成员.docx", lambda: crowded(pack(word_parts()), 1_000_000), said=BOMB),
    Hostile("笑十亿次.docx", word_with("word/document.xml", laughs("w")), said=DTD),
    Hostile("外部实体.docx", word_with("word/document.xml", outside("w")), said=DTD),
    Hostile("外部实体-样式.docx", word_with("word/styles.xml", outside("w")), said=DTD),
    Hostile("关系里有实体.docx", word_with("word/_rels/document.xml.rels", outside("Relationships")), said=DTD),
    Hostile("十万层嵌套.docx", word("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    Hostile(
        "跨百万列.docx",
        word("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>" * 10),
    ),
    Hostile(
        "跨负数列.docx",
        word("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='-5'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"),
    ),
    Hostile(
        "十万行竖合并.docx",
        word("<w:tbl>" + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 30_000 + "</w:tbl>"),
    ),
    Hostile("三万段.docx", word("<w:p><w:r><w:t>字</w:t></w:r></w:p>" * 300_000)),
)

OPEN = (
    Hostile("比率炸弹.ods", lambda: pack({**sheet_parts(), "Pictures/a.bin": bytes(64 * MEGABYTE)}), said=BOMB),
    Hostile("百万成员.ods", lambda: crowded(pack(sheet_parts()), 1_000_000, wide=True), said=BOMB),
    Hostile("笑十亿次.ods", lambda: pack({**sheet_parts(), "content.xml": laughs("x")}), said=DTD),
    Hostile("外部实体.ods", lambda: pack({**sheet_parts(), "content.xml": outside("x")}), said=DTD),
    Hostile("样式外部实体.ods", lambda: pack({**sheet_parts(), "styles.xml": outside("x")}), said=DTD),
    Hostile("清单外部实体.ods", lambda: pack({**sheet_parts(), "META-INF/manifest.xml": outside("x")}), said=DTD),
    Hostile("行重复无数.ods", sheet(row(ods_cell("1"), 'table:number-rows-repeated="999999999"')), ANY),
    Hostile("格重复无数.ods", sheet(row(ods_cell("1", 'table:number-columns-repeated="999999999"'))), ANY),
    Hostile(
        "行列都重复.ods",
        sheet(row(ods_cell("1", 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"')),
        ANY,
    ),
    Hostile(
        "跨无数行列.ods",
        sheet(row(ods_cell("1", 'table:number-columns-spanned="999999999" table:number-rows-spanned="999999999"'))),
        ANY,
    ),
    Hostile("重复不是数.ods", sheet(row(ods_cell("1", 'table:number-columns-repeated="NaN"'))), ANY),
    Hostile("荒唐的数.ods", sheet(row(ods_cell("1", 'office:value-type="float" office:value="1E999"'))), ANY),
    Hostile("一张空表.ods", sheet(""), ANY),
    Hostile(
        "空格无数.ods",
        sheet(row("<table:table-cell><text:p><text:s text:c='999999999'/></text:p></table:table-cell>")),
        ANY,
    ),
    Hostile(
        "加密.ods",
        lambda: pack(
            {
                **sheet_parts(),
                "META-INF/manifest.xml": sheet_parts()["META-INF/manifest.xml"].replace(
                    b'media-type="text/xml"/>',
                    b'media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>',
                ),
                "content.xml": b"\x8f\x01" * 50,
            }
        ),
        ANY,
    ),
    Hostile(
        "比率炸弹.xlsb", lambda: pack({"xl/workbook.bin": b"x", "xl/media/a.bin": bytes(64 * MEGABYTE)}), said=BOMB
    ),
    Hostile(
        "外部实体.xlsb", lambda: pack({"xl/_rels/workbook.bin.rels": outside("x"), "xl/workbook.bin": b"x"}), said=DTD
    ),
    Hostile("乱码.xlsb", lambda: pack({"xl/workbook.bin": bytes(range(256)) * 50}), said=BROKEN),
)

TEXTS = (
    Hostile("五十兆.html", lambda: b"<html><body>" + b"<p>words of a page</p>\n" * 2_200_000, said="大"),
    Hostile("十万层.html", lambda: b"<div>" * 100_000 + b"x"),
    Hostile("十万层表.html", lambda: b"<table><tr><td>" * 20_000 + b"x"),
    Hostile("跨格无数.html", lambda: b"<table><tr><td colspan=999999999 rowspan=999999999>x</table>"),
    Hostile(
        "二十万格.html",
        lambda: b"<table>" + (b"<tr>" + b"<td rowspan=2000 colspan=200>x</td>" * 10) * 2000 + b"</table>",
    ),
    Hostile("实体.html", lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><p>&a;&#xD800;&#0;</p>'),
    Hostile("编码谎报.html", lambda: b'<meta charset="undefined">\xff\xfe\xfa' + "表".encode("gbk")),
    Hostile("编码是零.html", lambda: b'<meta charset="base64"><p>abc</p>\xc4\xe3'),
    Hostile("百万列.csv", lambda: b"1," * 1_000_000),
    Hostile("百万行.csv", lambda: b"1,2,3\n" * 1_000_000),
    Hostile("没有收口的引号.csv", lambda: b'"' + "甲,乙\n".encode() * 1_000_000),
    Hostile("长单元格.csv", lambda: b"a," + b"x" * 200_000 + b",b\n"),
    Hostile("零字节.csv", lambda: b"a,b\n" * 2000 + b"\0\0\n"),
    Hostile("探测很慢.csv", lambda: b'"a"x;' * 1600 + b"\n"),
    Hostile("五十兆.txt", lambda: "一行字\n".encode() * 5_000_000, said="大"),
    Hostile("百万列.txt", lambda: b"1\t" * 1_000_000),
    Hostile("百万行.txt", lambda: b"1\t2\n" * 1_000_000),
    Hostile("标记很多.txt", lambda: b"<p " * 100_000 + b"\t<p>x</p>"),
    Hostile("方括号.md", lambda: b"[" * 50_000),
    Hostile("引用层.md", lambda: b">" * 20_000 + b"x"),
    Hostile("强调.md", lambda: b"*a_ " * 50_000),
    Hostile("表格宽.md", lambda: b"|a" * 20_000 + b"|\n" + b"|-" * 20_000 + b"|\n" + b"|1" * 20_000 + b"|\n"),
)

PDFS = (
    Hostile("一万页.pdf", lambda: pdf_pages(10_000)),
    Hostile("页绕成圈.pdf", lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"])),
    Hostile("对象指自己.pdf", lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"])),
    Hostile("嵌套数组.pdf", lambda: pdf(["<</Type/Catalog/Pages " + "[" * 100_000 + ">>"])),
    Hostile("压缩炸弹.pdf", pdf_bomb),
    Hostile("套装炸弹.pdf", pdf_packed_twice, said=ENDLESS),
    Hostile("行程炸弹.pdf", lambda: pdf_stream(b"\x81\x00" * (8 << 20), "/Filter/RunLengthDecode"), said=ENDLESS),
    Hostile("上一张表绕圈.pdf", lambda: pdf_of_tables(100_000)),
    Hostile("页树翻倍.pdf", lambda: pdf_doubling(40)),
    Hostile("方括号无数.pdf", lambda: pdf_stream(zlib.compress(b"[" * 2_000_000))),
    Hostile("划线无数.pdf", lambda: pdf_ruled(20_000)),
    Hostile(
        "交叉引用绕圈.pdf",
        lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer <</Size 1/Prev 9>>\nstartxref\n9\n%%EOF",
    ),
)

DOCUMENTS = (*WORD, *OPEN, *TEXTS, *PDFS)
