"""The house in order: translations, glossary, pages made from the code, file sizes, imports, the wheel."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import xlperf
from xlperf.checks import ALL_CHECKS
from xlperf.cli.group import COMMANDS
from xlperf.messages import LANGUAGES, load_catalogue

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "xlperf").rglob("*.py"))
LONGEST = 300


def script(path: str) -> ModuleType:
    """A script of the project as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def templates_in(path: Path) -> Iterator[str]:
    """Every template that a module says, also one that it chose before by name."""
    tree = ast.parse(path.read_text("utf-8"))
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            template = node.args[0]
            for chosen in named.get(template.id, []) if isinstance(template, ast.Name) else [template]:
                yield from texts_in(chosen)


def texts_in(expression: ast.expr) -> Iterator[str]:
    """The texts that an expression may give; one of ASCII signs alone reads the same in any language."""
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.isascii():
            yield node.value


def check_words() -> Iterator[str]:
    for check in ALL_CHECKS:
        yield from (check.name, check.holds_when, check.source, check.remedy, check.wrong, check.right)


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "zh"])
def test_every_message_has_a_translation(lang: str) -> None:
    said = {template for path in SOURCES for template in templates_in(path)} | set(check_words())
    assert sorted(said - set(load_catalogue(lang))) == []


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "zh"])
def test_a_translation_names_the_same_values(lang: str) -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert [zh for zh, text in load_catalogue(lang).items() if not fields(text) <= fields(zh)] == []


def test_readme_lists_the_commands() -> None:
    listed = re.findall(r"^\| `xlperf ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert listed == list(COMMANDS)


def test_readme_s_example_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.+?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(example, {})
    assert capsys.readouterr().out.startswith("F203 项目支出绩效自评表!D5 ")


@pytest.mark.parametrize("name", xlperf.PUBLIC)
def test_public_names_are_there(name: str) -> None:
    assert getattr(xlperf, name).__name__ == name


def test_the_page_of_commands_is_in_step() -> None:
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == script("docs/commands.py").render()


def test_the_glossary_speaks_of_what_is_there() -> None:
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "GLOSSARY.md").read_text("utf-8"), re.MULTILINE)
    words = {word for row in rows for word in re.findall(r"`(.+?)`", row)}
    code = "\n".join(path.read_text("utf-8") for path in (*SOURCES, *(ROOT / "xlperf").rglob("*.toml")))
    assert words
    assert sorted(word for word in words if word not in code) == []


def test_no_file_is_too_long_to_read() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_check_imports_a_check() -> None:
    for path in (ROOT / "xlperf" / "checks").glob("[a-z][0-9]*.py"):
        assert not re.search(r"import [a-z]\d{3}_|checks\.[a-z]\d{3}_", path.read_text("utf-8")), path.name


def test_imports_point_down_only() -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    program = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_carries_the_data(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    carried = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    kinds = ("*.toml", "*.xlam", "*.bas", "NOTICE.md", "*.html", "*.css", "*.js")
    data = {path.relative_to(ROOT).as_posix() for kind in kinds for path in (ROOT / "xlperf").rglob(kind)}
    assert data
    assert data <= carried
    assert any(name.endswith("licenses/LICENSE") for name in carried)
