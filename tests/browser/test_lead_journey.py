"""From a name on a list to the room of its opportunity: what is unknown is asked, then answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import lead as leads
from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE_CN, Window
from tests.cast import Cast

CONVERT = "a.btn.primary[href$='/conversion/']"
ROUNDS = 5
"""Answers can open further questions; more rounds than this would be an interrogation."""


def _answer(page: Page) -> None:
    """Say yes to whatever is open, and save."""
    form = page.locator("form[action$='/evaluation/']")
    unknown = form.locator("input[value=unknown]:checked").all()
    for name in [radio.get_attribute("name") for radio in unknown]:
        form.locator(f"label:has(input[name='{name}'][value=true])").first.click()
    for chosen in form.locator("select").all():
        if chosen.is_visible() and chosen.input_value() == "unknown":
            chosen.select_option(index=1)
    with page.expect_navigation():
        form.locator(".actions button").click()


@pytest.mark.method("M1.7")
@pytest.mark.parametrize("window", [DESK, PHONE_CN], ids=str)
def test_unknown_terms_are_answered_until_the_opportunity_opens(
    house: Cast, enter: Open, window: Window
) -> None:
    lead = leads.create_lead(house.rep, company=f"立川精密 {window}", person="林先生")
    page = enter("rep", window)
    page.goto(f"/leads/{lead.pk}/")
    expect(page.locator(".gate.terms .unknown").first).to_be_visible()
    expect(page.locator(CONVERT)).to_have_count(0)
    for _round in range(ROUNDS):
        _answer(page)
        if page.locator(CONVERT).count():
            break
    page.locator(CONVERT).click()
    page.locator("[name=name]").fill("三號產線自動化")
    page.locator("[name=amount]").fill("3500000")
    page.locator("main form .btn.primary").click()
    expect(page).to_have_url(re.compile(r"/opportunities/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("三號產線自動化")
    expect(page.locator(".room-facts")).to_contain_text("3,500,000")
    expect(page.locator(".crumbs a")).to_contain_text("立川精密")
    page.goto(f"/leads/{lead.pk}/")
    expect(page.locator("main a[href^='/opportunities/']").first).to_be_visible()


def test_an_honest_unknown_stays_a_question(house: Cast, enter: Open) -> None:
    lead = leads.create_lead(house.rep, company="什麼都不知道公司")
    page = enter("rep")
    page.goto(f"/leads/{lead.pk}/")
    form = page.locator("form[action$='/evaluation/']")
    before = form.locator("input[value=unknown]:checked").count()
    with page.expect_navigation():
        form.locator(".actions button").click()
    expect(form.locator("input[value=unknown]:checked")).to_have_count(before)
    expect(page.locator(CONVERT)).to_have_count(0)
