"""A duck is about to fly: the product warns of it, says what to do, and the duck is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from goldenkey.actions import fact
from goldenkey.data.models import OpenWarning
from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE, overflow
from tests.cast import Cast
from tests.rooms import Case, case, seat

PROMISE = {
    "commitment.form": "spoken", "commitment.by": "王志遠", "commitment.by_role": "purchaser",
    "commitment.words": "一定是你們的",
}  # fmt: skip
RULE = "duck.promise_without_decider"


@pytest.fixture
def duck(house: Cast) -> Case:
    """The purchaser has promised; nobody of us has met who decides."""
    one = case(house, name="會飛的鴨子")
    seat(house, one, one.user, "purchaser", access="easy")
    seat(house, one, one.decider, "decision_maker", access="hard", influence="high")
    for name, value in PROMISE.items():
        fact.record(house.rep, "opportunity", one.id, name=name, value=value)
    on = (house.rep.today - timedelta(days=4)).isoformat()
    fact.record(house.rep, "opportunity", one.id, name="commitment.on", value=on)
    return one


@pytest.mark.method("M4.7")
def test_a_duck_about_to_fly_is_warned_of_and_saved(house: Cast, duck: Case, enter: Open) -> None:
    page = enter("rep", DESK)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("會飛的鴨子")  # Today already warns
    page.goto(f"/opportunities/{duck.id}/")
    warned = page.locator("#warnings li.bad", has_text="採購口頭答應，決策者還沒見過")
    expect(warned).to_be_visible()
    expect(warned).to_contain_text("一定是你們的")
    page.locator("#warnings footer a").click()
    expect(page).to_have_url(
        f"{page.url.split('/opportunities')[0]}/opportunities/{duck.id}/health/"
    )
    danger = page.locator(f"[id='{RULE}']")
    expect(danger).to_contain_text("王志遠")
    expect(danger).to_contain_text("陳國棟")
    expect(page.locator("#standing header")).to_contain_text("1,000,000")
    danger.locator("p.do a").first.click()  # the one thing to do: log the visit to who decides
    page.locator("label:has([name=contact_ids])", has_text="陳國棟").click()
    page.locator("label:has([name=agreed][value=yes])").click()
    page.fill("#id_agreed_what", "看樣機")
    page.fill("#id_agreed_by_on", (house.rep.today + timedelta(days=9)).isoformat())
    page.locator("main .actions .btn.primary").click()
    expect(page.locator(".brought")).to_contain_text("採購口頭答應，決策者還沒見過")
    page.goto(f"/opportunities/{duck.id}/health/")
    expect(page.locator(f"[id='{RULE}']")).to_have_count(0)
    expect(page.locator("#past li.good", has_text="採購口頭答應")).to_be_visible()
    assert OpenWarning.objects.get(opportunity=duck.id, rule=RULE).closed_at is not None


@pytest.mark.method("M4.7")
def test_a_warning_is_put_off_with_a_reason_and_brought_back_on_a_phone(
    house: Cast, duck: Case, enter: Open
) -> None:
    page = enter("rep", PHONE)
    page.goto(f"/opportunities/{duck.id}/health/")
    assert overflow(page) <= 0
    danger = page.locator("[id='duck.only_spoken']")
    danger.locator("a", has_text="延後").click()
    page.locator("dialog[open] .actions .btn.primary").click()
    expect(page.locator("dialog[open]")).to_be_visible()  # no reason, no answer
    page.fill("dialog[open] #id_reason", "等他們開完董事會")
    page.locator("dialog[open] .actions .btn.primary").click()
    quiet = page.locator("#quiet li", has_text="只有口頭承諾")
    expect(quiet).to_contain_text("等他們開完董事會")
    expect(danger).to_have_count(0)
    quiet.locator("p.do a").click()
    page.locator("dialog[open] .actions .btn.primary").click()
    expect(danger).to_be_visible()
    expect(page.locator("#past")).to_contain_text("已恢復")
