"""xlperf excel attach: the workbook that is open, in whichever application answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.desks import WPS
from tests.support.fake_com import Application
from tests.support.open_book import OpenBook, open_book
from tests.support.pywin32 import ComError, windows_engine
from xlperf.cli import main
from xlperf.excel import attach as attaching
from xlperf.excel import patience

ROOT = Path(__file__).parents[2] / "examples"
BLANK = ROOT / "blank-scores/深圳/11-科普能力提升项目.xlsx"
FAULTY = ROOT / "inbox/上海/03-2020年国际交流与合作项目.xlsx"

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Runs the command; gives exit status, standard output and standard error."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    def run(*args: str) -> tuple[int, str, str]:
        status = main(["excel", "attach", *args])
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return run


def runs(monkeypatch: pytest.MonkeyPatch, **applications: Application) -> list[str]:
    """The applications that run, by the names that they answer to; gives the names that were asked for."""
    windows_engine()
    asked: list[str] = []

    def active(name: str) -> Application:
        asked.append(name)
        if name.partition(".")[0] not in applications:
            raise ComError(-2147221021, "Operation unavailable")
        return applications[name.partition(".")[0]]

    monkeypatch.setattr(sys.modules["win32com.client"], "GetActiveObject", active)
    monkeypatch.setattr(attaching, "_count_windows", lambda: 1)
    return asked


def application(*paths: Path, name: str = "Microsoft Excel") -> tuple[Application, list[OpenBook]]:
    books = [open_book(path) for path in paths]
    return Application(*books, name=name), books


@pytest.mark.parametrize(("answers", "asked"), [("Excel", 1), ("Ket", 2), ("et", 3)])
def test_whoever_answers_first(call: Call, monkeypatch: pytest.MonkeyPatch, answers: str, asked: int) -> None:
    com, books = application(FAULTY, name="WPS 表格")
    names = runs(monkeypatch, **{answers: com})
    status, out, err = call("check")
    assert (status, err) == (1, "")
    assert out.startswith("03-2020年国际交流与合作项目.xlsx：1 张表，发现 3 处错误")
    assert len(names) == asked
    assert len(books[0].parts) == 1


def test_nobody_answers(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    runs(monkeypatch)
    status, out, err = call("check")
    assert (status, out) == (2, "")
    assert err.startswith("xlperf: 没有找到打开的 Excel 或 WPS 表格。")


def test_fill_then_clear_then_undo(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    com, books = application(BLANK)
    runs(monkeypatch, Excel=com)
    assert call("fill")[:2][0] == 0
    assert books[0].sheets[0].value((13, 8)) == 3.0
    assert call("clear")[1] == "标记已清除；填入的数保留。\n"
    assert call("undo")[1] == "已撤销上一次操作。\n"
    assert books[0].sheets[0].cell((13, 8)).comment is not None


def test_a_workbook_by_its_name(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    com, books = application(BLANK, FAULTY)
    runs(monkeypatch, Excel=com)
    assert call("check", FAULTY.name)[0] == 1
    assert [len(book.parts) for book in books] == [0, 1]


def test_a_name_that_is_not_open(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    com, _ = application(BLANK)
    runs(monkeypatch, Excel=com)
    status, _, err = call("check", "别的.xlsx")
    assert status == 2
    assert f"没有打开名为 别的.xlsx 的工作簿。 打开着的：{BLANK.name}。" in err


def test_a_second_excel_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    com, _ = application(FAULTY)
    runs(monkeypatch, Excel=com)
    monkeypatch.setattr(attaching, "_count_windows", lambda: 2)
    assert call("check")[1].startswith("有 2 个 Excel 程序开着")


def test_a_cell_is_being_edited(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    com, _ = application(FAULTY)
    runs(monkeypatch, Excel=com)
    monkeypatch.setattr(patience, "PAUSE", 0)
    com.traffic.busy = 10_000
    status, _, err = call("check")
    assert status == 3
    assert err.startswith("xlperf: 表格程序正忙")


def test_in_english(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    com, _ = application(FAULTY)
    runs(monkeypatch, Excel=com)
    assert "forms" in call("check", "--lang", "en")[1]


def test_where_there_is_no_windows(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "win32com.client", None)
    monkeypatch.setitem(sys.modules, "win32com", None)
    status, _, err = call("check")
    assert status == 2
    assert (
        err
        == "xlperf: 只有在 Windows 上才能接上打开的工作簿。 请保存工作簿后用 xlperf fill 或 xlperf check 处理文件。\n"
    )


def test_no_process_is_ended_at_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings would end applications without a window when Python exits; they may be the clerk's."""
    windows_engine()
    registered: list[object] = []
    monkeypatch.setattr(attaching.atexit, "unregister", registered.append)
    engine = attaching.engine()
    assert registered == [engine.cleanup]
    assert engine.N_COM_ATTEMPTS > 0


def test_wps_that_lacks_what_only_excel_has(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command, on what WPS is known or feared not to have."""
    com, books = application(BLANK, name="WPS 表格")
    com.traffic.lacks = frozenset(WPS)
    runs(monkeypatch, Ket=com)
    assert call("check")[0] == 0
    assert "填入的数 32 个" in call("fill")[1]
    assert books[0].sheets[0].value((13, 8)) == 3.0
    assert "“校验结果”" in call("result")[1]
    assert call("undo")[1] == "已撤销上一次操作。\n"
    assert call("clear")[1] == "标记已清除；填入的数保留。\n"
    assert not list(books[0].sheets[0].notes())
    assert books[0].sheets[0].value((13, 8)) == 3.0


@pytest.mark.parametrize("lacking", ["Workbooks", "UsedRange", "FullName", "Value", "XML"])
def test_what_an_application_cannot_do_is_told_with_the_way_out(
    call: Call, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    com, _ = application(FAULTY)
    runs(monkeypatch, Excel=com)
    call("check")
    com.traffic.lacks = frozenset({lacking})
    status, out, err = call("fill")
    assert (status, out) == (3, "")
    assert err.startswith(f"xlperf: 表格程序拒绝了这一步，或没有这项功能（(-2147352570, 'Unknown name {lacking}'")
    assert "xlperf fill" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("lacking", ["Font", "Borders", "Merge", "RowHeight", "WrapText", "PageSetup", "ActiveWindow"])
def test_a_result_sheet_is_there_without_looks_that_an_application_lacks(
    call: Call, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    com, books = application(FAULTY)
    runs(monkeypatch, Excel=com)
    com.traffic.lacks = frozenset({lacking})
    assert call("result")[0] == 0
    sheet = books[0].sheets[-1].sheet
    assert sheet.title == "校验结果"
    assert any("D401" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert call("clear")[0] == 0
    assert len(books[0].sheets) == 1
