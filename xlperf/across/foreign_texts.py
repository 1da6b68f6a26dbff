"""X606: goal or achievement are in the words of another project, or speak of another unit and not of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlperf.across.details import FormDetails, Words
from xlperf.across.folder import FormAt, UnitKey, unit_of
from xlperf.across.known_names import KnownNames
from xlperf.across.texts import TextIndex, plain_text
from xlperf.across.unit_names import plain_unit
from xlperf.across.word_list import across_words
from xlperf.checks.x606_foreign_text import X606
from xlperf.findings import Finding
from xlperf.messages import Message, say
from xlperf.recognition.folding import fold

_SHORTEST_TEXT = 20
"""Signs of a text that two people would not word alike by chance."""

_SHORTEST_UNIT, _SHORTEST_PROJECT, _TELLING_PROJECT = 5, 5, 10
"""Signs of a name that is looked for; a project's of fewer than the last is one only where a word like 项目 follows."""

_QUOTES = '》”』」"'


class _Own(NamedTuple):
    """What a form calls itself and those above it, folded and without （本级）: so they are spoken of in texts."""

    unit: str
    department: str
    project: str


class ForeignTexts:
    """The goals and achievements of a folder, and the names that they might speak of."""

    def __init__(self, unit_key: UnitKey) -> None:
        self._unit_key = unit_key
        self._expected, self._actual = TextIndex(), TextIndex()
        self._units, self._projects = KnownNames(), KnownNames()
        self._departments: dict[str, set[str]] = {}
        """Unit → the departments that its forms name."""
        self._whose: dict[str, str] = {}
        """What a unit calls itself → what it is known by: it may go by several names."""

    def notice(self, at: FormAt) -> None:
        """Its names and its texts. The same goal under one project's name is no surprise: units share projects."""
        own, path = self._own(at.form), at.place.path
        project = own.project or own.unit
        for words, index, owner in (
            (at.form.goal_expected, self._expected, project),
            (at.form.goal_actual, self._actual, (self._unit_key(unit_of(at.form)), project)),
        ):
            if words is not None and len(plain := plain_text(words.text)) >= _SHORTEST_TEXT:
                index.add(plain, owner, path)
        if len(own.unit) >= _SHORTEST_UNIT:
            self._units.add(own.unit)
            self._whose[own.unit] = self._unit_key(unit_of(at.form))
            self._departments.setdefault(own.unit, set()).add(own.department)
        if len(own.project) >= _SHORTEST_PROJECT:
            self._projects.add(own.project)

    def judge(self, at: FormAt) -> Iterator[Finding]:
        """Goal and achievement, each with the first thing that is odd about it."""
        own = self._own(at.form)
        for words, index in ((at.form.goal_expected, self._expected), (at.form.goal_actual, self._actual)):
            if words is not None and (fault := self._fault(words, index, own, at.place.path)) is not None:
                yield X606.finding(fault, at.ref(words.cell))

    def _fault(self, words: Words, index: TextIndex, own: _Own, path: str) -> Message | None:
        text = fold(words.text)
        is_own = any(name and name in text for name in (own.unit, own.project))  # others took it from here
        if not is_own and (paths := index.others(plain_text(words.text), path)) is not None:
            return say("这段文字与别的工作簿一字不差（{paths}），请核对是否照抄", paths=paths)
        if (unit := self._foreign_unit(text, own)) is not None:
            return say("文字提到“{unit}”，没有提到本单位，请核对是否由其他单位的表复制而来", unit=unit)
        if (project := self._foreign_project(text, own)) is not None:
            return say("文字提到“{project}”，没有提到本项目，请核对是否由其他项目的表复制而来", project=project)
        return None

    def _foreign_unit(self, text: str, own: _Own) -> str | None:
        """The one other unit that the text speaks of; where it speaks of several, they worked together."""
        if not own.unit or own.unit in text:
            return None
        found = {name for name, _ in self._units.find(text) if self._is_foreign(name, own)}
        return found.pop() if len(found) == 1 else None

    def _is_foreign(self, unit: str, own: _Own) -> bool:
        is_same = self._whose[unit] == self._whose.get(own.unit)
        is_related = is_same or unit == own.department or own.unit in self._departments[unit]
        is_part = any(unit in name for name in own) or (bool(own.unit) and own.unit in unit)
        return not is_related and not is_part and not unit.endswith(across_words("spoken_of"))

    def _foreign_project(self, text: str, own: _Own) -> str | None:
        if not own.project or own.project in text:
            return None
        names = (name for name, end in self._projects.find(text) if _is_meant(name, text[end:]))
        found = {name for name in names if not any(name in each or (each and each in name) for each in own)}
        return found.pop() if len(found) == 1 else None

    def _own(self, form: FormDetails) -> _Own:
        department = form.department.text if form.department is not None else ""
        return _Own(plain_unit(unit_of(form)), plain_unit(department), fold(form.name))


def _is_meant(project: str, behind: str) -> bool:
    """A project's name stands for the project: it is a long one, or a word like 项目 or a quotation mark follows."""
    is_named = project.endswith(across_words("project_behind")) or behind.startswith(across_words("project_behind"))
    return len(project) >= _TELLING_PROJECT or is_named or behind.startswith(tuple(_QUOTES))
