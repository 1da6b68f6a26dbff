"""report.html in a browser: searched, filtered, sorted, turned, printed, with the mouse and with the keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.support.folders import MISSED, form, write
from tests.support.web_pages import browse, needs_browser, open_page
from xlperf.batch import run_batch

pytestmark = needs_browser

HOSTILE = "</script><img src=x onerror=alert(1)>"
COUNT = 60


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browse() as browser:
        yield browser


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty forms of three units with wrong execution points and a target missed; the first has a hostile name."""
    folder = tmp_path_factory.mktemp("batch")
    for number in range(COUNT):
        project = HOSTILE if number == 0 else f"项目{number:02}"
        table = form("55.2", f"{number % 7}.5", project=project, unit=f"第{number % 3 + 1}中心", rows=MISSED)
        write(folder / "in" / f"{number:02} #.xlsx", table)
    run_batch(folder / "in", folder / "out")
    return folder / "out"


@pytest.fixture
def page(browser: Any, out: Path) -> Iterator[Any]:
    with open_page(browser, (out / "report.html").as_uri(), viewport={"width": 1366, "height": 900}) as page:
        yield page


def matched(page: Any, name: str = "findings") -> int:
    """How many rows a list says that it has found."""
    page.evaluate("() => new Promise(done => setTimeout(done, 200))")  # behind the search's own timer, however slow
    return int(page.locator(f"#{name} .matched").inner_text().split()[1].replace(",", ""))


def column(page: Any, key: str, name: str = "findings") -> list[str]:
    texts: list[str] = page.locator(f"#{name} tbody .c-{key}").all_inner_texts()
    return texts


def test_both_lists_are_shown_page_by_page(page: Any) -> None:
    assert matched(page, "forms") == COUNT
    assert len(column(page, "unit", "forms")) == 50
    page.locator("#forms .pager button", has_text="下一页").click()
    assert len(column(page, "unit", "forms")) == 10
    assert "第 2 页，共 2 页" in page.locator("#forms .pager").inner_text()
    page.locator("#forms .pager button", has_text="下一页").dispatch_event("click")
    assert len(column(page, "unit", "forms")) == 10


def test_a_search_takes_all_its_words_in_any_width(page: Any) -> None:
    every = matched(page)
    page.locator("#findings input").fill("项目０７ 预算执行")
    assert 0 < matched(page) < every
    assert all("项目07" in text for text in column(page, "where"))
    page.locator("#findings button[type=reset]").click()
    assert matched(page) == every
    page.locator("#findings input").fill("没有这样的词")
    assert matched(page) == 0
    assert "没有符合的" in page.locator("#findings tbody").inner_text()


def test_filters_join(page: Any) -> None:
    page.locator("#findings select[name=unit]").select_option("第2中心")
    by_unit = matched(page)
    page.locator("#findings select[name=code]").select_option("F202")
    assert 0 < matched(page) < by_unit
    assert {text.split("\n")[0] for text in column(page, "where")} == {"第2中心"}
    assert {text.split()[0] for text in column(page, "check")} == {"F202"}
    assert "第2中心" in page.locator("#findings .chosen").inner_text()
    page.locator("#findings select[name=severity]").select_option("warning")
    assert matched(page) == 2  # 5.5 points for 5.52 in numbers 19 and 40: rounded, not wrong


def test_a_click_on_a_head_sorts_and_another_turns_it_round(page: Any) -> None:
    head = page.locator("#forms th.c-submitted")
    head.locator("button").click()
    scores = [float(text) for text in column(page, "submitted", "forms")]
    assert scores == sorted(scores, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    scores = [float(text) for text in column(page, "submitted", "forms")]
    assert scores == sorted(scores)
    page.locator("#forms th.c-project button").click()
    assert column(page, "project", "forms")[1:] == [f"项目{number:02}" for number in range(1, 50)]


def test_the_keys_do_what_the_mouse_does(page: Any) -> None:
    page.locator("#forms th.c-submitted button").focus()
    page.keyboard.press("Enter")
    assert page.locator("#forms th.c-submitted").get_attribute("aria-sort") == "descending"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "重算得分"
    page.locator("#forms .pager button").nth(2).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "下一页"


def test_a_bar_and_a_count_filter_the_findings(page: Any) -> None:
    page.locator("figure button", has_text="第3中心").click()
    assert {text.split("\n")[0] for text in column(page, "where")} == {"第3中心"}
    page.locator("figure button", has_text="F202").click()
    assert {text.split()[0] for text in column(page, "check")} == {"F202"}
    assert page.locator("#findings select[name=unit]").input_value() == ""
    page.locator("#forms tbody tr", has_text="项目05").locator("button.error").click()
    assert {text.split()[-1] for text in column(page, "where")} == {"项目05"}
    assert page.evaluate("document.activeElement.id") == "findings"


def test_hostile_texts_are_texts(page: Any) -> None:
    page.locator("#findings input").fill("onerror")
    assert matched(page) > 0
    assert all(HOSTILE in text for text in column(page, "where"))
    assert page.locator("img").count() == 0


def test_a_link_names_the_cell_and_leads_to_the_copy(page: Any, out: Path) -> None:
    page.locator("#findings input").fill("项目11")
    matched(page)
    link = page.locator("#findings tbody a").first
    assert link.inner_text().startswith("自评表1!")
    assert link.evaluate("link => link.href") == (out / "11 #.xlsx").as_uri()


def test_print_shows_all_that_is_found_without_the_controls(page: Any) -> None:
    page.locator("#findings select[name=unit]").select_option("第1中心")
    found = matched(page)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#forms tbody tr").count() == COUNT
    assert page.locator("#findings tbody tr").count() == found
    assert not page.locator("#findings form").is_visible()
    assert page.locator("#findings .chosen").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#forms tbody tr").count() == 50


def test_nothing_is_wider_than_a_narrow_screen(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_served_by_an_intranet_it_is_the_same(browser: Any, out: Path) -> None:
    handler = partial(_Quiet, directory=str(out))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with open_page(browser, f"http://127.0.0.1:{server.server_port}/report.html") as page:
            assert matched(page, "forms") == COUNT
            address = page.locator("#forms tbody a").first.evaluate("link => link.href")
            assert page.request.get(address).body() == (out / "00 #.xlsx").read_bytes()
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_ten_thousand_findings_are_shown(browser: Any, tmp_path: Path) -> None:
    write(tmp_path / "in" / "一.xlsx", form("84.6", "9"))
    run_batch(tmp_path / "in", tmp_path / "out")
    page = tmp_path / "out" / "report.html"
    before, block, rest = page.read_text("utf-8").partition('id="findings-rows">')
    row = '["error",null,"F202","算得不对","甲","乙","丙.xlsx","表","H5","1","2","第 %d 个问题","—","—"]'
    rows = ",\n".join(row % number for number in range(10_000))
    page.write_text(f"{before}{block}[{rows}]{rest[rest.index('</script>') :]}", "utf-8")
    with open_page(browser, page.as_uri()) as shown:
        assert matched(shown) == 10_000
        shown.locator("#findings .pager button", has_text="最后一页").click()
        assert column(shown, "problem")[-1] == "第 9999 个问题"
        shown.locator("#findings input").fill("第 4321 个")
        assert matched(shown) == 1


def test_the_address_of_a_cell_is_never_broken(page: Any) -> None:
    """H16 with the 6 in a line of its own is read as H1."""
    page.set_viewport_size({"width": 900, "height": 900})
    lines = page.evaluate(
        "[...document.querySelectorAll('.fixed td a')].filter(a => /^[A-Z]+[0-9]+$/.test(a.textContent))"
        ".map(a => a.getClientRects().length)"
    )
    assert lines
    assert set(lines) == {1}
