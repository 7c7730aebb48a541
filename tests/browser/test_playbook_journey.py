"""A sales director changes a rule in the browser: warned of a slip, shown what it would do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goldenkey.actions import opportunity
from goldenkey.actions import playbook as playbooks
from goldenkey.selectors import playbook_versions
from tests.browser.conftest import Open
from tests.browser.windows import DESK, PHONE_EN, too_wide
from tests.cast import Cast
from tests.rooms import Case, case

OLD, SLIP, NEW = "close.moves >= 2", "close.moves >= tomorrow", "close.moves >= 1"


@pytest.fixture(scope="module")
def slipped(house: Cast) -> Case:
    """An order whose day was moved once: no warning by the rules in force."""
    soon = house.rep.today + timedelta(days=30)
    one = case(house, name="變頻器更新", close_on=soon, playbook_key="key-account")
    opportunity.edit_opportunity(
        house.rep, one.id, version=one.version, close_on=house.rep.today + timedelta(days=90)
    )
    return one


def _say(page: Page, old: str, new: str) -> None:
    """Put other words into the text as typing would; a whole playbook is long to type."""
    page.locator("#id_source").evaluate(
        "(area, [old, now]) => { area.value = area.value.replace(old, now);"
        " area.dispatchEvent(new Event('input', { bubbles: true })); }",
        [old, new],
    )


@pytest.mark.method("M9.3")
def test_a_rule_is_changed_with_the_text_checked_and_its_effect_shown_before(
    house: Cast, slipped: Case, enter: Open
) -> None:
    page = enter("director", DESK)
    page.goto(f"/opportunities/{slipped.id}/")
    assert slipped.fresh.close_moves == 1
    expect(page.locator("#warnings")).not_to_contain_text("成交日一再往後延")
    page.goto("/playbooks/key-account/edit/")
    _say(page, OLD, SLIP)
    expect(page.locator("#problems")).to_contain_text("tomorrow")
    _say(page, SLIP, NEW)
    expect(page.locator("#problems .note.good")).to_be_visible()
    page.locator("#draft .actions .btn.primary").click()
    page.goto("/playbooks/key-account/publish/")
    row = page.locator("tr", has_text=slipped.fresh.name)
    expect(row).to_contain_text("成交日一再往後延")
    row.locator("input[name=ids]").check()
    page.locator("label", has=page.locator("input[value=some]")).first.click()
    page.locator("main form .actions .btn.primary").click()
    page.goto(f"/opportunities/{slipped.id}/")
    expect(page.locator("#warnings")).to_contain_text("成交日一再往後延")


def test_what_it_would_change_fits_a_phone_in_the_longest_language(
    house: Cast, enter: Open
) -> None:
    steady = case(house, name="空壓站監控", playbook_key="key-account")
    text = playbook_versions.draft(house.director, "key-account").source
    playbooks.save_draft(house.director, "key-account", text.replace("days > 21", "days > 20"))
    draft = playbook_versions.draft(house.director, "key-account")
    playbooks.publish(house.director, "key-account", version=draft.version)
    changed = draft.source.replace(OLD, NEW).replace(NEW, "close.moves >= 0")
    playbooks.save_draft(house.director, "key-account", changed)
    page = enter("director", PHONE_EN)
    page.goto("/playbooks/key-account/publish/")
    expect(page.locator("tr", has_text=steady.fresh.name)).to_contain_text("The close date")
    assert not too_wide(page)
    page.goto("/playbooks/industrial/")
    page.locator("form[action$='/take-up/'] button").click()
    expect(page.locator("#problems .note.good")).to_be_visible()
    assert not too_wide(page)
