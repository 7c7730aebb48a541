"""One search box everywhere, by the keyboard alone; one character is enough, in either script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from goldenkey.actions import account as accounts
from tests.browser.conftest import Open
from tests.browser.windows import DESK, DESK_CN, PHONE, Window, overflow
from tests.cast import Cast


@pytest.fixture(scope="module", autouse=True)
def customers(house: Cast) -> dict[str, int]:
    """Customers with names in traditional characters."""
    names = ("龍騰鋼鐵", "宏昇機電", "寶島茶業")
    return {name: accounts.create_account(house.rep, name=name).pk for name in names}


@pytest.mark.parametrize(
    ("window", "typed", "name"),
    [(DESK, "鋼", "龍騰鋼鐵"), (DESK_CN, "宝岛", "寶島茶業"), (DESK, "hongsheng", "宏昇機電")],
    ids=["one character", "simplified for traditional", "pinyin"],
)
def test_a_customer_is_found_and_opened_by_keys_alone(
    customers: dict[str, int], enter: Open, window: Window, typed: str, name: str
) -> None:
    page = enter("rep", window)
    page.goto("/")
    page.keyboard.press("Control+k")
    expect(page.locator("dialog#search input")).to_be_focused()
    page.keyboard.type(typed)
    expect(page.locator("#search-results a").first).to_contain_text(name)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-results a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/accounts/{customers[name]}/$"))


def test_enter_takes_the_first_answer_and_escape_closes(
    customers: dict[str, int], enter: Open
) -> None:
    page = enter("rep")
    page.goto("/accounts/")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#search")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("龙")
    expect(page.locator("#search-results a").first).to_contain_text("龍騰鋼鐵")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/accounts/{customers['龍騰鋼鐵']}/$"))


def test_nothing_found_is_said(enter: Open) -> None:
    page = enter("rep")
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("鑫淼焱垚")
    expect(page.locator("#search-results .nothing")).to_be_visible()


def test_on_a_phone_the_same_box_fills_the_screen(customers: dict[str, int], enter: Open) -> None:
    page = enter("rep", PHONE)
    page.goto("/")
    page.locator("[data-search]").tap()
    page.locator("dialog#search input").press_sequentially("寶")
    expect(page.locator("#search-results a").first).to_contain_text("寶島茶業")
    assert overflow(page) <= 0
    page.locator("#search-results a").first.tap()
    expect(page).to_have_url(re.compile(rf"/accounts/{customers['寶島茶業']}/$"))
