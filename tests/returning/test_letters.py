"""退回意见 to each unit: what 问题清单 says is sent, as documents that another program reads."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from tests.across.test_roster import save
from tests.cli.conftest import Call, call
from tests.numbering.test_laws import WRONG
from tests.support.folders import form, write
from tests.support.lists import decide, list_rows, number_of
from xlperf.batch import run_batch
from xlperf.errors import DefinitionError, UnreadableError, UsageError
from xlperf.returning.letters import export_template, write_letters

__all__ = ["call"]

HOSTILE = "少年宫 {{单位}} <w:p> ]]> &amp; {{编号}}"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Two units: one with two projects and its name written in two ways, one with signs that names must not have."""
    folder = tmp_path / "in"
    write(folder / "甲.xlsx", form("96.4", "9.5", project="免费开放", unit="某市文化局（本级）", rows=WRONG))
    write(folder / "乙.xlsx", form("84.6", "9", project="送戏下乡", unit="某市文化局"))
    good = form("96.4", "9.64", project="好", unit="某市/少年宫:")
    write(folder / "丙.xlsx", form("55.2", "9", project=HOSTILE, unit="某市/少年宫:"), good)
    run_batch(folder, tmp_path / "out")
    return tmp_path / "out"


def read(path: Path) -> tuple[list[str], list[list[list[str]]]]:
    """The paragraphs, and the tables row by row."""
    document = docx.Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return [paragraph.text for paragraph in document.paragraphs], tables


def sent(out: Path) -> dict[str, list[str]]:
    """File name → the numbers in it."""
    folder = out / "退回意见"
    return {path.name: [row[0] for table in read(path)[1] for row in table[1:]] for path in sorted(folder.iterdir())}


def test_the_names_of_a_roster_are_of_one_unit(tmp_path: Path, call: Call) -> None:
    """What a unit is also called is on the list that the run was held against; letters take it from there."""
    write(tmp_path / "in" / "甲.xlsx", form("96.4", "9.5", project="免费开放", unit="某市文化和旅游局"))
    write(tmp_path / "in" / "乙.xlsx", form("84.6", "9", project="送戏下乡", unit="某市文旅局"))
    save(tmp_path / "名单.xlsx", (("单位名称", "别名"), ("某市文化和旅游局", "某市文旅局")))
    call("batch", tmp_path / "in", "-o", tmp_path / "out", "--roster", tmp_path / "名单.xlsx")
    call("letters", tmp_path / "out")
    ((name, numbers),) = sent(tmp_path / "out").items()
    assert (name, len(numbers)) == ("某市文化和旅游局 退回意见.docx", 2)
    call("batch", tmp_path / "in", "-o", tmp_path / "out", "--force")
    call("letters", tmp_path / "out", "--force", "-o", tmp_path / "各自")
    assert len(list((tmp_path / "各自").iterdir())) == 2, "the run knew of no list"


def test_a_letter_to_each_unit_with_its_errors(out: Path) -> None:
    write_letters(out, deadline="2022年3月31日")
    errors = {row["编号"]: row for row in list_rows(out) if row["级别"] == "错误"}
    letters = sent(out)
    assert list(letters) == ["某市 少年宫 退回意见.docx", "某市文化局 退回意见.docx"]
    assert sorted(number for numbers in letters.values() for number in numbers) == sorted(errors)
    paragraphs, tables = read(out / "退回意见" / "某市文化局 退回意见.docx")
    text = "\n".join(paragraphs)
    assert paragraphs[0] == "绩效自评表审核退回意见"
    assert paragraphs[1] == "某市文化局："
    assert "共审核 2 张" in text
    assert f"问题 {len(letters['某市文化局 退回意见.docx'])} 处" in text
    assert "2022年3月31日 前" in text
    assert "2. 免费开放（8 处）" in paragraphs
    assert "1. 送戏下乡（1 处）" in paragraphs
    assert "工作簿：甲.xlsx　工作表：自评表1" in paragraphs
    assert "{{" not in text
    assert tables[0][0] == ["编号", "单元格", "表中数", "应为", "问题与依据", "怎么改"]
    number = number_of(out, "F202", "送戏下乡")
    (row,) = tables[0][1:]
    assert row[:4] == [number, "H5", "9", "8.46"]
    assert "cn-2020" in row[4]
    assert row[5] == errors[number]["怎么办"]
    assert paragraphs[-2:] == ["（审核单位盖章）", "年　　月　　日"]


def test_the_list_is_obeyed(out: Path) -> None:
    first, second = number_of(out, "F202", "送戏下乡"), number_of(out, "F202", "免费开放")
    warning = next(row["编号"] for row in list_rows(out) if row["级别"] != "错误")
    choices = {
        first: {"处理": "已说明", "处理理由": "系统取整"},
        second: {"是否下发": "否"},
        warning: {"是否下发": "是"},
    }
    decide(out, lambda row: choices.get(row["编号"], {}))
    write_letters(out)
    told = [number for numbers in sent(out).values() for number in numbers]
    assert not {first, second} & set(told)
    assert warning in told
    run_batch(out.parent / "in", out, resume=True)
    kept = {row["编号"]: row["处理"] for row in list_rows(out)}
    assert kept[first] == "已说明", "what letters read is there in the next run"
    write_letters(out, force=True)
    assert sorted(told) == sorted(number for numbers in sent(out).values() for number in numbers)


def test_a_folder_that_was_copied_without_its_journal(out: Path) -> None:
    number = number_of(out, "F202", "送戏下乡")
    decide(out, lambda row: {"处理": "认可"} if row["编号"] == number else {})
    (out / ".xlperf.sqlite").unlink()
    write_letters(out)
    assert number not in [each for numbers in sent(out).values() for each in numbers]


def test_text_of_a_workbook_stays_text(out: Path) -> None:
    write_letters(out)
    path = out / "退回意见" / "某市 少年宫 退回意见.docx"
    paragraphs, _ = read(path)
    assert paragraphs[1] == "某市/少年宫:："
    assert f"1. {HOSTILE}（1 处）" in paragraphs
    with zipfile.ZipFile(path) as package:
        assert b"instrText" not in package.read("word/document.xml")


def test_of_several_versions_the_one_that_counts(tmp_path: Path) -> None:
    write(tmp_path / "in" / "表.xlsx", form("96.4", "9.5"))
    write(tmp_path / "in" / "表最终版2.xlsx", form("96.4", "9.64"))
    run_batch(tmp_path / "in", tmp_path / "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [file["forms"][0]["standing"] for file in report["files"]] == ["older", "counts"]
    assert write_letters(tmp_path / "out").letters == ()


def test_names_are_never_shared(tmp_path: Path) -> None:
    units = ["甲/局", "甲:局", "甲?局", "CON", "x" * 300, "局" * 300]
    for at, unit in enumerate(units):
        write(tmp_path / "in" / f"{at}.xlsx", form("96.4", "9.5", project=f"项目{at}", unit=unit))
    run_batch(tmp_path / "in", tmp_path / "out")
    written = write_letters(tmp_path / "out").letters
    assert len({path.name.casefold() for _, path in written}) == len(units)
    assert all(path.is_file() and len(path.name.encode()) < 240 for _, path in written)
    assert {letter.unit for letter, _ in written} == set(units)


def test_nothing_is_replaced_without_force_and_nothing_half_written(out: Path) -> None:
    write_letters(out)
    before = {path: path.read_bytes() for path in (out / "退回意见").iterdir()}
    with pytest.raises(UsageError):
        write_letters(out, deadline="2022年3月31日")
    assert {path: path.read_bytes() for path in (out / "退回意见").iterdir()} == before
    write_letters(out, deadline="2022年3月31日", force=True)
    assert sorted(before) == sorted((out / "退回意见").iterdir())


@pytest.fixture
def template(tmp_path: Path) -> Path:
    export_template(tmp_path / "模板.docx")
    return tmp_path / "模板.docx"


def test_a_template_of_the_office_s_own(out: Path, template: Path) -> None:
    """Changed as in Word: another title, a placeholder in the header, one torn over runs of other looks."""
    document = docx.Document(str(template))
    document.paragraphs[0].runs[0].text = "整改通知"
    document.sections[0].header.paragraphs[0].text = "致 {{单位}}"
    torn = document.paragraphs[1]
    torn.runs[0].text = "尊敬的 {"
    for part in ("{单", "位}", "} 及 {{问题数}} 处"):
        torn.add_run(part).bold = True
    document.save(str(template))
    write_letters(out, template=template)
    path = out / "退回意见" / "某市文化局 退回意见.docx"
    paragraphs, _ = read(path)
    assert paragraphs[0] == "整改通知"
    assert paragraphs[1] == "尊敬的 某市文化局 及 9 处"
    assert docx.Document(str(path)).sections[0].header.paragraphs[0].text == "致 某市文化局"


def change(template: Path, at: int, text: str) -> None:
    document = docx.Document(str(template))
    document.paragraphs[at].runs[0].text = text
    document.save(str(template))


def test_a_template_with_an_unknown_placeholder(out: Path, template: Path) -> None:
    change(template, 0, "{{标题}}")
    with pytest.raises(DefinitionError, match="标题"):
        write_letters(out, template=template)
    assert not (out / "退回意见").exists()


def test_a_template_without_a_place_for_findings(out: Path, template: Path) -> None:
    change(template, 4, "各表问题")
    with pytest.raises(DefinitionError, match="没有放问题的地方"):
        write_letters(out, template=template)


def test_a_template_that_is_no_document(out: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"no document")
    with pytest.raises(DefinitionError, match="不是 Word 文档"):
        write_letters(out, template=tmp_path / "坏.docx")


def test_a_template_that_is_not_there(out: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="读不了"):
        write_letters(out, template=tmp_path / "没有.docx")


def test_the_folder_of_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是批量处理的输出文件夹"):
        write_letters(tmp_path)


def test_a_damaged_report(out: Path) -> None:
    report = out / "report.json"
    report.write_text(report.read_text("utf-8").replace('"forms"', '"farms"'), "utf-8")
    with pytest.raises(UnreadableError, match="已损坏"):
        write_letters(out)


def test_without_the_library(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match="python-docx"):
        write_letters(out)


def test_on_the_command_line(out: Path, call: Call, tmp_path: Path) -> None:
    ended = call("letters", out, "--deadline", "2022.3.31", "-o", tmp_path / "letters")
    assert ended.status == 0
    assert "退回意见 2 份" in ended.out
    paragraphs, _ = read(tmp_path / "letters" / "某市 少年宫 退回意见.docx")
    assert any("2022年3月31日" in each for each in paragraphs)
    document = call("letters", out, "--format", "json").document
    assert document["schema"] == "xlperf.letters/1"
    assert [letter["reviewed"] for letter in document["letters"]] == [2, 2]
    assert call("letters", out).status == 2
    assert call("letters", out, "--force", "--deadline", "2022-13-31").status == 2
    assert call("letters").status == 2
    assert call("letters", "--export-template", tmp_path / "模板.docx").status == 0
    assert call("letters", "--export-template", tmp_path / "模板.docx").status == 2


def test_files_that_were_not_judged_are_named(out: Path, call: Call) -> None:
    (out.parent / "in" / "坏.xlsx").write_bytes(b"x")
    run_batch(out.parent / "in", out, resume=True)
    assert "坏.xlsx" in call("letters", out).out


def test_a_report_of_somebody_else_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"schema": "别的"}', "utf-8")
    ended = call("letters", tmp_path)
    assert ended.status == 3
    assert "已损坏，或不是这个版本写的" in ended.err
