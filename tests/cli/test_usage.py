"""Help pages, wrong usage, and what runs without a workbook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Call
from xlperf.cli.group import COMMANDS


def test_help_lists_the_commands_in_chinese(call: Call) -> None:
    ended = call("--help")
    assert ended.status == 0
    assert all(f"  {name}" in ended.out for name in COMMANDS)
    assert not {"Usage", "Options", "Commands", "Show"} & set(ended.out.replace(":", " ").split())


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_help_page_in_chinese(call: Call, command: str) -> None:
    ended = call(command, "--help")
    assert ended.status == 0
    assert "用法：" in ended.out
    assert "显示本说明" in ended.out


def test_help_imports_nothing_that_it_does_not_show() -> None:
    program = "import sys; from xlperf.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    imported = set(done.stderr.decode().split())
    assert {name for name in imported if name.startswith("xlperf")} == {
        "xlperf",
        "xlperf.cli",
        "xlperf.cli.chinese",
        "xlperf.cli.group",
    }
    assert not imported & {"rich", "lxml", "xlsxwriter", "cattrs", "tomllib", "decimal"}


def test_version(call: Call) -> None:
    assert call("--version").out.startswith("xlperf 0.")


@pytest.mark.parametrize(
    ("args", "word"),
    [
        ([], "没有说要处理什么"),
        (["fil"], "没有名为 fil 的命令"),
        (["--nothing"], "没有选项 --nothing"),
        (["check"], "缺少 文件..."),
        (["check", "a.xlsx", "--nothing"], "没有选项 --nothing"),
        (["check", "a.xlsx", "--format", "yaml"], "--format 的值不对，可以是：text、json"),
        (["check", "a.xlsx", "--format"], "--format 缺少值"),
        (["check", "a.xlsx", "--rules", "mars-2020"], "没有名为 mars-2020 的规则包"),
        (["batch", ".", "-o", "out", "-j", "0"], "-j 的值不对"),
        (["batch", ".", "-o", "out", "--correct"], "没有选项 --correct"),
        (["batch", "."], "缺少 --output"),
        (["new", "mars-project", "a.xlsx"], "mars-project"),
        (["new", "project", "a.xls"], "后缀不是 .xlsx"),
        (["forms", "mars-project"], "没有名为 mars-project 的表单"),
        (["rules", "F999"], "没有名为 F999 的检查或规则包"),
    ],
)
def test_wrong_usage_is_told_in_one_line(call: Call, args: list[str], word: str) -> None:
    ended = call(*args)
    assert ended.status == 2
    assert word in ended.err
    assert ended.err.count("\n") == 1
    assert ended.out == ""


def test_a_fault_in_json_mode_is_one_document(call: Call) -> None:
    ended = call("check", "a.xlsx", "--format", "json", "--rules", "mars-2020")
    assert ended.status == 2
    assert ended.document["files"] == []
    assert "mars-2020" in ended.document["error"]


def test_faults_speak_english_where_asked(call: Call) -> None:
    assert "no rule pack" in call("check", "a.xlsx", "--lang", "en", "--rules", "mars-2020").err.lower()


def test_forms_with_their_sources(call: Call) -> None:
    ids = [form["id"] for form in call("forms", "--format", "json").document["forms"]]
    projects = {"project", "project-cost", "shanghai-project", "shenzhen-project"}
    statements = {"project-targets", "department-targets"}
    departments = {"department", "xiangyang-department", "department-rubric", "shenzhen-department-rubric"}
    completions = {"department-completion", "shenzhen-department-completion"}
    assert set(ids) == projects | statements | departments | completions | {"budget"}
    assert all(form in call("forms").out for form in ids)
    assert "出处：" in call("forms", "shenzhen-project").out


def test_rules_lists_packs_and_checks(call: Call) -> None:
    document = call("rules", "--format", "json").document
    assert {"cn-2020", "shanghai-2020", "shenzhen-2021"} <= {pack["id"] for pack in document["packs"]}
    assert {"T101", "F201", "S305", "Q513"} <= {check["code"] for check in document["checks"]}
    assert "F201" in call("rules").out


def test_a_check_and_a_pack_with_everything_about_them(call: Call) -> None:
    assert "怎么办：" in call("rules", "f201").out
    pack = call("rules", "shenzhen-2021", "--format", "json").document["packs"][0]
    assert (pack["total"], pack["points"]["EXECUTION"]) == ("100", "10")
    assert all(clause["standing"] in "SFM" for clause in pack["clauses"].values())
    assert "产出 50 分" in call("rules", "shenzhen-2021").out


def test_a_pack_tells_its_region_its_year_and_its_methods(call: Call) -> None:
    told = call("rules", "hubei-2020").out
    for words in (
        "地区：湖北、武汉市",
        "自 2020 年度起",
        "各项指标共 80 分",
        "定量指标〔按完成比例、反向指标按指标值÷实际完成值〕",
    ):
        assert words in told
    pack = call("rules", "hubei-2020", "--format", "json").document["packs"][0]
    assert (pack["since"], pack["indicator_points"], pack["points"]) == (2020, "80", {"EXECUTION": "20"})
    assert pack["clauses"]["quantitative"]["methods"] == ["ratio", "target-over-actual"]
    assert "proportional" not in call("rules", "hubei-2020", "--lang", "en").out


def test_a_pack_tells_the_thresholds_of_its_own(call: Call) -> None:
    assert "D403 执行率低于几要说明（0.8 即 80%）：0.9" in call("rules", "sichuan").out
    assert "D403" not in call("rules", "cn-2020").out
    assert call("rules", "sichuan", "--format", "json").document["packs"][0]["thresholds"] == {"execution_rate": "0.9"}


def test_new_writes_a_blank_workbook_once(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "新 表.xlsx"
    assert call("new", "shenzhen-project", target).status == 0
    assert "自评表" in openpyxl.load_workbook(target).sheetnames[0]
    before = target.read_bytes()
    assert call("new", "shenzhen-project", target).status == 2
    assert call("new", "shenzhen-project", target, "--force").status == 0
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["新 表.xlsx"]


def test_new_in_a_folder_takes_the_form_s_own_name(call: Call, tmp_path: Path) -> None:
    made = Path(call("new", "project", tmp_path, "--format", "json").document["output"])
    assert made.is_file()
    assert made.parent == tmp_path
