"""Two people at one record: the second is told what changed, and what he typed is still there."""

from __future__ import annotations

import re

from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import Open
from tests.browser.windows import DESK, DESK_EN
from tests.cast import Cast
from tests.rooms import Case, case


def _open_form(page: Page, one: Case) -> None:
    page.goto(f"/opportunities/{one.id}/")
    page.locator(".room-head details.menu > summary").last.click()
    page.locator(f"a.item[href='/opportunities/{one.id}/edit/']").click()
    expect(page.locator("dialog [name=name]")).to_be_visible()


def _save(page: Page) -> None:
    page.locator("dialog .actions .btn.primary").click()


def test_in_the_dialog_the_second_is_told_and_loses_nothing(house: Cast, enter: Open) -> None:
    one = case(house, name="兩人同改")
    first, second = enter("manager", DESK_EN), enter("rep", DESK)
    for page in (first, second):
        _open_form(page, one)
    first.locator("dialog [name=amount]").fill("2000000")
    _save(first)
    expect(first.locator(".room-facts")).to_contain_text("2,000,000")
    second.locator("dialog [name=name]").fill("兩人同改，第二期")
    _save(second)
    told = second.locator("#dialog [role=alert], #dialog .error")
    expect(told.first).to_be_visible()
    expect(second.locator("#dialog")).to_contain_text("2000000")  # what the other wrote
    expect(second.locator("dialog [name=name]")).to_have_value("兩人同改，第二期")
    _save(second)
    expect(second.get_by_role("heading", level=1)).to_contain_text("兩人同改，第二期")


def test_on_a_page_the_second_is_told_and_loses_nothing(house: Cast, enter: Open) -> None:
    account = case(house, name="客戶").account
    first, second = enter("manager"), enter("rep")
    for page in (first, second):
        page.goto(f"/accounts/{account.pk}/edit/")
    first.locator("[name=industry]").fill("精密機械")
    first.locator("main .actions .btn.primary").click()
    expect(first).to_have_url(re.compile(rf"/accounts/{account.pk}/$"))
    second.locator("[name=note]").fill("老闆週三下午在")
    second.locator("main .actions .btn.primary").click()
    expect(second.locator("[role=alert], .error").first).to_be_visible()
    expect(second.locator("[name=note]")).to_have_value("老闆週三下午在")


def test_leaving_with_changes_asks_first(house: Cast, enter: Open) -> None:
    account = case(house, name="離開").account
    page, asked = enter("rep"), list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"/accounts/{account.pk}/edit/")
    page.locator("[name=note]").press_sequentially("還沒存")
    page.locator("nav.rail a[href='/leads/']").click()
    expect(page).to_have_url(re.compile("/edit/"))
    assert asked == ["beforeunload"]
