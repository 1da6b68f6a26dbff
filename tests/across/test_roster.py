"""Lists of units as offices keep them: titles above, headers over two rows, aliases, columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.support.office import convert_to_ods, needs_office
from xlperf.across.roster import Roster, read_roster
from xlperf.errors import UnreadableError


def save(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[str] = (), name: str = "名单") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # =1+1 is a text
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def names(roster: Roster) -> list[str]:
    return [each.unit.name for each in roster.units]


def test_a_list_with_titles_and_a_header_of_two_rows(tmp_path: Path) -> None:
    rows = (
        ("2021年度绩效自评应报单位名单",),
        ("填报单位：", "某市财政局", None, None, None, "单位：个"),
        ("序号", "单位名称（全称）", "曾用名", "主管部门", "联系", None, "分管科室"),
        (None, None, None, None, "联系人", "电话"),
        (1, "某市教育局（本级）", "市教委、教委", "某市教育局", "某某", "0000", "行财科"),
        (2, "某市第一中学", None, None, None, None, None),
        ("小计", "小 计"),
        (3, "某市体育局", None, "某市体育局", None, None, "社保科"),
        ("注", "注：按编制填列"),
    )
    merges = ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "D5:D6")
    roster = read_roster(save(tmp_path / "名单.xlsx", rows, merges))
    assert names(roster) == ["某市教育局（本级）", "某市第一中学", "某市体育局"]
    assert roster.columns == ("联系联系人", "联系电话", "分管科室")
    first, second, _ = roster.units
    assert first.unit.aliases == ("市教委", "教委")
    assert (first.own, str(first.ref)) == (("某某", "0000", "行财科"), "名单!B5")
    assert (second.department, second.own) == ("某市教育局", ("", "", ""))  # 主管部门 is merged over both


def test_of_two_columns_the_more_telling_one_is_the_name(tmp_path: Path) -> None:
    rows = (("部门名称", "单位名称", "单位简称", "别名", "备注"), ("甲局", "甲局中心", "甲中心", "中心", "新设"))
    roster = read_roster(save(tmp_path / "名单.xlsx", rows))
    (unit,) = roster.units
    assert (unit.unit.name, unit.unit.aliases) == ("甲局中心", ("甲中心", "中心"))
    assert dict(zip(roster.columns, unit.own, strict=True)) == {"部门名称": "甲局", "备注": "新设"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("sign", [",", "\t"])
def test_a_csv_file_of_excel_or_wps(tmp_path: Path, encoding: str, sign: str) -> None:
    path = tmp_path / "名单.csv"
    text = '单位名称,单位编码,联系电话\r\n"甲局\n（本级）",001,010-0\r\n\r\n乙局,002,=1+1\r\n'.replace(",", sign)
    path.write_bytes(text.encode(encoding))
    roster = read_roster(path)
    assert [(each.unit.name, each.code, each.own) for each in roster.units] == [
        ("甲局\n（本级）", "001", ("010-0",)), ("乙局", "002", ("=1+1",)),
    ]  # fmt: skip


@needs_office
def test_a_list_of_another_program(tmp_path: Path) -> None:
    save(tmp_path / "名单.xlsx", (("应报单位名单",), ("单位名称", "单位编码", "科室"), ("甲局", "001", "一科")))
    (unit,) = read_roster(convert_to_ods(tmp_path / "名单.xlsx", tmp_path)).units
    assert (unit.unit.name, unit.code, unit.own) == ("甲局", "001", ("一科",))


def test_lists_of_a_folder_are_one(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / "名单" / name).mkdir(parents=True)
        save(tmp_path / "名单" / name / "表.xlsx", (("单位名称", "科室"), (f"{name}局", "一科"), ("丙局", name)))
    roster = read_roster(tmp_path / "名单")
    assert sorted(names(roster)) == ["丙局", "乙局", "甲局"]
    assert len(roster.repeated) == 1


def test_a_unit_that_stands_twice_counts_once(tmp_path: Path) -> None:
    rows = (("单位名称", "科室"), ("甲局", "一科"), ("乙局", "二科"), ("甲 局", "三科"))
    roster = read_roster(save(tmp_path / "名单.xlsx", rows))
    assert names(roster) == ["甲局", "乙局"]
    assert [str(ref) for ref in roster.repeated] == ["名单!A4"]


def test_tables_of_several_sheets_and_none_of_a_hidden_one(tmp_path: Path) -> None:
    path = save(tmp_path / "名单.xlsx", (("单位名称", "科室"), ("甲局", "一科")))
    book = openpyxl.load_workbook(path)
    for title, state in (("区", "visible"), ("旧", "hidden")):
        sheet = book.create_sheet(title)
        sheet.append(("科室", "预算单位"))
        sheet.append(("二科", f"{title}局"))
        sheet.sheet_state = state
    book.save(path)
    units = read_roster(path).units
    assert [(each.unit.name, each.own) for each in units] == [
        ("甲局", ("一科",)),
        ("区局", ("二科",)),
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("甲局", "一科"), ("乙局", "二科")), "找不到写着“单位名称”的表头"),
        ((("填报单位：", "某市财政局"), ("日期：", "2021")), "找不到写着“单位名称”的表头"),
        ((("单位名称", "科室"), (None, "一科")), "“单位名称”一列是空的"),
        ((("单位名称", "科室"), ("合计", None)), "“单位名称”一列是空的"),
    ],
)
def test_what_is_no_list(tmp_path: Path, rows: Sequence[Sequence[object]], told: str) -> None:
    with pytest.raises(UnreadableError) as fault:
        read_roster(save(tmp_path / "名单.xlsx", rows))
    assert told in str(fault.value.problem)
    assert "名单.xlsx" in str(fault.value.problem)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (tmp_path / "坏.csv").write_bytes(b"\xff\xfe\x00\xff")
    for name in ("坏.xlsx", "坏.csv", "没有.xlsx", "没有.csv"):
        with pytest.raises(UnreadableError) as fault:
            read_roster(tmp_path / name)
        assert name in str(fault.value)
