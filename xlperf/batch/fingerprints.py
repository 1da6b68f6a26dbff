"""By what a run knows that nothing has changed since an earlier one: sources and copies, and all that judges them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from xlperf import __version__
from xlperf.evaluation import Options
from xlperf.ooxml.container import LARGEST_FILE
from xlperf.recognition import load_library

_SIZE = 16
"""Bytes of a digest: enough that no two of any number of files share one by chance."""


def fingerprint_file(path: Path) -> str:
    """The size and the digest of a file's content; empty where it cannot be read.

    Of a file that is too large to be opened, the size and the time at which it was written.
    """
    try:
        found = path.stat()
        if found.st_size > LARGEST_FILE:
            return f"{found.st_size}:{found.st_mtime_ns}"
        content = path.read_bytes()
    except OSError:
        return ""
    return f"{len(content)}:{_digest(content)}"


def fingerprint_run(options: Options, lang: str) -> str:
    """What decides how a workbook is judged and written: this xlperf, its options, rule files and forms, the language.

    The folder's own practices are not in it: they are found anew by each run.
    """
    plain = replace(options, practices=())
    told = [f"{each.name}={getattr(plain, each.name)!r}" for each in fields(plain)]
    contents = [f"{path.name}={fingerprint_file(path)}" for path in _own_files(options)]
    return _digest("\n".join((lang, fingerprint_program(), *told, *contents)).encode("utf-8", "surrogatepass"))


@cache
def fingerprint_program() -> str:
    """This xlperf: its version, code and data."""
    parts = sorted(f"{name}={_digest(content.read_bytes())}" for name, content in _program_files(files("xlperf"), ""))
    return f"{__version__} {_digest(chr(10).join(parts).encode())}"


def _program_files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _program_files(each, f"{name}/{each.name}")
        elif each.name.endswith((".py", ".toml")):
            yield f"{name}/{each.name}", each


def _own_files(options: Options) -> Iterator[Path]:
    """The rule file and the form definitions that a user names, and the rule files that these name."""
    library = load_library(options.forms)
    rules = (options.rules, *(library.form(form).rules for form in library.own))
    yield from (Path(name) for name in rules if name is not None and name.endswith(".toml"))
    yield from library.own.values()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=_SIZE).hexdigest()
