"""The board: a card is dragged or sent by the keyboard; a shut gate asks for what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from goldenkey.actions import opportunity
from tests.browser.conftest import Open
from tests.browser.windows import DESK, DESK_EN, PHONE, Window, overflow
from tests.cast import Cast
from tests.rooms import Case, case, discover, seat, today


def _lacking_one(house: Cast, name: str) -> Case:
    """An opportunity whose first gate lacks one answer."""
    one = case(house, name=name, close_on=today(house) + timedelta(days=60))
    seat(house, one, one.user, "end_user")
    discover(house, one, but="prospect.real")
    return one


def _card(page: Page, name: str, stage: str) -> Locator:
    return page.locator(f"[data-stage={stage}] [data-card]", has_text=name)


def _answer(page: Page) -> None:
    """Fill in the one thing, in the dialog, and move on."""
    dialog = page.locator("dialog#dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".gate li")).to_have_count(1)
    dialog.locator("label:has(input[name='fact:prospect.real'][value=true])").click()
    dialog.locator("button[name=then][value=move]").click()
    expect(dialog).to_be_hidden()


@pytest.mark.method("M3.7")
@pytest.mark.parametrize("window", [DESK, DESK_EN], ids=str)
def test_a_card_dropped_before_a_shut_gate_opens_its_form_and_then_moves(
    house: Cast, enter: Open, window: Window
) -> None:
    name = f"拖曳 {window}"
    one = _lacking_one(house, name)
    page = enter("rep", window)
    page.goto("/opportunities/")
    _card(page, name, "discover").drag_to(page.locator("[data-stage=validate] [data-cards]"))
    expect(_card(page, name, "discover")).to_be_visible()  # it went back until the gate opens
    _answer(page)
    expect(_card(page, name, "validate")).to_be_visible()
    assert one.fresh.phase == "validate"


def test_the_keyboard_moves_a_card_too(house: Cast, enter: Open) -> None:
    one = case(house, name="用鍵盤")
    discover(house, one)
    page = enter("rep")
    page.goto("/opportunities/")
    _card(page, "用鍵盤", "discover").locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(_card(page, "用鍵盤", "validate")).to_be_visible()
    assert one.fresh.phase == "validate"


def test_a_card_dropped_two_stages_on_goes_back_and_it_is_said(house: Cast, enter: Open) -> None:
    name = "跳兩格"
    _lacking_one(house, name)
    page = enter("rep")
    page.goto("/opportunities/")
    _card(page, name, "discover").drag_to(page.locator("[data-stage=contract] [data-cards]"))
    expect(page.locator(".toast.bad")).to_be_visible()
    expect(_card(page, name, "discover")).to_be_visible()


def test_a_manager_lets_it_through_with_a_reason(house: Cast, enter: Open) -> None:
    one = _lacking_one(house, "破例")
    page = enter("manager")
    page.goto(f"/opportunities/{one.id}/")
    page.locator("#gate footer button").click()
    dialog = page.locator("dialog#dialog")
    dialog.locator("details.let > summary").click()
    dialog.locator("[name=override_reason]").fill("客戶的老闆已經口頭答應")
    dialog.locator("details.let button.danger").click()
    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator("#timeline")).to_contain_text("客戶的老闆已經口頭答應")
    assert one.fresh.phase == "validate"


def test_a_filter_asks_at_once_and_stays_in_the_address(house: Cast, enter: Open) -> None:
    one = case(house, name="同事的案")
    owner = house.users["teammate"]
    opportunity.give(house.rep, one.id, version=one.version, owner_id=owner.pk)
    case(house, name="我的案")
    page = enter("rep")
    page.goto("/opportunities/")
    expect(page.locator("#found")).to_contain_text("同事的案")
    page.locator("label:has([name=mine])").click()
    expect(page.locator("#found")).not_to_contain_text("同事的案")
    assert "mine=1" in page.url
    page.reload()
    expect(page.locator("[name=mine]")).to_be_checked()
    expect(page.locator("#found")).to_contain_text("我的案")


def test_on_a_phone_the_board_scrolls_in_itself(house: Cast, enter: Open) -> None:
    case(house, name="手機上")
    page = enter("rep", PHONE)
    page.goto("/opportunities/")
    expect(_card(page, "手機上", "discover")).to_be_visible()
    assert overflow(page) <= 0
