"""退回意见.docx: a template with its placeholders filled; text from workbooks goes in as text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlperf.errors import DefinitionError, UsageError
from xlperf.extras import own_pip
from xlperf.messages import say
from xlperf.pages.letter import Letter, LetterForm, Values

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TR, _T = f"{_W}p", f"{_W}tr", f"{_W}t"

if TYPE_CHECKING:
    from docx.document import Document

OPEN, CLOSE = "{{#表}}", "{{/表}}"
"""Paragraphs between which what stands is repeated for each form."""

LETTER = ("单位", "审核表数", "问题数", "报回期限")
FORM = ("序号", "项目", "年度", "工作簿", "工作表", "本表问题数")
FINDING = ("编号", "级别", "检查", "单元格", "问题", "表中数", "应为", "依据", "怎么改")
"""Placeholders of the letter, of a form, and of a finding; a table's row with one of the last is repeated."""

_ROW = "{{编号}}"

CREATED = datetime(2000, 1, 1)

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def load_docx() -> Any:
    """The library, which only letters need. Raises UsageError where it is not installed."""
    try:
        import docx
    except ImportError as error:
        raise UsageError(
            say("生成退回意见要用 python-docx，还没有安装。"),
            say('请运行 {pip} install "xlperf[letters]"，再试一次。', pip=own_pip()),
        ) from error
    return docx


def read_template(content: bytes, name: str) -> Template:
    """A template. Raises DefinitionError where it is no document, or has placeholders that nothing is known of."""
    try:
        template = Template(load_docx(), content)
        template.examine()
    except UsageError:
        raise
    except DefinitionError as error:
        raise DefinitionError(say("{name}：{problem}", name=name, problem=error.problem), error.remedy) from error
    except Exception as error:  # the library raises whatever its parts raise
        raise DefinitionError(
            say("{name} 不是 Word 文档（.docx）。", name=name), say("请用 Word 或 WPS 打开后另存为 .docx。")
        ) from error
    return template


class Template:
    """A document with placeholders; every letter is filled into a copy of its own."""

    def __init__(self, docx: Any, content: bytes) -> None:
        """`docx` is the library."""
        self._docx = docx
        self._content = content

    def examine(self) -> None:
        """Raises DefinitionError for what could not be filled."""
        document = self._open()
        names = {name for paragraph in _paragraphs(document) for name in _PLACEHOLDER.findall(_text(paragraph))}
        unknown = sorted(names - {*LETTER, *FORM, *FINDING, "#表", "/表"})
        if unknown:
            raise DefinitionError(
                say("模板里的 {names} 不认得。", names="、".join(f"{{{{{name}}}}}" for name in unknown)),
                say("可用的有：{known}。", known="、".join((*LETTER, *FORM, *FINDING))),
            )
        if not any(_rows(element) for element in _block(document)):
            marks = {"open": OPEN, "close": CLOSE, "row": _ROW}
            remedy = say("请留一行 {open}、一行 {close}，两行之间的表格里有一行写 {row}。", **marks)
            raise DefinitionError(say("模板里没有放问题的地方。"), remedy)

    def render(self, letter: Letter, deadline: str, lang: str = "zh") -> bytes:
        """A letter as a document; every paragraph is filled once, so that no text of a workbook is taken for more."""
        document = self._open()
        values, block = letter.values(deadline, lang), _block(document)
        repeated = {paragraph for element in block for paragraph in element.iter(_P)}
        for paragraph in [each for each in _paragraphs(document) if each not in repeated]:
            _fill(paragraph, values)
        for form in letter.forms:
            for element in block[1:-1]:
                copy = deepcopy(element)
                block[0].addprevious(copy)
                _fill_form(copy, form, values)
        for element in block:
            element.getparent().remove(element)
        return self._save(document)

    def _open(self) -> Document:
        opened: Document = self._docx.Document(BytesIO(self._content))
        return opened

    def _save(self, document: Document) -> bytes:
        properties = document.core_properties
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.created = properties.modified = CREATED
        content = BytesIO()
        document.save(content)
        return content.getvalue()


def _paragraphs(document: Document) -> Iterator[Any]:
    """Every paragraph, also those of tables, text boxes, headers and footers."""
    yield from document.element.body.iter(_P)
    for section in document.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                yield from part._element.iter(_P)


def _block(document: Document) -> list[Any]:
    """The paragraph that opens what is repeated for each form, what stands between, and the one that closes it."""
    body = list(document.element.body)
    marks = [_text(element).strip() if element.tag == _P else "" for element in body]
    if OPEN not in marks or CLOSE not in marks:
        return []
    return body[marks.index(OPEN) : marks.index(CLOSE) + 1]


def _rows(element: Any) -> list[Any]:
    """The rows of a table that are repeated for each finding."""
    rows = element.iter(_TR)
    return [row for row in rows if set(_PLACEHOLDER.findall("".join(map(_text, row.iter(_P))))) & set(FINDING)]


def _fill_form(element: Any, form: LetterForm, letter: Values) -> None:
    values = {**letter, **form.values}
    repeated = _rows(element)
    inside = {paragraph for row in repeated for paragraph in row.iter(_P)}
    for paragraph in [each for each in element.iter(_P) if each not in inside]:
        _fill(paragraph, values)
    for row in repeated:
        for finding in form.findings:
            copy = deepcopy(row)
            row.addprevious(copy)
            for paragraph in list(copy.iter(_P)):
                _fill(paragraph, {**values, **finding})
        row.getparent().remove(row)


def _text(paragraph: Any) -> str:
    return "".join(run.text for run in _runs(paragraph))


def _runs(paragraph: Any) -> list[Any]:
    from docx.text.paragraph import Paragraph

    return list(Paragraph(paragraph, None).runs)  # type: ignore[arg-type]


def _fill(paragraph: Any, values: Values) -> None:
    """Puts the values in the place of their placeholders, which keep the looks of the run that they begin in."""
    runs = _runs(paragraph)
    _join_split(runs)
    for run in runs:
        text = run.text
        if _PLACEHOLDER.search(text):
            run.text = _PLACEHOLDER.sub(lambda match: _clean(values.get(match[1], match[0])), text)


def _join_split(runs: list[Any]) -> None:
    """Programs split a text into runs anywhere: a placeholder over several comes to stand in the first of them."""
    whole, starts = "", list[int]()
    for run in runs:
        starts.append(len(whole))
        whole += run.text
    for match in _PLACEHOLDER.finditer(whole):
        first = max(at for at, start in enumerate(starts) if start <= match.start())
        for run, start in list(zip(runs, starts, strict=True))[first + 1 :]:
            if start < match.end():
                _move(runs[first], run, match.end() - start)


def _move(first: Any, run: Any, count: int) -> None:
    text = run.text
    first.text, run.text = first.text + text[:count], text[count:]


def _clean(text: str) -> str:
    """A text without signs that no document can hold."""
    return _NO_XML.sub("", text)
