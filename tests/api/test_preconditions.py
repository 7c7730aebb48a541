"""ETag and If-Match: an edit says which version it was made from (RFC 9110, RFC 6585)."""

from __future__ import annotations

from typing import Any

import pytest

from tests import rooms
from tests.cast import Cast

JSON = {"content_type": "application/json"}


@pytest.fixture
def at(cast: Cast) -> str:
    return f"/api/v1/opportunities/{rooms.case(cast).id}"


def edit(client: Any, at: str, body: dict[str, Any], tag: str = "") -> Any:
    more = {"HTTP_IF_MATCH": tag} if tag else {}
    return client.patch(at, body, **JSON, **more)


def test_what_is_read_says_its_version(at: str, signed_in: Any) -> None:
    found = signed_in("rep").get(at)
    assert found["ETag"] == f'"{found.json()["version"]}"'


def test_if_match_stands_for_the_version_in_the_body(at: str, signed_in: Any) -> None:
    client = signed_in("rep")
    tag = client.get(at)["ETag"]
    assert edit(client, at, {"name": "新名"}, tag).status_code == 200
    stale = edit(client, at, {"name": "更新的名"}, tag)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")
    assert client.get(at).json()["name"] == "新名"


def test_a_stale_version_in_the_body_is_a_conflict_as_before(at: str, signed_in: Any) -> None:
    client = signed_in("rep")
    body = {"name": "新名", "version": client.get(at).json()["version"]}
    assert edit(client, at, body).status_code == 200
    assert edit(client, at, body).status_code == 409


def test_without_any_version_one_is_asked_for(at: str, signed_in: Any) -> None:
    answer = edit(signed_in("rep"), at, {"name": "新名"})
    assert (answer.status_code, answer.json()["code"]) == (428, "version_required")


@pytest.mark.parametrize("tag", ["*", 'W/"1"', '"1", "2"', "1", '"x"'])
def test_another_kind_of_tag_is_refused(at: str, signed_in: Any, tag: str) -> None:
    assert edit(signed_in("rep"), at, {"name": "新名"}, tag).status_code == 400


def test_two_versions_that_differ_are_refused(at: str, signed_in: Any) -> None:
    body = {"name": "新名", "version": 1}
    assert edit(signed_in("rep"), at, body, '"2"').status_code == 400


def test_nobody_is_asked_to_sign_in_before_anything_else(at: str, client: Any) -> None:
    assert edit(client, at, {"name": "新名"}).status_code == 401
