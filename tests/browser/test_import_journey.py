"""A list of leads, dropped as it is: its columns, what was found, written, taken back."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from goldenkey.data.models import Lead
from tests import queue_worker
from tests.browser.conftest import Open
from tests.browser.windows import DESK_CN, PHONE, overflow
from tests.cast import Cast
from tests.import_files import real, table

ROWS = [
    ["立川精密工業", "林先生", "02-8765-4321", "lin@example.com", "1200000", "2027/03/01"],
    ["宏昇機電", "王小姐", "04-2345-6789", "", "", ""],
    ["大成食品", "陳經理", "", "chen@example.com", "-5", ""],
]
DROP = """([zone, name, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name, { type: "text/csv" }));
  const at = { bubbles: true, cancelable: true, dataTransfer: held };
  for (const kind of ["dragover", "drop"]) zone.dispatchEvent(new DragEvent(kind, at));
}"""


@pytest.fixture(scope="module", autouse=True)
def worker(house: Cast) -> Iterator[None]:
    """The background jobs, in a process of their own, as in production."""
    words = [sys.executable, "-m", "goldenkey.cli.main", "worker"]
    process = subprocess.Popen(
        words, env=queue_worker.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _drop(page: Page, name: str, data: bytes) -> None:
    zone = page.locator("[data-drop]").element_handle()
    page.evaluate(DROP, [zone, name, base64.b64encode(data).decode()])
    expect(page.locator("[data-files]")).to_have_text(name)
    page.locator("main form .btn.primary").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+/columns/"))


def _write(page: Page) -> None:
    page.locator("form[action$='/write/'] .btn.primary").click()
    expect(page.locator("a[href^='/leads/?import=']")).to_be_visible()


def _undo(page: Page) -> None:
    page.locator("a[href$='/undo/']").click()
    page.locator("main .btn.danger").click()
    expect(page.locator("main a.btn.primary[href='/imports/new/']")).to_be_visible()


@pytest.mark.method("M9.2")
def test_a_dropped_list_is_checked_written_and_taken_back(enter: Open) -> None:
    page = enter("rep")
    page.goto("/leads/")
    page.locator("main a[href='/imports/']").first.click()
    page.locator("main a[href='/imports/new/']").first.click()
    _drop(page, "展覽名單.csv", table(ROWS))
    expect(page.locator("[name=column_0]")).to_have_value("company")
    expect(page.locator("main")).to_contain_text("王小姐")
    page.locator("main form .btn.primary").first.click()
    found = page.locator("table tbody tr", has_text="大成食品")
    expect(found).to_contain_text("-5")
    expect(found).to_contain_text("4")  # the row in the file
    _write(page)
    page.locator("a[href^='/leads/?import=']").click()
    expect(page.locator("tbody a.name")).to_have_count(2)
    page.go_back()
    _undo(page)
    assert not Lead.objects.filter(archived_at=None).exists()


def test_a_wrong_guess_of_a_column_is_set_right(enter: Open) -> None:
    page = enter("rep", DESK_CN)
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv",
         "buffer": table([["某电子", "采购部的张先生"]], ["甲方", "谁"])}
    )  # fmt: skip
    page.locator("main form .btn.primary").click()
    page.locator("[name=column_0]").select_option("company")
    page.locator("[name=column_1]").select_option("person")
    page.locator("main form .btn.primary").first.click()
    _write(page)
    page.locator("a[href^='/leads/?import=']").click()
    expect(page.locator("tbody tr")).to_contain_text("采购部的张先生")


def test_a_real_list_in_an_old_encoding_is_read_right_on_a_phone(enter: Open) -> None:
    data = real("listed_companies_zh_hant_big5.csv")
    page = enter("rep", PHONE)
    page.goto("/imports/new/")
    _drop(page, "listed.csv", data)
    expect(page.locator("main")).to_contain_text("國農科技")
    assert overflow(page) <= 0
    page.locator("main form .btn.primary").first.click()
    _write(page)
    assert overflow(page) <= 0
    _undo(page)
