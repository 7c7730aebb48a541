"""What holds on every page: it fits a phone, reads without scripts, passes axe in both themes."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.architecture.source import ROOT
from tests.browser.conftest import Open
from tests.browser.every_page import MAIN, Place, furnished, places
from tests.browser.windows import DESK, DESK_DARK, PHONE_CN, PHONE_EN, Window, too_wide
from tests.cast import Cast

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def everywhere(house: Cast) -> list[Place]:
    """Every page there is."""
    return places(house, furnished(house))


@functools.cache
def _axe() -> str:
    return (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def _violations(page: Page) -> list[str]:
    _see_all_of_it(page)
    page.evaluate(_axe())
    found: Any = page.evaluate(AXE, RULES)
    return [
        f"{one['id']} {node['target']}: {node['failureSummary']}"
        for one in found["violations"] if one["impact"] in GRAVE
        for node in one["nodes"][:3] if not _is_cut(one["id"], node)
    ]  # fmt: skip


def _is_cut(rule: str, node: Any) -> bool:
    """A drawing cuts its words to fit; the label says them whole."""
    return rule == "label-content-name-mismatch" and node["html"].startswith("<g ")


def _see_all_of_it(page: Page) -> None:
    """A window as tall as the page: no bar that sticks to its edge covers anything."""
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    size = page.viewport_size or {"width": 0, "height": 0}
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})


def _windows(enter: Open, window: Window, everywhere: list[Place], **more: Any) -> dict[str, Page]:
    return {who: enter(who, window, **more) for who in sorted({p.who for p in everywhere})}


def test_no_page_is_wider_than_a_phone(everywhere: list[Place], enter: Open) -> None:
    pages, wide = _windows(enter, PHONE_CN, everywhere), {}
    for place in everywhere:
        page = pages[place.who]
        page.goto(place.url)
        if found := too_wide(page):
            wide[place.url] = found
    assert not wide, "\n".join(f"{url} {found}" for url, found in wide.items())


@pytest.mark.parametrize("window", [DESK, PHONE_EN], ids=str)
def test_axe_finds_nothing_serious(everywhere: list[Place], enter: Open, window: Window) -> None:
    lived_in = [place for place in everywhere if place.name in MAIN]
    pages, found = _windows(enter, window, lived_in), {}
    for place in lived_in:
        page = pages[place.who]
        page.goto(place.url)
        if troubles := _violations(page) + too_wide(page):
            found[place.url] = troubles
    assert not found, "\n".join(f"{url}\n  " + "\n  ".join(v) for url, v in found.items())


def test_axe_finds_nothing_serious_before_signing_in(blank: Open) -> None:
    for window in (DESK, DESK_DARK):
        page = blank(window)
        page.goto("/sign-in/")
        assert _violations(page) == []


def test_a_page_reads_without_scripts(everywhere: list[Place], enter: Open) -> None:
    lived_in = [place for place in everywhere if place.name in MAIN]
    pages = _windows(enter, DESK, lived_in, java_script_enabled=False)
    for place in lived_in:
        page = pages[place.who]
        page.goto(place.url)
        assert page.locator("main h1, main h2").first.is_visible(), place.url
        assert not page.locator("main .js-only:visible").count(), place.url


def test_without_scripts_the_menu_of_a_phone_opens_and_a_filter_is_sent(
    everywhere: list[Place], enter: Open
) -> None:
    page = enter("rep", PHONE_EN, java_script_enabled=False)
    page.goto("/opportunities/")
    page.locator("nav.tabs a[href='#menu']").click()
    page.locator("nav.rail a[href='/leads/']").click()
    expect(page.locator("main h1")).to_be_visible()
    page.goto("/opportunities/")
    page.locator("label:has([name=mine])").click()
    page.locator(".filters .no-js button").click()
    assert "mine=1" in page.url


def test_the_skip_link_comes_first_and_leads_to_the_content(
    everywhere: list[Place], enter: Open
) -> None:
    page = enter("rep")
    page.goto("/accounts/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_the_keyboard_walks_menu_then_top_bar_then_content(
    everywhere: list[Place], enter: Open
) -> None:
    page = enter("rep")
    page.goto("/opportunities/")
    seen: list[str] = []
    for _press in range(24):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "document.activeElement.closest('nav.rail, header.top, main, .skip')?.className ?? ''"
        )
        if where not in seen:
            seen.append(where)
        drawn = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        ringed = "!!document.activeElement.closest(':focus-within') && " + drawn
        assert page.evaluate(ringed) or page.evaluate("document.activeElement.type === 'radio'")
    assert [w for w in seen if w in ("skip", "rail", "top", "wide")] == [
        "skip",
        "rail",
        "top",
        "wide",
    ]
