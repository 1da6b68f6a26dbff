"""A fault of xlperf's own, told like any other."""

from __future__ import annotations

import os
import traceback

from xlperf.errors import XlperfError
from xlperf.messages import say


def unexpected(error: Exception) -> XlperfError:
    """A fault of xlperf's own as a message; with XLPERF_DEBUG=1 its traceback goes to standard error."""
    if os.environ.get("XLPERF_DEBUG") == "1":
        traceback.print_exception(error)
    return XlperfError(
        say("xlperf 自身出错（{kind}：{why}）。", kind=type(error).__name__, why=error),
        say("请把本条消息和出错的文件一并反馈给维护者；设环境变量 XLPERF_DEBUG=1 后重试可看到详细信息。"),
    )
