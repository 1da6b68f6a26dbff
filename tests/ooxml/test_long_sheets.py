"""A long worksheet part is read in another way than a short one, and says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.small_packages import MAIN
from xlperf.errors import UnreadableError
from xlperf.ooxml import bare_rows, long_sheets, scanning
from xlperf.ooxml.places import Span
from xlperf.ooxml.scan import SheetScan
from xlperf.ooxml.scanning import scan_sheet

BARE = "".join(f'<row r="{n}" spans="1:3"><c r="A{n}" s="{n % 3}"/><c r="C{n}"/></row>\n' for n in range(20, 30))
OTHER = "".join(f'<row ht="2.5" r="{n}"><c s="1" r="A{n}" t="n"/><c t="s" r="B{n}"/></row>' for n in range(3, 19))

cells = st.sampled_from(
    [
        '<c r="A{n}"/>',
        '<c r="B{n}" s="2"/>',
        '<c r="B{n}" s="2"></c>',
        '<c s="3" r="C{n}"/>',
        '<c r="D{n}" s="1" t="s"><v>7</v></c>',
        '<c r="D{n}"><f t="shared" ref="D1:D9" si="0">A{n}+1</f><v>8</v></c>',
        '<c t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙&amp;</t></r><rPh><t>x</t></rPh></is></c>',
        "<c><v/></c>",
        "<c> <v>1<!-- 2 -->3</v></c>",
        "<c><v>5<x>6</x>7</v></c>",
        '<c r="F{n}"><c r="G{n}"/></c>',
        "<c r='H{n}' s='1'/>",
        '<x r="A1"/>',
        '<c r="é{n}" s="²"/>',
        "text",
    ]
)
starts = st.sampled_from(
    ['<row r="{n}">', "<row>", '<row r="{n}" ht="14.25" customHeight="1">', '<row ht="2" r="{n}">', '<row r="0">']
)


@st.composite
def rows(draw: st.DrawFn) -> str:
    number = draw(st.integers(1, 30))
    inner = "".join(draw(st.lists(cells, max_size=4)))
    return (draw(starts) + inner + "</row>").replace("{n}", str(number))


datas = st.lists(
    st.one_of(
        rows(),
        st.integers(1, 12).map(lambda n: f'<row r="{n}"><c r="A{n}" s="1"/></row>'),
        st.sampled_from(
            ['<row r="9"/>', BARE, "<!-- a -->", "<?pi?>", "<other/>", OTHER, f'<row r="5"><c>{BARE}</c></row>']
        ),
    ),
    max_size=8,
).map("".join)

AROUND = (
    "{rows}<sheetProtection sheet='1'/><mergeCells count='1'><mergeCell ref='A1:B2'/><mergeCell/></mergeCells>",
    "<sheetViews><sheetView/></sheetViews>{rows}<mergeCells/><mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
    "{rows}<sheetData><row r='7'><c><v>1</v></c></row></sheetData><ext><sheetData><row r='1'/></sheetData></ext>",
    "{rows}<!-- <row r='1'/> --><sheetProtection x:y='1' xmlns:x='urn:x'/>",
    "{rows}<?xlperf-rows 0?>",
)


def sheet(rows: str, around: str = "{rows}", space: str = f"xmlns='{MAIN}'") -> bytes:
    return f"<worksheet {space}>{around.format(rows=f'<sheetData>{rows}</sheetData>')}</worksheet>".encode()


def told(scan: SheetScan) -> tuple[object, ...]:
    return (
        (scan.prefix, scan.namespace, scan.raw, list(scan.order), dict(scan.styles), scan.rows, scan.size),
        (scan.merges, dict(scan.protection)),
        [sorted(scan.styled(looks)) for looks in ({0}, {1}, {2, 3}, set[int]())],
        {at: (scan.near_styles[at], scan.styles[at]) for at in scan.raw},
        [sorted(scan.cells_in(rows)) for rows in ({1, 22, 29}, {5}, set[int]())],
        placed_all(scan),
    )


def placed_all(scan: SheetScan) -> tuple[dict[tuple[int, int], bytes | None], dict[int, bytes | None]] | str:
    """The bytes of every cell and row, or why they cannot be told."""
    places = scan.places
    try:
        cells = {at: placed(scan, places.cell(at)) for at in {*scan.order, (4, 2), (22, 2)}}
        return cells, {number: placed(scan, places.row(number)) for number in {*scan.rows, 31}}
    except UnreadableError as error:
        return str(error)


def placed(scan: SheetScan, span: Span | None) -> bytes | None:
    return None if span is None else scan.xml[span.start : span.end]


def scan_long(xml: bytes) -> SheetScan:
    """Read as if it were long, a single row that holds nothing passed over too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "_WHOLE", 0)
        patch.setattr(bare_rows, "_SHORTEST", 1)
        return scan_sheet(xml)


@given(datas, st.sampled_from(AROUND), st.sampled_from([f"xmlns='{MAIN}'", "", "xmlns='urn:é'"]))
def test_both_readings_say_the_same(rows: str, around: str, space: str) -> None:
    xml = sheet(rows, around, space)
    assert told(scan_long(xml)) == told(scan_sheet(xml))


@pytest.mark.parametrize(
    "rows",
    [
        BARE,
        BARE + BARE,
        BARE + '<row r="5"><c r="A5" s="7"><v>1</v></c></row>',
        '<row r="22"><c r="A22" s="7"><v>1</v></c></row>' + BARE,
        BARE + "<row><c><v>1</v></c></row>",
        f"<row r='1'><c><v>5{BARE}6</v></c></row>",
        f"<row r='1'>{BARE}</row>",
        f"<x>{BARE}</x>",
        f"<!-- {BARE} --><row r='1'/>",
        f"<![CDATA[{BARE}]]><row r='1'/>",
        BARE.replace("<row ", "<row xmlns='urn:other' "),
        BARE.replace(' s="', ' s="00'),
        OTHER,
        OTHER + BARE.replace('r="2', 'r="3'),
    ],
)
def test_rows_that_hold_nothing_are_passed_over_only_where_they_are_rows(rows: str) -> None:
    for around in AROUND:
        assert told(scan_long(sheet(rows, around))) == told(scan_sheet(sheet(rows, around)))


def test_rows_that_hold_nothing_are_passed_over() -> None:
    first, last = (f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in (1, 40))
    scan = scan_long(sheet(first + BARE + last))
    assert [(stretch.cells, stretch.rows) for stretch in scan.bare] == [(1, 1)]
    assert (scan.positions, scan.numbers) == ([(1, 1), (40, 1)], [1, 40])
    assert scan.rows == [1, *range(20, 30), 40]
    assert list(scan.order) == [(1, 1), *((n, column) for n in range(20, 30) for column in (1, 3)), (40, 1)]
    assert scan.styles[22, 1] == 1
    assert scan.styles[22, 3] == 0
    assert placed(scan, scan.places.cell((22, 1))) == b'<c r="A22" s="1"/>'
    assert placed(scan, scan.places.row(29)) == BARE.splitlines()[-1].encode()


def test_rows_are_those_of_the_worksheet_itself() -> None:
    around = f"<ext><sheetData>{BARE}<row r='1'><c><v>1</v></c></row></sheetData></ext>{{rows}}"
    for scan in (scan_sheet(sheet(BARE, around)), scan_long(sheet(BARE, around))):
        assert (scan.rows, scan.raw) == (list(range(20, 30)), {})


def test_many_looks_asked_for_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlperf.ooxml.scan._MANY", 3)
    styles, short = scan_long(sheet(BARE)).styles, scan_sheet(sheet(BARE)).styles
    asked = [(row, column) for row in (*range(19, 31), 20) for column in (1, 2, 3)]
    assert [styles.get(at) for at in asked] == [short.get(at) for at in asked]
    assert len(styles) == len(short)


@pytest.mark.parametrize(
    "rows",
    [
        BARE.replace("</row>", "", 1),
        BARE.replace(' spans="1:3"', ' spans="1:3" spans="1:3"'),
        BARE.replace("1:3", "1:\x01"),
        BARE.replace("spans", "no:spans"),
        BARE + "<row",
        "<row>&unknown;</row>",
    ],
)
def test_what_is_not_well_formed_is_refused_also_where_it_is_passed_over(rows: str) -> None:
    for read in (scan_sheet, scan_long):
        with pytest.raises(UnreadableError, match="已损坏"):
            read(sheet(rows))


def test_more_than_fits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sheets, "MOST_CELLS", 19)
    for rows in (BARE, BARE.replace("/>", "><v/></c>"), f"<row>{'<c/>' * 20}</row>"):
        with pytest.raises(UnreadableError, match="多得不像"):
            scan_long(sheet(rows))


@pytest.mark.parametrize(("bound", "inner"), [("MOST_NEAR", "<c/>"), ("MOST_CONTENTS", "<c><v>1</v></c>")])
def test_cells_without_end_are_refused(bound: str, inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"xlperf.ooxml.scan.{bound}", 19)
    for read in (scan_sheet, scan_long):
        assert len(read(sheet(f"<row>{inner * 19}</row>")).positions) == 19
        with pytest.raises(UnreadableError, match="多得不像"):
            read(sheet(f"<row>{inner * 20}</row><row>{inner}</row>"))


def test_merged_areas_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_sheets, "MOST_ELEMENTS", 19)
    xml = sheet("", "{rows}<mergeCells>" + "<mergeCell ref='A1:B2'/>" * 20 + "</mergeCells>")
    with pytest.raises(UnreadableError, match="多得不像"):
        scan_long(xml)
