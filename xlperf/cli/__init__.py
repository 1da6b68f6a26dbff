"""The command line: one file a command, each a thin twin of a library call, imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line and gives the exit status; whatever goes wrong becomes one message on standard error."""
    from xlperf.cli.group import GROUP

    _show_any_sign()
    try:
        return GROUP.main(args, prog_name="xlperf", standalone_mode=False) or 0
    except Exception as error:
        from xlperf.cli.failures import report_failure

        return report_failure(error, sys.argv[1:] if args is None else args)


def _show_any_sign() -> None:
    """A sign that the console's encoding does not know shows as ? instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
