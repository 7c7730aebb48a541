"""The pictures of the README, made from the demonstration company: only when they are asked for.

GOLDENKEY_SCREENSHOTS=1 writes them to docs/images.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import Count
from django.db.models.functions import TruncMonth
from playwright.sync_api import BrowserContext, Page, expect

from goldenkey import demo
from goldenkey.data.models import CommissionLine, Opportunity, User
from goldenkey.selectors import playbook
from tests import emptying
from tests.architecture.source import ROOT
from tests.browser.few_colours import in_few_colours
from tests.browser.server import serving
from tests.browser.windows import Window, cookie_of, too_wide

IMAGES = ROOT / "docs" / "images"
MOST = 200_000
KINDS = {"tw": Window(language="zh-hant"), "en": Window(language="en")}

pytestmark = pytest.mark.skipif(
    os.environ.get("GOLDENKEY_SCREENSHOTS") != "1", reason="pictures are made when asked for"
)


@pytest.fixture(scope="module", params=KINDS)
def company(
    request: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[str, str]]:
    """A demonstration company, and the address it is served at."""
    with django_db_blocker.unblock():
        playbook.compiled.cache_clear()
        try:
            demo.load(request.param)
            with serving() as address:
                yield request.param, address
        finally:
            emptying.empty()


@pytest.fixture
def look(
    company: tuple[str, str], new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """A window of somebody of the company at a page."""
    kind, address = company

    def open_one(user: User, path: str) -> Page:
        context = new_context(base_url=address, **KINDS[kind].options())
        context.add_cookies([cookie_of(user, address)])
        page = context.new_page()
        page.goto(path)
        expect(page.locator("main h1").first).to_be_visible()
        assert not too_wide(page)
        return page

    return open_one


def _endangered() -> Opportunity:
    """The order with the most warnings and an opponent: the room to show."""
    opposed = Opportunity.objects.filter(state="open", stakeholders__stance="opponent")
    found = opposed.select_related("owner").order_by("-warning_count", "pk")
    return found[0]


def _earned() -> str:
    """The statement with the most lines of money earned: whose it is, and of which month."""
    lines = CommissionLine.objects.filter(kind="earned").annotate(month=TruncMonth("on"))
    most = lines.values("user_id", "month").annotate(n=Count("pk")).order_by("-n", "-month")[0]
    return f"/commission/?user={most['user_id']}&month={most['month']:%Y-%m}"


def _keep(page: Page, kind: str, name: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    small = in_few_colours(page.context.new_page(), page.screenshot())
    assert len(small) < MOST
    (IMAGES / f"{name}-{kind}.png").write_bytes(small)


def test_the_pictures_of_the_readme(company: tuple[str, str], look: Callable[..., Page]) -> None:
    kind, _address = company
    room = _endangered()
    manager = User.objects.filter(role="manager", team=room.owner.team)[0]
    finance = User.objects.get(role="finance")
    for user, path, name in (
        (room.owner, "/", "today"),
        (manager, "/opportunities/", "board"),
        (room.owner, f"/opportunities/{room.pk}/", "room"),
        (finance, _earned(), "commission"),
    ):
        _keep(look(user, path), kind, name)
