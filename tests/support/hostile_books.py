"""Workbooks that mean harm, or that nobody expects, one per way of being so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

from tests.support.hostile import (
    BOOK,
    BOOK_RELATIONS,
    MEGABYTE,
    READ,
    SHEET,
    STRINGS,
    Hostile,
    crowded,
    good_parts,
    laughs,
    lying,
    outside,
    overlapping,
    pack,
    replaced,
    with_part,
    without_part,
)
from tests.support.small_packages import DOCUMENT, MAIN, RELATIONS
from xlperf.cells import column_letters

BOMB, DTD, BROKEN, MISSING = "压缩炸弹", "DTD", "已损坏", "缺少内部文件"
EXECUTED = "<v>10325305.82</v>"
"""The executed amount of the form, which stands in two cells."""


def random_like(size: int) -> bytes:
    """Bytes that deflate to about a hundredth: below the ratio that is refused."""
    return (b"".join(number.to_bytes(3, "big") + bytes(497) for number in range(size // 500)))[:size]


def with_rows(rows: Iterable[str]) -> Callable[[], bytes]:
    """The good form with further rows below."""
    return lambda: replaced(SHEET, "</sheetData>", "".join(rows) + "</sheetData>")()


def with_row_end(row: int, cells: Iterable[str]) -> Callable[[], bytes]:
    """The good form with further cells in a row below it."""
    return with_rows(iter([f'<row r="{row}">{"".join(cells)}</row>']))


def number(value: str) -> Callable[[], bytes]:
    """The good form with another amount executed."""
    return replaced(SHEET, EXECUTED, f"<v>{value}</v>")


def text(value: str) -> Callable[[], bytes]:
    """The good form with another text as the project's name."""
    return replaced(STRINGS, "<t>科协组织建设与事业发展</t>", f"<t>{value}</t>")


def twins() -> bytes:
    content = io.BytesIO(pack(good_parts()))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr(zipfile.ZipInfo(SHEET), f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>')
    return content.getvalue()


def sheets_many(times: int) -> bytes:
    """One worksheet part under many tabs."""
    entries = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, times + 1))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{entries}</sheets></workbook>'
    return pack({**good_parts(), BOOK: book.encode()})


def related_to(target: str, mode: str = "") -> Callable[[], bytes]:
    """The good form whose worksheet is looked for at another place."""
    return replaced(BOOK_RELATIONS, 'Target="worksheets/sheet1.xml"', f'Target="{target}"{mode}')


def large_together() -> bytes:
    """Ten members of 60 MB, none of which is dense."""
    filler = {"xl/media/0.bin": random_like(60 * MEGABYTE)}
    return overlapping(pack({**good_parts(), **filler}), "xl/media/0.bin", 9)


def wide_cells() -> Iterator[str]:
    return (f'<c r="{column_letters(column)}40"><v>{column}</v></c>' for column in range(1, 16385))


def deep(levels: int) -> bytes:
    return b"<worksheet>" + b"<a>" * levels + b"</a>" * levels + b"</worksheet>"


def merges(references: Iterable[str]) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in references) + "</mergeCells>"


BOMBS = (
    Hostile("比率炸弹.xlsx", with_part("xl/media/a.bin", bytes(64 * MEGABYTE)), said=BOMB),
    Hostile("总量炸弹.xlsx", large_together, said=BOMB),
    Hostile("重叠炸弹.xlsx", lambda: overlapping(pack(good_parts()), SHEET, 60_000), said=BOMB),
    Hostile("百万成员.xlsx", lambda: crowded(pack(good_parts()), 1_000_000), said=BOMB),
    Hostile("百万成员-64位.xlsx", lambda: crowded(pack(good_parts()), 1_000_000, wide=True), said=BOMB),
    Hostile("谎报大小.xlsx", lambda: lying(with_part(STRINGS, bytes(64 * MEGABYTE))(), STRINGS, 5000), said=BROKEN),
    Hostile("谎报巨大.xlsx", lambda: lying(pack(good_parts()), STRINGS, (1 << 32) - 2), said=BOMB),
    Hostile("笑十亿次-共享字符串.xlsx", with_part(STRINGS, laughs("sst")), said=DTD),
    Hostile("笑十亿次-工作表.xlsx", with_part(SHEET, laughs("worksheet")), said=DTD),
    Hostile("笑十亿次-样式.xlsx", with_part("xl/styles.xml", laughs("styleSheet")), said=DTD),
    Hostile("笑十亿次-关系.xlsx", with_part("_rels/.rels", laughs("Relationships")), said=DTD),
    Hostile("笑十亿次-属性.xlsx", with_part("docProps/core.xml", laughs("x")), said=DTD),
    Hostile("外部实体-工作表.xlsx", with_part(SHEET, outside("worksheet")), said=DTD),
    Hostile("外部实体-工作簿.xlsx", with_part(BOOK, outside("workbook")), said=DTD),
    Hostile(
        "外部实体-宽字符.xlsx",
        with_part(
            SHEET,
            '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16")
            + outside("worksheet")[21:].decode().encode("utf-16-le"),
        ),
        said=DTD,
    ),
    Hostile(
        "外部实体-藏在注释后.xlsx",
        with_part(SHEET, b'<?xml version="1.0"?><!--' + b"x" * 5000 + b"-->" + outside("worksheet")[21:]),
        said=DTD,
    ),
)
"""What would fill the memory, or fetch something."""

SIZES = (
    Hostile("16384列.xlsx", with_row_end(40, wide_cells()), READ),
    Hostile("十万个单元格一行.xlsx", with_row_end(40, (f"<c><v>{n}</v></c>" for n in range(100_000))), READ),
    Hostile("1048576空行.xlsx", with_rows(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(33, 1048577)), READ),
    Hostile("最后一格.xlsx", with_rows(['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']), READ),
    Hostile("行号太大.xlsx", with_rows(['<row r="999999999"><c r="ZZZ999999999"><v>1</v></c></row>']), READ),
    Hostile("整表合并.xlsx", replaced(SHEET, "</sheetData>", "</sheetData>" + merges(["A40:XFD1048576"])), READ),
    Hostile("尺寸不对.xlsx", replaced(SHEET, '<dimension ref="A1:I32"/>', '<dimension ref="ZZ9:A0:#REF!"/>'), READ),
    Hostile("三万字单元格.xlsx", text("长" * 32767), READ),
    Hostile("百万字单元格.xlsx", text("长" * 1_000_000), READ),
    Hostile("一千张表.xlsx", lambda: sheets_many(1000), READ),
    Hostile("十万层嵌套.xlsx", with_part(SHEET, deep(100_000))),
    Hostile("十万层公式.xlsx", replaced(SHEET, EXECUTED, f"<f>{'(' * 8000}1{')' * 8000}</f>"), READ),
    Hostile("绕圈公式.xlsx", replaced(SHEET, EXECUTED, "<f>F5+F6</f>"), READ),
)
"""More of everything than a form has."""

PACKAGES = (
    *(
        Hostile(f"缺{part.replace('/', '-')}.xlsx", without_part(part), statuses)
        for part, statuses in (
            (SHEET, (3,)),
            (BOOK, (3,)),
            (BOOK_RELATIONS, (3,)),
            (STRINGS, (0, 1, 3)),
            ("xl/styles.xml", READ),
            ("[Content_Types].xml", (0, 1, 3)),
            ("_rels/.rels", READ),
            ("xl/theme/theme1.xml", READ),
        )
    ),
    Hostile("表就是工作簿自己.xlsx", related_to("workbook.xml"), (3,)),
    Hostile("表在包外.xlsx", related_to("../../../../../../etc/passwd"), (3,), MISSING),
    Hostile("表在本机.xlsx", related_to("file:///etc/passwd"), (3,), MISSING),
    Hostile("表在网上.xlsx", related_to("http://127.0.0.1:9/sheet1.xml", ' TargetMode="External"'), (3,)),
    Hostile("绝对路径.xlsx", related_to("/xl/worksheets/sheet1.xml"), READ),
    Hostile("兜圈子的路径.xlsx", related_to("../xl/../xl/./worksheets/../worksheets/sheet1.xml"), READ),
    Hostile(
        "关系自己指自己.xlsx",
        with_part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{DOCUMENT}/comments" '
            'Target="sheet1.xml"/></Relationships>'.encode(),
        ),
        (0, 1, 3),
    ),
    Hostile("孪生部件.xlsx", twins, (0, 1, 3)),
    Hostile("类型不对.xlsx", replaced("[Content_Types].xml", "spreadsheetml.worksheet+xml", "drawing+xml"), READ),
    Hostile("类型乱写.xlsx", with_part("[Content_Types].xml", b"<x/>"), READ),
)
"""Packages whose parts do not hang together."""

VALUES = (
    *(
        Hostile(f"数字{n}.xlsx", number(value), READ)
        for n, value in enumerate(
            (
                "1E308",
                "-1E308",
                "1E309",
                "1E400",
                "1E999999999",
                "1E-400",
                "NaN",
                "INF",
                "-Infinity",
                "9" * 40,
                "0." + "0" * 40 + "1",
                "9" * 5000,
                "1_000",
                "0x10",
                "１２３",
                "",
                " ",
            )
        )
    ),
    Hostile("日期当金额.xlsx", replaced(SHEET, EXECUTED, "<v>44561</v>"), READ),
    Hostile(
        "真日期.xlsx", replaced(SHEET, ' s="3"><v>10325305.82</v>', ' s="3" t="d"><v>2021-12-31T00:00:00</v>'), READ
    ),
    Hostile("序号越界.xlsx", replaced(SHEET, 't="s"><v>17</v>', 't="s"><v>99999999999999999999</v>'), READ),
    Hostile("样式越界.xlsx", replaced(SHEET, ' s="3"', ' s="4000000000"'), READ),
    Hostile("半个代理对.xlsx", text("甲_xD800_乙"), READ),
    Hostile("半个代理对的引用.xlsx", text("甲&#xD800;乙"), (3,), BROKEN),
    Hostile("控制字符.xlsx", text("甲_x0000_\u0085_x0007_乙"), READ),
    Hostile("从右到左.xlsx", text("甲\u202e\u2066乙\u200f\u061c"), READ),
    Hostile("行的分隔符.xlsx", text("甲\u2028乙\u2029丙"), READ),
    *(
        Hostile(f"公式样{n}.xlsx", text(value), READ)
        for n, value in enumerate(
            (
                "=1+1",
                "+1",
                "-1",
                "@SUM(1)",
                "\t=1+1",
                "=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)",
                "=cmd|' /C calc'!A0",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "[甲](javascript:alert(1))",
                "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;",
                "{{ 7*7 }}",
                "{value} %s {0.__class__}",
            )
        )
    ),
)
"""Values that no form should hold."""

BOOKS = (*BOMBS, *SIZES, *PACKAGES, *VALUES)
