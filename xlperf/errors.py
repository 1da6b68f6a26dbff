"""What can go wrong, as few exceptions, each with a message for the clerk."""

from __future__ import annotations

from typing import ClassVar

from xlperf.messages import Message


class XlperfError(Exception):
    """Anything that ends the work on one file: what is so, and what to do about it.

    `status` is the exit status of a run that it ends.
    """

    status: ClassVar[int] = 3

    def __init__(self, problem: Message, remedy: Message) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem}{self.remedy}"


class UnreadableError(XlperfError):
    """A file that is no readable workbook."""


class UnwritableError(XlperfError):
    """A workbook that cannot be written, or must not be."""


class DefinitionError(XlperfError):
    """A form definition, rule pack or settings file that contradicts its own format."""

    status = 2


class UsageError(XlperfError):
    """A wish that cannot be met as it was put."""

    status = 2
