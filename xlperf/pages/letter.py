"""退回意见, the letter to a unit: what of its forms is to be put right or explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlperf.across.unit_names import UnitNames
from xlperf.changes.reported import Reported, ReportedFile, ReportedForm
from xlperf.checks import check_name
from xlperf.decisions import Decision
from xlperf.messages import say
from xlperf.pages.wording import SEVERITY

NO_UNIT = say("（表中未写明单位）")

Values = Mapping[str, str]
"""What goes into a letter's template, by the name of the placeholder."""


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A form of the letter: its values, and those of each of its findings."""

    values: Values
    findings: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a unit, empty where the forms name none; `reviewed` counts the forms that were looked at."""

    unit: str
    reviewed: int
    forms: tuple[LetterForm, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its findings."""
        return tuple(values["编号"] for form in self.forms for values in form.findings)

    @property
    def paths(self) -> tuple[str, ...]:
        """The workbooks that it speaks of."""
        return tuple(dict.fromkeys(form.values["工作簿"] for form in self.forms))

    def values(self, deadline: str, lang: str = "zh") -> Values:
        """The values of the letter as a whole."""
        return {
            "单位": self.unit or NO_UNIT.text(lang),
            "审核表数": str(self.reviewed),
            "问题数": str(len(self.numbers)),
            "报回期限": deadline or "　　　年　　月　　日",
        }


Decide = Callable[[str], Decision]


@dataclass(slots=True)
class _Unit:
    name: str
    reviewed: int
    forms: list[LetterForm]


def make_letters(
    files: Iterable[ReportedFile], decide: Decide, names: UnitNames = UnitNames(), lang: str = "zh"
) -> Iterator[Letter]:
    """The letters to the units that are to get one, in the order in which the report comes to them.

    `decide` gives what was decided under a number; `names` tells which names are of one unit.
    """
    units: dict[str, _Unit] = {}
    for file in files:
        sent = [finding for finding in file.counted() if decide(finding.number).sends(finding.severity)]
        for at, form in _places(file):
            name = form.unit.strip() if form is not None else ""
            listed = names.find(name).unit
            unit = units.setdefault(names.key(name), _Unit(listed.name if listed is not None else name, 0, []))
            unit.reviewed += form is not None
            findings = [finding for finding in sent if finding.form == at]
            if findings:
                unit.forms.append(_letter_form(file, form, findings, len(unit.forms) + 1, lang))
    for unit in units.values():
        if unit.forms:
            yield Letter(unit.name, unit.reviewed, tuple(unit.forms))


def _places(file: ReportedFile) -> Iterator[tuple[int | None, ReportedForm | None]]:
    """The forms that count, then the file itself."""
    yield from ((at, form) for at, form in enumerate(file.forms) if form.standing not in ("older", "same"))
    yield None, None


def _letter_form(
    file: ReportedFile, form: ReportedForm | None, findings: Iterable[Reported], number: int, lang: str
) -> LetterForm:
    rows = tuple(_finding_values(finding, lang) for finding in sorted(findings, key=lambda each: each.severity.rank))
    return LetterForm(
        {
            "序号": str(number),
            "项目": (form.project or form.unit if form is not None else "") or file.path.rpartition("/")[2],
            "年度": form.year if form is not None else "",
            "工作簿": file.path,
            "工作表": form.sheet if form is not None else "",
            "本表问题数": str(len(rows)),
        },
        rows,
    )


def _finding_values(finding: Reported, lang: str) -> Values:
    return {
        "编号": finding.number,
        "级别": SEVERITY[finding.severity].text(lang),
        "检查": say(check_name(finding.code)).text(lang),
        "单元格": finding.cell or "—",
        "问题": finding.message,
        "表中数": finding.actual or "—",
        "应为": finding.expected or "—",
        "依据": finding.source or "—",
        "怎么改": finding.remedy or "—",
    }
