"""What ends a run, as one message on standard error; where JSON was asked for, also as a document."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from xlperf import __version__
from xlperf.cli.printing import print_text
from xlperf.disk import explain
from xlperf.errors import UsageError, XlperfError
from xlperf.faults import unexpected
from xlperf.messages import LANGUAGES, Message, say


def report_failure(error: Exception, args: Sequence[str]) -> int:
    """Tells what went wrong and gives the exit status: 2 for wrong usage, else 3."""
    fault = _as_fault(error)
    lang = asked_for(args, "--lang")
    lang = lang if lang in LANGUAGES else "zh"
    if asked_for(args, "--format") == "json":
        with suppress(OSError):  # the very output may be what failed
            click.echo(_document(fault, lang).encode())
    _give_up_output()
    print_text(f"xlperf: {fault.problem.text(lang).strip()} {fault.remedy.text(lang)}", err=True)
    return fault.status


def _give_up_output() -> None:
    """What standard output did not take is not tried again: at exit Python would complain of it in its own words."""
    try:
        if sys.stdout is not None:  # a program of Windows without a console
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def asked_for(args: Sequence[str], option: str) -> str | None:
    """The value of an option in arguments that may be wrong; the last one counts.

    >>> asked_for(["check", "a.xlsx", "--format", "json", "--lang=en"], "--format")
    'json'
    >>> asked_for(["check", "a.xlsx", "--format", "json", "--lang=en"], "--lang")
    'en'
    """
    found = None
    for arg, following in zip(args, [*args, ""][1:], strict=True):
        name, is_joined, value = arg.partition("=")
        if name == option:
            found = value if is_joined else following
    return found


def _document(fault: XlperfError, lang: str) -> str:
    from xlperf.reports.json import SCHEMA  # not needed, and not to be missed, where a sentence will do

    texts = {"error": fault.problem.text(lang), "remedy": fault.remedy.text(lang)}
    return json.dumps({"schema": SCHEMA, "version": __version__, "files": []} | texts, ensure_ascii=False, indent=1)


def _as_fault(error: Exception) -> XlperfError:
    if isinstance(error, XlperfError):
        return error
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path.strip() if error.ctx else "xlperf"
        return UsageError(_usage_fault(error), say("用法见 {command} --help。", command=command))
    if isinstance(error, click.Abort):
        return XlperfError(say("已中断。"), say("已写出的校验副本都是完整的，可以重新运行。"))
    if isinstance(error, OSError):
        return XlperfError(say("没有做成：{why}。", why=explain(error)), say("请检查文件、磁盘和输出位置后重试。"))
    return unexpected(error)


def _usage_fault(error: click.UsageError) -> Message:
    """click's own faults in the clerk's language."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return say("没有说要处理什么。")
    if isinstance(error, click.NoSuchOption):
        return say("没有选项 {name}。", name=error.option_name)
    if isinstance(error, click.BadOptionUsage):
        return say("选项 {name} 缺少值，或不该带值。", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("缺少 {name}。", name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None and isinstance(error.param.type, click.Choice):
        choices = "、".join(error.param.type.choices)
        return say("{name} 的值不对，可以是：{choices}。", name=_name(error.param), choices=choices)
    if isinstance(error, click.BadParameter) and isinstance(error.param and error.param.type, click.IntRange):
        return say("{name} 的值不对，应为 1 或更大的整数。", name=_name(error.param))
    if isinstance(error, click.BadParameter):
        return say("{name} 的值不对：{why}。", name=_name(error.param), why=say(error.message))
    surplus = error.format_message().partition("(")[2].removesuffix(")")  # click has no class for what is left over
    return say("多出了 {args}；路径里有空格的，请用引号括起来。", args=surplus)


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[-1] if isinstance(param, click.Option) else (param.metavar or param.human_readable_name)
