"""Contradictions within a form definition: what a file may not say though each of its values is well-formed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xlperf.messages import Message, say
from xlperf.recognition.definitions import BLOCKS, FormDefinition, Words, load_vocabulary
from xlperf.recognition.folding import fold
from xlperf.recognition.lexicon import LONGEST_LABEL

BLOCK_NAMES = ("funds", "indicators", "tasks", "total")
"""The blocks that a form may be required to have."""

SHORTEST_TITLE, _SHORTEST_REGION = 4, 2
"""Characters; a shorter word would be found in forms that are not meant."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A key whose value cannot be, why, and what to do about it."""

    key: str
    problem: Message
    remedy: Message


def find_faults(form: FormDefinition) -> Iterator[Fault]:
    """Every contradiction of a definition."""
    for key in ("id", "name", "source"):
        if not getattr(form, key).strip():
            yield Fault(key, say("是空白"), say("请写明。"))
    if not _is_date(form.date):
        yield Fault("date", say("“{text}”不是日期", text=form.date), say("请写成 2020-02-25 的样子。"))
    yield from _title_faults(form)
    yield from _name_faults(form)
    for block, words in form.words.items():
        yield from _word_faults(block, words)


def find_clashes(form: FormDefinition, other: FormDefinition) -> Iterator[Fault]:
    """What two definitions may not both say, since the words of all of them hold for every form."""
    if form.id == other.id:
        problem = say("“{id}”已被同一批的另一个定义用了", id=form.id)
        yield Fault("id", problem, say("请改一个名称，或删去其中一个文件。"))
    for block, words in form.words.items():
        taken = _fields_of(other.words.get(block, {}))
        for label, field in _fields_of(words).items():
            if taken.get(label, field) != field:
                place = f"words.{block}.{taken[label]}"
                problem = say("“{label}”在定义 {form} 里写在 {place} 下", label=label, form=other.id, place=place)
                remedy = say("一个叫法只能指一项；请改成一致，或分两次用 --forms。")
                yield Fault(f"words.{block}.{field}", problem, remedy)


def find_replacement_faults(form: FormDefinition, replaced: FormDefinition) -> Iterator[Fault]:
    """A definition with a built-in form's id takes its place, and must be of the same kind."""
    if form.kind != replaced.kind:
        problem = say("为 {kind}，与所替换的自带表单 {id} 不同", kind=form.kind, id=form.id)
        yield Fault("kind", problem, say("请改 id 另立一种表，或改成 {kind}。", kind=replaced.kind))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _title_faults(form: FormDefinition) -> Iterator[Fault]:
    """Titles and regions by which no form, or every form, would be known."""
    if not form.titles and not form.regions:
        yield Fault("titles", say("和 regions 都是空的，无从识别这种表"), say("请写上标题或地区字样。"))
    for key, words, shortest in (
        ("titles", form.titles, SHORTEST_TITLE),
        ("regions", form.regions, _SHORTEST_REGION),
    ):
        for word in words:
            if len(fold(word)) < shortest:
                remedy = say("请写 {count} 个字以上，免得误认。", count=shortest)
                yield Fault(key, say("“{word}”太短", word=word), remedy)


def _name_faults(form: FormDefinition) -> Iterator[Fault]:
    """Names of columns and blocks that there are none of."""
    vocabulary = load_vocabulary()
    known: Mapping[str, tuple[str, ...]] = {
        "required_columns": tuple(vocabulary.indicator_columns),
        "required_funds": tuple(vocabulary.funds_columns),
        "required_blocks": BLOCK_NAMES,
        "blocks": tuple(vocabulary.level1),
    }
    for key, names in known.items():
        for name in getattr(form, key):
            if name not in names:
                yield _unknown(key, name, names)


def _unknown(key: str, name: str, known: tuple[str, ...]) -> Fault:
    return Fault(key, say("没有“{name}”这一项", name=name), say("可写的有：{known}。", known="、".join(known)))


def _word_faults(block: str, words: Words) -> Iterator[Fault]:
    """Words of an unknown block or field, words that no label can be, or one label for two fields."""
    if block not in BLOCKS:
        yield _unknown("words", block, BLOCKS)
        return
    known, seen = tuple(getattr(load_vocabulary(), block)), dict[str, str]()
    for field, labels in words.items():
        key = f"words.{block}.{field}"
        if field not in known:
            yield _unknown(f"words.{block}", field, known)
        for label in labels:
            if not fold(label) or len(label) > LONGEST_LABEL:
                remedy = say("叫法请写 1 到 {most} 个字。", most=LONGEST_LABEL)
                yield Fault(key, say("“{label}”是空白或太长", label=label), remedy)
            elif seen.setdefault(fold(label), field) != field:
                problem = say("“{label}”已写在 {other} 下", label=label, other=seen[fold(label)])
                yield Fault(key, problem, say("一个叫法只能指一项；请删去其中一处。"))


def _fields_of(words: Words) -> dict[str, str]:
    """Folded label → field."""
    return {fold(label): field for field, labels in words.items() for label in labels}
