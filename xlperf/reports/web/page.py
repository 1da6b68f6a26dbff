"""Composes the page: its template is filled while it is written, so that a folder's rows never stand in memory."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xlperf.pages.overview import Overview
from xlperf.pages.summary import summary_remark
from xlperf.reports.web.bars import make_charts
from xlperf.reports.web.cards import make_cards
from xlperf.reports.web.lists import Listed, further_headers, list_findings, list_forms
from xlperf.reports.web.rows import KNOWN, data_text, file_address
from xlperf.reports.web.tables import make_tables
from xlperf.reports.web.words import PAGE, SCRIPT, word

if TYPE_CHECKING:
    from jinja2 import Environment

_SCRIPTS = ("rows.js", "elements.js", "list.js", "findings.js", "forms.js", "start.js")
"""The page's scripts in the order in which they stand in it, as one."""

_PIECES = 64
"""So many pieces of the page are written at once."""


class Beside(NamedTuple):
    """The files beside the page that it leads to, and the version of xlperf that wrote them."""

    summary: str
    report: str
    version: str


def render_web(overview: Overview, target: Path, beside: Beside, lang: str = "zh") -> None:
    """Writes the page of a batch to `target`. Raises OSError."""
    pieces = _environment().get_template("page.html").stream(_content(overview, beside, lang))
    pieces.enable_buffering(_PIECES)
    with target.open("w", encoding="utf-8", errors="replace", newline="\n") as page:
        page.writelines(pieces)


@cache
def _environment() -> Environment:
    """Every value is escaped unless a template says otherwise; a name that nobody gave is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # a batch's workers never need it

    loader = PackageLoader("xlperf.reports.web")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _content(overview: Overview, beside: Beside, lang: str) -> dict[str, Any]:
    """What the template asks for."""
    findings, forms = list_findings(overview, lang), list_forms(overview, lang)
    script, style = _read(*_SCRIPTS), _read("page.css")
    return {
        "lang": {"zh": "zh-CN"}.get(lang, lang),
        "policy": f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'",
        "style": style,
        "script": script,
        "words": word(PAGE, lang),
        "remark": summary_remark(overview).text(lang),
        "cards": tuple(make_cards(overview, lang)),
        "charts": make_charts(overview.figures, lang),
        "tables": tuple(make_tables(overview, lang)),
        "findings": findings.pieces,
        "forms": forms.pieces,
        "told": data_text(_told(findings, forms, lang)),
        "summary": file_address(beside.summary),
        "report": file_address(beside.report),
        "version": beside.version,
    }


def _told(findings: Listed, forms: Listed, lang: str) -> dict[str, Any]:
    """What the scripts are told beside the rows."""
    return {
        "known": KNOWN,
        "words": word(SCRIPT, lang),
        "further": [header.text(lang) for header in further_headers()],
        "counts": {"findings": findings.total, "forms": forms.total},
    }


def _read(*names: str) -> str:
    """The files of the page that go by these names, one behind the other."""
    folder = files("xlperf.reports.web").joinpath("templates")
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in names)


def _hash(content: str) -> str:
    """By it a browser knows the one script and the one style that may stand in the page. Source: CSP level 3."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
