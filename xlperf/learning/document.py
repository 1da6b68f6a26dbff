"""A lesson as a TOML file, with remarks on what to put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tomlkit import TOMLDocument, comment, document, dumps, item, nl, table
from tomlkit.items import Table

from xlperf.form import Recognised
from xlperf.learning.lesson import EXTRA, Lesson
from xlperf.messages import Message, say
from xlperf.pages.field_names import BLOCK_NAMES, FIELD_NAMES
from xlperf.recognition.definitions import Words, load_vocabulary

_HEADS: Mapping[str, tuple[str, Message]] = {
    "head": ("head", say("表头各栏的标签")),
    "spending": ("spending", say("部门表里支出总额的标签")),
    "funds_columns": ("funds", say("资金表各列的表头")),
    "fund_lines": ("funds", say("资金表各行的名称")),
    "task_columns": ("tasks", say("部门任务表各列的表头")),
    "goals": ("goals", say("目标的标签")),
    "indicator_columns": ("indicators", say("指标表各列的表头")),
    "captions": ("captions", say("整块表格的题头，不是列")),
    "totals": ("total", say("总分行的标签")),
    "form_reason": ("notes", say("全表原因的标签")),
}
"""Block of words → the block of a form that its fields belong to, and what the words are."""

_ALWAYS = ("head", "funds_columns", "fund_lines", "indicator_columns", "totals")
"""Blocks that are there to be filled in, also where no label of theirs was found."""

_REMARKS: Mapping[str, Message] = {
    "id": say("这种表的名称，xlperf forms 里列出的就是它"),
    "kind": say("project 为项目表，department 为部门表，rubric 为评分表，后面加 -targets 的为绩效目标表"),
    "source": say("请改成表样的出处：文件名称和文号"),
    "date": say("请改成该文件的日期"),
    "titles": say("标题里固定不变的字样，请删去单位名称一类会变的字"),
    "regions": say('可写地区字样，如 ["桂林"]；写了就只认单位、标题里有这些字样的表'),
    "rules": say("规则包：名称，或放在一起的规则文件名（.toml）；空着则看表而定"),
    "money_unit": say("表上没有印明时的金额单位：元 或 万元"),
    "required_columns": say("缺了就要指出的指标列"),
    "required_blocks": say("缺了就要指出的区块"),
    "required_funds": say("缺了就要指出的资金列"),
}
"""What a person should know of each key."""

_KEYS = (
    "id", "name", "kind", "source", "date", "titles", "regions", "rules", "money_unit", "required_columns",
    "required_blocks", "required_funds",
)  # fmt: skip


def render_lesson(lesson: Lesson, source: str, lang: str = "zh") -> str:
    """The definition as TOML; `source` is the workbook's name."""
    doc = document()
    made = say(
        "由 xlperf forms learn 按“{source}”生成。请看一遍，改好后用 --forms 指定本文件或它所在的文件夹。", source=source
    )
    for remark in (made, say("改得对不对，用 xlperf check --show --forms 本文件 工作簿 看。")):
        doc.add(comment(remark.text(lang)))
    doc.add(nl())
    _add_keys(doc, lesson, lang)
    words = table(is_super_table=True)
    for block in _HEADS:
        if block in lesson.definition.words or block in _ALWAYS:
            words.add(block, _word_table(block, lesson.definition.words.get(block, {}), lang))
    doc.add("words", words)
    for line in _left(lesson, lang):
        doc.add(comment(line))
    return dumps(doc)


def _add_keys(doc: TOMLDocument, lesson: Lesson, lang: str) -> None:
    for key in _KEYS:
        value = getattr(lesson.definition, key)
        entry = item(list(value) if isinstance(value, tuple) else value)
        if key in _REMARKS:
            entry.comment(_REMARKS[key].text(lang))
        doc.add(key, entry)
    if lesson.definition.blocks:
        doc.add("blocks", item(list(lesson.definition.blocks)))
    doc.add(nl())


def _word_table(block: str, words: Words, lang: str) -> Table:
    """Field → labels, below what the fields are."""
    part, title = _HEADS[block]
    made, names = table(), FIELD_NAMES.get(part, BLOCK_NAMES)
    made.add(comment(say("{title}：左边是意思，右边是表上的叫法。左边可写的有：", title=title).text(lang)))
    for field in getattr(load_vocabulary(), block):
        made.add(comment(f"  {field} {names[field].text(lang)}"))
    for field, labels in words.items():
        if field == EXTRA:
            remark = say("附加列和没有认出的列，都不用于计算；认得的，请移到对应的那一行，没有那一行就添上")
            made.add(comment(remark.text(lang)))
        made.add(field, list(labels))
    made.add(nl())
    return made


def _left(lesson: Lesson, lang: str) -> Iterator[str]:
    """What was not understood and is no column of its own."""
    if lesson.others:
        yield say("下面这些也没有认出来，如有用，请把叫法写到上面相应的地方：").text(lang)
    for each in lesson.others:
        yield f"  {_place(each, lang)}"


def _place(each: Recognised, lang: str) -> str:
    text = " ".join(each.entry.text.split())
    return say(
        "{cell} {block}：{text}（{why}）", cell=each.entry.ref.address, block=BLOCK_NAMES[each.block], text=text,
        why=each.why,
    ).text(lang)  # fmt: skip
