"""Gathers the wheels for an installation without network: `python packaging/wheelhouse.py -o FOLDER`.

With `--platform win_amd64 --python-version 3.11` they are those for the Windows zip, gathered on any system; without,
those for the machine that runs this. What is there is proved complete before the list SHA256SUMS is written.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from packaging.requirements import Requirement
from wheels import PackagingError, Target, choose_wheels, read_wheels

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads(Path(__file__).with_name("wheelhouse.toml").read_text("utf-8"))


def main(args: list[str] | None = None) -> int:
    """Fills the folder, or says on standard error what went wrong."""
    given = _read_arguments(args)
    target = Target(given.python_version, given.platform) if given.platform else None
    try:
        gather(given.output, target, given.find_links)
        if target is not None:
            choose_wheels(read_wheels(given.output, target), Requirement(SETTINGS["windows"]["wanted"]), target)
    except (PackagingError, subprocess.CalledProcessError) as error:
        print(f"wheelhouse: {error}", file=sys.stderr)
        return 1
    write_sums(given.output)
    return 0


def _read_arguments(args: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Gathers the wheels for an installation without network.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to fill")
    parser.add_argument("--platform", choices=["win_amd64", "win32"], help="the Windows to gather for")
    parser.add_argument("--python-version", default="3.11", help="the Python to gather for, with --platform")
    parser.add_argument("--find-links", type=Path, help="take wheels from this folder, and ask no index")
    return parser.parse_args(args)


def gather(folder: Path, target: Target | None, find_links: Path | None) -> None:
    """Builds xlperf's own wheel and downloads what it needs. Raises CalledProcessError."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("xlperf-*.whl"):
        earlier.unlink()
    _run("hatchling", "build", "-t", "wheel", "-d", str(folder))
    (own,) = folder.glob("xlperf-*.whl")
    _run(
        "pip",
        "--disable-pip-version-check",
        "download",
        "--quiet",
        "--dest",
        str(folder),
        *_source(find_links, folder),
        *_wanted(own, target),
    )


def _wanted(own: Path, target: Target | None) -> list[str]:
    """What pip is asked for. Its markers ask about the machine that runs it, so Windows' own needs are named here."""
    if target is None:
        return [f"{own}[{SETTINGS['here']['extras']}]"]
    options = ["--only-binary=:all:", "--platform", target.platform, "--python-version", target.version]
    return [*options, f"{own}[{SETTINGS['windows']['extras']}]", *SETTINGS["windows"]["also"]]


def _source(find_links: Path | None, folder: Path) -> Iterable[str]:
    return (
        []
        if find_links is None
        else ["--no-index", "--find-links", str(find_links.resolve()), "--find-links", str(folder)]
    )


def _run(*args: str) -> None:
    subprocess.run([sys.executable, "-m", *args], cwd=ROOT, check=True)


def write_sums(folder: Path) -> None:
    """The list that `sha256sum -c` checks."""
    lines = (f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.glob("*.whl")))
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
