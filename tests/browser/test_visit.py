"""A visit is logged with a thumb, in a few taps; something useful comes back; it can be undone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from goldenkey.actions import activity
from goldenkey.data.models import Activity
from tests.browser.conftest import Open
from tests.browser.windows import PHONE, PHONE_EN, Window, overflow
from tests.cast import Cast
from tests.rooms import case, seat, today

ENOUGH = 7
"""More taps than these and nobody logs a visit on the pavement."""


class Thumb:
    """Taps, and counts them."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        """One touch."""
        self.taps += 1
        what.first.tap()


@pytest.mark.method("M5.11")
@pytest.mark.parametrize("window", [PHONE, PHONE_EN], ids=str)
def test_a_visit_takes_a_few_taps_and_says_what_it_brought(
    house: Cast, enter: Open, window: Window
) -> None:
    one = case(house, name=f"三號產線 {window}")
    seat(house, one, one.user, "end_user")
    page, thumb = enter("rep", window), Thumb()
    page.goto("/")
    thumb.tap(page.locator("nav.tabs a.add"))
    thumb.tap(page.locator("a.whole", has_text=f"三號產線 {window}"))
    thumb.tap(page.locator("label:has([name=contact_ids])", has_text="王志遠"))
    thumb.tap(page.locator("label:has([name=agreed][value=yes])"))
    thumb.tap(page.locator("button[data-for=id_agreed_what]"))
    thumb.tap(page.locator("button[data-for=id_agreed_by_on][data-days='7']"))
    assert overflow(page) <= 0
    thumb.tap(page.locator("main .actions .btn.primary"))
    expect(page).to_have_url(re.compile(r"/activities/\d+/$"))
    assert thumb.taps <= ENOUGH
    expect(page.locator(".brought li.good").first).to_be_visible()
    expect(page.locator("p.ask")).to_be_visible()
    in_a_week = (today(house) + timedelta(days=7)).isoformat()
    expect(page.locator("dl.pairs").first).to_contain_text(in_a_week)
    assert overflow(page) <= 0
    page.locator("form[action$='/undo/'] button").first.tap()
    expect(page).to_have_url(re.compile(rf"/opportunities/{one.id}/"))
    assert not Activity.objects.filter(opportunity_id=one.id, archived_at=None).exists()


def test_agreed_without_saying_to_what_is_asked_in_place(house: Cast, enter: Open) -> None:
    one = case(house, name="少一句")
    page = enter("rep", PHONE)
    page.goto(f"/activities/new/?opportunity={one.id}")
    page.locator("[name=note]").fill("談了很久，工廠看過了")
    page.locator("label:has([name=agreed][value=yes])").tap()
    page.locator("main .actions .btn.primary").tap()
    expect(page.locator(".field.bad").first).to_be_visible()
    expect(page.locator("[name=note]")).to_have_value("談了很久，工廠看過了")


def test_a_next_step_is_ticked_off_and_put_back(house: Cast, enter: Open) -> None:
    one = case(house, name="一步")
    activity.plan_step(house.rep, opportunity_id=one.id, what="寄樣品", due_on=today(house))
    page = enter("rep", PHONE)
    page.goto(f"/opportunities/{one.id}/")
    step = page.locator("#steps li", has_text="寄樣品")
    step.locator("button.tick").tap()
    expect(step).to_have_count(0)
    page.locator(".toast button.undo").tap()
    expect(step).to_have_count(1)
