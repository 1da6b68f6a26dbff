"""xlperf: reads, fills, checks and writes back budget performance self-evaluation workbooks.

The names below are imported when they are asked for, so that a command pays for nothing that it does not use.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xlperf.batch import run_batch as run_batch
    from xlperf.errors import XlperfError as XlperfError
    from xlperf.evaluation import BookEvaluation as BookEvaluation
    from xlperf.evaluation import Evaluation as Evaluation
    from xlperf.evaluation import Options as Options
    from xlperf.evaluation import evaluate as evaluate
    from xlperf.findings import Finding as Finding
    from xlperf.marking import make_plan as make_plan
    from xlperf.ooxml.book import read_book as read_book
    from xlperf.pages import result_page as result_page
    from xlperf.settings import read_settings as read_settings
    from xlperf.targets.file import apply_plan as apply_plan
    from xlperf.task import Task as Task
    from xlperf.task import run_task as run_task
    from xlperf.templates import build_template as build_template

__version__ = "0.1.0"

PUBLIC = {
    "BookEvaluation": "evaluation",
    "Evaluation": "evaluation",
    "Finding": "findings",
    "Options": "evaluation",
    "Task": "task",
    "XlperfError": "errors",
    "apply_plan": "targets.file",
    "build_template": "templates",
    "evaluate": "evaluation",
    "make_plan": "marking",
    "read_book": "ooxml.book",
    "read_settings": "settings",
    "result_page": "pages",
    "run_batch": "batch",
    "run_task": "task",
}
"""Public name → the module that holds it."""


def __getattr__(name: str) -> object:
    """A public name, imported now."""
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"xlperf.{PUBLIC[name]}"), name)
