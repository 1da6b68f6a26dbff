"""Speaking to the clerk from within the application: message boxes, one line of input, a folder, the status bar."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.messages import Message, say

if TYPE_CHECKING:
    import xlwings as xw

TITLE = say("绩效自评")
_MOST_LINES, _LONGEST = 24, 300
"""What a message box shows on a small screen."""

_TEXT = 2
"""Application.InputBox gives a text."""

_FOLDERS_ONLY, _NEW_STYLE = 0x01, 0x40
"""BIF_RETURNONLYFSDIRS and BIF_NEWDIALOGSTYLE of the shell's folder dialog."""


class Dialogs:
    """Windows of the application that the clerk works in."""

    def __init__(self, app: xw.App) -> None:
        self.app = app

    def tell(self, *lines: Message) -> None:
        """A message box with one button."""
        self._box(_text(lines), "ok", "info")

    def warn(self, *lines: Message) -> None:
        """The same for what went wrong."""
        self._box(_text(lines), "ok", "critical")

    def confirm(self, *lines: Message) -> bool:
        """A question with yes and no."""
        return self._box(_text(lines), "yes_no", "info") == "yes"

    def ask(self, prompt: Message, default: str = "") -> str | None:
        """One line from the clerk; None where the dialog was left. The prompt has 255 signs at most."""
        answer = self.app.api.InputBox(prompt.text()[:255], TITLE.text(), default, Type=_TEXT)
        return answer if isinstance(answer, str) else None

    def ask_folder(self, prompt: Message) -> Path | None:
        """A folder that the clerk picks; None where the dialog was left."""
        from win32com.client import Dispatch

        shell = Dispatch("Shell.Application")
        chosen = shell.BrowseForFolder(self.app.hwnd or 0, prompt.text(), _FOLDERS_ONLY | _NEW_STYLE)
        return Path(chosen.Self.Path) if chosen is not None else None

    def show_status(self, line: Message | None) -> None:
        """The application's status bar; None gives it back. What it does not take is no loss."""
        with suppress(Exception):
            self.app.status_bar = line.text() if line is not None else False

    def _box(self, text: str, buttons: str, mode: str) -> str | None:
        return self.app.alert(text, TITLE.text(), buttons, mode)


def _text(lines: Sequence[Message]) -> str:
    """As much as fits on a screen."""
    told = [line.text() for line in lines]
    shown = [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……" for text in told[:_MOST_LINES]]
    return "\n".join([*shown, "……"] if len(told) > _MOST_LINES else shown)
