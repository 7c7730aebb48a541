"""Bearer tokens: shown once, kept as a digest, shut for ever when revoked."""

from __future__ import annotations

from typing import Any

import pytest

from goldenkey.actions import user as users
from goldenkey.data.models import ApiToken, AuditEntry
from goldenkey.policies.errors import Forbidden, NotFound
from tests.cast import Cast


def test_a_token_acts_as_its_user(caller: Any) -> None:
    response = caller("rep")("POST", "/accounts", {"name": "甲"})
    assert response.status_code == 201
    assert response.json()["owner"] == "Rep"


def test_only_the_digest_of_a_token_is_kept(cast: Cast) -> None:
    token = users.create_token(cast.admin, username="rep")
    kept = [str(v) for row in ApiToken.objects.values() for v in row.values()]
    assert token not in " ".join(kept)
    assert token not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


def test_a_revoked_token_opens_nothing(caller: Any, cast: Cast) -> None:
    call = caller("rep")
    assert call("GET", "/accounts").status_code == 200
    assert users.revoke_tokens(cast.admin, username="rep") == 1
    assert call("GET", "/accounts").status_code == 401


def test_a_token_of_somebody_who_left_opens_nothing(caller: Any, cast: Cast) -> None:
    call = caller("rep")
    user = cast.users["rep"]
    user.is_active = False
    user.save()
    assert call("GET", "/accounts").status_code == 401


def test_a_token_beside_a_session_needs_no_csrf_token(caller: Any) -> None:
    call = caller("rep")
    call.client.handler.enforce_csrf_checks = True
    assert call("POST", "/accounts", {"name": "甲"}).status_code == 201


@pytest.mark.parametrize("name", ["rep", "manager", "director", "finance", "compliance"])
def test_only_sales_operations_make_and_revoke_tokens(cast: Cast, name: str) -> None:
    with pytest.raises(Forbidden):
        users.create_token(cast.actor(name), username=name)
    with pytest.raises(Forbidden):
        users.revoke_tokens(cast.actor(name), username=name)


def test_there_is_no_token_for_nobody(cast: Cast) -> None:
    with pytest.raises(NotFound):
        users.create_token(cast.admin, username="nobody")
    with pytest.raises(NotFound):
        users.revoke_tokens(cast.admin, username="nobody")
