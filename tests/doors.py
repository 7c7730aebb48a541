"""Every door of the house, found where the house itself finds it: pages and API operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import goldenkey.config.urls  # noqa: F401 - the routers are complete once the addresses are
from goldenkey.api.app import api


@dataclass(frozen=True)
class Page:
    """An address of the pages."""

    name: str
    pattern: str
    callback: Any

    @property
    def right(self) -> str:
        return getattr(self.callback, "right", "")


@dataclass(frozen=True)
class Door:
    """An operation of the API."""

    verb: str
    path: str
    operation: Any

    @property
    def right(self) -> str:
        return getattr(self.operation.view_func, "right", "")

    def __str__(self) -> str:
        return f"{self.verb} {self.path}"


def pages() -> Iterator[Page]:
    """Every address of the pages, as the resolver knows it."""
    from goldenkey.web.urls import urlpatterns

    for one in urlpatterns:
        yield Page(one.name or "", str(one.pattern), one.callback)


def operations() -> Iterator[Door]:
    """Every operation of every router of the API, also those kept out of the description."""
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for verb in operation.methods:
                    yield Door(verb, f"{router.prefix}{path}", operation)
