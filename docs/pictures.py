"""Makes the pictures of docs/guide.md from real runs on docs/guide: `python docs/pictures.py [FOLDER]`.

Runs xlperf on a copy of the example files, turns what it wrote into pages with LibreOffice and the pages into pictures
with pdftoppm and Pillow. The pictures depend on the fonts of the machine, so no test compares their bytes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

HERE = Path(__file__).parent
SOURCES = HERE / "guide"
TARGET = HERE / "images"

MARGIN = 12
"""White dots that stay around a page's content."""

FOOTER = 0.08
"""Share of a page's height that holds its number: not shown."""

RUNS = (
    ("fill", "自评表.xlsx"),
    (
        *("batch", "收件箱", "-o", "结果", "--roster", "应报单位.xlsx", "--targets", "批复目标.xlsx"),
        *("--budget", "批复预算.xlsx", "--previous", "上年", "--summary-template", "上级汇总表.xlsx"),
    ),
    ("letters", "结果", "--deadline", "2023-03-31"),
)


class Picture(NamedTuple):
    """A picture's name, the document it shows and which of its pages: the first one that holds these words.

    `dots`: per inch. `split`: where a broad page is cut, as a share of its width,
    the right part below the left one.
    """

    name: str
    document: str
    words: str
    dots: int = 96
    split: float = 1.0


PICTURES = (
    Picture("guide-before", "自评表.xlsx", "项目支出绩效自评表"),
    Picture("guide-after", "自评表_已校验.xlsx", "项目支出绩效自评表"),
    Picture("guide-result", "自评表_已校验.xlsx", "绩效自评表校验结果"),
    Picture("guide-list", "结果/汇总.xlsx", "问题清单", 170, 0.5225),
    Picture("guide-checks", "结果/汇总.xlsx", "抽查建议"),
    Picture("guide-summary", "结果/上级汇总表.xlsx", "项目名称"),
    Picture("guide-papers", "结果/抽查底稿.xlsx", "抽查底稿"),
    Picture("guide-letter", "结果/退回意见/某市图书馆 退回意见.docx", "某市图书馆"),
)


def main(target: Path) -> None:
    """Writes every picture into a folder."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work"
        shutil.copytree(SOURCES, work)
        for arguments in RUNS:
            subprocess.run(
                [sys.executable, "-m", "xlperf", *arguments], cwd=work, check=False, stdout=subprocess.DEVNULL
            )
        for picture in PICTURES:
            draw(picture, work, target)
        draw_page(work / "结果" / "report.html", target / "guide-page.png")


def draw(picture: Picture, work: Path, target: Path) -> None:
    """One picture; raises LookupError where no page holds its words."""
    pages = _as_pages(work / picture.document)
    stem = pages.with_suffix("")
    number = str(_page_with(picture.words, pages))
    dots = str(picture.dots)
    subprocess.run(["pdftoppm", "-png", "-r", dots, "-f", number, "-singlefile", pages, stem], check=True)
    with Image.open(stem.with_suffix(".png")) as page:
        shown = page.crop((0, 0, page.width, round(page.height * (1 - FOOTER))))
    _few_colours(_stacked(_trimmed(shown), picture.split)).save(target / f"{picture.name}.png", optimize=True)


def draw_page(page: Path, target: Path) -> None:
    """The upper part of the page for a browser, as chromium shows it."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "page.png"
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        size = ["--window-size=1100,900", f"--user-data-dir={folder}/profile", f"--screenshot={shot}"]
        subprocess.run([*command, *size, page.as_uri()], check=True, capture_output=True, timeout=120)
        with Image.open(shot) as page:
            _few_colours(page).save(target, optimize=True)


def _as_pages(document: Path) -> Path:
    """The document as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(document.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", document.parent, document]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return document.with_suffix(".pdf")


def _page_with(words: str, pages: Path) -> int:
    """The first page that holds the words, counted from 1."""
    done = subprocess.run(["pdftotext", "-layout", pages, "-"], check=True, capture_output=True, text=True)
    for number, text in enumerate(done.stdout.split("\f"), 1):
        if words in text:
            return number
    raise LookupError(f"{pages.name}: {words}")


def _trimmed(page: Image.Image) -> Image.Image:
    """A page without the white around it."""
    whole = page.convert("RGB")
    left, top, right, bottom = ImageChops.invert(whole).getbbox() or (0, 0, *whole.size)
    return whole.crop((max(0, left - MARGIN), max(0, top - MARGIN), right + MARGIN, bottom + MARGIN))


def _stacked(page: Image.Image, split: float) -> Image.Image:
    """A broad page in two parts, one below the other."""
    at = round(page.width * split)
    if at >= page.width:
        return page
    both = Image.new("RGB", (max(at, page.width - at), 2 * page.height), "white")
    both.paste(page.crop((0, 0, at, page.height)), (0, 0))
    both.paste(page.crop((at, 0, *page.size)), (0, page.height))
    return both


def _few_colours(page: Image.Image) -> Image.Image:
    """The same with few colours, so that the file is small."""
    return page.convert("RGB").quantize(64)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
