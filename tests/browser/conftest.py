"""What the journeys share: a company that is really stored, the server, and watched windows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from goldenkey.actions import user as users
from goldenkey.selectors import playbook
from tests import emptying
from tests.browser.server import serving
from tests.browser.windows import DESK, Watch, Window, cookie_of
from tests.cast import Cast, gather

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
HERE = Path(__file__).parent
LIMIT_MS = 15_000
expect.set_options(timeout=LIMIT_MS)

ALONE = (
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
"""Nothing outside of this machine is asked, or found."""

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs the database; those of a module share a company and so a process."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture
def _django_db_helper(django_db_setup: None) -> None:
    """Nothing is rolled back or emptied between the tests of a module; `house` does it after."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The distribution's browser, without the network."""
    return {**browser_type_launch_args, "args": list(ALONE)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """In Taipei, with nothing that moves and no worker that answers from a cache."""
    return {
        **browser_context_args,
        "timezone_id": "Asia/Taipei",
        "reduced_motion": "reduce",
        "service_workers": "block",
    }


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """The cast, stored for good while the tests of a module run, and the tables emptied after."""
    with django_db_blocker.unblock():
        playbook.compiled.cache_clear()
        try:
            yield gather(datetime.now(UTC))
        finally:
            emptying.empty()


@pytest.fixture(scope="module")
def site(house: Cast) -> Iterator[str]:
    """The address of the server."""
    with serving() as address:
        yield address


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What went wrong in the windows of a test: nothing may."""
    seen = Watch()
    yield seen
    assert not seen.troubles


@pytest.fixture
def blank(site: str, new_context: Callable[..., BrowserContext], watch: Watch) -> Open:
    """A window nobody has signed in to: `blank(PHONE)`."""

    def open_one(window: Window = DESK, **more: Any) -> Page:
        context = new_context(base_url=site, **{**window.options(), **more})
        page = context.new_page()
        page.set_default_timeout(LIMIT_MS)
        watch.over(page)
        return page

    return open_one


@pytest.fixture
def enter(house: Cast, site: str, blank: Open) -> Open:
    """A window somebody of the cast is signed in to: `enter("rep", PHONE)`."""

    def open_one(name: str, window: Window = DESK, **more: Any) -> Page:
        users.choose(house.actor(name), language=window.language, theme=window.theme)
        page = blank(window, **more)
        page.context.add_cookies([cookie_of(house.users[name], site)])
        return page

    return open_one
