"""Nothing that a file refers to is fetched, whatever it is and however it asks."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.cli.conftest import Call
from tests.support.hostile import SHEET, good_parts, pack
from tests.support.hostile_books import BOOKS
from tests.support.hostile_documents import pdf, sheet_parts, word_parts
from tests.support.small_packages import DOCUMENT, RELATIONS

LISTENER = socket.create_server(("127.0.0.1", 0))
LISTENER.setblocking(False)

FAR = f"http://127.0.0.1:{LISTENER.getsockname()[1]}/x"
"""Where somebody listens: what another process asks for would be heard too."""


def relations(*kinds: str) -> bytes:
    """Relationships that lead outside."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{DOCUMENT}/{kind}" Target="{FAR}" TargetMode="External"/>'
        for n, kind in enumerate(kinds, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()


def linked_book() -> bytes:
    parts = good_parts()
    calls = f'<f>WEBSERVICE("{FAR}")+[1]Sheet1!A1+DDE("cmd","/c","x")</f>'.encode()
    sheet = parts[SHEET].replace(b"<v>10325305.82</v>", calls)
    assert sheet != parts[SHEET]
    rels = relations("hyperlink", "image", "externalLinkPath", "oleObject", "attachedTemplate")
    return pack({**parts, SHEET: sheet, "xl/worksheets/_rels/sheet1.xml.rels": rels})


def linked_document() -> bytes:
    return pack({**word_parts(), "word/_rels/settings.xml.rels": relations("attachedTemplate", "image", "oleObject")})


def linked_table() -> bytes:
    return pack(sheet_parts(f'<table:table-source xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{FAR}"/>'))


PAGE = (
    f'<base href="{FAR}"><link rel=stylesheet href="{FAR}"><meta http-equiv=refresh content="0;url={FAR}">'
    f'<img src="{FAR}"><iframe src="{FAR}"></iframe><object data="{FAR}"></object><script src="{FAR}"></script>'
    "<p>字</p>"
)
CALLS = f"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({FAR})>>>>"

FILES: dict[str, Callable[[], bytes]] = {
    "表.xlsx": linked_book,
    "表.docx": linked_document,
    "表.ods": linked_table,
    "表.html": PAGE.encode,
    "表.md": f"![x]({FAR})\n\n{PAGE}".encode,
    "表.pdf": lambda: pdf([CALLS, "<</Type/Pages/Count 0/Kids[]>>"]),
    **{each.name: each.make for each in BOOKS if each.name.startswith(("外部实体", "表在"))},
}


@pytest.mark.parametrize("name", FILES)
def test_no_connection_and_no_program(name: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def refuse(*args: Any, **choices: Any) -> NoReturn:
        asked.append(args)
        raise OSError("nothing is fetched")

    def start(*args: Any, **choices: Any) -> Any:
        """Our own reader of PDF is a process; no other program is."""
        is_ours = args[0][0] == sys.executable and "from xlperf.sources.pdf_apart import serve" in args[0][-1]
        return run(*args, **choices) if is_ours else refuse(*args, **choices)

    run = subprocess.Popen
    for owner, door, other in (
        (socket.socket, "connect", refuse), (socket, "getaddrinfo", refuse), (subprocess, "Popen", start)
    ):  # fmt: skip
        monkeypatch.setattr(owner, door, other)
    (tmp_path / name).write_bytes(FILES[name]())
    assert call("fill", tmp_path / name).status in (0, 1, 3)
    assert asked == []
    with pytest.raises(BlockingIOError):
        LISTENER.accept()


def test_a_connection_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doors that are watched are those that Python's own libraries go through."""
    from urllib.error import URLError
    from urllib.request import urlopen

    asked: list[Any] = []

    def refuse(*args: Any, **choices: Any) -> NoReturn:
        asked.append(args)
        raise OSError("nothing is fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(URLError):
        urlopen(FAR, timeout=1)
    assert asked
