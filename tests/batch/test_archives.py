"""Archives in a folder: what is in them is judged, and what may do harm is named."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.support.folders import form, hashes, write
from tests.support.hostile import crowded
from xlperf.batch import run_batch


def pack(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 3, 1, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path


def workbook(tmp_path: Path, project: str) -> bytes:
    return write(tmp_path / "made" / f"{project}.xlsx", form(project=project)).read_bytes()


def statuses(out: Path) -> dict[str, tuple[str, str | None]]:
    files = json.loads((out / "report.json").read_text("utf-8"))["files"]
    return {file["path"]: (file["status"], file["output"]) for file in files}


def test_what_is_in_an_archive_is_judged(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder / "表.xlsx", form(project="外"))
    one, other = workbook(tmp_path, "甲"), workbook(tmp_path, "乙")
    pack(folder / "邮件.zip", {"单位/甲.xlsx": one, "乙.xlsx": other, "照片.jpg": b"x", "__MACOSX/._乙.xlsx": b"x"})
    run_batch(folder, out)
    assert statuses(out) == {
        "表.xlsx": ("ok", "表.xlsx"),
        "邮件.zip/乙.xlsx": ("ok", "邮件.zip/乙.xlsx"),
        "邮件.zip/单位/甲.xlsx": ("ok", "邮件.zip/单位/甲.xlsx"),
    }
    assert (out / "邮件.zip" / "单位" / "甲.xlsx").is_file()
    assert not [path for path in out.iterdir() if path.name.startswith(".xlperf-")]


def test_taken_up_again_nothing_changes(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    pack(folder / "邮件.zip", {"甲.xlsx": workbook(tmp_path, "甲"), "坏.xlsx": b"x"})
    run_batch(folder, out)
    before = hashes(out)
    run_batch(folder, out, resume=True)
    assert hashes(out) == before


@pytest.mark.parametrize("name", ["../出.xlsx", "/tmp/出.xlsx", "..\\出.xlsx", "c:/出.xlsx"])
def test_a_path_that_leads_elsewhere_is_not_followed(name: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    pack(folder / "邮件.zip", {name: workbook(tmp_path, "甲"), "乙.xlsx": workbook(tmp_path, "乙")})
    before = sorted(tmp_path.rglob("出.xlsx"))
    run_batch(folder, out)
    found = statuses(out)
    assert found.pop("邮件.zip/乙.xlsx")[0] == "ok"
    assert [status for status, _ in found.values()] == ["unreadable"]
    assert sorted(tmp_path.rglob("出.xlsx")) == before


def test_bombs_and_closed_archives_are_named(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder / "表.xlsx", form(project="外"))
    pack(folder / "弹.zip", {"大.xlsx": bytes(40 << 20)})
    pack(folder / "套.zip", {"里.zip": b"PK"})
    (folder / "断.zip").write_bytes(pack(tmp_path / "a.zip", {"甲.xlsx": workbook(tmp_path, "甲")}).read_bytes()[:300])
    (folder / "别的.rar").write_bytes(b"Rar!")
    run_batch(folder, out)
    assert {path: status for path, (status, _) in statuses(out).items()} == {
        "表.xlsx": "ok",
        "别的.rar": "unreadable",
        "弹.zip": "unreadable",
        "断.zip": "unreadable",
        "套.zip/里.zip": "unreadable",
    }


@pytest.mark.parametrize("wide", [False, True])
def test_a_directory_without_end_is_not_read(wide: bool, tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write(folder / "表.xlsx", form(project="外"))
    archive = pack(folder / "多.zip", {"甲.xlsx": workbook(tmp_path, "甲")})
    archive.write_bytes(crowded(archive.read_bytes(), 500_000, wide))
    batch = run_batch(folder, out)
    assert {path: status for path, (status, _) in statuses(out).items()} == {"表.xlsx": "ok", "多.zip": "unreadable"}
    assert "多.zip：解压后大得不像送审材料" in "".join(
        str(outcome.error) for outcome in batch.outcomes if outcome.error
    )


def test_a_password_is_named(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    archive = pack(folder / "密.zip", {"a.xlsx": b"x"})
    data = bytearray(archive.read_bytes())
    data[6] |= 1  # the flag in the member's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    archive.write_bytes(bytes(data))
    batch = run_batch(folder, out)
    assert "密码" in str(batch.outcomes[0].error)


def test_names_of_a_chinese_windows(tmp_path: Path) -> None:
    """Its bytes are GBK, and no flag says so."""
    folder, out = tmp_path / "in", tmp_path / "out"
    archive = pack(folder / "邮件.zip", {"AAAA.xlsx": workbook(tmp_path, "甲")})
    archive.write_bytes(archive.read_bytes().replace(b"AAAA.xlsx", "中心".encode("gbk") + b".xlsx"))
    run_batch(folder, out)
    assert list(statuses(out)) == ["邮件.zip/中心.xlsx"]


def test_a_damaged_file_leaves_those_beside_it(tmp_path: Path) -> None:
    """One is broken in its deflated bytes, one has a name that no disk takes, one stands where a folder has to be."""
    folder, out = tmp_path / "in", tmp_path / "out"
    good = workbook(tmp_path, "甲")
    files = {"坏.xlsx": good[:-1], f"{'长' * 200}.xlsx": good, "甲.xlsx": good, "甲.xlsx/里.xlsx": good}
    archive = pack(folder / "邮件.zip", files)
    data = bytearray(archive.read_bytes())
    at = data.index(b"PK\x03\x04") + 30 + len("坏.xlsx".encode())
    data[at : at + 20] = b"\xff" * 20
    archive.write_bytes(bytes(data))
    run_batch(folder, out)
    found = {path.removeprefix("邮件.zip/"): status for path, (status, _) in statuses(out).items()}
    bad = ("坏.xlsx", f"{'长' * 200}.xlsx", "甲.xlsx/里.xlsx")
    assert found == {**dict.fromkeys(bad, "unreadable"), "甲.xlsx": "ok"}
