"""Lines for people to read: what stands in a workbook or in a file's name never steers the terminal that shows it."""

from __future__ import annotations

import re

import click

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters but line ends and tabs, other ends of lines, and what turns the direction of writing: a terminal
would obey them, and show something else than is written."""


def print_text(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Prints a text on standard output or standard error, each steering sign as a blank."""
    click.echo(_STEERING.sub(" ", text), err=err, nl=nl)
