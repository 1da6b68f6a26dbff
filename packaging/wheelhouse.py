"""Gathers the wheels for an installation without network: `python packaging/wheelhouse.py -o FOLDER`.

With `--platform win_amd64 --python-version 3.11` they are those for the Windows zip, gathered on any system; without,
those for the machine that runs this. Which they are, pyproject.toml says; what is not passed on, left_out.toml.
`requirements.txt` beside them names what is to be installed, `SHA256SUMS` lists them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from leaving_out import lighten, wanted
from packaging.requirements import Requirement
from wheels import PackagingError, Target, find_missing, read_wheel, read_wheels

ROOT = Path(__file__).parents[1]
SUMS, REQUIREMENTS = "SHA256SUMS", "requirements.txt"


def main(args: list[str] | None = None) -> int:
    """Fills the folder, or says on standard error what went wrong; an earlier one then stays as it is."""
    given = _read_arguments(args)
    target = Target(given.python_version, given.platform) if given.platform else None
    try:
        gather(given.output, target, given.find_links)
    except (PackagingError, subprocess.CalledProcessError) as error:
        print(f"wheelhouse: {error}", file=sys.stderr)
        return 1
    return 0


def _read_arguments(args: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Gathers the wheels for an installation without network.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the folder to fill")
    parser.add_argument("--platform", choices=["win_amd64", "win32"], help="the Windows to gather for")
    parser.add_argument("--python-version", default="3.11", help="the Python to gather for, with --platform")
    parser.add_argument("--find-links", type=Path, help="take wheels from this folder, and ask no index")
    return parser.parse_args(args)


def gather(folder: Path, target: Target | None, find_links: Path | None) -> None:
    """Builds xlperf's own wheel and gathers what it needs. Raises PackagingError, CalledProcessError."""
    with TemporaryDirectory() as passing:
        shelf = Shelf(Path(passing), find_links)
        requirement = gather_for(target, shelf) if target is not None else gather_here(shelf)
        for path in sorted(shelf.found.glob("*.whl")):
            lighten(path)
        _replace(folder, shelf.found, requirement)


class Shelf:
    """Where wheels are put together before they go to their folder."""

    def __init__(self, folder: Path, find_links: Path | None) -> None:
        self.found, self.pure = folder / "found", folder / "pure"
        _run("hatchling", "build", "-t", "wheel", "-d", str(folder))
        (path,) = folder.glob("xlperf-*.whl")
        self.own = read_wheel(path)
        known = [] if find_links is None else [find_links.resolve(), folder]
        self.source = ["--no-index"] * bool(known) + [word for each in known for word in ("--find-links", str(each))]

    def download(self, requirement: Requirement, target: Target, also: Iterable[str] = ()) -> None:
        """Fills the shelf anew with wheels for a Windows. Raises CalledProcessError."""
        options = ["--only-binary=:all:", "--platform", target.platform, "--python-version", target.version]
        asked = ["--dest", str(self.found), *options, self._own(requirement), *also]
        try:
            self._fill("download", asked)
        except subprocess.CalledProcessError:
            if self.pure.exists():
                raise
            self._build_pure(requirement)
            self._fill("download", asked)

    def build(self, requirement: Requirement) -> None:
        """Fills the shelf anew with wheels for this machine; those that nobody offers are built.

        Raises CalledProcessError.
        """
        self._fill("wheel", ["--wheel-dir", str(self.found), "--prefer-binary", self._own(requirement)])

    def _build_pure(self, requirement: Requirement) -> None:
        """Builds here what its makers offer as sources only; it does for any system where nothing in it is compiled."""
        _run("pip", "wheel", "--quiet", "--wheel-dir", str(self.pure), *self.source, self._own(requirement))
        for path in self.pure.glob("*.whl"):
            if not path.name.endswith("-none-any.whl"):
                path.unlink()
        self.source += ["--find-links", str(self.pure)]

    def _fill(self, verb: str, options: Sequence[str]) -> None:
        rmtree(self.found, ignore_errors=True)
        _run("pip", "--disable-pip-version-check", verb, "--quiet", *self.source, *options)

    def _own(self, requirement: Requirement) -> str:
        return str(requirement).replace("xlperf", str(self.own.path), 1).partition("==")[0]


def gather_for(target: Target, shelf: Shelf) -> Requirement:
    """Gathers for a Windows. Raises PackagingError where something is not to be had."""
    requirement, also = wanted(shelf.own, windows=True), set[str]()
    while True:
        shelf.download(requirement, target, sorted(also))
        missing = find_missing(read_wheels(shelf.found, target), requirement, target)
        # pip's markers ask about the machine that runs it: what only Windows needs is asked for by name.
        further = {f"{need.name}{need.specifier}" for need, _ in missing} - also
        if not missing:
            return requirement
        if not further:
            raise PackagingError(f"no wheel for {missing[0][0]}, which {missing[0][1]} asks for")
        also |= further


def gather_here(shelf: Shelf) -> Requirement:
    """Gathers for this machine; an extra that is not to be had for its processor is left out, and told."""
    everything = wanted(shelf.own, windows=False)
    try:
        shelf.build(everything)
        return everything
    except subprocess.CalledProcessError:
        had = frozenset(extra for extra in everything.extras if _is_to_be_had(shelf, extra))
    requirement = wanted(shelf.own, windows=False, extras=had)
    shelf.build(requirement)
    for extra in sorted(everything.extras - had):
        print(f"wheelhouse: without {extra}, which is not to be had for this machine", file=sys.stderr)
    return requirement


def _is_to_be_had(shelf: Shelf, extra: str) -> bool:
    try:
        shelf.build(wanted(shelf.own, windows=False, extras=frozenset({extra})))
    except subprocess.CalledProcessError:
        return False
    return True


def _run(*args: str) -> None:
    subprocess.run([sys.executable, "-m", *args], cwd=ROOT, check=True)


def _replace(folder: Path, found: Path, requirement: Requirement) -> None:
    """Puts the wheels into their folder, in the place of those that an earlier list there names."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        for line in (folder / SUMS).read_text("utf-8").splitlines():
            (folder / Path(line.partition("  ")[2]).name).unlink(missing_ok=True)
    paths = sorted(found.glob("*.whl"))
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / REQUIREMENTS).write_text(f"{requirement}\n", "utf-8")
    sums = (f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    (folder / SUMS).write_text("".join(sums), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
