"""What tests of the API share: callers with a token, and bodies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from goldenkey.actions import user as users
from tests.cast import Cast


@dataclass
class Caller:
    """Somebody who calls the API with a bearer token."""

    token: str
    client: Client

    def __call__(self, verb: str, path: str, body: Any = None, **headers: str) -> Any:
        options: dict[str, Any] = {"headers": {"Authorization": f"Bearer {self.token}", **headers}}
        if body is not None:
            options |= {"data": body, "content_type": "application/json"}
        return getattr(self.client, verb.lower())(f"/api/v1{path}", **options)


@pytest.fixture
def caller(cast: Cast) -> Callable[[str], Caller]:
    """`caller("rep")("GET", "/accounts")`."""

    def enter(name: str) -> Caller:
        token = users.create_token(cast.admin, username=name)
        return Caller(token, Client(raise_request_exception=False))

    return enter
