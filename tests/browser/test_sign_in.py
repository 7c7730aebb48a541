"""Signing in, wrong and right; another language; light and dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE_EN, Window, said
from tests.cast import PASSWORD

LANGUAGES = ("zh-hant", "zh-hans", "en")


def _sign_in(page: Page, name: str, password: str) -> None:
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("form .btn.primary").click()


@pytest.mark.parametrize("window", [DESK, PHONE_EN], ids=str)
def test_a_wrong_password_is_said_and_the_right_one_lets_in(blank: Open, window: Window) -> None:
    page = blank(window)
    page.goto("/opportunities/?view=table")
    expect(page).to_have_url(re.compile(r"/sign-in/"))
    _sign_in(page, "rep", "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("[name=username]")).to_have_value("rep")
    _sign_in(page, "rep", PASSWORD)
    expect(page).to_have_url(re.compile(r"/opportunities/\?view=table$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_each_language_is_chosen_before_and_after_signing_in(blank: Open) -> None:
    page = blank(DESK)
    page.goto("/sign-in/")
    for language in LANGUAGES:
        page.locator(f"button[name=language][value={language}]").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
    _sign_in(page, "rep", PASSWORD)
    for language in LANGUAGES:
        page.locator("details.account > summary").click()
        page.locator(f"button[name=language][value={language}]").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        today = said(Window(language=language), "Today")
        expect(page.get_by_role("heading", level=1)).to_contain_text(today)


def test_dark_is_dark_at_once_and_on_the_next_page(enter: Open) -> None:
    page = enter("rep")
    page.goto("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("details.account > summary").click()
    with page.expect_response("**/settings/theme/"):
        page.locator("button[name=theme][value=dark]").click()
    assert page.evaluate(paper) != light
    dark = page.evaluate(paper)
    page.goto("/accounts/")
    assert page.evaluate(paper) == dark


def test_signing_out_closes_every_page(enter: Open) -> None:
    page = enter("rep")
    page.goto("/")
    page.locator("details.account > summary").click()
    page.locator("form[action='/sign-out/'] button").click()
    expect(page).to_have_url(re.compile(r"/sign-in/"))
    page.goto("/accounts/")
    expect(page).to_have_url(re.compile(r"/sign-in/"))
