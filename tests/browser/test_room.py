"""The room answers at a glance: who decides, who is against, what is in danger, how much."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import activity, contact
from tests.browser.conftest import Open
from tests.browser.windows import (
    DESK,
    DESK_EN,
    PHONE,
    PHONE_CN,
    Window,
    bottom_of,
    is_in_view,
    overflow,
)
from tests.cast import Cast
from tests.rooms import Case, case, discover, seat, today

DECIDES = "#committee tr:has-text('陳國棟')"
AGAINST = "#committee tr.against"
NEVER_MET = "#committee tr:has-text('陳國棟') .tag.bad"
WORST = "#warnings .warnings > li:first-child strong"
MONEY = "#warnings > header .amount"
AT_A_GLANCE = (DECIDES, AGAINST, NEVER_MET, WORST, MONEY)
ANSWERS = ("decides", "for", "opposed", "unmet", "danger")
GLANCE = tuple(f"[data-glance={key}] dd" for key in ANSWERS)
DANGER_MONEY = "[data-glance=danger] .amount"


@pytest.fixture(scope="module")
def duck(house: Cast) -> Case:
    """An order about to fly: met only the purchaser, who is against it; the day has passed."""
    one = case(house, name="三號產線", close_on=today(house) - timedelta(days=3))
    seat(house, one, one.decider, "decision_maker", power="decides", influence="high")
    seat(house, one, one.user, "purchaser", stance="opponent", influence="high")
    discover(house, one)
    activity.log(
        house.rep, opportunity_id=one.id, contact_ids=[one.user.pk], note="只談了價格",
        on=today(house) - timedelta(days=40),
    )  # fmt: skip
    return one


def _enter(page: Page, one: Case) -> None:
    page.goto(f"/opportunities/{one.id}/")
    expect(page.locator("#warnings .warnings > li").first).to_be_visible()


@pytest.mark.method("M4.5")
@pytest.mark.parametrize("window", [DESK, DESK_EN], ids=str)
def test_a_desk_shows_who_decides_and_what_is_in_danger_without_scrolling(
    duck: Case, enter: Open, window: Window
) -> None:
    page = enter("rep", window)
    _enter(page, duck)
    assert [what for what in AT_A_GLANCE if not is_in_view(page, what)] == []
    expect(page.locator(MONEY)).to_contain_text("1,000,000")


@pytest.mark.parametrize("window", [PHONE, PHONE_CN], ids=str)
def test_a_phone_shows_it_within_one_swipe(duck: Case, enter: Open, window: Window) -> None:
    page = enter("rep", window)
    _enter(page, duck)
    height = page.viewport_size["height"] if page.viewport_size else 0
    assert [what for what in (WORST, MONEY) if bottom_of(page, what) > 2 * height] == []


@pytest.fixture(scope="module")
def organisational(house: Cast) -> list[Case]:
    """Opportunities of every size: nobody known yet, a few, and a committee of twenty."""
    empty, large = case(house, name="還沒有人"), case(house, name="二十人的決策圈")
    seat(house, large, large.decider, "decision_maker", power="decides", stance="supporter")
    for n in range(19):
        person = contact.create_contact(house.rep, large.account.pk, name=f"委員{n}")
        stance = ("opponent", "supporter", "neutral", "unknown")[n % 4]
        seat(house, large, person, "influencer", stance=stance, influence="high")
    return [empty, large]


@pytest.mark.method("M4.5", "M4.7")
@pytest.mark.parametrize("window", [DESK, DESK_EN, PHONE, PHONE_CN], ids=str)
def test_every_room_answers_who_decides_who_is_for_and_against_who_was_not_met_and_the_danger(
    duck: Case, organisational: list[Case], enter: Open, window: Window
) -> None:
    page = enter("rep", window)
    for one in (duck, *organisational):
        page.goto(f"/opportunities/{one.id}/")
        expect(page.locator("#glance")).to_be_visible()
        height = page.viewport_size["height"] if page.viewport_size else 0
        screens = 2 if window.width < 600 else 1
        late = [what for what in GLANCE if bottom_of(page, what) > screens * height]
        assert late == [] and overflow(page) <= 0
        assert [what for what in GLANCE if not page.locator(what).inner_text().strip()] == []
    page.goto(f"/opportunities/{duck.id}/")
    for key, said in (("decides", "陳國棟"), ("opposed", "王志遠"), ("unmet", "陳國棟")):
        expect(page.locator(f"[data-glance={key}] dd")).to_contain_text(said)
    expect(page.locator(DANGER_MONEY)).to_contain_text("1,000,000")


def test_a_criterion_is_filled_in_place_with_who_said_it(house: Cast, enter: Open) -> None:
    one = case(house, name="填一條")
    seat(house, one, one.user, "end_user")
    page = enter("rep")
    page.goto(f"/opportunities/{one.id}/")
    before = page.locator("#gate li.yes").count()
    page.locator("#gate li a.btn[href*='prospect.real']").or_(
        page.locator("#gate li a.btn").first
    ).first.click()
    form = page.locator("dialog[open] form, main form[data-guard]").first
    form.locator("input[type=radio][value=true]").first.check(force=True)
    form.locator("label:has([name=confirmed][value=yes])").click()
    form.locator("label:has([name=said_by_id])").first.click()
    form.locator(".btn.primary").click()
    expect(page).to_have_url(re.compile(rf"/opportunities/{one.id}/"))
    expect(page.locator("#gate li.yes")).to_have_count(before + 1)


def test_the_dialog_keeps_the_keyboard_and_gives_it_back(duck: Case, enter: Open) -> None:
    page = enter("rep")
    _enter(page, duck)
    opener = page.locator("#needs header a").first
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog#dialog")).to_be_visible()
    for _press in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "!!document.activeElement.closest('dialog') || document.activeElement === document.body"
        )
    page.keyboard.press("Escape")
    expect(page.locator("dialog#dialog")).to_be_hidden()
    expect(opener).to_be_focused()
