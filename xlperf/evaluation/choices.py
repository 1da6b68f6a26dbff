"""What a user chose, looked at before any workbook is opened."""

from __future__ import annotations

from xlperf.errors import DefinitionError, XlperfError
from xlperf.evaluation.results import Options
from xlperf.messages import say
from xlperf.recognition import load_library
from xlperf.rules import load


def refuse_faulty(options: Options) -> None:
    """Raises UsageError for a rule pack or a folder of forms that is not there, DefinitionError for a faulty file."""
    if options.rules is not None:
        load(options.rules)
    library = load_library(options.forms)
    for form_id, path in library.own.items():
        _refuse_rules(path.name, library.form(form_id).rules)


def _refuse_rules(name: str, rules: str) -> None:
    """Raises DefinitionError where the rule pack of a form definition is not there, or is faulty itself."""
    try:
        if rules:
            load(rules)
    except XlperfError as fault:
        problem = say("表单定义 {name} 的 rules 用不了：{problem}", name=name, problem=fault.problem)
        raise DefinitionError(problem, fault.remedy) from fault
