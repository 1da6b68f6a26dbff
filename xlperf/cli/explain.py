"""xlperf explain: how the figure of one cell comes about."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xlperf import __version__
from xlperf.cli.options import A_PATH, command, with_format, with_forms, with_lang, with_rules, with_settings
from xlperf.cli.printing import print_text
from xlperf.cli.running import choose
from xlperf.evaluation import Options
from xlperf.explaining import Explanation, explain_cell, explanation_lines
from xlperf.reports.json import settings_document
from xlperf.reports.json_form import finding_document
from xlperf.settings import Settings

SCHEMA = "xlperf.explain/1"


@command("explain", "解释一格里的数：怎么算出来、依据哪一条、与所填差在哪里。")
@click.argument("source", metavar="文件", type=A_PATH)
@click.argument("cell", metavar="单元格")
@with_rules
@with_forms
@with_settings
@with_format
@with_lang
def explain(
    source: Path, cell: str, rules: str | None, forms: tuple[str, ...], settings: Settings, shape: str, lang: str
) -> int:
    """Explains a cell such as H6 or Sheet1!H6."""
    explanation = explain_cell(source, cell, choose(Options(rules, forms=forms, settings=settings)))
    if shape == "json":
        click.echo(json.dumps(_document(source, explanation, lang), ensure_ascii=False, indent=1).encode())
    else:
        print_text("\n".join(explanation_lines(explanation, lang)))
    return 0


def _document(source: Path, explanation: Explanation, lang: str) -> dict[str, object]:
    entry, line, kind = explanation.named.entry, explanation.line, explanation.difference
    return {
        "schema": SCHEMA,
        "version": __version__,
        "path": str(source),
        "cell": str(entry.ref),
        "name": explanation.named.name.text(lang),
        "text": entry.text,
        "formula": entry.formula,
        "exact": f"{line.exact:f}" if line and line.exact is not None else None,
        "expected": f"{line.awarded:f}" if line and line.awarded is not None else None,
        "steps": [step.text(lang) for step in line.steps] if line else [],
        "clause": str(line.clause) if line and line.clause else None,
        "reason": line.reason.text(lang) if line and line.reason else None,
        "difference": kind.name.lower() if kind is not None else None,
        "rules": explanation.form.pack.id,
        "rules_reason": explanation.form.pack_reason.text(lang),
        "settings": settings_document(explanation.settings),
        "findings": [finding_document(f, f.ref.address if f.ref else None, lang) for f in explanation.findings],
    }


COMMAND = explain
