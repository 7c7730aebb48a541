"""What all tests share: the cast on stage, signed-in clients, and a count of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

from goldenkey.selectors import playbook
from tests import emptying, method, programs
from tests.cast import Cast, gather

settings.register_profile("house", deadline=None)  # laws, not timings
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _no_versions_of_another_test() -> Iterator[None]:
    """Primary keys come back after a rollback; compiled playbooks are kept by them."""
    playbook.compiled.cache_clear()
    yield


@pytest.fixture
def _guards_put_back(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the flush of a test with real transactions the tables are guarded again."""
    yield
    with django_db_blocker.unblock():
        emptying.put_guards_back()


@pytest.fixture
def _django_db_helper(_guards_put_back: None, _django_db_helper: None) -> Iterator[None]:
    """Tests with real transactions end with a flush, which append-only tables refuse."""
    yield
    if connection.settings_dict["NAME"] and not connection.in_atomic_block:
        emptying.lift_guards()


@pytest.fixture
def cast(db: None) -> Cast:
    """The company of the tests, with the shipped playbooks published."""
    return gather()


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[str], Client]:
    """A client signed in as somebody of the cast."""

    def enter(name: str) -> Client:
        client = Client()
        client.force_login(cast.users[name])
        return client

    return enter


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser is the distribution's own; nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": programs.chromium()}


@pytest.fixture
def queries() -> Callable[[], CaptureQueriesContext]:
    """`with queries() as seen:` then len(seen)."""
    return lambda: CaptureQueriesContext(connection)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Tests of core/ need no database and run first."""
    items.sort(key=lambda item: "/unit/" not in str(item.path))


METHOD = method.Report()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: Any) -> Iterator[None]:
    """Send with each test's result which requirements of the method it shows."""
    outcome: Any = yield
    outcome.get_result().method = method.claims_of(item)


def pytest_runtest_logreport(report: Any) -> None:
    """Count what passed."""
    METHOD.add(report)


def pytest_sessionfinish(session: Any) -> None:
    """A whole run fails where a requirement lost its passing test."""
    if _is_reporting(session.config) and METHOD.unshown() and session.exitstatus == 0:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter: Any, config: Any) -> None:
    """Say how much of the method a whole run showed."""
    if _is_reporting(config):
        terminalreporter.section("the method")
        for line in METHOD.lines():
            terminalreporter.line(line)


def _is_reporting(config: Any) -> bool:
    return method.is_whole(config) and not hasattr(config, "workerinput")
