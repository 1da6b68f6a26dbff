"""What is bent: forms as offices send them, blank ones, documents, and what earlier runs were bent by."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.support.broken import INBOX, ROOT
from tests.support.corpus import corpus_files
from tests.support.hostile_documents import ods_cell, row, sheet, word

KEPT = Path(__file__).parent / "kept"
"""Files that once ended in a fault: a test runs every one of them."""

_LARGEST = 200_000


class Seed(NamedTuple):
    """A file as it is before it is bent."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix


def seeds() -> tuple[Seed, ...]:
    """Our own forms first, then third-party workbooks where they are beside the project."""
    ours = [*sorted(INBOX.rglob("*.xlsx"))[::4], *sorted((ROOT / "templates").rglob("*.xlsx"))[::3], *kept()]
    others = [path for path in corpus_files() if path.stat().st_size < _LARGEST]
    return (*(Seed(path.name, path.read_bytes()) for path in [*ours, *ours, *others]), *_documents())


def kept() -> list[Path]:
    return sorted(KEPT.glob("*.*"))


def _documents() -> tuple[Seed, ...]:
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    values = ["产出指标", "数量指标", "培训人数", "≥90人", "95人", "10", "10"]
    spread = "".join(row("".join(map(ods_cell, line))) for line in (["项目支出绩效自评表"], heads, values))
    table = "".join(f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{v}</w:t></w:r></w:p></w:tc>' for v in line)}</w:tr>"
                    for line in (heads, values))  # fmt: skip
    csv = "\n".join(map(",".join, (heads, values))).encode()
    page = f"<table>{''.join(f'<tr><td>{v}</td></tr>' for v in values)}</table>".encode()
    return (
        Seed("表.ods", sheet(spread)()), Seed("表.docx", word(f"<w:tbl>{table}</w:tbl>")()), Seed("表.csv", csv),
        Seed("表.html", page), Seed("表.md", b"|a|b|\n|-|-|\n|1|2|\n"), Seed("表.txt", csv.replace(b",", b"\t")),
    )  # fmt: skip
