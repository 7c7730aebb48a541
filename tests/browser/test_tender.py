"""A tender in the browser: begun, dated, marked, scored, lost; and one that came by notice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import committee
from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE
from tests.cast import Cast
from tests.rooms import Case, case, seat

NOTICES = Path(__file__).parents[1] / "data" / "ocds" / "tender.json"


@pytest.fixture(scope="module")
def bidding(house: Cast) -> Case:
    """The rep's opportunity with one rival, before its tender."""
    one = case(house, name="監測車標案")
    seat(house, one, one.decider, "decision_maker")
    committee.place_rival(house.rep, one.id, name="大同儀器")
    return one


def _save(page: Page) -> None:
    page.locator("dialog[open] .actions .btn.primary").click()
    expect(page.locator("dialog#dialog")).to_be_hidden()


@pytest.mark.method("M6.3")
def test_a_tender_goes_from_its_dates_to_its_result(
    house: Cast, bidding: Case, enter: Open
) -> None:
    page, day = enter("rep", DESK), house.rep.today
    page.goto(f"/opportunities/{bidding.id}/tender/")
    page.locator("main .btn.primary").click()
    page.locator("#timetable header .btn").click()
    page.fill("#id_submission", (day + timedelta(days=3)).isoformat())
    _save(page)
    expect(page.locator(".note.warn").first).to_contain_text((day + timedelta(3)).isoformat())
    page.locator("#requirements header .btn").click()
    page.fill("#id_lines", "保固三年\n四小時到場")
    _save(page)
    page.locator("#requirements td a", has_text="四小時到場").click()
    page.locator("dialog[open] label:has(input[value=no])").click()
    page.fill("#id_answer", "六小時到場")
    _save(page)
    expect(page.locator(".note.bad")).to_be_visible()
    page.locator("#scores header .btn").first.click()
    page.fill("#id_row0-name", "技術")
    page.fill("#id_row0-percent", "100")
    _save(page)
    for name, score in (("大同儀器", "80"), ("", "70")):
        heads = page.locator("#scores .scroll th a")
        (heads.filter(has_text=name) if name else heads.first).click()
        page.locator("dialog[open] input[name$=-likely]").fill(score)
        _save(page)
    expect(page.locator("#scores tbody tr").first).to_contain_text("大同儀器")
    expect(page.locator("#scores .note.calm")).to_contain_text("技術")
    page.locator(".head .btn.primary").click()
    page.locator("dialog[open] label:has(input[value=lost])").click()
    page.locator("#id_winner_id").select_option(label="大同儀器")
    page.fill("#id_reason", "價格高一成")
    _save(page)
    expect(page.locator("#result")).to_contain_text("大同儀器")
    page.goto(f"/opportunities/{bidding.id}/")
    expect(page.locator(".note.bad").first).to_contain_text("價格高一成")


def test_notices_are_looked_at_on_a_phone_and_brought_in(enter: Open) -> None:
    page = enter("rep", PHONE)
    page.goto("/leads/tenders/")
    page.set_input_files("#id_file", NOTICES)
    page.locator("form .btn.primary").click()
    expect(page.locator("main table")).to_contain_text("空氣品質監測車四輛")
    page.locator("main form footer .btn.primary").click()
    expect(page.locator("h1")).to_contain_text("tender.json")
    page.goto("/leads/")
    expect(page.locator("main")).to_contain_text("臺中市環境保護局")
