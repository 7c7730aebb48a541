"""What all tests share: the cast on stage, signed-in clients, and a count of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenkey.selectors import playbook
from tests.cast import Cast, gather


@pytest.fixture(autouse=True)
def _no_versions_of_another_test() -> Iterator[None]:
    """Primary keys come back after a rollback; compiled playbooks are kept by them."""
    playbook.compiled.cache_clear()
    yield


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


@pytest.fixture
def queries() -> Callable[[], CaptureQueriesContext]:
    """`with queries() as seen:` then len(seen)."""
    return lambda: CaptureQueriesContext(connection)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Tests of core/ need no database and run first."""
    items.sort(key=lambda item: "/unit/" not in str(item.path))
